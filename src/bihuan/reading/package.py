"""Office packages (docx, xlsx, pptx): which part is the document itself, what it is, and which parts it is related to (ECMA-376 part 2)."""

import posixpath
from typing import Final, Literal, NamedTuple

from bihuan.reading.archive import Archive

Use = Literal["word", "sheet", "slides"]

_CONTENT_TYPES: Final = "[Content_Types].xml"
_TYPES: Final = "{http://schemas.openxmlformats.org/package/2006/content-types}Override"
_RELATION: Final = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_BY_TYPE: Final[tuple[tuple[str, Use], ...]] = (
    ("wordprocessingml", "word"),
    ("ms-word", "word"),
    ("spreadsheetml", "sheet"),
    ("ms-excel", "sheet"),
    ("presentationml", "slides"),
    ("ms-powerpoint", "slides"),
)
_BY_NAME: Final[dict[str, Use]] = {
    "word/document.xml": "word",
    "xl/workbook.xml": "sheet",
    "ppt/presentation.xml": "slides",
}


class Related(NamedTuple):
    """A part that another part refers to; ``kind`` is the last word of the relation's type (styles, footnotes)."""

    identity: str
    kind: str
    part: str


def package_use(archive: Archive) -> Use | None:
    """What the package is for; None when it is none, or of a use that nobody here knows."""
    main = package_main(archive)
    if main is None:
        return None
    told = _content_type(archive, main)
    return next((use for word, use in _BY_TYPE if word in told), _BY_NAME.get(main))


def package_main(archive: Archive) -> str | None:
    """The part that is the document itself: by the package's own relation, else by its customary name."""
    related = (one.part for one in package_related(archive, "") if one.kind == "officeDocument")
    return next((part for part in related if archive.has(part)), next(filter(archive.has, _BY_NAME), None))


def package_related(archive: Archive, part: str) -> list[Related]:
    """The parts inside the package that a part (the package itself: empty) is related to."""
    folder, _, name = part.rpartition("/")
    relations = posixpath.join(folder, "_rels", f"{name}.rels")
    if not archive.has(relations):
        return []
    return [
        Related(item.get("Id", ""), item.get("Type", "").rpartition("/")[2], _target(folder, item.get("Target", "")))
        for item in archive.xml(relations).iter(_RELATION)
        if item.get("TargetMode") != "External"
    ]


def _target(folder: str, target: str) -> str:
    return posixpath.normpath(posixpath.join("/", folder, target.replace("\\", "/"))).lstrip("/")


def _content_type(archive: Archive, part: str) -> str:
    if not archive.has(_CONTENT_TYPES):
        return ""
    items = archive.xml(_CONTENT_TYPES).iter(_TYPES)
    return next((item.get("ContentType", "") for item in items if item.get("PartName", "").lstrip("/") == part), "")
