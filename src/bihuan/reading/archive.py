"""A zip of XML parts, opened with suspicion: judged before unpacking, measured while unpacking, entities never resolved."""

import io
import re
import zipfile
import zlib
from typing import Final

from lxml import etree

from bihuan.datamodel import BihuanError
from bihuan.reading.relations import relation_afar
from bihuan.reading.zipdirectory import PART_LIMIT, directory_check, directory_length_check, part_too_large

MARK_LIMIT = 1_250_000  # tags and attributes of one part: a parsed one may take 256 bytes of memory
OFD_ROOT: Final = "OFD.xml"
RESOURCE_LIMIT: Final = 114  # libxml2: depth above 256, or ten million characters in one place

_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, NotImplementedError, ValueError, OSError)
_DOCTYPE = re.compile(rb"<\x00?!\x00?D\x00?O\x00?C\x00?T\x00?Y\x00?P\x00?E")


class Archive:
    """Reads XML parts of a zip; every fault is a ``BihuanError`` that names the part."""

    def __init__(self, zipped: zipfile.ZipFile, where: str) -> None:
        self.where = where
        self._zip = zipped
        self.entries = tuple(zipped.infolist())
        self.names = frozenset(entry.filename for entry in self.entries)

    def has(self, part: str) -> bool:
        """Whether the part is there."""
        return part in self.names

    def xml(self, part: str) -> etree._Element:
        """The root of one part, parsed without entities, DTD or network."""
        return self.parsed(self._bytes(part), part)

    def parsed(self, data: bytes, part: str) -> etree._Element:
        """These bytes, which are a part or were made from it, under the same rules."""
        if data.count(b"<") + data.count(b"=") > MARK_LIMIT:
            raise self._fault("read.too_large", f"其中的 {part} 有 {MARK_LIMIT} 个以上的标签和属性", "请拆成几份再读")
        if _DOCTYPE.search(data):
            raise self._entities(part)
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
        try:
            root = etree.fromstring(data, parser)
        except etree.XMLSyntaxError as error:
            raise self._unparsed(part, error) from error
        if root.getroottree().docinfo.internalDTD is not None:  # spelt in an encoding that hid it
            raise self._entities(part)
        return root

    def relations_check(self) -> None:
        """Refuse a file that fetches a part of itself from another computer."""
        for part in sorted(name for name in self.names if name.endswith(".rels")):
            if afar := relation_afar(self.xml(part)):
                kind, target = afar
                what = f"文件打开时会从别处取{kind}（{target[:80]}），没有读"
                raise self._fault("read.remote_part", what, "请确认文件来源，或用 Word、WPS 去掉链接后另存")

    def unpacked(self, entry: zipfile.ZipInfo, limit: int = PART_LIMIT) -> bytes:
        """The bytes of one entry, at most ``limit`` of them."""
        try:
            with self._zip.open(entry) as stream:
                data = stream.read(limit + 1)
        except _BROKEN as error:
            raise self.broken(entry.filename) from error
        if len(data) > limit:
            raise self._fault(*part_too_large(entry.filename, limit))
        return data

    def broken(self, part: str) -> BihuanError:
        """The error for a part that cannot be read."""
        if self.has(OFD_ROOT):
            return self._fault("read.ofd_broken", f"OFD 已损坏，其中的 {part} 读不出来", "请重新取得文件后再读")
        return self._fault(
            "read.docx_broken", f"文件已损坏，其中的 {part} 读不出来", "请用 Word 或 WPS 打开修复后另存，或重新取得"
        )

    def _bytes(self, part: str) -> bytes:
        if part not in self.names:
            raise self.broken(part)
        return self.unpacked(self._zip.getinfo(part))

    def _unparsed(self, part: str, error: etree.XMLSyntaxError) -> BihuanError:
        if getattr(error, "code", 0) != RESOURCE_LIMIT:  # lxml-stubs do not know it
            return self.broken(part)
        return self._fault("read.too_deep", f"其中的 {part} 嵌套太深，或有一处太长", "请确认文件来源，重新另存后再读")

    def _entities(self, part: str) -> BihuanError:
        return self._fault("read.entities", f"其中的 {part} 声明了实体，没有读", "请确认文件来源，重新另存后再读")

    def _fault(self, code: str, what: str, hint: str) -> BihuanError:
        return BihuanError(code, what, where=self.where, hint=hint)


def archive_open(data: bytes, where: str) -> Archive:
    """Open a zip after judging its directory (zipdirectory.py) and its relations; nothing else is unpacked yet."""
    directory_length_check(data, where)
    try:
        zipped = zipfile.ZipFile(io.BytesIO(data))
    except _BROKEN as error:
        raise BihuanError(
            "read.docx_broken", "文件已损坏，打不开", where=where, hint="请重新取得，或用 Word、WPS 修复后另存"
        ) from error
    directory_check(zipped.infolist(), data, where)
    archive = Archive(zipped, where)
    archive.relations_check()
    return archive
