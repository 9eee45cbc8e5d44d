"""核对: which entries do not keep the arithmetic that their ledger declares, each with the amount of its gap. Nothing is changed."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from bihuan.datamodel import Finding, Level
from bihuan.indicators.checkqueries import (
    Reach,
    TableOf,
    check_places,
    flow_query,
    lines_query,
    linked_query,
    product_query,
    row_query,
    sequence_query,
)
from bihuan.indicators.formulas import field_places
from bihuan.packs.schema import Check, FieldType, Ledger

Run = Callable[[str], Sequence[Sequence[Any]]]


@dataclass(frozen=True, slots=True)
class Gap:
    """One entry that does not keep one check. ``amount`` is what is found less what is stated, in the measure of the field; an orphan
    has none. ``message`` is what a clerk reads, ``hint`` what to do."""

    ledger: str
    check: str
    entry: int
    unit: int
    key: str
    amount: Decimal | None
    message: str
    hint: str = ""

    def finding(self) -> Finding:
        """The same as a finding whose place is the entry."""
        where = f"#{self.entry} {self.key}"
        return Finding(code="check.gap", level=Level.WARNING, message=self.message, where=where, hint=self.hint)


def checks_run(
    ledger: Ledger, others: Mapping[str, Ledger], *, run: Run, table: TableOf, reach: Reach | None = None
) -> list[Gap]:
    """Every gap of a ledger's entries (within ``reach``), check by check. A ledger of ``others`` that is not there is passed over."""
    reach = reach or Reach()
    return [gap for check in ledger.checks for gap in _gaps(ledger, check, others, run, table, reach)]


def _gaps(
    ledger: Ledger, check: Check, others: Mapping[str, Ledger], run: Run, table: TableOf, reach: Reach
) -> Iterator[Gap]:
    other = others.get(check.lines or check.linked or "")
    if check.sum:
        places = check_places(ledger, check, None)
        yield from (_unequal(ledger, check, row, places) for row in run(row_query(ledger, check, table, reach)))
        if check.carries:
            yield from (_uncarried(ledger, check, row) for row in run(flow_query(ledger, check, table, reach)))
    elif check.product:
        yield from (_miscomputed(ledger, check, row) for row in run(product_query(ledger, check, table, reach)))
    elif check.sequence:
        yield from (_unnumbered(ledger, check, row) for row in run(sequence_query(ledger, check, table, reach)))
    elif check.lines and other is not None:
        places = check_places(ledger, check, other)
        rows = run(lines_query(ledger, check, table, reach, other))
        yield from (_unequal(ledger, check, row, places, other) for row in rows)
    elif check.linked and other is not None:
        rows = run(linked_query(ledger, check, table, reach, other))
        yield from (_orphan(ledger, check, row, other) for row in rows)


def _unequal(ledger: Ledger, check: Check, row: Sequence[Any], places: int, other: Ledger | None = None) -> Gap:
    """Sum or lines against what the entry states; a blank that follows from the rest is told, not filled."""
    field = str(check.equals)
    found, blank = _decimal(row[3], places), int(row[5])
    label = f"“{ledger.field(field).label}”"
    source = f"“{other.name}”合计" if other else "按各项算"
    if row[4] is None:
        message = f"{check.name}：{label}没有填，{source}为{_said(ledger, field, found)}"
        return _gap(ledger, check, row, None, message, "核实后填写")
    stated = _decimal(row[4], places)
    amount = found - stated
    more = "多" if amount > 0 else "少"
    message = f"{check.name}：{label}{_said(ledger, field, stated)}，{source}{_said(ledger, field, found)}"
    message += f"，{more}{_said(ledger, field, abs(amount))}"
    hint = (
        f"“{other.name}”有 1 行没有填；其余无误时，它是{_said(ledger, field, -amount)}"
        if other and blank == 1 and amount < 0
        else ""
    )
    return _gap(ledger, check, row, amount, message, hint or "逐项核对，改正填错的一处")


def _uncarried(ledger: Ledger, check: Check, row: Sequence[Any]) -> Gap:
    """The opening is not what the entry before closed with."""
    opening, closing = check.sum[0], str(check.equals)
    places = max(field_places(ledger, opening), field_places(ledger, closing))
    carried, stated = _decimal(row[3], places), _decimal(row[4], places)
    message = (
        f"{check.name}：上期“{ledger.field(closing).label}”{_said(ledger, closing, carried)}，"
        f"本期“{ledger.field(opening).label}”{_said(ledger, opening, stated)}，差{_said(ledger, opening, abs(stated - carried))}"
    )
    return _gap(ledger, check, row, stated - carried, message, "核对上一期和这一期，改正填错的一处")


def _miscomputed(ledger: Ledger, check: Check, row: Sequence[Any]) -> Gap:
    """A product that is not what the entry states."""
    field = str(check.equals)
    finest = sum(field_places(ledger, item) for item in check.product)
    own = field_places(ledger, field)
    places = max(own, finest)
    found = _decimal(row[3], places).quantize(Decimal(1).scaleb(-own), ROUND_HALF_UP)
    label = f"“{ledger.field(field).label}”"
    if row[4] is None:
        return _gap(
            ledger, check, row, None, f"{check.name}：{label}没有填，算得{_said(ledger, field, found)}", "核实后填写"
        )
    stated = _decimal(row[4], places)
    amount = found - stated
    message = f"{check.name}：{label}{_said(ledger, field, stated)}，算得{_said(ledger, field, found)}"
    message += f"，差{_said(ledger, field, abs(amount))}"
    return _gap(ledger, check, row, amount, message, "核对各因数，改正填错的一处")


def _unnumbered(ledger: Ledger, check: Check, row: Sequence[Any]) -> Gap:
    """A number that stands twice, or after a gap."""
    label = ledger.field(str(check.sequence)).label
    missing, number, before = int(row[3]), int(row[4]), int(row[5])
    if missing < 0:
        return _gap(ledger, check, row, Decimal(missing), f"{check.name}：“{label}”{number}重复", "改正其中一条的号")
    lost = f"{before + 1}" if missing == 1 else f"{before + 1}至{number - 1}"
    return _gap(
        ledger,
        check,
        row,
        Decimal(missing),
        f"{check.name}：“{label}”缺{lost}，共{missing}个",
        "补上缺的，或改正后面的号",
    )


def _orphan(ledger: Ledger, check: Check, row: Sequence[Any], other: Ledger) -> Gap:
    """An entry that nothing of the other ledger belongs to."""
    labels = "、".join(ledger.field(name).label for name in check.by)
    message = f"{check.name}：“{other.name}”里没有与它{labels}相同的条目"
    return _gap(ledger, check, row, None, message, f"在“{other.name}”登记，或改正{labels}")


def _gap(ledger: Ledger, check: Check, row: Sequence[Any], amount: Decimal | None, message: str, hint: str) -> Gap:
    return Gap(ledger.ledger, check.check, int(row[0]), int(row[1]), str(row[2]), amount, message, hint)


def _decimal(stored: Any, places: int) -> Decimal:
    """A stored whole number in its measure."""
    return Decimal(int(stored)).scaleb(-places)


def _said(ledger: Ledger, field: str, value: Decimal) -> str:
    """A number as a clerk reads it, with its measure: 2.5元, 12眼."""
    declared = ledger.field(field)
    measure = declared.measure or ("元" if declared.type is FieldType.MONEY else "")
    text = f"{value:f}"
    return (text.rstrip("0").rstrip(".") if "." in text else text) + measure
