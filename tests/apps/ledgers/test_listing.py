"""Entries as people read them: labels, measures, masks, and the history in words."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bihuan.apps.ledgers.entries import entry_key, key_parts
from bihuan.apps.ledgers.listing import UNREADABLE, books_day, entry_events, entry_shown, key_words
from bihuan.apps.ledgers.models import Event
from bihuan.apps.ledgers.services import entry_add, entry_change, entry_move, ledger_install
from bihuan.apps.units.actors import console
from bihuan.datamodel import BihuanError
from support.county import spots

SPOT = {"spot_no": "A1", "source": "巡查", "area": "1234.50", "issued_on": "2024-09-05", "contact": "张三"}


@pytest.fixture
def spot(county) -> int:
    ledger_install(ledger=spots(), actor=console("甲"))
    return entry_add(ledger="spots", unit="QX-01-1", values=SPOT, actor=console("甲"))


def texts(number: int) -> dict[str, str]:
    return {cell.label: cell.text for cell in entry_shown(spots(), number, actor=console("甲")).cells}


def test_values_are_shown_by_label_and_measure(spot):
    shown = texts(spot)
    assert (shown["来源"], shown["面积"], shown["下发日期"]) == ("县局巡查", "1,234.5 平方米", "2024-09-05")


def test_personal_fields_are_masked_in_the_entry_and_in_its_history(spot):
    entry_change(ledger="spots", entry_id=spot, values={"contact": "李四"}, actor=console("乙"))
    told = str(entry_shown(spots(), spot, actor=console("甲"))) + str(entry_events(spots(), spot, actor=console("甲")))
    assert "张三" not in told and "李四" not in told
    assert texts(spot)["联系人"] == "〔已隐去〕"


def test_history_tells_old_and_new(spot):
    entry_move(ledger="spots", entry_id=spot, move="check", on="2024-09-09", actor=console("乙"))
    first, second = entry_events(spots(), spot, actor=console("甲"))
    assert (first.deed, second.deed, second.actor) == ("登记", "流转", "乙")
    assert ("状态", "待核查", "已核查") in second.changes


@pytest.mark.parametrize("told", ["", "{", "[1]", '{"area": 1}', '{"area": [null, "很多"]}'])
def test_an_event_tampered_with_is_shown_as_such(spot, told):
    Event.objects.filter(entry_id=spot).update(changes=told, at="昨天")
    (event,) = entry_events(spots(), spot, actor=console("甲"))
    assert event.at is None and event.changes == [UNREADABLE]


def test_the_books_reach_to_their_latest_day_but_not_beyond_today(spot):
    assert books_day(date(2026, 1, 1), actor=console("甲")) == date(2024, 9, 5)


def test_an_unknown_entry_is_named(spot):
    with pytest.raises(BihuanError, match="没有第 99999 号条目"):
        entry_shown(spots(), 99999, actor=console("甲"))


@given(st.lists(st.text(max_size=20), min_size=1, max_size=4))
def test_a_key_comes_apart_as_it_was_joined(parts):
    assert key_parts(entry_key(parts)) == parts


@pytest.mark.parametrize(
    ("key", "parts", "words"),
    [
        (["source", "people"], ["public", "2024"], "公众举报 · 2024"),
        (["spot_no", "source"], ["A|1\\", ""], "A|1\\ · —"),
        (["spot_no", "people", "fine"], ["图" * 300, "3", "5"], "图" * 135 + "…"),
    ],
)
def test_a_key_in_words_has_labels_and_plain_numbers(key, parts, words):
    assert key_words(spots(key=key), entry_key(parts)).startswith(words)
