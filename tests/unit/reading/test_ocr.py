"""Pictures of pages: read where the extra is installed, named where it is not or where they are too large or torn."""

import io
import sys
from pathlib import Path

import pytest
from PIL import Image, ImageDraw, ImageFont

from bihuan.datamodel import BihuanError
from bihuan.limited.limits import Limits
from bihuan.limited.reading import document_open_limited
from bihuan.reading.opening import document_open
from hostile.files.others import png, torn
from unit.reading.printing import Press, wrapped

FONT = Path("/usr/share/fonts/opentype/noto/NotoSerifCJK-Regular.ttc")
REPORT = (
    "清溪县水务局上半年工作总结",
    "今年以来，清溪县水务局围绕河湖长制和供水保障两条主线，各项工作取得新的进展。",
    "一、上半年工作情况",
    "（一）供水保障扎实有力。新建农村供水管网46.8公里，改造老旧水厂3座，新增受益群众1.26万人。",
    "（二）河湖治理见到成效。清理河道垃圾320吨，整治排污口12个。",
)


@pytest.fixture
def reader() -> None:
    """Skips where pictures cannot be read."""
    pytest.importorskip("rapidocr", reason='the extra is not installed: pip install "bihuan[ocr]"')
    if not FONT.exists():
        pytest.skip("Noto CJK fonts are not installed (make system)")


def page(lines: list[str], *, lean: float = 0) -> Image.Image:
    """A page of A4 at 150 dots an inch, 30 characters a line."""
    image = Image.new("L", (1240, 1754), 255)
    draw = ImageDraw.Draw(image)
    for number, line in enumerate(lines):
        draw.text((140, 160 + 56 * number), line, 20, ImageFont.truetype(str(FONT), 32, index=2))
    draw.text((580, 1640), "— 1 —", 20, ImageFont.truetype(str(FONT), 28, index=2))
    return image.rotate(lean, resample=Image.Resampling.BICUBIC, fillcolor=245)


def saved(image: Image.Image, kind: str, **options: object) -> bytes:
    out = io.BytesIO()
    image.save(out, kind, **options)
    return out.getvalue()


def code_of(path: Path, data: bytes) -> str:
    path.write_bytes(data)
    with pytest.raises(BihuanError) as error:
        document_open(path)
    assert "\n" not in str(error.value) and str(path) in str(error.value)
    return error.value.code


@pytest.mark.usefixtures("reader")
def test_a_page_is_read_whole_after_one_whose_heads_were_looked_at_again(tmp_path: Path) -> None:
    first, second = page(["新增受益群众1.26万人。"]), page(["上半年工作情况"])
    ImageDraw.Draw(first).rectangle((84, 178, 112, 180), fill=20)  # the 一 that the finding of lines passes over
    (tmp_path / "a.tif").write_bytes(saved(first, "TIFF", save_all=True, append_images=[second]))
    assert document_open(tmp_path / "a.tif").text == "一新增受益群众1.26万人。上半年工作情况"


@pytest.mark.usefixtures("reader")
def test_a_leaning_picture_is_read_like_a_page_with_text(tmp_path: Path) -> None:
    (tmp_path / "a.jpg").write_bytes(saved(page(wrapped(REPORT, 30), lean=1.0), "JPEG", quality=70))
    document = document_open(tmp_path / "a.jpg")
    assert (document.format, document.text.split("\n")) == ("scan", list(REPORT))
    assert [aside.where for aside in document.asides] == ["第1页页脚"]


@pytest.mark.usefixtures("reader")
def test_a_pdf_of_text_and_scan_gives_both(tmp_path: Path) -> None:
    press = Press()
    press.lines(79, 105, wrapped(REPORT[:2], 28))
    press.page()
    press.canvas.drawInlineImage(page(wrapped(REPORT[2:3], 28)), 0, 0, 595, 842)
    (tmp_path / "a.pdf").write_bytes(press.bytes())
    document = document_open(tmp_path / "a.pdf")
    assert (document.format, document.text.split("\n")) == ("pdf", list(REPORT[:3]))
    assert document.paragraphs[-1].where == "第2页第1段"


@pytest.mark.usefixtures("reader")
def test_each_picture_of_a_tiff_is_a_page(tmp_path: Path) -> None:
    first, second = (Image.new("L", (1240, 300), 255) for _ in range(2))
    for image, text in ((first, "一、工作情况"), (second, "二、存在问题")):
        ImageDraw.Draw(image).text((140, 100), text, 20, ImageFont.truetype(str(FONT), 32, index=2))
    (tmp_path / "a.tif").write_bytes(saved(first, "TIFF", save_all=True, append_images=[second]))
    document = document_open(tmp_path / "a.tif")
    assert [(p.where, document.text[p.start : p.end]) for p in document.paragraphs] == [
        ("第1页第1段", "一、工作情况"),
        ("第2页第1段", "二、存在问题"),
    ]


@pytest.mark.usefixtures("reader")
def test_a_picture_that_says_it_is_huge_is_refused(tmp_path: Path) -> None:
    assert code_of(tmp_path / "a.png", png(60_000, 60_000)) == "read.too_large"
    assert code_of(tmp_path / "b.png", png(9_000, 9_000)) == "read.too_large"
    assert code_of(tmp_path / "c.png", png(12_000, 10_000)) == "read.too_large"


@pytest.mark.usefixtures("reader")
@pytest.mark.parametrize("kind", ["PNG", "JPEG", "TIFF", "BMP"])
def test_a_torn_picture_is_named(tmp_path: Path, kind: str) -> None:
    assert code_of(tmp_path / "a", torn(saved(Image.effect_noise((200, 200), 50), kind))) == "read.image_broken"


@pytest.mark.usefixtures("reader")
def test_a_white_page_is_empty(tmp_path: Path) -> None:
    assert code_of(tmp_path / "a.bmp", saved(Image.new("1", (300, 300), 1), "BMP")) == "read.empty"


@pytest.mark.usefixtures("reader")
@pytest.mark.parametrize("mib", [128, 256])
def test_too_little_memory_for_the_engine_is_named(mib: int) -> None:
    with pytest.raises(BihuanError, match="识别图片的内存不够") as error:
        document_open_limited(saved(page(list(REPORT)), "PNG"), "a.png", Limits(memory=mib * 2**20, seconds=60))
    assert error.value.code == "read.too_much_memory"


def test_without_the_extra_a_picture_names_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "rapidocr", None)
    (tmp_path / "a.png").write_bytes(png(100, 100))
    with pytest.raises(BihuanError, match=r'pip install "bihuan\[ocr\]"') as error:
        document_open(tmp_path / "a.png")
    assert error.value.code == "read.scanned"
