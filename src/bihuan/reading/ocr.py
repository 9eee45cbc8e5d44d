"""Pictures of pages: read by RapidOCR with the models in its package (nothing is fetched), laid out like the pages of a PDF."""

import io
import re
import struct
import sys
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
from bihuan.reading.ocrhead import heads_read
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
_TELLING: Final = 6  # signs, before a line's width tells the size of its print
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
_NO_MEMORY: Final = re.compile(
    r"bad_alloc|(?i:insufficient memory|out of memory|failed to allocate|failed to map segment)"
)
_PARAMETERS: Final = {  # one thread: folders are read by a process a core
    "Global.log_level": "critical",
    "Global.use_cls": False,
    "Det.limit_type": "max",  # lines are looked for on a smaller picture, and read on the whole one: a third of the memory
    "Det.limit_side_len": 960,
    "Rec.rec_batch_num": 1,
    "Det.thresh": 0.15,
    "Det.box_thresh": 0.3,
    "EngineConfig.onnxruntime.intra_op_num_threads": 1,
}
_HAN: Final = "\u4e00-\u9fff，。、；：（）“”％"
_HAN_SPACE: Final = re.compile(rf"(?<=[{_HAN}\d]) +(?=[{_HAN}])|(?<=[{_HAN}]) +(?=\d)")
_WIDE: Final = dict(zip("(),;:?!", "（），；：？！", strict=True))  # a picture does not tell how wide a sign was typed
_NARROW_SIGN: Final = re.compile(rf"\((?=[{_HAN}])|(?<=[{_HAN}])[),;:?!]|,(?=[{_HAN}])")

Point = tuple[float, float]


def image_is(data: bytes) -> bool:
    """Whether these are the bytes of a PNG, JPEG, TIFF or BMP."""
    return data.startswith(_HEADS) or (data.startswith(b"BM") and data[6:10] == bytes(4))


def scan_missing() -> str | None:
    """What to do when pictures cannot be read here; None when they can."""
    if find_spec("rapidocr") and find_spec("onnxruntime"):
        return None
    return f'识别图片需要另装组件：{sys.executable} -m pip install "bihuan[ocr]"，装好后再读'


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
    seen = _looked(picture, use_det=True)  # said every time: the engine remembers what it was asked last
    if seen.boxes is None:
        return []
    found = [[(float(x), float(y)) for x, y in box] for box in seen.boxes]
    heads = heads_read(picture, found, seen.txts, _recognised)
    boxes = [_from(begin, box, scale) for (_, begin), box in zip(heads, found, strict=True)]
    lean = _lean(boxes)
    lines = [_line(text, [_turned(point, -lean) for point in box]) for (text, _), box in zip(heads, boxes, strict=True)]
    return _sized([line for line in lines if line.text])


@cache
def _engine() -> Any:
    from rapidocr import RapidOCR

    return RapidOCR(params=_PARAMETERS)


def _recognised(line: "np.ndarray[Any, Any]") -> str:
    seen = _looked(line, use_det=False, use_cls=False, use_rec=True)
    return "".join(seen.txts or ())


def _looked(picture: "np.ndarray[Any, Any]", **asked: bool) -> Any:
    """What the engine says; the libraries under it have no common error, and each its own word for want of memory."""
    try:
        return _engine()(picture, **asked)
    except Exception as error:
        if isinstance(error, MemoryError) or _NO_MEMORY.search(str(error)):
            hint = "请把图片缩小或拆成几份；识别图片要 1 GiB 左右内存"
            raise BihuanError("read.too_much_memory", "识别图片的内存不够", hint=hint) from error
        raise BihuanError("read.image_broken", "图片识别不了", hint="请重新扫描后再读") from error


def _from(begin: float, box: list[Point], scale: float) -> list[Point]:
    """The box in points, beginning where its text does."""
    head, end, foot, base = box
    shift = begin - min(head[0], base[0])
    return [(x * scale, y * scale) for x, y in ((head[0] + shift, head[1]), end, foot, (base[0] + shift, base[1]))]


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


def _lean(boxes: list[list[Point]]) -> float:
    """By which angle the lines go down to the right."""
    angles = [
        atan2(right[1] - left[1], right[0] - left[0])
        for left, right, _, foot in boxes
        if right[0] - left[0] > _LONG * abs(foot[1] - left[1])
    ]
    return median(angles) if angles else 0.0


def _turned(point: Point, angle: float) -> Point:
    x, y = point
    return x * cos(angle) - y * sin(angle), x * sin(angle) + y * cos(angle)


def _line(text: str, box: list[Point]) -> Line:
    across, down = [x for x, _ in box], [y for _, y in box]
    plain = _NARROW_SIGN.sub(lambda sign: _WIDE[sign[0]], _HAN_SPACE.sub("", text.strip()))
    return Line(plain, min(across), min(down), max(across), max(down), 0.0)


def _sized(lines: list[Line]) -> list[Line]:
    """The size of print: of long lines by their width, of short ones by their height; sizes that differ by little are one."""
    long = [line for line in lines if len(line.text) >= _TELLING]
    for line in long:
        line.size = (line.right - line.left) / sum(0.5 if sign.isascii() else 1.0 for sign in line.text)
    shares = [line.size / (line.bottom - line.top) for line in long if line.bottom > line.top]
    share = median(shares) if shares else 0.8
    body = usual([line.size for line in long], [len(line.text) for line in long], step=1.0)
    for line in lines:
        size = line.size or share * (line.bottom - line.top)
        line.size = body if abs(size - body) < (_SAME_SIZE if line.size else 2 * _SAME_SIZE) * body else max(size, 0.1)
    return lines
