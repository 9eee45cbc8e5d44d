"""Pictures of pages: read by RapidOCR with the models in its package (nothing is fetched), laid out like the pages of a PDF."""

import io
import re
import struct
import warnings
import zlib
from collections.abc import Iterator
from functools import cache
from importlib.util import find_spec
from math import atan2, cos, sin
from statistics import median
from typing import TYPE_CHECKING, Any, Final

from bihuan.datamodel import BihuanError
from bihuan.reading.document import Content
from bihuan.reading.page import Line, Page, pages_content
from bihuan.reading.page.geometry import usual

if TYPE_CHECKING:
    import numpy as np
    from PIL.Image import Image

IMAGE_LIMIT: Final = 50_000_000  # pixels: A4 at 600 dots an inch has 35 million
FRAME_LIMIT: Final = 200  # pages of one TIFF
_LOOKED_AT: Final = 12_000_000  # pixels: a larger picture is made smaller first
_WIDTH: Final = 595.0  # points of an A4 page, which every picture is taken for
_SAME_SIZE: Final = 0.18
_LONG: Final = 5.0  # times its height: a line long enough to tell how the page leans
_KINDS: Final = ("PNG", "JPEG", "TIFF", "BMP")
_HEADS: Final = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"II*\x00", b"MM\x00*")
_FAULTS: Final = (
    OSError,
    SyntaxError,
    ValueError,
    TypeError,
    LookupError,
    EOFError,
    ArithmeticError,
    struct.error,
    zlib.error,
)
_HAN: Final = "\u4e00-\u9fff，。、；：（）“”％"
_HAN_SPACE: Final = re.compile(rf"(?<=[{_HAN}\d]) +(?=[{_HAN}])|(?<=[{_HAN}]) +(?=\d)")


def image_is(data: bytes) -> bool:
    """Whether these are the bytes of a PNG, JPEG, TIFF or BMP."""
    return data.startswith(_HEADS) or (data.startswith(b"BM") and data[6:10] == bytes(4))


def scan_missing() -> str | None:
    """What to do when pictures cannot be read here; None when they can."""
    if find_spec("rapidocr") and find_spec("onnxruntime"):
        return None
    return '识别图片需要另装组件：pip install "bihuan[ocr]"，装好后再读'


def image_content(data: bytes, where: str) -> Content:
    """Paragraphs of a picture, or of each picture of a TIFF."""
    if (missing := scan_missing()) is not None:
        raise BihuanError("read.scanned", "这是图片，没有文字", where=where, hint=missing)
    pages = []
    for number, picture in enumerate(_frames(data, where), 1):
        height, width = picture.shape[:2]
        scale = _WIDTH / width
        pages.append(Page(number, _WIDTH, height * scale, picture_lines(picture, scale)))
    return pages_content(pages)


def picture_lines(picture: "np.ndarray[Any, Any]", scale: float) -> list[Line]:
    """The lines that are seen on a picture (blue, green, red), ``scale`` points a pixel, the page set straight."""
    seen = _engine()(picture)
    if seen.boxes is None:
        return []
    boxes = [[(float(x) * scale, float(y) * scale) for x, y in box] for box in seen.boxes]
    lean = _lean(boxes)
    lines = [_line(text, [_turned(point, -lean) for point in box]) for text, box in zip(seen.txts, boxes, strict=True)]
    return _evened([line for line in lines if line.text])


@cache
def _engine() -> Any:
    from rapidocr import RapidOCR

    return RapidOCR(params={"Global.log_level": "critical"})


def _frames(data: bytes, where: str) -> Iterator["np.ndarray[Any, Any]"]:
    from PIL import Image, ImageSequence

    with warnings.catch_warnings():
        warnings.simplefilter("error", Image.DecompressionBombWarning)
        try:
            with Image.open(io.BytesIO(data), formats=_KINDS) as image:
                for number, frame in enumerate(ImageSequence.Iterator(image), 1):
                    if number > FRAME_LIMIT:
                        raise _too_large(f"图片有 {FRAME_LIMIT} 页以上", where)
                    if frame.width * frame.height > IMAGE_LIMIT:
                        raise _too_large(f"图片有 {frame.width}×{frame.height} 个像素，超过上限", where)
                    yield _pixels(frame)
        except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
            raise _too_large("图片的像素太多，超过上限", where) from error
        except _FAULTS as error:
            hint = "请重新取得文件，或重新扫描后再读"
            raise BihuanError("read.image_broken", "图片已损坏，打不开", where=where, hint=hint) from error


def _pixels(frame: "Image") -> "np.ndarray[Any, Any]":
    import numpy as np
    from PIL import ImageOps

    shrink = min(1.0, (_LOOKED_AT / (frame.width * frame.height)) ** 0.5)
    upright = ImageOps.exif_transpose(frame)
    if shrink < 1:
        upright = upright.convert("L").resize((round(upright.width * shrink), round(upright.height * shrink)))
    return np.ascontiguousarray(np.asarray(_on_white(upright))[:, :, ::-1])


def _on_white(image: "Image") -> "Image":
    """Without transparency, which would be black."""
    from PIL import Image

    if not image.has_transparency_data:
        return image.convert("RGB")
    white = Image.new("RGBA", image.size, "white")
    return Image.alpha_composite(white, image.convert("RGBA")).convert("RGB")


def _too_large(what: str, where: str) -> BihuanError:
    return BihuanError("read.too_large", what, where=where, hint="请缩小或拆成几份再读")


def _lean(boxes: list[list[tuple[float, float]]]) -> float:
    """By which angle the lines go down to the right."""
    angles = [
        atan2(right[1] - left[1], right[0] - left[0])
        for left, right, _, foot in boxes
        if right[0] - left[0] > _LONG * abs(foot[1] - left[1])
    ]
    return median(angles) if angles else 0.0


def _turned(point: tuple[float, float], angle: float) -> tuple[float, float]:
    x, y = point
    return x * cos(angle) - y * sin(angle), x * sin(angle) + y * cos(angle)


def _line(text: str, box: list[tuple[float, float]]) -> Line:
    """Its size is told by its width: the heights of boxes vary with their signs."""
    across, down = [x for x, _ in box], [y for _, y in box]
    plain = _HAN_SPACE.sub("", text.strip())
    signs = sum(0.5 if sign.isascii() else 1.0 for sign in plain)
    height = max(down) - min(down)
    size = min((max(across) - min(across)) / max(signs, 1.0), height) if signs >= 4 else height * 0.8
    return Line(plain, min(across), min(down), max(across), max(down), max(size, 0.1))


def _evened(lines: list[Line]) -> list[Line]:
    """Sizes that differ by little are one size."""
    body = usual([line.size for line in lines], [len(line.text) for line in lines], step=1.0)
    for line in lines:
        if abs(line.size - body) < _SAME_SIZE * body:
            line.size = body
    return lines
