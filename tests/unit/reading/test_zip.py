"""A zip of files: each a document of its own, whatever befalls the others; the door for one document wants exactly one."""

import zipfile
from pathlib import Path

import pytest

from bihuan.datamodel import BihuanError
from bihuan.reading.opening import document_open, documents_open
from hostile.rawzip import Entry, zip_written

TEXT = "一、总结\n完成5件。\n"


def zipped(path: Path, members: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as target:
        for name, data in members.items():
            target.writestr(name, data)
    return path


def read(path: Path) -> list[str]:
    """Names of what was read, codes of what was not."""
    outcomes = documents_open(path)
    return [outcome.code if isinstance(outcome, BihuanError) else outcome.name for outcome in outcomes]


def inner(path: Path) -> bytes:
    return zipped(path, {"a.txt": TEXT.encode()}).read_bytes()


def test_each_file_is_a_document_in_the_order_of_the_names(tmp_path: Path) -> None:
    path = zipped(tmp_path / "包.zip", {"乙/b.txt": TEXT.encode(), "a.docx": TEXT.encode("gb18030")})
    assert read(path) == ["包.zip/a.docx", "包.zip/乙/b.txt"]


def test_a_member_that_cannot_be_read_is_named_and_the_others_are_read(tmp_path: Path) -> None:
    path = zipped(tmp_path / "包.zip", {"坏.txt": b"\x00\x01", "好.txt": TEXT.encode(), "空.txt": b""})
    outcomes = list(documents_open(path))
    assert [getattr(one, "code", "") for one in outcomes] == ["read.binary", "", "read.empty"]
    assert str(outcomes[0]).startswith(f"{path}/坏.txt：")


def test_what_nobody_sees_is_passed_over(tmp_path: Path) -> None:
    unseen = (".a.txt", "__MACOSX/._a.txt", "~$a.docx", ".git/b.txt", "Thumbs.db", "夹/")
    assert read(zipped(tmp_path / "包.zip", dict.fromkeys((*unseen, "a.txt"), TEXT.encode()))) == ["包.zip/a.txt"]


@pytest.mark.parametrize("encoding", ["gbk", "utf-8"])
def test_names_in_the_encoding_of_the_writer(tmp_path: Path, encoding: str) -> None:
    (tmp_path / "包.zip").write_bytes(zip_written([Entry("工作总结.txt".encode(encoding), TEXT.encode())]))
    assert read(tmp_path / "包.zip") == ["包.zip/工作总结.txt"]


def test_archives_inside_are_refused_and_what_stands_beside_them_is_read(tmp_path: Path) -> None:
    members = {"a.zip": inner(tmp_path / "i.zip"), "b.txt": TEXT.encode(), "c.7z": b"7z\xbc\xaf\x27\x1c\x00\x04"}
    assert read(zipped(tmp_path / "包.zip", members)) == ["read.nested_archive", "包.zip/b.txt", "read.other_archive"]


def test_a_zip_that_lost_its_first_bytes_is_named(tmp_path: Path) -> None:
    (tmp_path / "包.zip").write_bytes(inner(tmp_path / "i.zip")[20:])
    assert read(tmp_path / "包.zip") == ["read.lying_header"]


def test_one_readable_file_is_the_document(tmp_path: Path) -> None:
    path = zipped(tmp_path / "包.zip", {"图.png": b"\x89PNG\r\n\x1a\n\x00", "a.txt": TEXT.encode()})
    opened = document_open(path)
    assert (opened.name, opened.text) == ("包.zip/a.txt", TEXT)


def test_two_readable_files_are_no_document(tmp_path: Path) -> None:
    path = zipped(tmp_path / "包.zip", dict.fromkeys(("甲.txt", "乙.txt"), TEXT.encode()))
    with pytest.raises(BihuanError) as error:
        document_open(path)
    assert error.value.code == "read.several_files" and "乙.txt、甲.txt" in error.value.what


def test_a_zip_of_nothing_readable_says_why(tmp_path: Path) -> None:
    with pytest.raises(BihuanError) as error:
        document_open(zipped(tmp_path / "包.zip", {"空.txt": b" "}))
    assert (error.value.code, error.value.where) == ("read.empty", f"{tmp_path / '包.zip'}/空.txt")
