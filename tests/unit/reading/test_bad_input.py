"""Whatever cannot be read is a named error, never a traceback."""

import gzip
import io
import zipfile
from pathlib import Path

import pytest
from docx import Document

from bihuan.datamodel import BihuanError
from bihuan.reading.archive import PART_LIMIT
from bihuan.reading.opening import document_open
from unit.reading.word import part_replace


def code_of(path: Path) -> str:
    with pytest.raises(BihuanError) as error:
        document_open(path)
    assert "\n" not in str(error.value) and str(path) in str(error.value)
    return error.value.code


@pytest.fixture
def docx(tmp_path: Path) -> Path:
    document = Document()
    document.add_paragraph("一、总结")
    document.save(str(tmp_path / "a.docx"))
    return tmp_path / "a.docx"


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "read.empty"),
        (b" \n\t ", "read.empty"),
        ("\ufeff \n".encode(), "read.empty"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1rest", "read.doc_broken"),
        (b"%PDF-1.7 \x00", "read.pdf_broken"),
        (bytes(range(256)) * 4, "read.binary"),
        (gzip.compress(b"abc" * 100, mtime=0), "read.other_archive"),
        (b"PK\x03\x04 torn", "read.docx_broken"),
    ],
)
def test_bad_bytes_under_a_txt_name(tmp_path: Path, data: bytes, code: str) -> None:
    (tmp_path / "a.txt").write_bytes(data)
    assert code_of(tmp_path / "a.txt") == code


@pytest.mark.parametrize("part", ["word/document.xml", "word/numbering.xml", "word/styles.xml"])
@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"<w:document", "read.docx_broken"),
        (b"", "read.docx_broken"),
        (b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>', "read.entities"),
    ],
)
def test_broken_part_is_named(docx: Path, part: str, data: bytes, code: str) -> None:
    part_replace(docx, part, data)
    assert code_of(docx) == code


def test_flipped_bytes_in_the_zip(docx: Path) -> None:
    data = bytearray(docx.read_bytes())
    middle = data.index(b"word/document.xml") + 60
    data[middle : middle + 40] = b"\xff" * 40
    docx.write_bytes(bytes(data))
    assert code_of(docx) == "read.docx_broken"


def test_a_zip_without_its_first_bytes_is_named(tmp_path: Path) -> None:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as target:
        target.writestr("word/document.xml", "x" * 200)
    (tmp_path / "a.docx").write_bytes(data.getvalue()[10:])
    assert code_of(tmp_path / "a.docx") in {"read.lying_header", "read.docx_broken"}  # later Pythons do not open it


def test_inflated_docx_is_refused_before_unpacking(docx: Path) -> None:
    part_replace(docx, "word/document.xml", b"<w>" + b" " * (100 * 1024 * 1024) + b"</w>")
    assert docx.stat().st_size < 1024 * 1024
    assert code_of(docx) == "read.too_large"


def test_lying_zip_directory_is_caught_while_reading(docx: Path) -> None:
    part_replace(docx, "word/document.xml", b" " * (PART_LIMIT + 1))
    size = (PART_LIMIT + 1).to_bytes(4, "little")
    docx.write_bytes(docx.read_bytes().replace(size, (1000).to_bytes(4, "little")))
    assert code_of(docx) in {"read.docx_broken", "read.too_large"}


@pytest.mark.parametrize(
    ("part", "code"),
    [
        ("OFD.xml", "read.ofd_broken"),
        ("ppt/presentation.xml", "read.other_office"),
        ("mimetype", "read.other_office"),
        ("[Content_Types].xml", "read.unknown"),
    ],
)
def test_other_zips_are_named(tmp_path: Path, part: str, code: str) -> None:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as target:
        target.writestr(part, "<a/>")
    (tmp_path / "a.docx").write_bytes(data.getvalue())
    assert code_of(tmp_path / "a.docx") == code


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "gb18030"])
def test_text_in_any_usual_encoding(tmp_path: Path, encoding: str) -> None:
    (tmp_path / "a.txt").write_bytes("一、总结\r\n完成5件。\r\n".encode(encoding))
    opened = document_open(tmp_path / "a.txt")
    assert opened.text == "一、总结\n完成5件。\n"
    assert opened.paragraph_at(6).where == "第2行"
