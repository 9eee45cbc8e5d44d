import pytest
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bihuan.apps.ledgers.audit import chain_walk
from bihuan.apps.ledgers.chain import START
from bihuan.apps.ledgers.models import ChainHead, Event
from bihuan.apps.ledgers.selectors import chain_head
from bihuan.apps.ledgers.services import entry_add, entry_change, event_record, ledger_install, units_import
from support.county import spots
from support.sheets import workbook


@pytest.fixture
def books(county) -> list[int]:
    """Three entries and a change: five events."""
    ledger_install(ledger=spots(), actor="甲")
    values = {"spot_no": "A", "issued_on": "2023-09-05", "area": 5}
    ids = [entry_add(ledger="spots", unit=f"QX-0{n}", values=values, actor="甲") for n in (1, 2, 3)]
    entry_change(ledger="spots", entry_id=ids[1], values={"area": 6}, actor="乙")
    return ids


def sql(statement: str, *params: object) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, params)


def found() -> list[tuple[str, str]]:
    return [(finding.code, finding.where) for finding in chain_walk()]


def test_untouched_books_are_sound(books):
    assert chain_walk() == []


def test_a_field_changed_by_sql_is_named_with_both_values(books):
    sql("UPDATE l_spots SET area = 900 WHERE id = %s", books[1])
    (finding,) = chain_walk()
    assert (finding.code, finding.where) == ("row.changed", f"图斑台账 #{books[1]}")
    assert "“面积”应为 6，现为 9" in finding.message


def test_a_row_whose_digest_was_made_to_fit_is_still_named(books):
    sql("UPDATE l_spots SET digest = %s WHERE id = %s", "0" * 64, books[0])
    assert found() == [("row.changed", f"图斑台账 #{books[0]}")]


def test_a_row_moved_to_another_unit_is_named(books, county):
    sql("UPDATE l_spots SET unit_id = %s WHERE id = %s", county["QX-04"], books[0])
    assert "“单位”" in chain_walk()[0].message


def test_a_row_deleted_by_sql_is_named_by_its_key(books):
    sql("DELETE FROM l_spots WHERE id = %s", books[2])
    (finding,) = chain_walk()
    assert (finding.code, "A" in finding.message) == ("row.deleted", True)


def test_a_row_put_in_by_sql_is_named(books):
    copied = "99, unit_id, 'Z', state, removed, 99, digest FROM l_spots WHERE id = %s"
    sql(f"INSERT INTO l_spots (id, unit_id, entry_key, state, removed, seq, digest) SELECT {copied}", books[0])
    assert found() == [("row.inserted", "图斑台账 #99")]


@pytest.mark.parametrize(
    ("statement", "code"),
    [
        ("UPDATE ledgers_event SET actor = '丙' WHERE seq = 3", "chain.altered"),
        ("UPDATE ledgers_event SET changes = '{}' WHERE seq = 3", "chain.altered"),
        ("DELETE FROM ledgers_event WHERE seq = 3", "chain.gap"),
        ("DELETE FROM ledgers_event WHERE seq = 5", "chain.cut"),
        ("UPDATE ledgers_chainhead SET count = 4", "chain.head"),
        ("DELETE FROM ledgers_chainhead", "chain.head"),
        ("UPDATE ledgers_event SET seq = 9 WHERE seq = 2", "chain.gap"),
    ],
)
def test_the_first_broken_place_of_the_chain_is_named(books, statement, code):
    sql(statement)
    assert found()[0][0] == code


def test_swapped_events_are_named(books):
    sql("UPDATE ledgers_event SET seq = 90 WHERE seq = 3")
    sql("UPDATE ledgers_event SET seq = 3 WHERE seq = 4")
    sql("UPDATE ledgers_event SET seq = 4 WHERE seq = 90")
    assert found()[0] == ("chain.broken", "事件 3")


def test_a_cut_tail_with_an_edited_head_shows_against_a_head_noted_elsewhere(books):
    noted = "{}:{}".format(*chain_head())
    event_record(deed="seal", subject="报告", changes={"sha256": "1"}, actor="甲")
    Event.objects.filter(seq__gte=5).delete()
    last = Event.objects.latest("seq")
    ChainHead.objects.update(count=last.seq, digest=last.digest)
    sql(
        "UPDATE l_spots SET area = 500, seq = 3, digest = %s WHERE id = %s",
        Event.objects.get(seq=3).row_digest,
        books[1],
    )
    assert chain_walk() == []  # nothing inside the database can show it
    assert [finding.code for finding in chain_walk(noted=noted)] == ["chain.rewritten"]


def test_the_first_event_names_the_fixed_start(books):
    assert Event.objects.get(seq=1).previous == START


@pytest.fixture
def tree(ledger_db, tmp_path):
    rows = [
        ("单位编码", "单位名称", "类型", "上级编码"),
        ("Q", "青溪县", "县", ""),
        ("Q1", "东门镇", "镇", "Q"),
        ("Q2", "西河镇", "镇", "Q"),
    ]
    units_import(path=workbook(tmp_path / "单位.xlsx", *rows), actor="甲")


@pytest.mark.parametrize(
    ("statement", "fault"),
    [
        ("UPDATE units_unit SET name = '东门' WHERE code = 'Q1'", ("unit.changed", "单位 Q1")),
        ("UPDATE units_unit SET code = 'Q9' WHERE code = 'Q1'", ("unit.changed", "单位 Q1")),
        ("DELETE FROM units_unitlink WHERE depth = 1", ("unit.links", "单位")),
    ],
)
def test_a_unit_changed_by_sql_is_named(tree, statement, fault):
    assert found() == []
    sql(statement)
    assert found()[0] == fault


COLUMNS = {
    "ledgers_event": ["at", "actor", "deed", "subject", "changes", "row_digest", "previous", "digest"],
    "l_spots": ["entry_key", "state", "spot_no", "source", "contact", "digest"],
}
places = st.sampled_from([(table, column) for table, columns in COLUMNS.items() for column in columns])


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    place=places, row=st.integers(0, 4), text=st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=8)
)
def test_any_single_tampering_is_found(books, place, row, text):
    table, column = place
    key = "seq" if table == "ledgers_event" else "id"
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {key}, {column} FROM {table} ORDER BY {key}")
        rows = cursor.fetchall()
        number, old = rows[row % len(rows)]
        cursor.execute(f"UPDATE {table} SET {column} = %s WHERE {key} = %s", [text, number])
        try:
            assert (chain_walk() != []) == (text != old)
        finally:
            cursor.execute(f"UPDATE {table} SET {column} = %s WHERE {key} = %s", [old, number])
