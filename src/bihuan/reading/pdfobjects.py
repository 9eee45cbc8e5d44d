"""What is drawn on a page of a PDF besides its signs: rulings, pictures, and text that nobody sees."""

from collections.abc import Iterator
from ctypes import byref, c_float, c_int, c_uint, c_void_p, cast
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any, Final

import pypdfium2
from pypdfium2 import raw

OBJECT_LIMIT: Final = 100_000  # on one page
_DEPTH: Final = 4  # forms inside forms
_SEGMENTS: Final = 4_000  # of one path that are looked at
_THIN: Final = 3.0  # points: a box thinner than this is a ruling
_HIDDEN: Final = {raw.FPDF_TEXTRENDERMODE_INVISIBLE, raw.FPDF_TEXTRENDERMODE_CLIP}

Box = tuple[float, float, float, float]  # left, bottom, right, top, as PDF counts: upwards
Matrix = tuple[float, float, float, float, float, float]
_PLAIN: Final[Matrix] = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


@dataclass(slots=True)
class Drawn:
    """Rulings and pictures of one page; ``hidden`` holds the addresses of text objects that are not drawn."""

    rules: list[Box] = field(default_factory=list)
    pictures: list[Box] = field(default_factory=list)
    pixels: int = 0
    hidden: set[int] = field(default_factory=set)
    objects: int = 0


def page_drawn(page: pypdfium2.PdfPage) -> Drawn:
    """All that is drawn on a page; stops counting above ``OBJECT_LIMIT``."""
    drawn = Drawn()
    count = raw.FPDFPage_CountObjects(page)
    _objects(drawn, (raw.FPDFPage_GetObject(page, index) for index in range(count)), _PLAIN, _DEPTH)
    return drawn


def address(pointer: Any) -> int:
    """Two pointers to one object have one address."""
    return cast(pointer, c_void_p).value or 0


def _objects(drawn: Drawn, objects: Iterator[Any], outer: Matrix, depth: int) -> None:
    for one in objects:
        drawn.objects += 1
        if drawn.objects > OBJECT_LIMIT:
            return
        kind = raw.FPDFPageObj_GetType(one)
        if kind == raw.FPDF_PAGEOBJ_TEXT:
            if raw.FPDFTextObj_GetTextRenderMode(one) in _HIDDEN:
                drawn.hidden.add(address(one))
        elif kind == raw.FPDF_PAGEOBJ_PATH:
            drawn.rules += _path_rules(one, outer)
        elif kind == raw.FPDF_PAGEOBJ_IMAGE:
            _picture(drawn, one, outer)
        elif kind == raw.FPDF_PAGEOBJ_FORM and depth:
            inside = (raw.FPDFFormObj_GetObject(one, index) for index in range(raw.FPDFFormObj_CountObjects(one)))
            _objects(drawn, inside, _times(_matrix(one), outer), depth - 1)


def _picture(drawn: Drawn, one: Any, outer: Matrix) -> None:
    width, height = c_uint(), c_uint()
    raw.FPDFImageObj_GetImagePixelSize(one, byref(width), byref(height))
    drawn.pixels += width.value * height.value
    drawn.pictures.append(_bounds(one, outer))


def _path_rules(one: Any, outer: Matrix) -> Iterator[Box]:
    bounds = _bounds(one, outer)
    if _is_rule(bounds):
        yield bounds
        return
    fill, stroked = c_int(), c_int()
    raw.FPDFPath_GetDrawMode(one, byref(fill), byref(stroked))
    if stroked.value:
        yield from _segments(one, _times(_matrix(one), outer))


def _segments(one: Any, matrix: Matrix) -> Iterator[Box]:
    """The straight parts of a path that go across or down."""
    points: list[tuple[float, float]] = []
    x, y = c_float(), c_float()
    for index in range(min(raw.FPDFPath_CountSegments(one), _SEGMENTS)):
        segment = raw.FPDFPath_GetPathSegment(one, index)
        raw.FPDFPathSegment_GetPoint(segment, byref(x), byref(y))
        point = _moved(matrix, x.value, y.value)
        kind = raw.FPDFPathSegment_GetType(segment)
        if kind == raw.FPDF_SEGMENT_MOVETO:
            points = [point]
            continue
        points.append(point)
        closed = [points[0]] if raw.FPDFPathSegment_GetClose(segment) else []
        for (x0, y0), (x1, y1) in pairwise([*points[-2:], *closed]):
            box = (min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))
            if kind == raw.FPDF_SEGMENT_LINETO and _is_rule(box):
                yield box


def _is_rule(box: Box) -> bool:
    width, height = box[2] - box[0], box[3] - box[1]
    return min(width, height) < _THIN < max(width, height)


def _bounds(one: Any, outer: Matrix) -> Box:
    left, bottom, right, top = c_float(), c_float(), c_float(), c_float()
    raw.FPDFPageObj_GetBounds(one, byref(left), byref(bottom), byref(right), byref(top))
    (x0, y0), (x1, y1) = _moved(outer, left.value, bottom.value), _moved(outer, right.value, top.value)
    return min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)


def _matrix(one: Any) -> Matrix:
    matrix = raw.FS_MATRIX()
    raw.FPDFPageObj_GetMatrix(one, byref(matrix))
    return matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f


def _times(inner: Matrix, outer: Matrix) -> Matrix:
    a, b, c, d, e, f = inner
    p, q, r, s, t, u = outer
    return a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u


def _moved(matrix: Matrix, x: float, y: float) -> tuple[float, float]:
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f
