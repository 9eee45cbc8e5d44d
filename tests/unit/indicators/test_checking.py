"""核对: only the entries that do not add up are found, with the amount, the same on SQLite, DuckDB and PostgreSQL."""

from decimal import Decimal

import pytest

from bihuan.indicators.checking import checks_run
from bihuan.indicators.checkqueries import Reach
from bihuan.packs.schema import Ledger

OWN = {"id": "BIGINT", "unit_id": "BIGINT", "entry_key": "TEXT", "removed": "BOOLEAN"}
TYPES = {"text": "TEXT", "integer": "BIGINT", "decimal": "BIGINT", "money": "BIGINT", "date": "DATE"}


def ledger(name: str, fields: dict[str, str], *checks: dict[str, object], territory: bool = False) -> Ledger:
    listed = [{"name": field, "label": field, "type": kind} for field, kind in {"day": "date", **fields}.items()]
    given = [{"check": f"c{number}", "name": "核对", **check} for number, check in enumerate(checks)]
    return Ledger.model_validate(
        {"ledger": name, "name": name, "measure": "条", "date": "day", "key": ["day"], "territory": territory,
         "fields": listed, "checks": given}
    )  # fmt: skip


@pytest.fixture(params=range(3), ids=["sqlite", "duckdb", "postgres"])
def gaps(request, engines):
    """Load ledgers (each with its rows, as stored) and run the first one's checks."""
    do = engines[request.param]._do
    made = []

    def run(*books, reach=None):
        for definition, rows in books:
            columns = OWN | {field.name: TYPES[field.type] for field in definition.fields}
            do(f"CREATE TABLE k_{definition.ledger} ({', '.join(f'{n} {t}' for n, t in columns.items())})")
            made.append(definition.ledger)
            for number, row in enumerate(rows, start=1):
                full = {"id": number, "unit_id": 1, "entry_key": f"K{number}", "removed": False, **row}
                told = [full.get(column) for column in columns]
                spelled = ", ".join("NULL" if value is None else repr(value) for value in told)
                do(f"INSERT INTO k_{definition.ledger} VALUES ({spelled})")
        others = {definition.ledger: definition for definition, _ in books}
        return checks_run(books[0][0], others, run=do, table=lambda name: f"k_{name}", reach=reach)

    yield run
    for name in made:
        do(f"DROP TABLE k_{name}")


FLOW = {"sum": ["opening", "came"], "less": ["went"], "equals": "closing", "carries": ["item"]}
STOCK = {"item": "text", "opening": "integer", "came": "integer", "went": "integer", "closing": "integer"}


def test_a_row_that_does_not_add_up_is_told_with_its_gap(gaps):
    rows = [
        {"opening": 10, "came": 5, "went": 2, "closing": 13},
        {"opening": 10, "came": 5, "closing": 14},
        {"opening": 1, "closing": 9, "removed": True},
        {},
    ]
    check = {"sum": ["opening", "came"], "less": ["went"], "equals": "closing"}
    (gap,) = gaps((ledger("stock", STOCK, check), rows))
    assert (gap.entry, gap.key, gap.amount) == (2, "K2", Decimal(1))
    assert "“closing”14，按各项算15，多1" in gap.message


def test_money_and_decimals_are_compared_exactly(gaps):
    fields = {"a": "money", "b": "decimal", "whole": "money"}
    check = {"sum": ["a", "b"], "equals": "whole"}
    rows = [{"a": 10, "b": 20, "whole": 30}, {"a": 10, "b": 20, "whole": 31}]
    (gap,) = gaps((ledger("parts", fields, check), rows))
    assert (gap.entry, gap.amount) == (2, Decimal("-0.01"))
    assert "少0.01" in gap.message


def test_a_blank_that_follows_from_the_rest_is_told_and_not_filled(gaps):
    check = {"sum": ["opening", "came"], "equals": "closing"}
    (gap,) = gaps((ledger("stock", STOCK, check), [{"opening": 3, "came": 4}]))
    assert gap.amount is None and "没有填，按各项算为7" in gap.message


def test_less_is_allowed_where_the_pack_says_at_most(gaps):
    fields = {"total": "money", "paid": "money"}
    check = {"sum": ["paid"], "equals": "total", "at_most": True}
    rows = [{"total": 100, "paid": 60}, {"total": 100, "paid": 101}, {"paid": 5}]
    assert [(gap.entry, gap.amount) for gap in gaps((ledger("funds", fields, check), rows))] == [(2, Decimal("0.01"))]


def test_the_next_opening_is_the_last_closing_of_the_same_item_and_unit(gaps):
    def row(item, day, opening, closing, unit=1):
        return {
            "item": item,
            "day": day,
            "opening": opening,
            "came": closing - opening,
            "closing": closing,
            "unit_id": unit,
        }

    rows = [
        row("pump", "2024-01-31", 0, 5), row("pump", "2024-03-31", 6, 6), row("boat", "2024-02-29", 2, 2),
        row("pump", "2024-02-29", 5, 5), row("pump", "2024-02-29", 9, 9, unit=2),
    ]  # fmt: skip
    (gap,) = gaps((ledger("stock", STOCK, FLOW), rows))
    assert (gap.entry, gap.amount) == (2, Decimal(1))
    assert "上期“closing”5，本期“opening”6，差1" in gap.message


POT = {"pot": "text", "total": "money"}
LINES = ledger("lines", {"pot": "text", "part": "money"})
SPLIT = {"equals": "total", "lines": "lines", "by": "pot", "amount": "part"}


def test_lines_add_up_to_the_pot_or_the_gap_is_named(gaps):
    pots = [{"pot": "A", "total": 300}, {"pot": "B", "total": 300}, {"pot": "C", "total": 300}]
    lines = [{"pot": "A", "part": 100}, {"pot": "A", "part": 200}, {"pot": "B", "part": 100}, {"pot": "B"}]
    found = gaps((ledger("pots", POT, SPLIT), pots), (LINES, lines))
    assert [(gap.key, gap.amount) for gap in found] == [("K2", Decimal(-2)), ("K3", Decimal(-3))]
    assert found[0].hint == "“lines”有 1 行没有填；其余无误时，它是2元"


def test_a_pot_that_is_not_split_yet_may_be_passed_over(gaps):
    pots = [{"pot": "A", "total": 300}, {"pot": None, "total": 300}]
    assert gaps((ledger("pots", POT, {**SPLIT, "split_only": True}), pots), (LINES, [])) == []


def test_lines_of_another_unit_do_not_count(gaps):
    lines = [{"pot": "A", "part": 300, "unit_id": 2}]
    (gap,) = gaps((ledger("pots", POT, SPLIT), [{"pot": "A", "total": 300}]), (LINES, lines))
    assert gap.amount == Decimal(-3)


def test_lines_may_be_counted_against_a_stated_number(gaps):
    check = {"equals": "stated", "lines": "lines", "by": ["pot", "day"]}
    lists = [{"pot": "A", "day": "2024-01-01", "stated": 2}, {"pot": "B", "day": "2024-01-01", "stated": 0}]
    lines = [{"pot": "A", "day": "2024-01-01"}, {"pot": "A", "day": "2024-02-01"}]
    (gap,) = gaps((ledger("lists", {"pot": "text", "stated": "integer"}, check), lists), (LINES, lines))
    assert (gap.key, gap.amount) == ("K1", Decimal(-1))


def test_a_product_is_rounded_to_what_is_stated(gaps):
    fields = {"volume": "integer", "tariff": "decimal", "due": "money"}
    check = {"product": ["volume", "tariff"], "equals": "due"}
    rows = [{"volume": 3, "tariff": 333, "due": 999}, {"volume": 3, "tariff": 333, "due": 1000}]
    (gap,) = gaps((ledger("fees", fields, check), rows))
    assert (gap.entry, gap.amount) == (2, Decimal("-0.01"))


def test_orphans_are_named_a_blank_one_too(gaps):
    problems = [{"number": "1"}, {"number": "2"}, {}]
    problem = ledger("problems", {"number": "text"}, {"linked": "measures", "by": "number"})
    measure = ledger("measures", {"number": "text"})
    found = gaps((problem, problems), (measure, [{"number": "1"}, {"number": "2", "removed": True}]))
    assert [gap.entry for gap in found] == [2, 3]
    assert "“measures”里没有与它number相同的条目" in found[0].message


@pytest.mark.parametrize(
    ("numbers", "words"),
    [([1, 2, 3], []), ([2, 3], []), ([1, 2, 4, 7], ["缺3，共1个", "缺5至6，共2个"]), ([1, 2, 2, 3], ["2重复"])],
)
def test_numbers_run_without_gap_or_double(gaps, numbers, words):
    issues = ledger("issues", {"series": "text", "number": "integer"}, {"sequence": "number", "carries": ["series"]})
    rows = [{"series": "甲", "number": number} for number in reversed(numbers)] + [{"series": "乙", "number": 9}]
    found = gaps((issues, rows))
    assert sorted(gap.message.partition("“number”")[2] for gap in found) == sorted(words)


@pytest.mark.parametrize(("reach", "entries"), [(Reach(entry=2), [2]), (Reach(units=(7,)), [3]), (Reach(units=()), [])])
def test_only_what_is_asked_for_is_looked_at(gaps, reach, entries):
    pots = [{"pot": "A", "total": 1}, {"pot": "B", "total": 2}, {"pot": "C", "total": 3, "unit_id": 7}]
    found = gaps((ledger("pots", POT, SPLIT), pots), (LINES, []), reach=reach)
    assert [gap.entry for gap in found] == entries
