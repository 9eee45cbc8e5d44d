"""Word files made by code, automatic numbering included."""

import io
import zipfile
from pathlib import Path

from docx import Document
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_SPACES = " ".join(
    f'xmlns:{prefix}="{space}"'
    for prefix, space in {
        "w": W,
        "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
        "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
        "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
        "v": "urn:schemas-microsoft-com:vml",
    }.items()
)
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_ROOTS = {"header": "hdr", "footer": "ftr"}
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


def p(text: str = "", properties: str = "") -> str:
    """A w:p of one run."""
    return f"<w:p><w:pPr>{properties}</w:pPr>{r(text) if text else ''}</w:p>"


def r(text: str, properties: str = "") -> str:
    """A w:r."""
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def numbered(level: int = 0, listed: int = 1) -> str:
    """The w:numPr of a paragraph."""
    return f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{listed}"/></w:numPr>'


def wordml_save(path: Path, body: str, *, main: str = "word/document.xml", **parts: str) -> Path:
    """A docx of raw WordprocessingML: the inside of w:body, and of further parts by their kind (styles, footnotes, header)."""
    folder = main.rpartition("/")[0]
    told = [(kind, f"{kind}.xml", part(_ROOTS.get(kind, kind), inside)) for kind, inside in parts.items()]
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as target:
        target.writestr(
            "[Content_Types].xml",
            f'<Types xmlns="{_TYPES}"><Override PartName="/{main}" ContentType="{_WORD}"/></Types>',
        )
        target.writestr("_rels/.rels", _related([("officeDocument", f"/{main}")]))
        target.writestr(main, part("document", f"<w:body>{body}</w:body>"))
        target.writestr(
            f"{folder}/_rels/{main.rpartition('/')[2]}.rels", _related([(kind, name) for kind, name, _ in told])
        )
        for _, name, text in told:
            target.writestr(f"{folder}/{name}", text)
    return path


def part(root: str, inside: str) -> str:
    """A part around its inside."""
    return f"<w:{root} {_SPACES}>{inside}</w:{root}>"


def _related(targets: list[tuple[str, str]]) -> str:
    items = (f'<Relationship Id="{kind}" Type="{_RELATION}/{kind}" Target="{target}"/>' for kind, target in targets)
    return f'<Relationships xmlns="{_RELATIONS}">{"".join(items)}</Relationships>'


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
