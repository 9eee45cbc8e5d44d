"""Chosen documents as one docx, and numbers as one workbook."""

import zipfile

import pytest
from openpyxl import load_workbook

from bihuan.apps.library import compiling
from bihuan.apps.library.compiling import compilation_make
from bihuan.apps.library.factsheet import facts_write
from bihuan.apps.library.models import LibraryDocument
from bihuan.apps.units.actors import console
from bihuan.datamodel import BihuanError
from support.people import client_of, person_make

ME = console("测试")
TEXT = "云川县道路养护总结\n一、主要工作\n投入资金50万元用于道路养护，修路3公里。\n"


def words_of(path) -> str:
    with zipfile.ZipFile(path) as archive:
        return archive.read("word/document.xml").decode()


def test_a_compilation_has_cover_contents_and_every_text(keep, tmp_path):
    numbers = [keep("道路.txt", TEXT), keep("防汛.txt", "云川县防汛总结\n巡查堤防12次。\n")]
    target, said = tmp_path / "out.docx", []
    made = compilation_make(
        numbers=numbers, title="云川县资料汇编", target=target, actor=ME, tell=lambda *told: said.append(told)
    )
    text = words_of(target)
    assert made.documents == 2 and text.index("云川县资料汇编") < text.index("目　录") < text.index("巡查堤防12次")
    assert "来处：" in text and (2, 2, "排版") in said


def test_a_compilation_carries_no_seal(keep, tmp_path):
    compilation_make(numbers=[keep("道路.txt", TEXT)], title="汇编", target=tmp_path / "o.docx", actor=ME)
    assert not [name for name in zipfile.ZipFile(tmp_path / "o.docx").namelist() if name.startswith("customXml")]


def test_a_foreign_document_is_not_compiled(keep, reader, tmp_path):
    mine = keep("甲.txt", TEXT)
    other = keep("乙.txt", "西河镇内部总结\n走访困难群众5户。\n", unit="QX-02", access="unit")
    made = compilation_make(numbers=[mine, other], title="汇编", target=tmp_path / "o.docx", actor=reader("me"))
    assert made.documents == 1 and "困难群众" not in words_of(tmp_path / "o.docx")


def test_what_could_not_be_read_is_named(keep, tmp_path):
    numbers = [keep("甲.txt", TEXT), keep("乙.txt", TEXT + "乙。")]
    LibraryDocument.objects.filter(pk=numbers[1]).update(state="failed")
    made = compilation_make(numbers=numbers, title="汇编", target=tmp_path / "o.docx", actor=ME)
    assert made.without == ["乙.txt"]


def test_too_many_are_refused(keep, tmp_path, monkeypatch):
    monkeypatch.setattr(compiling, "MOST", 1)
    with pytest.raises(BihuanError, match="一次最多汇编 1 份"):
        compilation_make(numbers=[1, 2], title="汇编", target=tmp_path / "o.docx", actor=ME)


def sheet_of(path) -> list[tuple[object, ...]]:
    return list(load_workbook(path).active.iter_rows(values_only=True))


def test_numbers_stand_in_a_workbook_with_their_sentence(keep, tmp_path):
    keep("道路.txt", TEXT)
    made = facts_write(text="金额>=30万元 道路", target=tmp_path / "o.xlsx", actor=ME)
    said, head, row = sheet_of(tmp_path / "o.xlsx")
    assert (made.rows, made.total, said[0]) == (1, 1, "查找：金额>=30万元 道路")
    told = dict(zip(head, row, strict=True))
    assert told["原文"] == "50万元" and told["句子"] == "投入资金50万元用于道路养护，修路3公里。"
    assert told["数值"] in (50, 500_000) and told["文件"] == "云川县道路养护总结"


def test_more_than_fit_is_said(keep, tmp_path):
    keep("道路.txt", TEXT + "另投入资金80万元用于道路绿化。\n")
    facts_write(text="金额>=30万元 道路", target=tmp_path / "o.xlsx", actor=ME, most=1)
    rows = sheet_of(tmp_path / "o.xlsx")
    assert "共找到 2 个数，只列出前 1 个" in rows[0][0] and len(rows) == 3


def test_foreign_numbers_are_not_in_it(keep, reader, tmp_path):
    keep("乙.txt", TEXT, unit="QX-02", access="unit")
    assert facts_write(text="金额>=30万元 道路", target=tmp_path / "o.xlsx", actor=reader("me")).rows == 0


def test_a_question_for_no_numbers_is_refused(keep, tmp_path):
    keep("道路.txt", TEXT)
    with pytest.raises(BihuanError, match="不是查数字"):
        facts_write(text="道路", target=tmp_path / "o.xlsx", actor=ME)


def test_the_pages_give_both_files(keep):
    number, client = keep("道路.txt", TEXT), client_of(person_make("clerk"))
    made = client.post("/library/compile/", {"d": number, "title": "汇编"})
    assert b"".join(made.streaming_content).startswith(b"PK") and "docx" in made["Content-Disposition"]
    made.close()
    told = client.get("/library/facts/", {"q": "金额>=30万元 道路"})
    assert b"".join(told.streaming_content).startswith(b"PK") and "xlsx" in told["Content-Disposition"]
    told.close()
