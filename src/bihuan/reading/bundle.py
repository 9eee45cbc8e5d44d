"""A zip of files: its members as files of their own, by the names that a person gave them."""

from collections.abc import Iterator
from typing import Final
from zipfile import ZipInfo

from bihuan.datamodel import BihuanError
from bihuan.reading.archive import Archive
from bihuan.reading.file import File

MEMBER_LIMIT: Final = 100 * 1024 * 1024  # one file, unpacked
_UNSEEN: Final = (".", "~$", "__MACOSX")  # hidden ones, Office's locks, what macOS adds
_OF_WINDOWS: Final = {"thumbs.db", "desktop.ini"}
_SAID_IN_UTF8: Final = 0x800


def bundle_members(archive: Archive, name: str) -> Iterator[File | BihuanError]:
    """The files inside a zip of this name, sorted by theirs; one that cannot be unpacked is its error."""
    seen = ((_called(entry), entry) for entry in archive.entries if not entry.is_dir())
    members = [(called, entry) for called, entry in seen if not _unseen(called)]
    for called, entry in sorted(members, key=lambda member: member[0]):
        try:
            data = archive.unpacked(entry, MEMBER_LIMIT)
        except BihuanError as error:
            yield error
        else:
            yield File(data, f"{archive.where}/{called}", f"{name}/{called}")


def _unseen(name: str) -> bool:
    steps = name.replace("\\", "/").split("/")
    return any(step.startswith(_UNSEEN) for step in steps) or steps[-1].lower() in _OF_WINDOWS


def _called(entry: ZipInfo) -> str:
    """The member's name; the zips of Windows spell it in the local encoding and do not say so."""
    name = entry.orig_filename
    if entry.flag_bits & _SAID_IN_UTF8:
        return name
    spelt = name.encode("cp437", "replace")
    for encoding in ("utf-8", "gb18030"):
        try:
            return spelt.decode(encoding)
        except UnicodeDecodeError:
            continue
    return name
