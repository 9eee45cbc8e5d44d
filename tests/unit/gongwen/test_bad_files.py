"""Each bad file is a named error, and nothing is left half-written."""

import errno
import os
import zipfile
from pathlib import Path

import pytest

from bihuan.datamodel import BihuanError
from bihuan.gongwen import docx_open, docx_write
from unit.gongwen.drafts import body, draft, report


def code_of(file: Path) -> str:
    with pytest.raises(BihuanError) as caught:
        docx_open(file)
    assert file.name in str(caught.value)
    return caught.value.code


@pytest.mark.parametrize("content", [b"", "一、工作情况".encode(), b"%PDF-1.7"])
def test_what_is_no_docx_is_named(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "a.docx").write_bytes(content)
    assert code_of(tmp_path / "a.docx") == "docx.not_docx"


def test_a_zip_without_a_document_is_no_docx(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.docx", "w") as archive:
        archive.writestr("readme.txt", "x")
    assert code_of(tmp_path / "a.docx") == "docx.not_docx"


def test_a_broken_part_is_named(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.docx", "w") as archive:
        archive.writestr("word/document.xml", "<w:document")
    assert code_of(tmp_path / "a.docx") == "read.docx_broken"


def test_an_inflated_part_is_refused_before_unpacking(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.docx", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b" " * (21 * 1024 * 1024))
    assert code_of(tmp_path / "a.docx") == "read.too_large"


def test_a_manifest_that_is_no_manifest_is_named(tmp_path: Path) -> None:
    docx_write(report(), tmp_path / "whole.docx", review=False)
    with zipfile.ZipFile(tmp_path / "whole.docx") as whole, zipfile.ZipFile(tmp_path / "a.docx", "w") as broken:
        for name in whole.namelist():
            content = whole.read(name)
            broken.writestr(
                name, content.replace(b'"draft_id"', b'"draft"') if name == "customXml/item1.xml" else content
            )
    assert code_of(tmp_path / "a.docx") == "docx.manifest_broken"


@pytest.mark.parametrize("character", ["\x00", "\x0c", "\n", "\ufffe"])
def test_a_character_that_no_docx_holds_is_named(tmp_path: Path, character: str) -> None:
    with pytest.raises(BihuanError, match="控制字符"):
        docx_write(draft(body(f"立案{character}41宗")), tmp_path / "a.docx", review=False)
    assert not list(tmp_path.iterdir())


def test_a_full_disk_leaves_the_earlier_file_untouched(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(handle: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    (tmp_path / "a.docx").write_bytes(b"earlier")
    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        docx_write(report(), tmp_path / "a.docx", review=False)
    assert [(file.name, file.read_bytes()) for file in tmp_path.iterdir()] == [("a.docx", b"earlier")]
