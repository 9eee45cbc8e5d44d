"""Figures from columns equal those from the database, with a snapshot or without, and stay true after the next entry."""

import shutil
from datetime import date

import pyarrow.parquet as pq
import pytest

from bihuan.apps.figures import snapshots
from bihuan.apps.figures.selectors import figures_compute, figures_matrix, figures_table
from bihuan.apps.figures.snapshots import Seen, snapshot_files, snapshot_find, snapshot_ready, snapshot_write
from bihuan.apps.ledgers.selectors import catalog
from bihuan.apps.ledgers.services import entry_add, entry_change, entry_remove, pack_install
from bihuan.apps.units.actors import console
from bihuan.datamodel import Period
from bihuan.indicators import FigureQuery

END = date(2024, 10, 31)
UNITS = ["QX", "QX-CG", "QX-01", "QX-01-1", "QX-02", "QX-03"]
PERIODS = [Period.parse("2024"), *Period.parse("2024").months(), Period.parse("2024Q3"), Period.parse("2022")]


def spot(number: int, **values: str) -> int:
    unit = ("QX-01", "QX-01-1", "QX-02", "QX-04")[number % 4]
    given = {
        "spot_no": f"A{number}",
        "issued_on": f"2024-{number % 9 + 1:02d}-15",
        "source": ("patrol", "public")[number % 2],
    }
    return entry_add(ledger="spots", unit=unit, values={**given, **values}, actor=console("甲"))


def spots_some() -> list[int]:
    """Twelve spots, some checked, some closed."""
    checked = {"checked_on": "2024-10-01", "fine": "12.34", "contact": "张三"}
    first = [spot(number, **checked) for number in range(4)]
    closed = [spot(number, area="80.25", **checked, closed_on="2024-10-20") for number in range(4, 8)]
    return first + closed + [spot(number, key_case="是") for number in range(8, 12)]


@pytest.fixture
def folder(settings):
    """The folder of the snapshots, empty."""
    place = settings.BIHUAN.dir / "snapshots"
    shutil.rmtree(place, ignore_errors=True)
    yield place
    shutil.rmtree(place, ignore_errors=True)


@pytest.fixture
def entries(open_county, folder) -> list[int]:
    """Entries of which no figure looks at a person."""
    return spots_some()


def seen() -> Seen:
    return Seen.of(catalog(), "spots")


def same_figures() -> None:
    refs = [*catalog().indicators, "spots_issued[source=public]"]
    asked = [FigureQuery(ref, unit, period, END) for ref in refs for unit in UNITS for period in PERIODS]
    matrix = figures_matrix(refs, UNITS, PERIODS, END)
    for query, figure in zip(asked, figures_compute(asked), strict=True):
        assert matrix.value(query.indicator, query.unit, query.period) == figure.value, query


def test_without_a_snapshot_the_matrix_is_right(entries, folder):
    same_figures()
    assert not list(folder.glob("*.parquet"))


def test_the_matrix_equals_the_figures_of_the_database(entries):
    snapshot_write(seen())
    assert snapshot_find(seen()).file
    same_figures()


def test_entries_added_changed_removed_and_restored_after_the_snapshot_count(entries):
    entry_remove(ledger="spots", entry_id=entries[1], actor=console("乙"), reason="重复")
    snapshot_write(seen())
    spot(20, area="3.5")
    spot(1, area="7")  # entered again: the removed one is restored
    entry_change(ledger="spots", entry_id=entries[0], values={"fine": "99.99"}, actor=console("乙"))
    entry_remove(ledger="spots", entry_id=entries[5], actor=console("乙"), reason="重复")
    same_figures()


def test_entries_written_while_the_snapshot_is_are_left_to_the_tail(entries, monkeypatch):
    head = snapshots.chain_head()
    entry_change(ledger="spots", entry_id=entries[0], values={"fine": "99.99"}, actor=console("乙"))
    spot(20)
    monkeypatch.setattr(snapshots, "chain_head", lambda: head)  # as it was when the writing began
    snapshot_write(seen())
    assert snapshot_find(seen()).seq == head[0]
    same_figures()


def test_a_snapshot_is_written_by_itself_where_many_entries_changed(entries, monkeypatch):
    monkeypatch.setattr(snapshots, "TAIL_LIMIT", 11)
    same_figures()
    first = snapshot_find(seen())
    spot(20)
    same_figures()
    assert first.file and snapshot_find(seen()) == first


def test_the_file_before_the_newest_is_left_for_its_readers(entries):
    for number in (20, 21, 22):
        snapshot_write(seen())
        spot(number)
    assert [seq for seq, _ in snapshot_files("spots")] == [entries[-1] + 2, entries[-1] + 1]


def test_a_folder_that_cannot_be_written_is_read_around(entries, folder, monkeypatch):
    monkeypatch.setattr(snapshots, "TAIL_LIMIT", 0)
    folder.write_text("not a folder", encoding="utf-8")  # root may write anywhere, but not into a file
    same_figures()
    folder.unlink()


def test_a_broken_snapshot_is_passed_over(entries):
    snapshot_write(seen())
    snapshot_find(seen()).file.write_bytes(b"PAR1 broken")
    same_figures()


def test_a_snapshot_of_another_chain_is_passed_over(entries):
    snapshot_write(seen())
    file = snapshot_find(seen()).file
    table = pq.read_table(file)
    told = {**table.schema.metadata, snapshots.CHAIN: b"0" * 64}
    pq.write_table(table.slice(3).replace_schema_metadata(told), file)
    same_figures()


def test_a_snapshot_holds_neither_persons_nor_what_no_figure_looks_at(entries):
    snapshot_write(seen())
    file = snapshot_find(seen()).file
    assert not {"contact", "spot_no", "digest"} & set(pq.read_schema(file).names)
    assert "张三".encode() not in file.read_bytes()


def test_a_ledger_whose_figures_look_at_a_person_is_never_written(spots_county, folder, monkeypatch):
    monkeypatch.setattr(snapshots, "TAIL_LIMIT", 0)
    spots_some()
    same_figures()
    assert snapshot_ready(seen()).file is None
    assert not list(folder.glob("spots-*"))


def test_a_snapshot_from_before_an_indicator_looked_further_is_passed_over(entries, pack):
    snapshot_write(seen())
    pack_install(folder=pack(version=2), actor=console("甲"))
    same_figures()


def test_a_table_has_every_unit_of_a_bureaus_place_and_no_month_to_come(entries):
    table = figures_table(unit="QX-CG", period=Period.parse("2024"), as_of=END, pack="tested")
    rows = {(ref, unit.code): values for ref, unit, values in table.rows()}
    assert {"QX-CG", "QX", "QX-01", "QX-01-1"} <= {unit for _, unit in rows} and ("spots_issued", "QX-TY") not in rows
    assert rows["spots_issued", "QX-CG"] == [2, 2, 2, 1, 1, 1, 1, 1, 1, None]
