"""docx: rows and cells as they stand on the page."""

from pathlib import Path

from bihuan.reading.opening import document_open
from unit.reading.word import p, wordml_save

DELETED_ROW = "<w:tr><w:trPr><w:del/></w:trPr>{}</w:tr>"


def cell(text: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{text if text.startswith('<') else p(text)}</w:tc>"


def row(*cells: str) -> str:
    return f"<w:tr>{''.join(cells)}</w:tr>"


def pieces(tmp_path: Path, body: str) -> list[tuple[str, str]]:
    read = document_open(wordml_save(tmp_path / "a.docx", body))
    return [(read.text[one.start : one.end], one.where) for one in read.paragraphs]


def table(*rows: str) -> str:
    return f"<w:tbl><w:tblPr/>{''.join(rows)}</w:tbl>"


def test_a_merged_cell_gives_its_value_once(tmp_path: Path) -> None:
    body = table(
        row(cell("镇", '<w:vMerge w:val="restart"/>'), cell("件数", '<w:gridSpan w:val="2"/>'), cell("注")),
        row(cell("镇", "<w:vMerge/>"), cell("来信"), cell("来访")),
    )
    assert [text for text, _ in pieces(tmp_path, body)] == ["镇\t件数\t\t注", "\t来信\t来访"]


def test_deleted_rows_and_cells_are_gone(tmp_path: Path) -> None:
    body = table(row(cell("甲"), cell("删", "<w:cellDel/>"), cell("1")), DELETED_ROW.format(cell("乙") + cell("2")))
    assert pieces(tmp_path, body) == [("甲\t1", "表1第1行")]


def test_a_table_in_a_cell_follows_the_row(tmp_path: Path) -> None:
    inner = table(row(cell("内1"), cell("内2")))
    body = table(row(cell("甲"), cell(p("乙") + inner + p())), row(cell("丙"), cell("丁")))
    assert pieces(tmp_path, body) == [("甲\t乙", "表1第1行"), ("内1\t内2", "表2第1行"), ("丙\t丁", "表1第2行")]


def test_a_frame_of_one_cell_keeps_its_paragraphs(tmp_path: Path) -> None:
    body = table(row(cell(p("一、总结") + p("完成5件。"))))
    assert pieces(tmp_path, body) == [("一、总结", "表1第1行"), ("完成5件。", "表1第1行")]


def test_running_text_in_a_form_keeps_its_paragraphs(tmp_path: Path) -> None:
    texts = ["一、总结", "修渠。" * 40, "二、计划"]
    body = table(row(cell("年度小结"), cell("".join(map(p, texts)))))
    assert [text for text, _ in pieces(tmp_path, body)] == ["年度小结", *texts]


def test_rows_and_cells_in_content_controls_are_seen(tmp_path: Path) -> None:
    control = "<w:sdt><w:sdtPr/><w:sdtContent>{}</w:sdtContent></w:sdt>"
    body = table(control.format(row(control.format(cell("甲")), cell("1"))))
    assert pieces(tmp_path, body) == [("甲\t1", "表1第1行")]
