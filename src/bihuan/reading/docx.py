"""docx: paragraphs and table rows as a person sees them: numbers resolved, changes accepted, notes where they are referred to."""

from collections.abc import Iterator
from typing import Final

from lxml import etree

from bihuan.reading.archive import Archive
from bihuan.reading.document import Aside, Content
from bihuan.reading.file import File
from bihuan.reading.numbering import Numbering
from bihuan.reading.package import Related, package_main, package_related
from bihuan.reading.wordblocks import Blocks
from bihuan.reading.wordml import R, W, part_open
from bihuan.reading.wordnotes import Notes
from bihuan.reading.wordstyles import Styles

_MARGINS: Final = {W + "headerReference": "页眉", W + "footerReference": "页脚"}


def docx_content(file: File) -> Content:
    """The body in reading order; heads and feet of the pages beside it."""
    archive = file.archive
    assert archive is not None  # what formats.py asked first
    main = package_main(archive) or ""
    body = part_open(archive, main).find(W + "body")
    if body is None:
        raise archive.broken(main)
    related = package_related(archive, main)
    parts = _Parts(archive, related)
    styles = Styles(parts.only("styles"))
    notes = Notes({kind: parts.only(f"{kind}s") for kind in ("footnote", "endnote")})
    pieces = Blocks(styles, Numbering(parts.only("numbering"), styles), notes).pieces(body)
    return Content(list(pieces), list(_asides(body, parts, styles)))


class _Parts:
    """The parts that the document is related to."""

    def __init__(self, archive: Archive, related: list[Related]) -> None:
        self._archive = archive
        self._related = related

    def only(self, kind: str) -> etree._Element | None:
        """The part of this kind, of which a document has one at most."""
        return self._first(one for one in self._related if one.kind == kind)

    def named(self, identity: str) -> etree._Element | None:
        """The part of one relation."""
        return self._first(one for one in self._related if one.identity == identity)

    def _first(self, found: Iterator[Related]) -> etree._Element | None:
        part = next((one.part for one in found if self._archive.has(one.part)), None)
        return None if part is None else part_open(self._archive, part)


def _asides(body: etree._Element, parts: _Parts, styles: Styles) -> Iterator[Aside]:
    """What stands in the margins, each line once, however many sections repeat it."""
    lines: dict[Aside, None] = {}
    for reference in body.iter(*_MARGINS):
        margin = parts.named(reference.get(R + "id", ""))
        if margin is not None:
            said = Blocks(styles, Numbering(None, styles), Notes({})).pieces(margin)
            lines.update((Aside(text.strip(), _MARGINS[str(reference.tag)]), None) for text, _ in said if text.strip())
    yield from lines
