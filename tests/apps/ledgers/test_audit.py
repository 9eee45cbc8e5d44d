from contextlib import suppress

import pytest
from django.db import IntegrityError, connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bihuan.apps.ledgers.audit import chain_walk
from bihuan.apps.ledgers.chain import START, NewEvent, events_append, head_lock
from bihuan.apps.ledgers.models import ChainHead, Event, LedgerTable
from bihuan.apps.ledgers.selectors import chain_head
from bihuan.apps.ledgers.services import entry_add, entry_change, event_record, ledger_install, units_import
from bihuan.apps.units.actors import console
from support.county import spots
from support.sheets import workbook


@pytest.fixture
def books(county) -> list[int]:
    """Three entries and a change: five events."""
    ledger_install(ledger=spots(), actor=console("甲"))
    values = {"spot_no": "A", "issued_on": "2023-09-05", "area": 5}
    ids = [entry_add(ledger="spots", unit=f"QX-0{n}", values=values, actor=console("甲")) for n in (1, 2, 3)]
    entry_change(ledger="spots", entry_id=ids[1], values={"area": 6}, actor=console("乙"))
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
    units_import(path=workbook(tmp_path / "单位.xlsx", *rows), actor=console("甲"))


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


def test_a_personal_value_changed_by_sql_is_found_and_not_shown(books):
    sql("UPDATE l_spots SET contact = '张三' WHERE id = %s", books[0])
    (finding,) = chain_walk()
    assert "“联系人”应为 空，现为 〔已隐去〕" in finding.message and "张三" not in finding.message


@pytest.mark.parametrize("changes", ["", "{", "[]", '{"area":1}', '{"area":["1"]}', "null", "9" * 9])
def test_an_event_that_nobody_can_read_is_named_though_its_digest_fits(books, changes):
    with transaction.atomic():
        events_append(head_lock(), [NewEvent("note", "spots", None, changes)], actor="甲")
    assert found() == [("chain.unreadable", "事件 6")]


@pytest.mark.parametrize("tree", ['{"file":[null,"x"]}', '{"tree":[null,"["]}', '{"tree":[null,7]}', "{"])
def test_a_seal_without_a_tree_is_named(books, tree):
    with transaction.atomic():
        events_append(head_lock(), [NewEvent("units_import", "units", None, tree)], actor="甲")
    assert found()[-1] == ("unit.seal", "事件 6")


def test_a_ledger_that_is_gone_is_named_by_its_first_event(books):
    LedgerTable.objects.all().delete()
    try:
        assert found() == [("ledger.missing", "事件 2")]
    finally:
        sql("DROP TABLE l_spots")


@pytest.mark.parametrize("setting", ["definition = '[]'", "definition = '{}'", "columns = '[7]'", "\"table\" = 'none'"])
def test_a_ledger_that_cannot_be_read_is_named(books, setting):
    row = LedgerTable.objects.get()
    sql(f"UPDATE ledgers_ledgertable SET {setting}")
    sql("UPDATE l_spots SET area = 1 WHERE id = %s", books[0])
    try:
        assert found() == [("ledger.broken", "台账 spots")]
    finally:
        row.save()


EVENTS, UNITS = "ledgers_event", "units_unit"
KEYS = {EVENTS: "seq", UNITS: "code", "units_unitlink": "id", "l_spots": "id", "ledgers_chainhead": "id"}
HARMLESS = {
    ("units_unit", "numchild"),
    ("units_unitlink", "id"),
    ("ledgers_chainhead", "id"),
}  # say nothing of the books
odd_text = st.sampled_from(
    ["", "{}", "[]", "null", '{"tree":[null,"{}"]}', '{"a":1}', "[[", "0", "1.5", "2023-9-05", "真"]
)
anything = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-3, 2**63 - 1),
    st.floats(allow_nan=False, allow_infinity=False),
    st.binary(max_size=8),
    st.text(st.characters(codec="utf-8"), max_size=8),
    odd_text,
)


@pytest.fixture
def sealed_books(tree):
    """Sealed units, two entries, a change."""
    ledger_install(ledger=spots(), actor=console("甲"))
    values = {"spot_no": "A", "issued_on": "2023-09-05", "area": 5, "fine": 3, "key_case": "是", "source": "巡查"}
    ids = [entry_add(ledger="spots", unit=code, values=values, actor=console("甲")) for code in ("Q1", "Q2")]
    entry_change(ledger="spots", entry_id=ids[1], values={"area": 6, "contact": "某人"}, actor=console("乙"))


def columns_in(table: str) -> list[str]:
    with connection.cursor() as cursor:
        return [item.name for item in connection.introspection.get_table_description(cursor, table)]


def cells(table: str, column: str) -> list[tuple[object, object]]:
    """The key and the value of every row, as the file has them."""
    with connection.cursor() as cursor:
        cursor.execute(f'SELECT +{KEYS[table]}, +"{column}" FROM {table} ORDER BY 1')
        return cursor.fetchall()


@pytest.mark.skipif(connection.vendor != "sqlite", reason="only SQLite stores anything anywhere")
@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data(), table=st.sampled_from(sorted(KEYS)), value=anything)
def test_any_single_field_replaced_by_anything_is_found(sealed_books, data, table, value):
    column = data.draw(st.sampled_from(columns_in(table)))
    before = cells(table, column)
    key, _ = data.draw(st.sampled_from(before))
    with suppress(IntegrityError), transaction.atomic():  # what the database refuses changes nothing
        sql("PRAGMA defer_foreign_keys = ON")
        sql(f'UPDATE {table} SET "{column}" = %s WHERE {KEYS[table]} = %s', value, key)
        found_it, changed = chain_walk() != [], cells(table, column) != before
        transaction.set_rollback(True)
        assert found_it == changed or (table, column) in HARMLESS
