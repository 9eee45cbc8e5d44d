"""Saved views, and the address of a list read and written."""

import pytest
from hypothesis import given
from hypothesis import strategies as some

from bihuan.apps.ledgers.lists.conditions import Condition
from bihuan.apps.ledgers.lists.query import ListQuery, query_read
from bihuan.apps.ledgers.models import SavedView
from bihuan.apps.ledgers.services import ledger_install, view_remove, view_save
from bihuan.apps.ledgers.views_saved import views_offered
from bihuan.apps.units.actors import Actor, Reach, Right, console
from bihuan.datamodel import BihuanError
from support.county import spots

READ = {Right.READ: Reach(everything=True)}
MINE, OTHER = Actor("丙", person=1, unit_id=10, reaches=READ), Actor("丁", person=2, unit_id=10, reaches=READ)
FAR = Actor("戊", person=3, unit_id=11, reaches=READ)

text = some.text(min_size=1, max_size=8).filter(lambda word: word.strip() == word and word)
CONDITIONS = some.one_of(
    some.builds(Condition, some.sampled_from(["spot_no", "any"]), some.just("has"), text),
    some.builds(
        Condition, some.just("source"), some.just("in"), some.sampled_from(["patrol", "public", "patrol,public"])
    ),
    some.builds(Condition, some.just("area"), some.just("range"), some.sampled_from(["1..2", "..2.5", "-3.."])),
    some.builds(Condition, some.just("issued_on"), some.just("period"), some.sampled_from(["this_month", "2024Q3"])),
    some.builds(Condition, some.just("area"), some.sampled_from(["empty", "filled"]), some.just("")),
)
QUERIES = some.builds(
    ListQuery,
    some.lists(CONDITIONS, max_size=4, unique=True).map(tuple),
    some.sampled_from(["", "area", "-issued_on", "unit"]),
    some.sampled_from([(), ("spot_no",), ("unit", "area", "state")]),
    some.integers(1, 999),
    some.sampled_from([20, 50, 200]),
    some.booleans(),
)


@given(QUERIES)
def test_an_address_is_read_back_as_it_was_written(query):
    assert query_read(spots(), query.pairs()) == query


@pytest.mark.parametrize(
    ("word", "why"),
    [
        ("nothing:has:x", "没有“nothing”这一列"), ("area:has:x", "不能按“包含”筛选"), ("area:range:abc..", "不是数字"),
        ("source:in:letter", "没有“letter”这一项"), ("issued_on:range:..2024-02-30", "不是一个存在的日子"), ("issued_on:period:someday", "无法识别"),
        ("area:range:..", "没有填内容"), ("issued_on:range:9月5日..", "没有写年份"),
    ],
)  # fmt: skip
def test_a_wrong_condition_is_named(word, why):
    with pytest.raises(BihuanError, match=why):
        query_read(spots(), [("f", word)])


def test_the_form_adds_a_condition():
    asked = query_read(spots(), [("f", "source:in:patrol"), ("c", "fine"), ("o", "range"), ("v", "1万"), ("v2", "")])
    assert asked.conditions == (Condition("source", "in", "patrol"), Condition("fine", "range", "10000.."))


@pytest.fixture
def ledger(county):
    ledger_install(ledger=spots(), actor=console("甲"))


def kept(shared: str) -> SavedView:
    return view_save(
        ledger="spots", name="本月", query="f=issued_on:period:this_month&page=3", shared=shared, actor=MINE
    )


@pytest.mark.parametrize(
    ("shared", "seen"), [("self", [True, False, False]), ("unit", [True, True, False]), ("all", [True, True, True])]
)
def test_a_view_is_offered_to_whom_it_is_shared_with(ledger, shared, seen):
    kept(shared)
    assert [views_offered(ledger="spots", actor=actor).exists() for actor in (MINE, OTHER, FAR)] == seen


def test_a_view_of_the_same_name_is_replaced_and_only_its_owner_drops_it(ledger):
    kept("all")
    view = kept("self")
    assert SavedView.objects.count() == 1
    with pytest.raises(BihuanError, match="不是您存的"):
        view_remove(view=view.pk, actor=OTHER)
    view_remove(view=view.pk, actor=MINE)
    assert SavedView.objects.count() == 0


def test_a_view_of_a_wrong_query_is_not_kept(ledger):
    with pytest.raises(BihuanError, match="筛选条件"):
        view_save(ledger="spots", name="错", query="f=nothing:has:1", shared="self", actor=MINE)
