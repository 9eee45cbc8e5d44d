"""Thin signs at the head of a line (一、) that the finding of lines passes over: ink to the left of it that no line covers."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    import numpy as np

    Pixels = np.ndarray[Any, Any]

_REACH: Final = 2.8  # heights of the line to the left that are looked at
_KNOWN: Final = 3.0  # heights of what was read already that are read again
_GAP: Final = 1.2  # heights between two signs
_DARK: Final = 0.6  # of the paper's brightness
_LEAST: Final = 0.02  # of a square as high as the line: less ink is dirt

Box = Sequence[Sequence[float]]
Edges = tuple[int, int, int, int]  # left, top, right, bottom


def heads_read(
    picture: "Pixels", boxes: Sequence[Box], texts: Sequence[str], recognise: Callable[["Pixels"], str]
) -> list[tuple[str, float]]:
    """Each line's text, and where it begins, with what stands before it."""
    dark = picture[:, :, 1] < _DARK * _paper(picture)
    edges = [_edges(box) for box in boxes]
    return [_whole(picture, dark, number, edges, text, recognise) for number, text in enumerate(texts)]


def _whole(
    picture: "Pixels",
    dark: "Pixels",
    number: int,
    edges: list[Edges],
    text: str,
    recognise: Callable[["Pixels"], str],
) -> tuple[str, float]:
    left, top, right, bottom = edges[number]
    begin = _ink_before(dark, edges[number], edges)
    if begin is None:
        return text, left
    height = bottom - top
    stop = min(right, left + int(_KNOWN * height))
    again = recognise(picture[top:bottom, max(0, begin - height // 4) : stop])
    at = again.find(text[:2])
    return (again[:at] + text, begin) if at > 0 else (text, left)


def _ink_before(dark: "Pixels", own: Edges, edges: list[Edges]) -> int | None:
    """Where uncovered ink near the line's left end begins."""
    left, top, _, bottom = own
    height = bottom - top
    start = max(0, left - int(_REACH * height))
    if height < 4 or left - start < 2 or any(_covers(other, start, own) for other in edges if other is not own):
        return None
    strip = dark[top + height // 6 : bottom - height // 6, start:left]
    columns = strip.sum(axis=0)
    if columns.sum() < _LEAST * height * height or columns.max() >= len(strip):  # dirt, or a ruling
        return None
    begin = left
    for column in columns.nonzero()[0][::-1]:
        if begin - (start + int(column)) > _GAP * height:
            break
        begin = start + int(column)
    return begin if begin < left - height // 4 else None


def _covers(other: Edges, start: int, own: Edges) -> bool:
    left, top, _, bottom = own
    return (
        other[0] < left
        and other[2] > start
        and other[1] < bottom
        and other[3] > top
        and (min(other[3], bottom) - max(other[1], top) > 0.4 * (bottom - top))
    )


def _edges(box: Box) -> Edges:
    """Left, top, right, bottom; the heights are those of the left end, for a page that leans."""
    left, right = min(box[0][0], box[3][0]), max(box[1][0], box[2][0])
    return int(max(0, left)), int(max(0, box[0][1])), int(right), int(max(0, box[3][1]))


def _paper(picture: "Pixels") -> float:
    import numpy as np

    return float(np.median(picture[::8, ::8, 1]))
