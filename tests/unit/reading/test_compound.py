"""Old Office files: the directory inside tells Word from Excel, slides, passwords and macros; names tell nothing."""

from pathlib import Path

import pytest

from bihuan.datamodel import BihuanError
from bihuan.reading.file import File
from bihuan.reading.office import docx_made, office_find
from bihuan.reading.opening import document_open
from unit.reading.compound import compound, workbook

WORD_HEAD = b"\xec\xa5\xc1\x00\x00\x00\x00\x00\x00\x00"
LOCKED, OPEN = b"\x00\x01", b"\x00\x00"


def code_of(path: Path) -> str:
    with pytest.raises(BihuanError) as error:
        document_open(path)
    return error.value.code


@pytest.mark.parametrize(
    ("streams", "code"),
    [
        ({"EncryptionInfo": b"", "EncryptedPackage": b""}, "read.encrypted"),
        ({"WordDocument": WORD_HEAD + LOCKED}, "read.encrypted"),
        ({"WordDocument": WORD_HEAD + OPEN, "Macros": b""}, "read.macros"),
        ({"PowerPoint Document": b""}, "read.other_office"),
        ({"CONTENTS": b""}, "read.other_office"),
        ({"Workbook": b"\x09\x08"}, "read.sheet_broken"),
    ],
)
def test_what_is_not_read_is_named(tmp_path: Path, streams: dict[str, bytes], code: str) -> None:
    (tmp_path / "a.doc").write_bytes(compound(streams))
    assert code_of(tmp_path / "a.doc") == code


def test_a_directory_that_leads_nowhere_is_broken(tmp_path: Path) -> None:
    (tmp_path / "a.doc").write_bytes(compound({"WordDocument": WORD_HEAD})[:600])
    assert code_of(tmp_path / "a.doc") == "read.doc_broken"


@pytest.mark.parametrize("name", ["a.xls", "a.et", "a.doc"])
def test_an_old_workbook_is_read_under_any_name(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(workbook(("镇", "件数"), ("东门镇", 12.0), sheet="汇总"))
    opened = document_open(tmp_path / name)
    assert (opened.text, opened.paragraphs[1].where) == ("镇\t件数\n东门镇\t12", "工作表“汇总”第2行")


def test_without_libreoffice_the_error_says_what_to_install() -> None:
    with pytest.raises(BihuanError) as error:
        docx_made(File(b"", "a.doc", "a.doc"), None)
    assert error.value.code == "read.office_missing" and "libreoffice-writer-nogui" in error.value.hint


def test_libreoffice_is_found_on_the_path_and_at_its_usual_places(tmp_path: Path) -> None:
    (tmp_path / "soffice").touch(0o755)
    assert office_find(str(tmp_path), ()) == tmp_path / "soffice"
    assert office_find("", ("/nowhere", str(tmp_path / "soffice"))) == tmp_path / "soffice"
    assert office_find("", ()) is None


def test_a_program_that_makes_nothing_means_a_broken_file(tmp_path: Path) -> None:
    (tmp_path / "soffice").write_text("#!/bin/sh\nexit 0\n")
    (tmp_path / "soffice").chmod(0o755)
    with pytest.raises(BihuanError) as error:
        docx_made(File(b"", "a.doc", "a.doc"), tmp_path / "soffice")
    assert (error.value.code, error.value.where) == ("read.doc_broken", "a.doc")
