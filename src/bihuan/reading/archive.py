"""A zip of XML parts, opened with suspicion: sizes are checked before and while unpacking, entities are never resolved."""

import io
import zipfile
import zlib
from types import TracebackType
from typing import Self

from lxml import etree

from bihuan.datamodel import BihuanError

PART_LIMIT = 20 * 1024 * 1024  # one XML part, unpacked: design.md, Bounds
ENTRY_LIMIT = 10_000

_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, NotImplementedError, ValueError, OSError)


class Archive:
    """Reads XML parts of a zip; every fault is a ``BihuanError`` that names the part."""

    def __init__(self, zipped: zipfile.ZipFile, where: str) -> None:
        self.where = where
        self._zip = zipped
        self._names = frozenset(zipped.namelist())

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._zip.close()

    def has(self, part: str) -> bool:
        """Whether the part is there."""
        return part in self._names

    def xml(self, part: str) -> etree._Element:
        """The root of one part, parsed without entities, DTD or network."""
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
        try:
            root = etree.fromstring(self._bytes(part), parser)
        except etree.XMLSyntaxError as error:
            raise self.broken(part) from error
        if root.getroottree().docinfo.internalDTD is not None:
            raise self.broken(part)
        return root

    def broken(self, part: str) -> BihuanError:
        """The error for a part that cannot be read."""
        return BihuanError(
            "read.docx_broken",
            f"docx 已损坏，其中的 {part} 读不出来",
            where=self.where,
            hint="请用 Word 或 WPS 打开修复后另存",
        )

    def _bytes(self, part: str) -> bytes:
        try:
            with self._zip.open(part) as stream:
                data = stream.read(PART_LIMIT + 1)
        except (*_BROKEN, KeyError) as error:
            raise self.broken(part) from error
        if len(data) > PART_LIMIT:
            raise _too_large(part, self.where)
        return data


def archive_open(data: bytes, where: str) -> Archive:
    """Open a zip after looking at its directory: too many entries or an oversized XML part is refused before unpacking."""
    try:
        zipped = zipfile.ZipFile(io.BytesIO(data))
    except _BROKEN as error:
        raise BihuanError(
            "read.docx_broken", "docx 已损坏，打不开", where=where, hint="请重新取得文件，或用 Word、WPS 修复后另存"
        ) from error
    entries = zipped.infolist()
    if len(entries) > ENTRY_LIMIT:
        raise BihuanError(
            "read.too_many_parts", f"压缩包里有 {len(entries)} 个文件，超过上限 {ENTRY_LIMIT}", where=where
        )
    for entry in entries:
        if entry.file_size > PART_LIMIT and entry.filename.endswith((".xml", ".rels")):
            raise _too_large(entry.filename, where)
    return Archive(zipped, where)


def _too_large(part: str, where: str) -> BihuanError:
    return BihuanError(
        "read.too_large",
        f"其中的 {part} 展开后超过 {PART_LIMIT // 1024 // 1024} MiB，没有展开",
        where=where,
        hint="请确认文件来源，或拆成几份再读",
    )
