import pytest

from bihuan.apps.ledgers.states import Life, StateFault
from support.county import spots

LIFE = Life(spots())


@pytest.mark.parametrize(
    ("dates", "state"),
    [
        ({}, "issued"),
        ({"checked_on": "2023-09-05"}, "checked"),
        ({"checked_on": "2023-09-05", "closed_on": "2023-09-05"}, "closed"),
    ],
)
def test_the_state_follows_from_the_dates(dates, state):
    assert LIFE.state_of(dates, None) == LIFE.state_of(dates, state) == state


@pytest.mark.parametrize(
    ("dates", "given", "words"),
    [
        ({"closed_on": "2023-09-05"}, None, "填了办结日期，却没有填核查日期"),
        ({"checked_on": "2023-09-06", "closed_on": "2023-09-05"}, None, "日期先后不对"),
        ({"checked_on": "2023-09-06"}, "closed", "状态填“已办结”，但从日期看应为“已核查”"),
        ({}, "checked", "应为“待核查”"),
    ],
)
def test_dates_and_state_that_contradict_are_refused(dates, given, words):
    with pytest.raises(StateFault, match=words):
        LIFE.state_of(dates, given)


def test_two_moves_that_set_one_date_need_the_state():
    moves = [
        {"key": "close", "label": "办结", "source": ["issued"], "target": "closed", "sets": "closed_on"},
        {"key": "check", "label": "核查", "source": ["issued"], "target": "checked", "sets": "closed_on"},
    ]
    life = Life(spots(moves=moves))
    assert life.state_of({"closed_on": "2023-09-05"}, "checked") == "checked"
    assert life.state_of({"closed_on": "2023-09-05"}, "closed") == "closed"


@pytest.mark.parametrize(
    ("issued", "checked", "closed", "day"),
    [
        (None, "2023-09-07", "2023-09-06", "2023-09-06"),
        ("2023-09-01", "2023-09-07", None, "2023-09-01"),
        (None, None, None, None),
    ],
)
def test_an_entry_without_a_day_of_its_own_stands_at_its_first_move(issued, checked, closed, day):
    index = {"issued_on": 0, "checked_on": 1, "closed_on": 2}
    assert LIFE.day_placed((issued, checked, closed), index) == (day, checked, closed)
