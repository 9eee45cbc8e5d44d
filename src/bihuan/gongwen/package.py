"""A docx as its parts: relationships and content types made from one list, written whole or not at all."""

import contextlib
import os
import tempfile
import zipfile
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path, PurePosixPath

from lxml import etree

from bihuan.gongwen.ooxml import namespace_root, part_bytes

RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships/metadata"
WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
FIXED_TIME = (1980, 1, 1, 0, 0, 0)


@dataclass(slots=True)
class Parts:
    """Parts by name, content types of those that are not plain XML, and relationships by source part."""

    content: dict[str, bytes] = field(default_factory=dict)
    types: dict[str, str] = field(default_factory=dict)
    relations: dict[str, list[tuple[str, str]]] = field(default_factory=dict)

    def add(self, name: str, content: bytes, *, source: str = "", relation: str = "", content_type: str = "") -> str:
        """Add one part with the relationship that leads to it; returns that relationship's id."""
        self.content[name] = content
        if content_type:
            self.types[name] = content_type
        return self.relate(source, relation, name)

    def relate(self, source: str, relation: str, target: str) -> str:
        """Add a relationship from a part (or the package, ``""``)."""
        links = self.relations.setdefault(source, [])
        links.append((relation, target))
        return f"rId{len(links)}"

    def zip_bytes(self) -> bytes:
        """The package: fixed times and order, so that the same parts give the same bytes."""
        files = {"[Content_Types].xml": self._types_part()}
        files |= {relations_name(source): self._relations_part(source) for source in self.relations}
        buffer = BytesIO()
        with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
            for name, content in (files | self.content).items():
                entry = zipfile.ZipInfo(name, FIXED_TIME)
                entry.compress_type = zipfile.ZIP_DEFLATED
                archive.writestr(entry, content)
        return buffer.getvalue()

    def _types_part(self) -> bytes:
        root = namespace_root(TYPES, "Types")
        relations = "application/vnd.openxmlformats-package.relationships+xml"
        for extension, content_type in (("rels", relations), ("xml", "application/xml")):
            etree.SubElement(root, f"{{{TYPES}}}Default", Extension=extension, ContentType=content_type)
        for name, content_type in self.types.items():
            etree.SubElement(root, f"{{{TYPES}}}Override", PartName=f"/{name}", ContentType=content_type)
        return part_bytes(root)

    def _relations_part(self, source: str) -> bytes:
        root = namespace_root(RELATIONS, "Relationships")
        for number, (relation, target) in enumerate(self.relations[source], start=1):
            values = {"Id": f"rId{number}", "Type": relation, "Target": f"/{target}"}
            etree.SubElement(root, f"{{{RELATIONS}}}Relationship", values)
        return part_bytes(root)


def relations_name(source: str) -> str:
    """``word/document.xml`` → ``word/_rels/document.xml.rels``."""
    path = PurePosixPath(source)
    return f"{path.parent}/_rels/{path.name}.rels" if source else "_rels/.rels"


def file_write(target: Path, content: bytes) -> None:
    """Write a file whole: a temporary file beside it, flushed to disk, then renamed; on failure nothing is left behind."""
    target.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=f".{target.name}.", suffix=".tmp", dir=target.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(name).chmod(0o644)
        Path(name).replace(target)
    except BaseException:
        with contextlib.suppress(OSError):
            Path(name).unlink()
        raise
