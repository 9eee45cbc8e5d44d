"""A draft → a docx laid out after GB/T 9704-2012 that carries its evidence."""

from collections.abc import Sequence
from pathlib import Path

from bihuan.datamodel import Manifest
from bihuan.drafting.tree import Draft
from bihuan.gongwen.body import Body
from bihuan.gongwen.manifests import manifest_part, properties_part
from bihuan.gongwen.marks import Marks
from bihuan.gongwen.ooxml import Element, part_bytes, w
from bihuan.gongwen.package import OFFICE, PACKAGE, WORD_TYPE, Parts, file_write
from bihuan.gongwen.page import EVEN, ODD, footer_part, section
from bihuan.gongwen.settings import core_part, settings_part
from bihuan.gongwen.styles import font_table_part, styles_part

DOCUMENT = "word/document.xml"


def docx_write(draft: Draft, target: Path, *, review: bool, sealed: bool = True) -> None:
    """Write one draft: the review copy with a comment on each number and its blanks marked, or the clean copy.

    The file appears whole or not at all, and the same draft gives the same bytes. Not ``sealed``: a text that carries no evidence, and no
    manifest. Raises ``BihuanError`` for a character that no docx can hold; a failing disk is left to the caller as ``OSError``.
    """
    marks = Marks(draft.manifest.as_of)
    paragraphs = list(Body(draft, marks, review).paragraphs())
    parts = Parts()
    common_parts_add(parts, draft.manifest.title, marks)
    footers = footers_add(parts)
    if sealed:
        manifests_add(parts, [draft.manifest])
    parts.content[DOCUMENT] = document_part([*paragraphs, section(footers)])
    file_write(target, parts.zip_bytes())


def document_part(content: Sequence[Element]) -> bytes:
    """word/document.xml."""
    return part_bytes(w("document", w("body", *content)))


def common_parts_add(parts: Parts, title: str, marks: Marks) -> None:
    """What every docx has: document, properties, styles, settings, fonts, and the comments where there are any."""
    word_part_add(parts, "document.main", DOCUMENT, b"", source="", relation="officeDocument")
    core_type = "application/vnd.openxmlformats-package.core-properties+xml"
    core = core_part(title, marks.day)
    parts.add("docProps/core.xml", core, relation=f"{PACKAGE}/core-properties", content_type=core_type)
    word_part_add(parts, "styles", "word/styles.xml", styles_part())
    word_part_add(parts, "settings", "word/settings.xml", settings_part())
    word_part_add(parts, "fontTable", "word/fontTable.xml", font_table_part())
    if marks.comments:
        word_part_add(parts, "comments", "word/comments.xml", marks.comments_part())


def word_part_add(
    parts: Parts, kind: str, name: str, content: bytes, *, source: str = DOCUMENT, relation: str = ""
) -> str:
    """One part of a kind that WordprocessingML defines."""
    return parts.add(
        name, content, source=source, relation=f"{OFFICE}/{relation or kind}", content_type=f"{WORD_TYPE}.{kind}+xml"
    )


def footers_add(parts: Parts) -> dict[str, str]:
    """The footers of odd and even pages; relationship ids by side."""
    return {
        side: word_part_add(parts, "footer", f"word/footer{number}.xml", footer_part(side))
        for number, side in enumerate((ODD, EVEN), start=1)
    }


def manifests_add(parts: Parts, manifests: Sequence[Manifest]) -> None:
    """One custom XML part a report, in order."""
    properties_type = "application/vnd.openxmlformats-officedocument.customXmlProperties+xml"
    for number, manifest in enumerate(manifests, start=1):
        item = f"customXml/item{number}.xml"
        parts.add(item, manifest_part(manifest), source=DOCUMENT, relation=f"{OFFICE}/customXml")
        parts.add(
            f"customXml/itemProps{number}.xml",
            properties_part(number),
            source=item,
            relation=f"{OFFICE}/customXmlProps",
            content_type=properties_type,
        )
