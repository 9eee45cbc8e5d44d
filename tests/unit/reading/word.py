"""Word files made by code, automatic numbering included."""

import io
import zipfile
from pathlib import Path

from docx import Document
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn

Levels = list[tuple[str, str]]  # (numFmt, lvlText) from the outermost in


def docx_save(
    path: Path, paragraphs: list[tuple[str, int | None]], levels: Levels, *, style: str | None = None
) -> Path:
    """Save paragraphs as (text, level or None); ``style`` links level 0 to a style instead of to the paragraphs."""
    document = Document()
    numbering = document.part.numbering_part.element
    for child in list(numbering):
        numbering.remove(child)
    numbering.append(_abstract(levels))
    numbering.append(parse_xml(f'<w:num {nsdecls("w")} w:numId="7"><w:abstractNumId w:val="3"/></w:num>'))
    if style:
        document.styles[style].element.get_or_add_pPr().append(_place(0))
    for text, level in paragraphs:
        paragraph = document.add_paragraph(text, style=style if style and level == 0 else None)
        if level is not None and not (style and level == 0):
            paragraph._p.get_or_add_pPr().append(_place(level))
    document.save(str(path))
    return path


def part_replace(path: Path, part: str, data: bytes) -> Path:
    """The same zip with one part's bytes replaced."""
    copy = io.BytesIO()
    with zipfile.ZipFile(path) as source, zipfile.ZipFile(copy, "w", zipfile.ZIP_DEFLATED) as target:
        for entry in source.infolist():
            target.writestr(entry.filename, data if entry.filename == part else source.read(entry.filename))
    path.write_bytes(copy.getvalue())
    return path


def _abstract(levels: Levels):
    rules = "".join(
        f'<w:lvl w:ilvl="{index}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/><w:lvlText w:val="{text}"/></w:lvl>'
        for index, (kind, text) in enumerate(levels)
    )
    return parse_xml(f'<w:abstractNum {nsdecls("w")} w:abstractNumId="3">{rules}</w:abstractNum>')


def _place(level: int):
    properties = OxmlElement("w:numPr")
    for tag, value in (("w:ilvl", level), ("w:numId", 7)):
        child = OxmlElement(tag)
        child.set(qn("w:val"), str(value))
        properties.append(child)
    return properties
