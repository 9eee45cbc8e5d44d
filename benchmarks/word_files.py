"""Our own reports as Word files of the kind that offices send around, and the marks that a reader of them must not lose.

Numbers are automatic, a table stands at the end, a footnote under the first paragraph, a text box beside the last, a header on every page.
"""

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from docx import Document
from docx.document import Document as WordDocument
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.text.paragraph import Paragraph

from benchmarks.corpus import own_reports

_LEVELS: Final = (("chineseCounting", "%1、"), ("chineseCounting", "（%2）"), ("decimal", "%3."))
_CN: Final = "一二三四五六七八九十"
_TYPED: Final = tuple(map(re.compile, (rf"[{_CN}]、", rf"（[{_CN}]）", r"\d\.(?!\d)")))
_KEY: Final = 8  # characters of the words after a number by which it is found again


@dataclass(frozen=True)
class WordFile:
    """A file and its marks: by what each kind is found in the text of a reader, white space aside."""

    path: Path
    chars: int
    numbers: list[str] = field(default_factory=list)
    cells: list[str] = field(default_factory=list)
    footnote: str = "此数不含开发区"
    textbox: str = "群众满意是最高标准"
    header: str = "内部资料请勿外传"


def word_files(folder: Path) -> list[WordFile]:
    """Each report of the repository as a Word file."""
    return [_written(text, folder / f"{number:02}.docx") for number, text in enumerate(own_reports())]


def _written(text: str, path: Path) -> WordFile:
    file = WordFile(path, len(text))
    document = Document()
    _numbering(document)
    counters = [0, 0, 0]
    paragraphs = [_paragraph(document, line, counters, file) for line in text.split("\n") if line.strip()]
    _table(document, path.stem, file)
    _footnote(document, paragraphs[1], file.footnote)
    _textbox(paragraphs[-1], file.textbox)
    document.sections[0].header.paragraphs[0].text = file.header
    document.save(str(path))
    return file


def _paragraph(document: WordDocument, line: str, counters: list[int], file: WordFile) -> Paragraph:
    """A line; its number is made automatic where Word would count the same."""
    for level, typed in enumerate(_TYPED):
        match = typed.match(line.strip())
        if match and _counted(match[0]) == counters[level] + 1:
            counters[level:] = [counters[level] + 1] + [0] * (2 - level)
            words = line.strip()[match.end() :]
            file.numbers.append(match[0] + words[:_KEY])
            return _numbered(document.add_paragraph(words), level)
    return document.add_paragraph(line)


def _counted(mark: str) -> int:
    sign = re.sub(r"[（）、.]", "", mark)
    return int(sign) if sign.isdigit() else _CN.index(sign) + 1


def _numbered(paragraph: Paragraph, level: int) -> Paragraph:
    place = f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{level}"/><w:numId w:val="7"/></w:numPr>'
    paragraph._p.get_or_add_pPr().append(parse_xml(place))
    return paragraph


def _numbering(document: WordDocument) -> None:
    levels = "".join(
        f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/><w:lvlText w:val="{shown}"/></w:lvl>'
        for level, (kind, shown) in enumerate(_LEVELS)
    )
    numbering = document.part.numbering_part.element
    for child in list(numbering):
        numbering.remove(child)
    numbering.append(parse_xml(f'<w:abstractNum {nsdecls("w")} w:abstractNumId="3">{levels}</w:abstractNum>'))
    numbering.append(parse_xml(f'<w:num {nsdecls("w")} w:numId="7"><w:abstractNumId w:val="3"/></w:num>'))


def _table(document: WordDocument, name: str, file: WordFile) -> None:
    table = document.add_table(rows=4, cols=4)
    for row in range(4):
        for column in range(4):
            file.cells.append(f"表{name}项{row}列{column}")
            table.cell(row, column).text = file.cells[-1]


def _footnote(document: WordDocument, paragraph: Paragraph, words: str) -> None:
    notes = f'<w:footnotes {nsdecls("w")}><w:footnote w:id="2"><w:p><w:r><w:t>{words}</w:t></w:r></w:p></w:footnote></w:footnotes>'
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
    part = Part(PackURI("/word/footnotes.xml"), kind, notes.encode(), document.part.package)
    document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)
    paragraph._p.append(parse_xml(f'<w:r {nsdecls("w")}><w:footnoteReference w:id="2"/></w:r>'))


def _textbox(paragraph: Paragraph, words: str) -> None:
    """As Word itself writes it: a drawing, and the same once more for old readers."""
    inside = f"<w:txbxContent><w:p><w:r><w:t>{words}</w:t></w:r></w:p></w:txbxContent>"
    paragraph._p.append(
        parse_xml(
            f'<w:r {nsdecls("w", "wp", "a")} xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
            ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" xmlns:v="urn:schemas-microsoft-com:vml">'
            '<mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:inline><wp:extent cx="1800000" cy="360000"/>'
            '<wp:docPr id="9" name="文本框"/><a:graphic><a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape">'
            f"<wps:wsp><wps:txbx>{inside}</wps:txbx><wps:bodyPr/></wps:wsp></a:graphicData></a:graphic></wp:inline></w:drawing></mc:Choice>"
            f"<mc:Fallback><w:pict><v:shape><v:textbox>{inside}</v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
        )
    )
