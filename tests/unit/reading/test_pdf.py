"""PDF with text: what the writer typed, from what the typesetter placed."""

import sys
from pathlib import Path

import pytest
from reportlab.lib.pagesizes import landscape

from bihuan.datamodel import BihuanError
from bihuan.reading.document import Document
from bihuan.reading.opening import document_open
from bihuan.reading.page.signs import sign_plain
from bihuan.reading.pdf import PAGE_LIMIT, pdf_content
from hostile.files.pdf import page
from unit.reading.printing import HEIGHT, WIDTH, Press, wrapped

REPORT = (
    "今年以来，清溪县水务局围绕河湖长制和供水保障两条主线，各项工作取得新的进展。",
    "一、上半年工作情况",
    "（一）供水保障扎实有力。新建农村供水管网46.8公里，改造老旧水厂3座，新增受益群众1.26万人，自来水普及率达到97.5%，比上年提高1.2个百分点。",
    "（二）河湖治理见到成效。清理河道垃圾320吨，整治排污口12个，拆除违章建筑8处，县内国考断面水质达标率100%。",
    "二、下半年工作打算",
    "（一）年底前完成城区二次供水改造15处，新增日供水能力2万吨。",
    "（二）开展河湖“清四乱”专项行动，力争问题整改率达到98%以上。",
)


def read(press: Press) -> list[str]:
    return [text for text, _ in pdf_content(press.bytes(), "a.pdf").pieces]


def opened(tmp_path: Path, data: bytes, name: str = "a.pdf") -> Document:
    (tmp_path / name).write_bytes(data)
    return document_open(tmp_path / name)


def code_of(tmp_path: Path, data: bytes) -> str:
    with pytest.raises(BihuanError) as error:
        opened(tmp_path, data)
    assert "\n" not in str(error.value) and str(tmp_path) in str(error.value)
    return error.value.code


def pages_of(lines: list[str], count: int, *, head: str = "", shift: float = 0) -> Press:
    press = Press()
    for leaf, start in enumerate(range(0, len(lines), count), 1):
        left = 79 + (shift if leaf % 2 else 0)
        if head:
            press.centred(50, head, 9)
        press.lines(left, 105, lines[start : start + count])
        press.centred(HEIGHT - 70, f"— {leaf} —", 14)
        press.page()
    return press


@pytest.mark.parametrize("count", [3, 4, 5, 7, 22])
def test_lines_are_joined_into_paragraphs_also_across_pages(count: int) -> None:
    assert read(pages_of(wrapped(REPORT, 28), count)) == list(REPORT)


def test_margins_may_change_sides_from_page_to_page() -> None:
    assert read(pages_of(wrapped(REPORT, 26), 5, shift=20)) == list(REPORT)


@pytest.mark.parametrize("number", ["— {} —", "-{}-", "{}", "第 {} 页", "第{}页共9页", "{} / 9"])
def test_page_numbers_stand_beside_the_text(number: str) -> None:
    press = Press()
    for leaf, line in enumerate(REPORT[:3], 1):
        press.lines(79, 105, wrapped([line], 28))
        press.centred(HEIGHT - 70, number.format(leaf), 14)
        press.page()
    content = pdf_content(press.bytes(), "a.pdf")
    assert [text for text, _ in content.pieces] == list(REPORT[:3])
    assert [(aside.text, aside.where) for aside in content.asides] == [
        (number.format(page), f"第{page}页页脚") for page in (1, 2, 3)
    ]


def test_a_running_head_stands_beside_the_text_also_over_a_page_of_one_line() -> None:
    lines = wrapped(REPORT, 28)
    content = pdf_content(pages_of(lines, len(lines) - 1, head="清溪县水务局工作材料").bytes(), "a.pdf")
    assert [text for text, _ in content.pieces] == list(REPORT)
    assert [aside.where for aside in content.asides] == ["第1页页眉", "第1页页脚", "第2页页眉", "第2页页脚"]


def test_places_tell_page_and_paragraph(tmp_path: Path) -> None:
    document = opened(tmp_path, pages_of(wrapped(REPORT, 28), 7).bytes())
    assert document.format == "pdf"
    wheres = [paragraph.where for paragraph in document.paragraphs]
    assert wheres == ["第1页第1段", "第1页第2段", "第1页第3段", "第1页第4段", "第2页第1段", "第2页第2段", "第2页第3段"]


@pytest.mark.parametrize("count", [2, 3])
@pytest.mark.parametrize("tall", [9, 12, 15])
def test_columns_are_read_one_after_the_other(count: int, tall: int) -> None:
    width = {2: 20, 3: 13}[count]
    press, lines, top = Press(), wrapped(REPORT * 2, width), 160.0
    press.centred(90, "清溪县水务局上半年工作总结", 22)
    while lines:
        for column in range(count):
            press.lines(79 + column * (width + 2) * 10.5, top, lines[:tall], 10.5, 18)
            lines = lines[tall:]
        press.page()
        top = 90.0
    assert read(press) == ["清溪县水务局上半年工作总结", *REPORT, *REPORT]


def test_an_indent_beside_the_short_last_lines_of_paragraphs_is_no_column() -> None:
    report = [
        f"（{number}）推进农村供水保障和河湖长制工作走深走实，全年整治问题{count}处。"
        for number, count in zip("一二三四五六七八", range(100, 180, 10), strict=True)
    ]
    press = Press()
    press.lines(79, 105, wrapped(report, 31), 14)
    assert read(press) == report


def test_a_title_of_two_lines_is_one_and_what_is_smaller_is_not_part_of_it() -> None:
    press = Press()
    press.centred(90, "关于清溪县农村供水保障和河湖长制工作", 22)
    press.centred(126, "开展情况的报告", 22)
    press.centred(162, "（2024年7月5日）", 16)
    press.lines(79, 220, wrapped(REPORT[:2], 28))
    title = "关于清溪县农村供水保障和河湖长制工作开展情况的报告"
    assert read(press) == [title, "（2024年7月5日）", *REPORT[:2]]


def test_signature_and_day_stay_apart_from_the_text() -> None:
    press = Press()
    top = press.lines(79, 105, wrapped(REPORT[:1], 28))
    press.lines(380, top + 28, ["清溪县水务局", "2024年7月5日"])
    assert read(press) == [REPORT[0], "清溪县水务局", "2024年7月5日"]


def test_paragraphs_without_indent_end_where_the_next_word_had_found_room() -> None:
    lines = [line.strip("\u3000") for line in wrapped(REPORT, 28)]
    press = Press()
    press.lines(79, 105, ["今年以来，清溪县水务局围绕河湖长制和供水保障两条主线，各项", *lines[1:2]])
    press.lines(
        79,
        161,
        [
            "一、上半年工作情况",
            "新建农村供水管网46.8公里，改造老旧水厂3座，新增受益群众",
            "1.26万人，自来水普及率达到97.5%。",
        ],
    )
    assert read(press)[1:] == [
        "一、上半年工作情况",
        "新建农村供水管网46.8公里，改造老旧水厂3座，新增受益群众1.26万人，自来水普及率达到97.5%。",
    ]


def test_one_full_line_among_short_ones_tells_how_wide_a_page_is() -> None:
    short = [f"（{number}）整治{place}排污口{number}个。" for number, place in enumerate("东西南北中上下前后", 1)]
    press = Press()
    press.lines(79, 105, short)
    press.lines(79, 105 + 28 * 9, ["新建农村供水管网46.8公里，改造老旧水厂3座，新增受益群众", "1.26万人。"])
    assert read(press) == [*short, "新建农村供水管网46.8公里，改造老旧水厂3座，新增受益群众1.26万人。"]


def grid(press: Press, left: float, tops: list[float], widths: list[float]) -> None:
    places = [left + sum(widths[:count]) for count in range(len(widths) + 1)]
    press.canvas.grid(places, [HEIGHT - top for top in tops])


def test_a_row_of_a_ruled_table_is_a_line() -> None:
    press = Press()
    press.lines(79, 105, wrapped(REPORT[:1], 28))
    grid(press, 79, [170, 200, 250, 280], [60, 110, 80])
    for left, top, text in [
        (84, 178, "序号"), (142, 178, "项目"), (252, 178, "数量"),
        (84, 215, "1"), (142, 205, "农村供水管网"), (142, 225, "（公里）"), (252, 215, "46.8"),
        (84, 258, "2"), (252, 258, "3"),
    ]:  # fmt: skip
        press.at(left, top, text, 12)
    press.lines(79, 320, wrapped(REPORT[-1:], 28))
    content = pdf_content(press.bytes(), "a.pdf")
    assert content.pieces == [
        (REPORT[0], "第1页第1段"),
        ("序号\t项目\t数量", "第1页表1第1行"),
        ("1\t农村供水管网（公里）\t46.8", "第1页表1第2行"),
        ("2\t\t3", "第1页表1第3行"),
        (REPORT[-1], "第1页第2段"),
    ]


def test_cells_without_rulings_are_parted_by_tabs() -> None:
    press = Press()
    for top, cells in (
        (105, ("乡镇", "改造（处）", "投资（万元）")),
        (133, ("河口镇", "12", "360")),
        (161, ("城关镇", "8", "240.5")),
    ):
        for left, text in zip((79, 220, 380), cells, strict=True):
            press.at(left, top, text)
    assert read(press) == ["乡镇\t改造（处）\t投资（万元）", "河口镇\t12\t360", "城关镇\t8\t240.5"]


def test_print_drawn_twice_is_read_once() -> None:
    press = Press()
    for shift in (0, 0.4):
        press.at(111 + shift, 105, "一、上半年工作情况")
    press.lines(79, 133, wrapped(REPORT[2:3], 28))
    assert read(press) == list(REPORT[1:3])


def test_raised_numbers_of_notes_are_no_part_of_numbers() -> None:
    press = Press()
    for left, top, text, size in ((79, 105, "清理垃圾320", 16), (175, 104, "1", 8), (181, 105, "吨。", 16)):
        press.at(left, top, text, size)
    assert read(press) == ["清理垃圾320吨。"]


def test_squares_keep_their_two() -> None:
    press = Press()
    for left, top, text, size in ((79, 105, "绿化320m", 16), (150, 104, "2", 8), (155, 105, "。", 16)):
        press.at(left, top, text, size)
    assert read(press) == ["绿化320m2。"]


def test_what_nobody_sees_is_not_read() -> None:
    press = Press()
    press.at(79, 105, REPORT[1])
    press.canvas.saveState()
    text = press.canvas.beginText(79, HEIGHT - 160)
    text.setFont("STSong-Light", 16)
    text.setTextRenderMode(3)
    text.textLine("暗藏的字")
    press.canvas.drawText(text)
    press.canvas.restoreState()
    press.at(WIDTH + 50, 105, "页外的字")
    assert read(press) == [REPORT[1]]


def test_the_text_layer_of_a_scan_is_read() -> None:
    press = Press()
    text = press.canvas.beginText(79, HEIGHT - 160)
    text.setFont("STSong-Light", 16)
    text.setTextRenderMode(3)
    text.textLine(REPORT[1])
    press.canvas.drawText(text)
    assert read(press) == [REPORT[1]]


@pytest.mark.parametrize("angle", [90, 180, 270])
def test_a_page_on_its_side_is_turned(angle: int) -> None:
    press = Press()
    lines = wrapped(REPORT, 24)
    press.canvas.setPageRotation(angle)
    press.canvas.translate(*((WIDTH / 2, HEIGHT / 2) if angle == 180 else (HEIGHT / 2, WIDTH / 2)))
    press.canvas.rotate(angle)
    press.canvas.translate(-WIDTH / 2, -HEIGHT / 2)
    press.lines(100, 160, lines, 14, 24)
    assert read(press) == list(REPORT)


def test_a_watermark_across_the_text_stands_beside_it() -> None:
    press = pages_of(wrapped(REPORT, 28), 22)
    press.lines(79, 105, wrapped(REPORT[:1], 28))
    press.canvas.rotate(40)
    press.at(300, 500, "内部资料", 40)
    content = pdf_content(press.bytes(), "a.pdf")
    assert [text for text, _ in content.pieces] == [*REPORT, REPORT[0]]
    assert (content.asides[-1].text, content.asides[-1].where) == ("内部资料", "第2页斜排文字")


def test_wide_pages_are_read() -> None:
    press = Press(size=landscape((WIDTH, HEIGHT)))
    press.lines(79, 105, wrapped(REPORT, 40))
    assert read(press) == list(REPORT)


@pytest.mark.parametrize(
    ("sign", "plain"),
    [("⼀", "一"), ("⻓", "长"), ("⻔", "门"), ("⺠", "民"), ("ﬁ", "fi"), ("\u00ad", ""), ("８", "８"), ("㎡", "㎡")],
)
def test_signs_of_the_font_become_those_that_were_typed(sign: str, plain: str) -> None:
    assert sign_plain(ord(sign)) == plain


def test_radicals_in_a_pdf_are_read_as_characters() -> None:
    press = Press()
    press.at(79, 105, "⼀、⽔务⼯作情况")
    assert read(press) == ["一、水务工作情况"]


def test_a_pdf_may_begin_with_something_else(tmp_path: Path) -> None:
    press = Press()
    press.at(79, 105, REPORT[1])
    assert opened(tmp_path, b"\r\n-- mail --\r\n" + press.bytes(), "a.txt").text == REPORT[1]


def test_a_password_is_named(tmp_path: Path) -> None:
    press = Press(password="secret")
    press.at(79, 105, REPORT[1])
    assert code_of(tmp_path, press.bytes()) == "read.encrypted"


@pytest.mark.parametrize(
    "data", [b"%PDF-1.7 \x00", b"%PDF-1.4\n%%EOF", b"%PDF-1.5\n1 0 obj<</Type/Catalog>>endobj trailer<</Root 1 0 R>>"]
)
def test_a_broken_pdf_is_named(tmp_path: Path, data: bytes) -> None:
    assert code_of(tmp_path, data) == "read.pdf_broken"


def test_too_many_pages_are_refused(tmp_path: Path) -> None:
    press = Press()
    for _ in range(PAGE_LIMIT + 1):
        press.page()
    assert code_of(tmp_path, press.bytes()) == "read.too_large"


def test_a_pdf_without_anything_is_empty(tmp_path: Path) -> None:
    press = Press()
    press.page()
    assert code_of(tmp_path, press.bytes()) == "read.empty"


def test_a_scanned_page_names_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "rapidocr", None)
    press = Press()
    press.lines(79, 105, wrapped(REPORT, 28))
    press.page()
    press.canvas.drawInlineImage(_picture(), 0, 0, WIDTH, HEIGHT)
    with pytest.raises(BihuanError, match=r'第 2 页是扫描的图片.*pip install "bihuan\[ocr\]"') as error:
        opened(tmp_path, press.bytes())
    assert error.value.code == "read.scanned"


def test_a_page_whose_fonts_tell_no_signs_is_taken_for_a_picture(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "rapidocr", None)
    nameless = b"<</Type/Font/Subtype/Type3/FontBBox[0 0 1 1]/FontMatrix[1 0 0 1 0 0]/CharProcs<<>>/Encoding<</Differences[1/g1/g2]>>/FirstChar 1/LastChar 2/Widths[1 1]>>"
    data = page(b"BT /F 12 Tf 72 700 Td <%b> Tj ET" % (b"0102" * 30)).replace(
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>", nameless
    )
    assert code_of(tmp_path, data) == "read.scanned"


def _picture():
    from PIL import Image

    return Image.new("L", (100, 140), 200)
