"""Last year's reports: texts written for the county, their numbers taken from last year's ledgers, as text and as docx."""

import re
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from importlib.resources import files
from pathlib import Path
from typing import Any

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Pt

from bihuan.datamodel import Measure, Period
from bihuan.demo.county import AREA_BUREAU, ETHNIC_BUREAU, URBAN_BUREAU, VETERANS_BUREAU, WATER_BUREAU
from bihuan.indicators import Figure, FigureQuery, Figures

YEAR = 2023
SIGNED = date(2023, 10, 31)  # the day that last year's figures stood at
TEXTS = {
    URBAN_BUREAU: "urban-2023.txt",
    VETERANS_BUREAU: "veterans-2023.txt",
    ETHNIC_BUREAU: "ethnic-2023.txt",
    AREA_BUREAU: "area-2023.txt",
    WATER_BUREAU: "water-2023.txt",
}
MARK = re.compile(r"\{(?P<ref>[^}|:]+)(?::(?P<measure>\w+))?(?:\|(?P<form>[^}]+))?\}")  # {indicator:measure|form}


@dataclass(frozen=True)
class Report:
    """One report of last year in both forms."""

    unit: str
    title: str
    text: Path
    docx: Path
    chars: int


def reports_write(folder: Path, figures: Figures) -> list[Report]:
    """Every bureau's report of last year into the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    return [report_write(unit, folder, figures) for unit in TEXTS]


def report_write(unit: str, folder: Path, figures: Figures) -> Report:
    """Fill the text's marks with last year's figures, then write it as text and as docx."""
    template = files("bihuan.demo").joinpath("data", TEXTS[unit]).read_text(encoding="utf-8")
    text = marks_fill(template, unit, figures)
    title = text.split("\n", 1)[0]
    target = folder / f"{title}.txt"
    target.write_text(text, encoding="utf-8")
    docx_of_text(text, target.with_suffix(".docx"))
    return Report(unit, title, target, target.with_suffix(".docx"), len(text))


def marks_fill(template: str, unit: str, figures: Figures) -> str:
    """Every mark replaced by its figure in the form that the sentence wants."""
    marks = list(MARK.finditer(template))
    answers = iter(figures([query_of(mark, unit) for mark in marks]))
    return MARK.sub(lambda mark: figure_written(next(answers), mark["form"] or ""), template)


def query_of(mark: re.Match[str], unit: str) -> FigureQuery:
    """The question that a mark puts."""
    return FigureQuery(mark["ref"], unit, Period.of_year(YEAR), SIGNED, Measure(mark["measure"] or "value"))


def figure_written(figure: Figure, form: str) -> str:
    """``1234`` as it stands, ``12.34`` for 万元, 万㎡ and 亿, ``1200余`` for 余; ``XX`` where the ledgers know nothing."""
    if figure.value is None:
        return "XX"
    if form == "余":
        return about(int(figure.value))
    if form.startswith(("万", "亿")):
        return plain(figure.value / {"万": 10_000, "亿": 100_000_000}[form[0]])
    return plain(figure.value)


def about(value: int) -> str:
    """Two leading figures and 余; exact round numbers stay exact."""
    step = 10 ** max(0, len(str(value)) - 2)
    return f"{value // step * step}{'余' if value % step else ''}"


def plain(value: Decimal) -> str:
    """At most two decimals, no trailing zeros."""
    text = f"{value.quantize(Decimal('0.01'), ROUND_HALF_UP):f}"
    return text.rstrip("0").rstrip(".")


def docx_of_text(text: str, target: Path) -> None:
    """An ordinary Word file as a clerk would have kept it: 仿宋 body, 黑体 and 楷体 headings, signature to the right."""
    book = Document()
    lines = text.strip().split("\n")
    for number, line in enumerate(lines):
        paragraph_add(book, line, title=number == 0, signed=number >= len(lines) - 2)
    book.save(str(target))


def paragraph_add(book: Any, line: str, *, title: bool, signed: bool) -> None:
    """One line as one paragraph in the font of its level."""
    paragraph = book.add_paragraph()
    run = paragraph.add_run(line)
    run.font.size = Pt(22 if title else 16)
    run._element.get_or_add_rPr().get_or_add_rFonts().set(
        qn("w:eastAsia"), "方正小标宋简体" if title else font_of(line)
    )
    if title:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    elif signed:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    else:
        paragraph.paragraph_format.first_line_indent = Pt(32)


FONTS = ((r"[一二三四五六七八九十]+、", "黑体"), (r"（[一二三四五六七八九十]+）", "楷体_GB2312"))


def font_of(line: str) -> str:
    """黑体 for 一、, 楷体 for （一）, 仿宋 for the rest."""
    return next((font for form, font in FONTS if re.match(form, line)), "仿宋_GB2312")
