"""Checks → SQL that finds only the entries that do not keep them. One spelling serves SQLite, DuckDB and PostgreSQL; exact whole numbers.

Each query answers ``id, unit_id, entry_key, found, stated, extra``: what the arithmetic gives, what the entry states, and the number of
lines whose amount is blank (for ``lines``) or the last number before a gap (for ``sequence``).
"""

from collections.abc import Callable
from dataclasses import dataclass

from bihuan.indicators.formulas import field_places
from bihuan.packs.schema import Check, Ledger

TableOf = Callable[[str], str]  # a ledger's name → its table's name as SQL writes it


@dataclass(frozen=True)
class Reach:
    """Which entries are looked at: ``units`` and one ``entry``; None is all of them."""

    units: tuple[int, ...] | None = None
    entry: int | None = None

    def where(self, alias: str) -> str:
        """The condition on a table's alias."""
        found = [f"NOT {alias}.removed"]
        if self.units is not None:
            found.append(f"{alias}.unit_id IN ({', '.join(str(int(unit)) for unit in self.units) or 'NULL'})")
        if self.entry is not None:
            found.append(f"{alias}.id = {int(self.entry)}")
        return " AND ".join(found)


def name(column: str, alias: str = "t") -> str:
    """A column as SQL writes it."""
    return f'{alias}."{column}"'


def check_places(ledger: Ledger, check: Check, other: Ledger | None) -> int:
    """The decimal places that a check's amounts are compared in: the finest of the fields added."""
    fields = [*([check.equals] if check.equals else []), *check.sum, *check.less]
    own = [field_places(ledger, item) for item in fields]
    return max([*own, field_places(other, check.amount) if other and check.amount else 0], default=0)


def scaled(ledger: Ledger, field: str, places: int, alias: str = "t") -> str:
    """A field in units of ``places``."""
    factor = 10 ** (places - field_places(ledger, field))
    return name(field, alias) if factor == 1 else f"{name(field, alias)} * {factor}"


def row_query(ledger: Ledger, check: Check, table: TableOf, reach: Reach) -> str:
    """期初 + 增加 − 减少 = 期末. Blank parts are 0; a row without parts is passed over, and so is 不超过 of a blank."""
    assert check.equals
    places = check_places(ledger, check, None)
    plus = [f"COALESCE({scaled(ledger, item, places)}, 0)" for item in check.sum]
    minus = [f"COALESCE({scaled(ledger, item, places)}, 0)" for item in check.less]
    found = " - ".join([" + ".join(plus), *minus])
    stated = scaled(ledger, check.equals, places)
    some = " OR ".join(f"{name(item)} IS NOT NULL" for item in (*check.sum, *check.less))
    wrong = f"{found} > {stated}" if check.at_most else f"({stated} IS NULL OR {found} <> {stated})"
    return _select(ledger, table, found, stated, f"{reach.where('t')} AND ({some}) AND {wrong}")


def product_query(ledger: Ledger, check: Check, table: TableOf, reach: Reach) -> str:
    """水量 × 水价 = 应收, rounded to the places of what is stated."""
    assert check.equals
    finest = sum(field_places(ledger, item) for item in check.product)
    places = max(finest, field_places(ledger, check.equals))
    step = 10 ** (places - field_places(ledger, check.equals))  # one unit of the last place that is stated
    found = " * ".join([*(name(item) for item in check.product), str(10 ** (places - finest))])
    stated = f"{name(check.equals)} * {step}"
    filled = " AND ".join(f"{name(item)} IS NOT NULL" for item in check.product)
    wrong = f"({name(check.equals)} IS NULL OR ABS({found} - {stated}) * 2 > {step if step > 1 else 0})"
    return _select(ledger, table, found, stated, f"{reach.where('t')} AND {filled} AND {wrong}")


def flow_query(ledger: Ledger, check: Check, table: TableOf, reach: Reach) -> str:
    """上期期末 = 本期期初, among the entries of one unit with the same ``carries`` fields, in the order of their days."""
    assert check.equals
    first = check.sum[0]
    places = max(field_places(ledger, first), field_places(ledger, check.equals))
    groups = ", ".join(["s.unit_id", *(name(item, "s") for item in check.carries)])
    order = f"{name(ledger.date, 's')}, s.id"
    before = f"LAG({scaled(ledger, check.equals, places, 's')}) OVER (PARTITION BY {groups} ORDER BY {order})"
    units = Reach(reach.units).where("s")
    if reach.entry is not None:
        units += f" AND s.unit_id = (SELECT e.unit_id FROM {table(ledger.ledger)} AS e WHERE e.id = {int(reach.entry)})"
    inner = f"SELECT s.*, {before} AS carried FROM {table(ledger.ledger)} AS s WHERE {units}"
    opening = f"COALESCE({scaled(ledger, first, places)}, 0)"
    only = f" AND t.id = {int(reach.entry)}" if reach.entry is not None else ""
    return (
        f"SELECT t.id, t.unit_id, t.entry_key, t.carried, {opening}, 0 FROM ({inner}) AS t "
        f"WHERE t.carried IS NOT NULL AND t.carried <> {opening}{only} ORDER BY t.id"
    )


def lines_query(ledger: Ledger, check: Check, table: TableOf, reach: Reach, other: Ledger) -> str:
    """分配之和 = 总额. The lines of one entry are of its own unit where both ledgers are kept by the same kind of unit."""
    assert check.equals
    places = check_places(ledger, check, other)
    keys = [*(["unit_id"] if ledger.territory == other.territory else []), *check.by]
    amount = scaled(other, check.amount, places, "o") if check.amount else "1"
    blank = f"COUNT(*) - COUNT({name(check.amount, 'o')})" if check.amount else "0"
    columns = ", ".join(name(key, "o") for key in keys)
    match = " AND ".join(f"{name(key, 'l')} = {name(key)}" for key in keys)
    only = ""
    if reach.entry is not None:
        wanted = " AND ".join(f"{name(key, 'o')} = {name(key, 'e')}" for key in keys)
        only = f" AND EXISTS (SELECT 1 FROM {table(ledger.ledger)} AS e WHERE e.id = {int(reach.entry)} AND {wanted})"
    sums = (
        f"SELECT {columns}, COALESCE(SUM({amount}), 0) AS total, {blank} AS blank FROM {table(other.ledger)} AS o "
        f"WHERE NOT o.removed{only} GROUP BY {columns}"
    )
    found, stated = "COALESCE(l.total, 0)", scaled(ledger, check.equals, places)
    lost = f"({stated} IS NULL AND {found} > 0)" if not check.at_most else "1 = 0"
    wrong = f"({found} {'>' if check.at_most else '<>'} {stated} OR {lost})"
    split = " AND l.total IS NOT NULL" if check.split_only else ""
    return (
        f"SELECT t.id, t.unit_id, t.entry_key, {found}, {stated}, COALESCE(l.blank, 0) FROM {table(ledger.ledger)} AS t "
        f"LEFT JOIN ({sums}) AS l ON {match} WHERE {reach.where('t')} AND {wrong}{split} ORDER BY t.id"
    )


def linked_query(ledger: Ledger, check: Check, table: TableOf, reach: Reach, other: Ledger) -> str:
    """Orphans: no entry of the other ledger has these fields, or one of them is blank."""
    keys = [*(["unit_id"] if ledger.territory == other.territory else []), *check.by]
    match = " AND ".join(f"{name(key, 'o')} = {name(key)}" for key in keys)
    there = f"EXISTS (SELECT 1 FROM {table(other.ledger)} AS o WHERE NOT o.removed AND {match})"
    return _select(ledger, table, "0", "1", f"{reach.where('t')} AND NOT {there}")


def sequence_query(ledger: Ledger, check: Check, table: TableOf, reach: Reach) -> str:
    """Numbers that do not follow the one before: doubled (the same again) or with a gap before them."""
    assert check.sequence
    groups = ", ".join(["s.unit_id", *(name(item, "s") for item in check.carries)])
    number = name(check.sequence, "s")
    units = Reach(reach.units).where("s")
    inner = (
        f"SELECT s.*, LAG({number}) OVER (PARTITION BY {groups} ORDER BY {number}, s.id) AS before FROM "
        f"{table(ledger.ledger)} AS s WHERE {units} AND {number} IS NOT NULL"
    )
    number = name(check.sequence)
    only = f" AND t.id = {int(reach.entry)}" if reach.entry is not None else ""
    return (
        f"SELECT t.id, t.unit_id, t.entry_key, {number} - t.before - 1, {number}, t.before FROM ({inner}) AS t "
        f"WHERE t.before IS NOT NULL AND {number} <> t.before + 1{only} ORDER BY t.id"
    )


def _select(ledger: Ledger, table: TableOf, found: str, stated: str, where: str) -> str:
    return f"SELECT t.id, t.unit_id, t.entry_key, {found}, {stated}, 0 FROM {table(ledger.ledger)} AS t WHERE {where} ORDER BY t.id"
