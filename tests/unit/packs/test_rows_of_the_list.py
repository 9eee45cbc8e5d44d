"""What the five kinds of bureau report on, row by row: its ledger is there, its figures come out, a sentence of a report finds them.

``rows/*.yaml``: ``row`` (its number in the list), ``name``, ``pack``, ``period``, ``as_of``, ``entries`` and ``expect`` as in a pack's own
cases, ``says`` (a sentence of last year's report) and ``binds`` (its numbers in their order, each with its indicator; ``-`` for none).
Instead of entries of its own a row may name a ``case`` of the pack or of one that it uses. ``becomes``: the sentence drafted for this year.
"""

from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from bihuan.apps.ledgers.states import Life
from bihuan.commitments import text_read
from bihuan.drafting.binding import Binder
from bihuan.drafting.facts import Facts, Reporter
from bihuan.drafting.phrases import Phrases
from bihuan.drafting.report import Source, draft_report, report_completed
from bihuan.drafting.source import report_from_json
from bihuan.indicators.outcomes import decimal_round
from bihuan.packs import Catalog, catalog_load, shipped_packs_folder
from bihuan.packs.cases import cases_read
from bihuan.packs.schema import Case
from support.pack_cases import UNIT, case_desk, case_values

PACKS = shipped_packs_folder()
CASES = {
    (folder.name, located.item.name): located.item for folder in PACKS.iterdir() for located in cases_read(folder)[0]
}
ROWS = [
    row for path in sorted(Path(__file__).parent.glob("rows/*.yaml")) for row in YAML(typ="safe").load(path)["rows"]
]
ELSEWHERE = {36, 37, 39, 40}  # measures of every indicator: tests/unit/indicators, tests/unit/drafting
LATER = {41}  # the calendar of reviews, an issue of its own
OWN = ("县局",)

every_row = pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row['row']}-{row['pack']}-{row['name']}")


@cache
def catalog(pack: str) -> Catalog:
    """The pack with what it uses."""
    return catalog_load([PACKS / pack])


def case_of(row: dict[str, Any]) -> Case:
    """The row's own entries and figures, or those of the case that it names."""
    if "case" in row:
        return next(CASES[key] for pack in (row["pack"], "common") if (key := (pack, row["case"])) in CASES)
    own = {key: row[key] for key in ("name", "entries", "expect")}
    return Case.model_validate(own | {"period": str(row["period"]), "as_of": str(row["as_of"])})


@every_row
def test_entries_of_the_row_stand_in_a_state(row):
    for name, entries in case_of(row).entries.items():
        ledger = catalog(row["pack"]).ledgers[name]
        life = Life(ledger)
        for entry in entries:
            assert set(entry) <= {field.name for field in ledger.fields}
            dates = {field: str(entry[field]) for field in life.date_fields if entry.get(field)}
            assert not ledger.states or life.state_of(dates, None) in life.labels


@every_row
def test_figures_of_the_row_come_out(row):
    case, packs = case_of(row), catalog(row["pack"])
    printed = {
        ref: value if value is None else decimal_round(value, 6) for ref, value in case_values(packs, case).items()
    }
    wanted = case.expect
    assert {ref for ref in row["binds"] if "case" in row} <= wanted.keys() | {"-"}
    assert {ref: rounded(packs, ref, value) for ref, value in printed.items()} == {
        ref: rounded(packs, ref, value) for ref, value in wanted.items()
    }


def rounded(packs: Catalog, ref: str, value: Any) -> Any:
    """As a report prints it."""
    return value if value is None else decimal_round(value, packs.indicator(ref).rounding)


@every_row
def test_a_sentence_of_a_report_finds_the_figures(row):
    text = f"县局2023年工作总结及2024年工作计划\n\n一、2023年工作情况\n{row['says']}\n"
    report = report_completed(report_from_json(text_read(text, "a.txt").to_json()["documents"][0], text))
    slots = Binder(Phrases(catalog(row["pack"])), OWN, 2024, date(2024, 10, 31)).slots(report)
    found = [(slot.quantity.text, slot.binding.indicator if slot.binding else "-") for slot in slots]
    assert [ref for _, ref in found] == row["binds"], found


@pytest.mark.parametrize(
    "row", [row for row in ROWS if "becomes" in row], ids=lambda row: f"{row['row']}-{row['name']}"
)
def test_sentence_is_drafted_for_this_year_from_the_entries(row):
    case, packs = case_of(row), catalog(row["pack"])
    text = f"甲县某局2023年工作总结及2024年工作计划\n一、2023年工作情况\n{row['says']}\n"
    drafted = draft_report(
        text_read(text, "上年.txt").to_json()["documents"][0],
        text,
        source=Source("上年.txt", "0" * 64),
        reporter=Reporter(UNIT, ("甲县某局",)),
        catalog=packs,
        figures=case_desk(packs, case).figures_answer,
        year=2024,
        as_of=date.fromisoformat(case.as_of),
        draft_id="d1",
        facts=Facts(),
    )
    assert drafted.draft.paragraphs[-1].text == row["becomes"]
    assert all(claim.digest for claim in drafted.draft.manifest.claims)


def test_every_row_of_the_list_is_here():
    there = {row["row"] for row in ROWS} | ELSEWHERE | LATER
    assert set(range(1, 51)) - there == set()
