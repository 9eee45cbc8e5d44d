"""Compiled SQL is kept in the data folder: every question has its text before it is asked, and new questions need no new text."""

import subprocess
import sys
from datetime import date

import pytest
from django.conf import settings

from bihuan.apps.figures.selectors import figures_compute, figures_matrix, sql_folder
from bihuan.apps.figures.services import shapes_compile
from bihuan.apps.ledgers.services import entry_add
from bihuan.apps.units.actors import console
from bihuan.datamodel import Measure, Period
from bihuan.indicators import FigureQuery

END = date(2024, 10, 31)


@pytest.fixture(autouse=True)
def own_folder(tmp_path, monkeypatch) -> None:
    """An empty folder for each test: the one of the whole run grows by what other tests ask meanwhile."""
    monkeypatch.setattr(settings.BIHUAN, "sql", tmp_path / "sql")


@pytest.fixture
def compiled(spots_county) -> set[str]:
    """The county with one spot; the keys of all texts there are after compiling."""
    shapes_compile()
    entry_add(ledger="spots", unit="QX-01", values={"spot_no": "A1", "issued_on": "2024-05-01"}, actor=console("甲"))
    return set(sql_folder())


def asked(ref: str, unit: str, period: str, measure: Measure = Measure.VALUE) -> None:
    figures_compute([FigureQuery(ref, unit, Period.parse(period), END, measure)])


def test_every_question_is_compiled_before_it_is_asked(compiled):
    from bihuan.apps.ledgers.selectors import catalog

    for ref in [*catalog().indicators, "spots_issued[source=public]"]:
        for measure in Measure:
            asked(ref, "QX-CG", "2024", measure)
    assert compiled and set(sql_folder()) == compiled


def test_compiling_again_writes_nothing_new(compiled):
    shapes_compile()
    assert set(sql_folder()) == compiled


def test_a_second_different_question_adds_no_file(spots_county):
    entry_add(ledger="spots", unit="QX-01", values={"spot_no": "A1", "issued_on": "2024-05-01"}, actor=console("甲"))
    asked("spots_checked", "QX", "2024")
    first = set(sql_folder())
    asked("big_spots", "QX-01", "2024Q2", Measure.RANK)
    asked("check_rate", "QX-02", "2024-05", Measure.YOY)
    assert first and set(sql_folder()) == first


def test_the_same_matrix_of_other_units_and_another_year_adds_no_file(spots_county):
    refs = ["check_rate", "area"]
    figures_matrix(refs, ["QX"], Period.parse("2024").months(), END)
    first = set(sql_folder())
    figures_matrix(refs, ["QX-01", "QX-02"], Period.parse("2023").months(), END)
    assert first and set(sql_folder()) == first


def test_a_text_is_remembered_though_the_folder_cannot_be_written(tmp_path):
    from bihuan.apps.figures.sqlfolder import SqlFolder

    (tmp_path / "file").write_text("", encoding="utf-8")
    kept = SqlFolder(tmp_path / "file")
    kept["a"] = "SELECT 1"
    assert kept["a"] == "SELECT 1" and not list(kept)


@pytest.mark.parametrize("module", ["bihuan.apps.drafts.services", "bihuan.apps.figures.selectors"])
def test_drafting_loads_neither_ibis_nor_the_columns_engine(module):
    loaded = "import sys, django; django.setup(); __import__(sys.argv[1]); print([m for m in ('ibis', 'duckdb', 'pyarrow') if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", loaded, module], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


def test_whoever_waits_is_told_of_each_shape(spots_county):
    said = []
    shapes_compile(tell=lambda *words: said.append(words))
    assert said[0] == (0, len(said) - 1, "编译指标") and said[-1] == (len(said) - 1, len(said) - 1, "编译指标")
