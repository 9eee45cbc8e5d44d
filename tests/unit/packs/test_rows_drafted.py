"""What five kinds of bureau report on, row by row (rows_drafted.yaml): kept, moved, computed, and said in a sentence.

A row works when its ledgers are there with their states, a pack's own case makes its figures, and last year's sentence becomes this
year's from that case's entries, every number with its trace.
"""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from bihuan.commitments import text_read
from bihuan.drafting.facts import Facts, Reporter
from bihuan.drafting.report import Source, draft_report
from bihuan.indicators.outcomes import decimal_round
from bihuan.packs import Catalog, catalog_load, shipped_packs_folder
from bihuan.packs.cases import cases_read
from bihuan.packs.schema import Case, Ledger
from support.pack_cases import UNIT, case_desk, case_values

ROWS = YAML(typ="safe").load(Path(__file__).with_name("rows_drafted.yaml"))["rows"]
PACKS = shipped_packs_folder()
CASES = {
    (folder.name, located.item.name): located.item for folder in PACKS.iterdir() for located in cases_read(folder)[0]
}
each_row = pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row['row']} {row['what']}")


@pytest.fixture(scope="module")
def catalogs() -> dict[str, Catalog]:
    """The catalogue of each bureau: its pack and the common one."""
    names = {row["bureau"] for row in ROWS}
    return {name: catalog_load([PACKS / part for part in dict.fromkeys(("common", name))]) for name in names}


def case_of(row: dict[str, Any]) -> Case:
    """The case that the row is proved by: of the pack that keeps it."""
    return CASES[row["pack"], row["case"]]


@each_row
def test_ledgers_of_the_row_are_kept_and_every_state_is_reached(catalogs, row):
    for name in row["ledgers"]:
        ledger = catalogs[row["bureau"]].ledgers[name]
        assert states_reached(ledger) == {state.key for state in ledger.states}
        assert case_of(row).entries.get(name), "the case has entries of the ledger"


@each_row
def test_figures_of_the_row_are_what_its_case_expects(catalogs, row):
    case, catalog = case_of(row), catalogs[row["bureau"]]
    wanted = {ref: case.expect[ref] for ref in row["figures"]}
    values = case_values(catalog, case)
    assert {ref: decimal_round(values[ref], catalog.indicator(ref).rounding) for ref in wanted} == wanted
    assert {catalog.ledger_of(ref).ledger for ref in row["figures"]} <= set(row["ledgers"])
    assert all(catalog.indicator(ref).definition for ref in row["figures"])


@each_row
def test_sentence_of_the_row_is_drafted_from_its_case(catalogs, row):
    drafted = drafted_sentence(catalogs[row["bureau"]], case_of(row), row["last_year"])
    assert drafted.draft.paragraphs[-1].text == row["this_year"]
    bound = {slot.binding.indicator for slot in drafted.slots if slot.binding}
    assert bound == set(row["figures"])


def states_reached(ledger: Ledger) -> set[str]:
    """Where moves lead from the first state, those back included."""
    reached = {state.key for state in ledger.states[:1]}
    for _ in ledger.moves:
        reached |= {move.target for move in ledger.moves if reached & set(move.source)}
    return reached


def drafted_sentence(catalog: Catalog, case: Case, sentence: str) -> Any:
    """Last year's sentence drafted for the case's year from its entries."""
    year, as_of = int(case.period[:4]), date.fromisoformat(case.as_of)
    text = f"甲县某局{year - 1}年工作总结及{year}年工作计划\n一、{year - 1}年工作情况\n{sentence}\n"
    return draft_report(
        text_read(text, "上年.txt").to_json()["documents"][0],
        text,
        source=Source("上年.txt", "0" * 64),
        reporter=Reporter(UNIT, ("甲县某局",)),
        catalog=catalog,
        figures=case_desk(catalog, case).figures_answer,
        year=year,
        as_of=as_of,
        draft_id="d1",
        facts=Facts(),
    )
