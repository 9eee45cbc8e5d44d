"""One report, a paragraph a line and cells parted by tabs, spelt in each format that is read."""

import re
from dataclasses import dataclass, field
from html import escape
from pathlib import Path

from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from bihuan.reading.numerals import chinese_number

LEVELS = (  # how Word numbers the four levels, and how a person sees them
    ("chineseCountingThousand", "%1、", re.compile(r"([一二三四五六七八九十]+)、")),
    ("chineseCountingThousand", "（%2）", re.compile(r"（([一二三四五六七八九十]+)）")),
    ("decimal", "%3.", re.compile(r"(\d+)[.](?!\d)")),
    ("decimal", "（%4）", re.compile(r"（(\d+)）")),
)


def txt_spelt(text: str, path: Path) -> Path:
    """Plain UTF-8."""
    path.write_text(text, encoding="utf-8")
    return path


def docx_spelt(text: str, path: Path, *, automatic: bool = False) -> Path:
    """Word, with the numbers typed, or told by numbering.xml wherever counting gives the number that the text has."""
    document = Document()
    if automatic:
        numbering = document.part.numbering_part.element
        for child in list(numbering):
            numbering.remove(child)
        for element in _numbering():
            numbering.append(parse_xml(element))
    counting = _Counting()
    for rows in _blocks(text):
        if isinstance(rows, list):
            table = document.add_table(len(rows), len(rows[0]))
            for cells, row in zip(rows, table.rows, strict=True):
                for told, cell in zip(cells, row.cells, strict=True):
                    cell.text = told
            continue
        level, rest = counting.level(rows) if automatic else (None, rows)
        paragraph = document.add_paragraph(rest)
        if level is not None:
            paragraph._p.get_or_add_pPr().append(
                parse_xml(f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{level}"/><w:numId w:val="1"/></w:numPr>')
            )
    document.save(str(path))
    return path


def html_spelt(text: str, path: Path) -> Path:
    """A web page that holds the report and nothing else."""
    lines = []
    for rows in _blocks(text):
        if isinstance(rows, list):
            cells = ("".join(f"<td>{escape(cell)}</td>" for cell in row) for row in rows)
            lines.append("<table>" + "".join(f"<tr>{row}</tr>" for row in cells) + "</table>")
        else:
            lines.append(f"<p>&emsp;&emsp;{escape(rows)}</p>")
    head = '<!DOCTYPE html>\n<html lang="zh"><head><meta charset="utf-8"><title>报告</title></head>'
    path.write_text(f"{head}<body>\n{chr(10).join(lines)}\n</body></html>\n", encoding="utf-8")
    return path


def _blocks(text: str) -> list[str | list[list[str]]]:
    """Paragraphs, and tables as lists of rows."""
    blocks: list[str | list[list[str]]] = []
    for line in text.removesuffix("\n").split("\n"):
        if "\t" not in line:
            blocks.append(line)
        elif blocks and isinstance(blocks[-1], list):
            blocks[-1].append(line.split("\t"))
        else:
            blocks.append([line.split("\t")])
    return blocks


def _numbering() -> list[str]:
    rules = "".join(
        f'<w:lvl w:ilvl="{index}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/><w:suff w:val="nothing"/>'
        f'<w:lvlText w:val="{shown}"/><w:lvlJc w:val="left"/></w:lvl>'
        for index, (kind, shown, _) in enumerate(LEVELS)
    )
    many = '<w:multiLevelType w:val="multilevel"/>'
    return [
        f'<w:abstractNum {nsdecls("w")} w:abstractNumId="0">{many}{rules}</w:abstractNum>',
        f'<w:num {nsdecls("w")} w:numId="1"><w:abstractNumId w:val="0"/></w:num>',
    ]


@dataclass
class _Counting:
    """Counts as Word does, to know which typed numbers an automatic one would spell alike."""

    counters: dict[int, int] = field(default_factory=dict)

    def level(self, line: str) -> tuple[int | None, str]:
        """The level of a line whose number may be automatic, and the line without it."""
        for level, (kind, _, pattern) in enumerate(LEVELS):
            mark = pattern.match(line)
            number = self.counters.get(level, 0) + 1
            if mark and mark[1] == (str(number) if kind == "decimal" else chinese_number(number)):
                self.counters = {outer: at for outer, at in self.counters.items() if outer < level} | {level: number}
                return level, line[mark.end() :]
        return None, line
