"""数字表: the numbers that a question finds, as a workbook with the sentence and the document of each."""

import json
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any, Final

from bihuan.apps.library.models import LibraryDocument
from bihuan.apps.library.rights import readable, reader_of
from bihuan.apps.library.shelf import finder
from bihuan.apps.units.actors import Actor
from bihuan.cataloguing.taking import unpacked
from bihuan.datamodel import BihuanError
from bihuan.datamodel.telling import Tell, untold
from bihuan.search.finding import FactHit, FactOrder
from bihuan.search.pieces import pieces_unpacked
from bihuan.search.syntax import query_read

MOST: Final = 100_000  # rows
COLUMNS: Final = (
    ("指标/主题词", 24), ("数值", 14), ("单位", 10), ("原文", 16), ("句子", 60), ("文件", 40), ("发文机关", 24), ("年度", 8), ("位置", 30),
)  # fmt: skip
_LOT: Final = 50  # documents whose texts are opened by one query
_EXACT: Final = 15  # digits that Excel keeps


@dataclass(frozen=True, slots=True)
class FactsWritten:
    """How many rows are in the workbook, of how many that were found."""

    rows: int
    total: int


def facts_write(
    *, text: str, target: Path, actor: Actor, order: FactOrder = "largest", most: int = MOST, tell: Tell = untold
) -> FactsWritten:
    """Write the numbers that answer a question, up to ``most``; a note above them says when there are more."""
    asked, index = query_read(text), finder()
    if asked is None or not index.asks_facts(asked):
        raise BihuanError(
            "library.no_facts", "这不是查数字的问题", where=text[:50], hint="写上要比较的数，例如 金额>=30万元 道路"
        )
    tell(0, 0, "查找")
    found = index.facts(asked, reader_of(actor), order=order, facets=False, limit=most)
    rows = _rows(found.facts, actor, tell)
    note = f"共找到 {found.total:,} 个数，只列出前 {most:,} 个；请缩小范围再导出" if found.total > most else ""
    tell(0, 0, "写入表格")
    return FactsWritten(_sheet_write(target, text, rows, note), found.total)


def _rows(facts: Sequence[FactHit], actor: Actor, tell: Tell) -> list[list[Any]]:
    """The rows in the facts' order; each document's text is opened once."""
    places: dict[int, list[int]] = defaultdict(list)
    for place, fact in enumerate(facts):
        places[fact.document].append(place)
    rows: list[list[Any]] = [[] for _ in facts]
    for done, card in enumerate(_cards(list(places), actor)):
        tell(done, len(places), "取句子")
        text, pieces = unpacked(bytes(card.text.body)), pieces_unpacked(json.loads(unpacked(bytes(card.text.pieces))))
        headings = {piece.number: piece.heading for piece in pieces}
        for place in places[card.pk]:
            rows[place] = _row(facts[place], card, text, headings)
    return [row for row in rows if row]


def _cards(numbers: Sequence[int], actor: Actor) -> Iterator[LibraryDocument]:
    for first in range(0, len(numbers), _LOT):
        lot = numbers[first : first + _LOT]
        yield from readable(actor).filter(pk__in=lot, text__isnull=False).select_related("text")


def _row(fact: FactHit, card: LibraryDocument, text: str, headings: dict[int, str]) -> list[Any]:
    start, end = fact.sentence
    heading = headings.get(fact.number, "")
    place = f"第 {fact.number + 1} 段{f'　{heading}' if heading else ''}"
    return [
        fact.subject, _number(fact.value), fact.unit, fact.text, text[start:end].strip(), str(card), card.issuer, card.year or "", place,
    ]  # fmt: skip


def _number(value: str) -> Any:
    """A number where Excel keeps it whole, else its text."""
    try:
        number = Decimal(value)
    except InvalidOperation:
        return value
    return float(number) if number.is_finite() and len(number.as_tuple().digits) <= _EXACT else value


def _sheet_write(target: Path, text: str, rows: Sequence[Sequence[Any]], note: str) -> int:
    from xlsxwriter import Workbook

    plain = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = Workbook(str(target), {"constant_memory": True, **plain})
    bold, wrap = book.add_format({"bold": True}), book.add_format({"text_wrap": True, "valign": "top"})
    sheet = book.add_worksheet("数字")
    for column, (_, width) in enumerate(COLUMNS):
        sheet.set_column(column, column, width)
    sheet.write_string(0, 0, f"查找：{text}" + (f"　{note}" if note else ""))
    sheet.write_row(1, 0, [label for label, _ in COLUMNS], bold)
    for at, row in enumerate(rows, start=2):
        sheet.write_row(at, 0, row, wrap)
    sheet.freeze_panes(2, 0)
    sheet.autofilter(1, 0, max(1, len(rows) + 1), len(COLUMNS) - 1)
    book.close()
    return len(rows)
