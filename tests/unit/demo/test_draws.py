"""The fictional county is drawn the same way every time, and as its packs ask."""

from datetime import date

import pytest

from bihuan.apps.ledgers.states import Life
from bihuan.demo.county import PACKS, TOWNS
from bihuan.demo.draws import AS_OF, YEARS
from bihuan.demo.entries import entries_make
from bihuan.packs import catalog_load, shipped_packs_folder
from bihuan.packs.schema import FieldType, Ledger

LEDGERS = catalog_load([shipped_packs_folder() / name for name in PACKS]).ledgers


def test_the_same_seed_draws_the_same_entries():
    ledger = LEDGERS["smart_cases"]
    assert entries_make(ledger, 2023, 0.05) == entries_make(ledger, 2023, 0.05)


def test_two_years_hold_at_least_twenty_thousand_entries():
    assert sum(len(entries_make(ledger, year)) for ledger in LEDGERS.values() for year in YEARS) >= 20_000


@pytest.mark.parametrize("name", LEDGERS)
def test_entries_fill_what_the_ledger_requires(name):
    ledger = LEDGERS[name]
    required = {field.name for field in ledger.fields if field.required}
    rows = [row for year in YEARS for row in entries_make(ledger, year, 0.05)]
    assert rows
    assert all(row.get(field) is not None for row in rows for field in required)


@pytest.mark.parametrize("name", LEDGERS)
def test_entries_use_only_declared_fields_and_choices(name):
    ledger = LEDGERS[name]
    declared = {field.name for field in ledger.fields} | {"unit"}
    choices = {f.name: {c.key for c in f.choices} | {None} for f in ledger.fields if f.type is FieldType.CHOICE}
    for row in (row for year in YEARS for row in entries_make(ledger, year, 0.05)):
        assert set(row) <= declared
        assert all(row.get(field) in keys for field, keys in choices.items())


@pytest.mark.parametrize("name", LEDGERS)
def test_nothing_is_recorded_before_it_happened(name):
    ledger = LEDGERS[name]
    moves = {move.sets for move in ledger.moves} | {ledger.date}
    rows = [row for year in YEARS for row in entries_make(ledger, year, 0.05)]
    assert all(row[field] <= AS_OF for row in rows for field in moves if row.get(field))


def test_some_cases_are_late_and_some_still_open():
    rows = entries_make(LEDGERS["smart_cases"], 2024)
    late = sum(bool(row.get("closed_on")) and row["closed_on"] > row["due_on"] for row in rows)
    assert 0.01 < late / len(rows) < 0.08
    assert 0 < sum(row.get("closed_on") is None for row in rows) < 100


def test_cases_stand_in_every_state_on_the_last_day():
    ledger = LEDGERS["smart_cases"]
    life = Life(ledger)
    stood = {
        life.state_of({name: row[name].isoformat() for name in life.date_fields if row.get(name)}, None)
        for row in entries_make(ledger, 2024)
    }
    assert stood == {state.key for state in ledger.states}


def test_large_towns_have_more_than_small_ones():
    units = [row["unit"] for row in entries_make(LEDGERS["smart_cases"], 2023)]
    assert units.count(TOWNS[0].code) > 4 * units.count(TOWNS[-1].code)


def test_a_ledger_no_recipe_knows_is_filled_from_its_schema():
    fields = [
        {"name": "number", "label": "编号", "type": "text", "required": True},
        {"name": "found_on", "label": "发现日期", "type": "date", "required": True},
        {"name": "done_on", "label": "完成日期", "type": "date"},
        {"name": "money", "label": "金额", "type": "money"},
    ]
    moves = [{"key": "finish", "label": "完成", "source": ["open"], "target": "done", "sets": "done_on"}]
    states = [{"key": "open", "label": "未完"}, {"key": "done", "label": "完成"}]
    ledger = Ledger.model_validate(
        {"ledger": "fountains", "name": "喷泉台账", "measure": "眼", "date": "found_on", "key": ["number"],
         "fields": fields, "states": states, "moves": moves}
    )  # fmt: skip
    rows = entries_make(ledger, 2023)
    assert len(rows) == 120
    assert all(isinstance(row["found_on"], date) and row["number"] for row in rows)
