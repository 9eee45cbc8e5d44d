"""The row under a list: an entry is added, or the list comes back with what was typed and each fault beside its field."""

import re

import pytest

from bihuan.apps.ledgers.selectors import ledger_model
from bihuan.apps.ledgers.services import entry_add, ledger_install
from bihuan.apps.units.actors import console
from support.county import spots
from support.people import client_of, person_make

LIST = "/ledgers/spots/?f=area:range:1..&sort=unit"
GOOD = {"unit": "QX-01", "spot_no": "A1", "issued_on": "2024-03-01", "area": "12.5"}
HTMX = {"HX-Request": "true"}


@pytest.fixture
def clerk(county):
    ledger_install(ledger=spots(), actor=console("甲"))
    return client_of(person_make("clerk1"))


def field(answer, name: str) -> str:
    """The markup of one field with its help and error."""
    before, after = answer.content.decode().split(f' name="{name}"', 1)
    return before[before.rindex('<div class="field') :] + re.split(r'<div class="(?:field|save)', after)[0]


def test_an_added_row_comes_back_to_the_same_list(clerk):
    answer = clerk.post(LIST, GOOD)
    assert (answer.status_code, answer.url) == (302, "/ledgers/spots/?f=area%3Arange%3A1..&sort=unit")
    assert ledger_model("spots").objects.get().spot_no == "A1"


@pytest.mark.parametrize("headers", [{}, HTMX], ids=["whole page", "part of a page"])
def test_a_refused_row_keeps_what_was_typed_and_says_beside_each_field_what_is_wrong(clerk, headers):
    answer = clerk.post(LIST, {**GOOD, "unit": "QX-02", "area": "许多"}, headers=headers)
    assert answer.status_code == 422 and not ledger_model("spots").objects.exists()
    assert 'value="A1"' in field(answer, "spot_no") and 'value="2024-03-01"' in field(answer, "issued_on")
    assert '<option value="QX-02" selected>' in field(answer, "unit")
    wrong = field(answer, "area")
    assert 'value="许多"' in wrong and 'aria-invalid="true"' in wrong and "面积" in wrong and 'class="error"' in wrong
    assert answer.content.decode().count("autofocus") == 1 and "autofocus" in wrong
    assert ("<html" in answer.content.decode()) is not bool(headers)


def test_a_field_left_blank_is_named_at_its_own_place(clerk):
    answer = clerk.post(LIST, {**GOOD, "spot_no": ""})
    assert "必须填写" in field(answer, "spot_no") and "autofocus" in field(answer, "spot_no")


def test_an_entry_that_is_there_already_is_told_beside_its_key(clerk):
    entry_add(ledger="spots", unit="QX-01", values={"spot_no": "A1", "issued_on": "2024-03-01"}, actor=console("甲"))
    assert "已有同一条目" in field(clerk.post(LIST, GOOD), "spot_no")


def test_a_unit_that_is_not_in_the_tree_is_told_beside_the_unit(clerk):
    assert "单位树里没有" in field(clerk.post(LIST, {**GOOD, "unit": "QX-99"}), "unit")


def test_the_list_that_comes_back_keeps_its_conditions_and_links(clerk):
    answer = clerk.post(LIST, {**GOOD, "area": "许多"}).content.decode()
    assert 'action="/ledgers/spots/?f=area%3Arange%3A1..&amp;sort=unit"' in answer
    assert "去掉条件" in answer


def test_a_script_is_told_to_open_the_list_anew(clerk):
    answer = clerk.post(LIST, GOOD, headers=HTMX)
    assert answer.headers["HX-Redirect"] == "/ledgers/spots/?f=area%3Arange%3A1..&sort=unit"


def test_who_may_only_read_adds_nothing(clerk):
    leader = client_of(person_make("leader1", "leader"))
    assert leader.post(LIST, GOOD).status_code == 403
    assert 'id="add"' not in leader.get(LIST).content.decode()
