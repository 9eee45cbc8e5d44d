"""Lists beside a plain Python oracle: the database and the columns in memory answer every condition and order alike."""

import random
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from bihuan.apps.ledgers.lists import shelf
from bihuan.apps.ledgers.lists.conditions import Condition
from bihuan.apps.ledgers.lists.finding import entries_list
from bihuan.apps.ledgers.lists.query import ListQuery
from bihuan.apps.ledgers.selectors import ledger_model
from bihuan.apps.ledgers.services import entry_add, entry_change, entry_remove, ledger_install
from bihuan.apps.units.actors import Actor, Reach, Right, console
from bihuan.apps.units.models import UnitLink
from bihuan.datamodel import BihuanError
from support.county import spots
from support.lists import oracle

TODAY = date(2024, 10, 31)
UNITS = ("QX-01", "QX-01-1", "QX-02", "QX-CG")
CLOCK = {
    "key": "all",
    "label": "办理",
    "starts": "issued_on",
    "stops": "closed_on",
    "due": "checked_on",
    "term": {"days": 5},
}
LEDGER = spots(
    moves=[], states=[{"key": "open", "label": "待办"}],
    clocks=[CLOCK],
    fields=[*[field.model_dump() for field in spots().fields],
            {"name": "place", "label": "地点", "type": "text"},
            {"name": "kinds", "label": "类别", "type": "tags", "choices": [{"key": "a", "label": "甲"}, {"key": "ab", "label": "甲乙"}]}],
)  # fmt: skip


def entry(chance: random.Random, number: int) -> dict[str, object]:
    """One spot, half of its fields blank."""
    day = lambda: f"2024-{chance.randrange(9, 13):02d}-{chance.randrange(1, 29):02d}"  # noqa: E731
    drawn = {
        "source": chance.choice(["patrol", "public"]), "area": chance.randrange(0, 3000) / 100, "people": chance.randrange(5),
        "fine": chance.randrange(-3000, 3000) / 100, "key_case": chance.choice(["是", "否"]), "checked_on": day(),
        "closed_on": day(), "contact": chance.choice(["张三", "李四"]), "kinds": chance.choice([["a"], ["ab"], ["a", "ab"]]),
        "place": "".join(chance.choices("甲乙%_aA", k=3)),
    }  # fmt: skip
    kept = {name: value for name, value in drawn.items() if chance.random() < 0.7}
    return {"spot_no": f"S{number}", "issued_on": day(), **kept}


@pytest.fixture
def entries(county):
    """Sixty entries; the columns of no earlier test are held."""
    ledger_install(ledger=LEDGER, actor=console("甲"))
    chance = random.Random(7)
    for number in range(60):
        entry_add(ledger="spots", unit=chance.choice(UNITS), values=entry(chance, number), actor=console("甲"))
    shelf.columns_forget()
    yield list(ledger_model("spots").objects.select_related("unit"))
    shelf.columns_forget()


def ids(query: ListQuery, *, wait: bool, actor: Actor | None = None) -> list[int]:
    found = entries_list(actor=actor or console("甲"), ledger=LEDGER, query=query, today=TODAY, wait=wait)
    return [row.pk for row in found.page.object_list]


days = some.dates(date(2024, 9, 1), date(2024, 12, 31)).map(str)
amounts = some.integers(-3100, 3100).map(lambda cents: f"{cents / 1000:f}".rstrip("0").rstrip(".") or "0")


def ranges(column: str, ends: some.SearchStrategy[str]) -> some.SearchStrategy[Condition]:
    both = some.tuples(ends | some.just(""), ends | some.just("")).filter(any)
    return both.map(lambda pair: Condition(column, "range", "..".join(pair)))


def chosen(column: str, op: str, keys: list[str]) -> some.SearchStrategy[Condition]:
    picked = some.lists(some.sampled_from(keys), min_size=1, unique=True)
    return picked.map(lambda words: Condition(column, op, ",".join(words)))


words = some.text("甲乙%_aA", min_size=1, max_size=2)
CONDITIONS = some.one_of(
    some.builds(Condition, some.sampled_from(["place", "spot_no"]), some.sampled_from(["has", "begins", "is"]), words),
    some.builds(Condition, some.just("any"), some.just("has"), words),
    chosen("source", "in", ["patrol", "public"]), chosen("key_case", "in", ["true", "false"]), chosen("kinds", "tagged", ["a", "ab"]),
    chosen("light", "in", ["overdue", "soon", "normal", "done", "none"]), chosen("state", "in", ["open"]),
    ranges("area", amounts), ranges("fine", amounts), ranges("people", amounts), ranges("checked_on", days),
    some.builds(Condition, some.just("checked_on"), some.just("period"), some.sampled_from(
        ["today", "this_week", "this_month", "this_quarter", "this_year", "last_year_same", "next_7_days", "2024-09"])),
    some.builds(Condition, some.just("unit"), some.sampled_from(["below", "is"]), some.sampled_from(UNITS)),
    some.builds(Condition, some.sampled_from(["place", "source", "kinds", "area", "checked_on", "key_case"]),
                some.sampled_from(["empty", "filled"])),
)  # fmt: skip
SORTS = some.sampled_from(
    ["", "id", "unit", "source", "area", "fine", "people", "key_case", "checked_on", "state", "place"]
)
QUERIES = some.builds(
    lambda conditions, sort, down: ListQuery(tuple(conditions), f"-{sort}" if sort and down else sort, size=200),
    some.lists(CONDITIONS, max_size=3), SORTS, some.booleans(),
)  # fmt: skip
QUIET = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def below() -> dict[str, set[int]]:
    """Code → the units within."""
    found: dict[str, set[int]] = {}
    for code, unit in UnitLink.objects.values_list("ancestor__code", "descendant_id"):
        found.setdefault(code, set()).add(unit)
    return {**found, "QX-CG": found["QX"]}  # a bureau's territorial list covers its county


@pytest.mark.parametrize("wait", [False, True], ids=["database", "columns"])
def test_any_list_is_what_the_oracle_says(entries, wait):
    within = below()

    @QUIET
    @given(QUERIES)
    def holds(query: ListQuery) -> None:
        assert ids(query, wait=wait) == oracle(LEDGER, entries, query, within, TODAY)

    holds()


def test_columns_take_in_what_happened_since(entries):
    query = ListQuery((Condition("place", "is", "新地点"),))
    assert ids(query, wait=True) == []
    entry_change(ledger="spots", entry_id=entries[3].pk, values={"place": "新地点"}, actor=console("甲"))
    assert ids(query, wait=True) == [entries[3].pk]
    entry_remove(ledger="spots", entry_id=entries[3].pk, actor=console("甲"), reason="重复")
    assert ids(query, wait=True) == []


def test_columns_of_another_chain_are_read_anew(entries):
    from bihuan.apps.ledgers.models import ChainHead, Event

    assert len(ids(ListQuery(), wait=True)) == 50
    ledger_model("spots").objects.exclude(pk=entries[0].pk).delete()
    Event.objects.filter(seq=ChainHead.objects.get().count).update(digest="0" * 64)
    ChainHead.objects.update(digest="1" * 64)
    assert ids(ListQuery(), wait=True) == [entries[0].pk]


def test_deep_pages_are_the_end_of_the_list(entries):
    whole = ids(ListQuery(sort="area", size=200), wait=True)
    pages = [ids(ListQuery(sort="area", size=20, page=page), wait=True) for page in (1, 2, 3)]
    assert [*pages[0], *pages[1], *pages[2]] == whole


@pytest.mark.parametrize("wait", [False, True], ids=["database", "columns"])
def test_numbers_are_added_up_over_all_pages(entries, wait):
    found = entries_list(
        actor=console("甲"), ledger=LEDGER, query=ListQuery(size=20), today=TODAY, columns=["fine", "people"], wait=wait
    )
    assert found.total == 60
    assert found.sums["fine"] == sum(row.fine or 0 for row in entries)
    assert found.sums["people"] == sum(row.people or 0 for row in entries)


def clerk(county, *rights: Right) -> Actor:
    return Actor("丙", person=7, reaches={right: Reach(units=frozenset({county["QX-01"]})) for right in rights})


@pytest.mark.parametrize("wait", [False, True], ids=["database", "columns"])
def test_a_list_shows_nothing_beyond_the_readers_reach(entries, county, wait):
    found = ids(ListQuery(size=200), wait=wait, actor=clerk(county, Right.READ))
    assert sorted(found) == sorted(row.pk for row in entries if row.unit_id == county["QX-01"])


def test_without_the_right_to_read_there_is_no_list(entries, county):
    with pytest.raises(BihuanError, match="没有查看的权限"):
        ids(ListQuery(), wait=False, actor=clerk(county, Right.WRITE))


@pytest.mark.parametrize("query", [ListQuery((Condition("contact", "has", "张"),)), ListQuery(sort="contact")])
def test_a_personal_field_is_not_guessed_by_filter_or_order(entries, county, query):
    with pytest.raises(BihuanError, match="联系人”是个人信息"):
        ids(query, wait=False, actor=clerk(county, Right.READ))


def test_who_may_reveal_may_filter_by_it_within_that_reach(entries, county):
    query = ListQuery((Condition("contact", "has", "张"),), size=200)
    reader = Actor(
        "丙", reaches={Right.READ: Reach(everything=True), Right.REVEAL: Reach(units=frozenset({county["QX-01"]}))}
    )
    wanted = [row.pk for row in entries if row.contact == "张三" and row.unit_id == county["QX-01"]]
    assert sorted(ids(query, wait=True, actor=reader)) == sorted(wanted)
