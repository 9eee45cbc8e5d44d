"""Packs installed, and changed: no row is lost."""

import pytest

from bihuan.apps.ledgers.audit import chain_walk
from bihuan.apps.ledgers.models import Event, LedgerTable
from bihuan.apps.ledgers.selectors import catalog, ledger_definition, ledger_model, tables_kept
from bihuan.apps.ledgers.services import (
    entry_add,
    entry_change,
    ledger_install,
    pack_folder,
    pack_install,
    packs_install,
)
from bihuan.apps.units.actors import console
from bihuan.datamodel import BihuanError
from bihuan.packs.schema import Ledger
from support.county import SOURCES, spots

VALUES = {"spot_no": "A1", "issued_on": "2023-09-05", "area": "12.5", "people": 7, "source": "巡查"}


@pytest.fixture
def entry(county) -> int:
    ledger_install(ledger=spots(), actor=console("甲"))
    return entry_add(ledger="spots", unit="QX-01", values=VALUES, actor=console("甲"))


def changed(field: str | None = None, add: dict | None = None, **keys: object) -> Ledger:
    """The ledger with one field's keys replaced (None: the field left out), or one field added."""
    fields = [item.model_dump(mode="json") for item in spots().fields]
    if field is not None:
        fields = [
            {**item, **keys} if item["name"] == field else item for item in fields if keys or item["name"] != field
        ]
    return spots(fields=[*fields, add] if add else fields)


def row():
    return ledger_model("spots").objects.get()


def test_a_field_is_added(entry):
    ledger_install(ledger=changed(add={"name": "village", "label": "村", "type": "text"}), actor=console("甲"))
    entry_change(ledger="spots", entry_id=entry, values={"village": "上村"}, actor=console("甲"))
    assert (row().village, str(row().area)) == ("上村", "12.50")
    assert chain_walk() == []


def test_a_field_is_renamed_with_its_data(entry):
    ledger_install(ledger=changed("area", name="size", formerly=["area"]), actor=console("甲"))
    assert str(row().size) == "12.50"
    assert chain_walk() == []


def test_a_removed_field_is_hidden_and_comes_back_with_its_data(entry):
    ledger_install(ledger=changed("people"), actor=console("甲"))
    assert [column["hidden"] for column in LedgerTable.objects.get().columns if column["name"] == "people"] == [True]
    entry_change(ledger="spots", entry_id=entry, values={"area": 13}, actor=console("甲"))
    ledger_install(ledger=spots(), actor=console("甲"))
    assert row().people == 7
    assert chain_walk() == []


def test_a_new_field_may_take_the_name_that_another_gave_up(entry):
    ledger_install(ledger=changed("area", name="size", formerly=["area"], label="占地"), actor=console("甲"))
    definition = changed("area", name="size", formerly=[], label="占地").model_dump(mode="json")
    definition["fields"].append({"name": "area", "label": "面积", "type": "integer"})
    ledger_install(ledger=Ledger.model_validate(definition), actor=console("甲"))
    entry_change(ledger="spots", entry_id=entry, values={"area": 3}, actor=console("甲"))
    assert (str(row().size), row().area) == ("12.50", 3)
    assert chain_walk() == []


@pytest.mark.parametrize(
    ("field", "keys", "value"),
    [
        ("people", {"type": "decimal", "places": 1}, "7.0"),
        ("people", {"type": "text"}, "7"),
        ("area", {"places": 4}, "12.5000"),
        ("source", {"type": "text", "choices": []}, "patrol"),
    ],
)
def test_widening_keeps_values_and_digests(entry, field, keys, value):
    ledger_install(ledger=changed(field, **keys), actor=console("甲"))
    assert str(getattr(row(), field)) == value
    assert chain_walk() == []


@pytest.mark.parametrize(
    ("field", "keys", "words"),
    [
        ("area", {"type": "integer"}, "不能由 decimal 改为 integer"),
        ("spot_no", {"type": "date"}, "不能由 text 改为 date"),
        ("area", {"places": 1}, "小数位不能由 2 减到 1"),
        ("source", {"choices": SOURCES[1:]}, "“patrol”还有 1 条在用"),
    ],
)
def test_a_change_that_would_lose_something_is_refused_whole(entry, field, keys, words):
    before = LedgerTable.objects.get().columns
    with pytest.raises(BihuanError, match=words):
        ledger_install(ledger=changed(field, **keys), actor=console("甲"))
    assert LedgerTable.objects.get().columns == before


def test_a_state_in_use_cannot_be_dropped(entry):
    with pytest.raises(BihuanError, match="“issued”还有 1 条在用"):
        ledger_install(ledger=spots(states=[], moves=[]), actor=console("甲"))


def test_a_new_key_gives_every_entry_its_new_key(entry):
    ledger_install(ledger=spots(key=["spot_no", "issued_on"]), actor=console("甲"))
    assert row().entry_key == "A1|2023-09-05"
    assert Event.objects.filter(deed="rekey").count() == 1
    assert chain_walk() == []


def test_a_new_key_may_be_anothers_old_one(county):
    ledger_install(ledger=spots(), actor=console("甲"))
    for number, people in ((1, 2), (2, 1)):
        values = {**VALUES, "spot_no": str(number), "people": people}
        entry_add(ledger="spots", unit="QX-01", values=values, actor=console("甲"))
    ledger_install(ledger=spots(key=["people"]), actor=console("甲"))
    assert list(ledger_model("spots").objects.order_by("id").values_list("entry_key", flat=True)) == ["2", "1"]
    assert chain_walk() == []


def test_a_key_that_two_entries_would_share_is_refused(entry):
    entry_add(ledger="spots", unit="QX-01", values={**VALUES, "spot_no": "A2"}, actor=console("甲"))
    with pytest.raises(BihuanError, match="会成为同一条目"):
        ledger_install(ledger=spots(key=["issued_on"]), actor=console("甲"))


@pytest.mark.parametrize("name", ["state", "unit", "seq", "save", "a__b", "a_"])
def test_a_name_that_a_table_cannot_carry_is_refused(county, name):
    with pytest.raises(BihuanError, match="不能使用"):
        ledger_install(ledger=changed(add={"name": name, "label": "甲", "type": "text"}), actor=console("甲"))


def test_a_personal_field_cannot_be_a_key(county):
    with pytest.raises(BihuanError, match="“联系人”不能作台账的键"):
        ledger_install(ledger=spots(key=["contact"]), actor=console("甲"))


def test_a_shipped_pack_brings_its_tables_and_those_it_uses(ledger_db, settings):
    pack_install(folder=pack_folder("urban_management"), actor=console("甲"))
    assert {"common", "urban_management"} == set(catalog().packs)
    assert ledger_model("map_spots").objects.count() == 0
    assert (settings.BIHUAN.dir / "packs" / "urban_management" / "pack.yaml").is_file()


def test_installing_the_same_pack_again_does_nothing(ledger_db):
    pack_install(folder=pack_folder("veterans"), actor=console("甲"))
    events = Event.objects.count()
    pack_install(folder=pack_folder("veterans"), actor=console("甲"))
    assert Event.objects.count() == events


def test_every_name_in_the_database_is_short(ledger_db):
    ledger_install(ledger=spots(ledger="a" * 30), actor=console("甲"))
    model = ledger_model("a" * 30)
    names = [model._meta.db_table, *(item.name for item in (*model._meta.indexes, *model._meta.constraints))]
    assert max(map(len, names)) <= 30


def test_an_unknown_pack_lists_the_shipped_ones(db):
    with pytest.raises(BihuanError, match="veterans"):
        pack_folder("nothing")


def test_a_page_asks_for_a_ledger_once_and_again_after_a_change(county, django_assert_num_queries):
    ledger_install(ledger=spots(), actor=console("甲"))
    with tables_kept():
        ledger_definition("spots")
        with django_assert_num_queries(0):
            ledger_definition("spots")
        ledger_install(ledger=changed("area", label="占地"), actor=console("甲"))
        assert ledger_definition("spots").field("area").label == "占地"


def test_whoever_waits_is_told_of_each_ledger(ledger_db):
    said = []
    packs_install(folders=[pack_folder("water")], actor=console("甲"), tell=lambda *words: said.append(words))
    water = [words for words in said if "水务" in words[2]]
    assert said[0][2] == "检查行业包"
    assert [done for done, _, _ in water] == list(range(water[0][1] + 1))
