"""Which units each right of a person covers."""

import pytest

from bihuan.apps.people.models import BureauPack, Person
from bihuan.apps.people.scopes import person_actor
from bihuan.apps.people.services import bureau_packs_set, person_disable
from bihuan.apps.units.actors import Right, console
from support.county import county_rows, county_standing
from support.people import person_make

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def packs(django_db_setup, django_db_blocker):
    """Both shipped packs installed; each bureau has its own. They stand outside of the tests, whose deeds are taken back."""
    from bihuan.apps.ledgers.services import pack_folder, packs_install
    from bihuan.apps.people.packs import packs_suggested
    from bihuan.apps.units.models import Unit
    from bihuan.apps.units.services import units_store

    with county_standing(django_db_blocker):
        units_store(rows=county_rows())
        packs_install(folders=[pack_folder("urban_management"), pack_folder("veterans")], actor=console("测试"))
        bureau_packs_set(packs=packs_suggested(), actor=console("测试"))
        yield dict(Unit.objects.values_list("code", "pk"))


def test_a_bureaus_packs_follow_from_its_name(packs):
    assert set(BureauPack.objects.values_list("unit__code", "pack")) == {
        ("QX-CG", "urban_management"),
        ("QX-TY", "veterans"),
    }


@pytest.mark.parametrize(
    ("unit", "scope", "entry", "ledger", "covered"),
    [
        ("QX-CG", "own_and_below", "QX-CG", "activities", True),
        ("QX-CG", "own_and_below", "QX-CG-1", "activities", True),
        ("QX-CG", "own_and_below", "QX-01", "smart_cases", True),
        ("QX-CG", "own_and_below", "QX-02-1", "smart_cases", True),
        ("QX-CG", "own_and_below", "QX-01", "activities", False),
        ("QX-CG", "own_and_below", "QX-01", "stations", False),
        ("QX-CG", "own_and_below", "QX-TY", "smart_cases", True),
        ("QX-CG", "own_and_below", "QX-TY", "activities", False),
        ("QX-CG", "own", "QX-CG-1", "activities", False),
        ("QX-CG", "own", "QX-01", "smart_cases", True),
        ("QX-CG-1", "own_and_below", "QX-01", "smart_cases", False),
        ("QX-01", "own_and_below", "QX-01", "smart_cases", True),
        ("QX-01", "own_and_below", "QX-01-1", "smart_cases", True),
        ("QX-01", "own_and_below", "QX-01-F", "activities", True),
        ("QX-01", "own_and_below", "QX-02", "smart_cases", False),
        ("QX-01", "own_and_below", "QX", "smart_cases", False),
        ("QX-01", "own", "QX-01-1", "smart_cases", False),
        ("QX-01", "self", "QX-01", "smart_cases", False),
        ("QX-01", "all", "QX-04", "smart_cases", True),
        ("QX", "own_and_below", "QX-TY", "activities", True),
    ],
)  # fmt: skip
def test_a_scope_covers(packs, unit, scope, entry, ledger, covered):
    person = person_make("clerk1", unit=unit, scope=scope)
    assert person_actor(person).may(Right.WRITE, packs[entry], ledger) is covered


def test_the_chosen_units_bring_what_is_below_them_and_nothing_else(packs):
    actor = person_actor(person_make("clerk1", unit="QX-01", scope="chosen", units=["QX-02"]))
    assert [actor.may(Right.READ, packs[code]) for code in ("QX-02", "QX-02-1", "QX-01", "QX")] == [
        True,
        True,
        False,
        False,
    ]


def test_a_role_gives_no_right_that_its_line_does_not_name(packs):
    actor = person_actor(person_make("handler1", "handler", unit="QX-CG"))
    assert actor.has(Right.HANDLE) and not actor.has(Right.WRITE) and not actor.has(Right.CHECK)


@pytest.mark.parametrize("role", ["system_admin", "security_admin", "audit_admin"])
def test_an_administrator_sees_no_business_data(packs, role):
    actor = person_actor(person_make("admin1", role))
    assert not any(actor.has(right) for right in (Right.READ, Right.WRITE, Right.EXPORT, Right.REVEAL, Right.DRAFT))


def test_a_disabled_person_has_no_right(packs):
    person = person_make("clerk1", unit="QX")
    person_disable(person=person, actor=console("测试"))
    assert not person_actor(Person.objects.get(pk=person.pk)).reaches


def test_two_bureaus_of_different_places_are_never_mixed(packs):
    from bihuan.apps.units.models import Unit

    Unit.objects.filter(code="QX-TY").update(jurisdiction=packs["QX-03"])
    actor = person_actor(person_make("clerk1", unit="QX", scope="chosen", units=["QX-CG", "QX-TY"]))
    assert actor.may(Right.READ, packs["QX-03"], "visits")
    assert not actor.may(Right.READ, packs["QX-02"], "visits")
    assert actor.may(Right.READ, packs["QX-02"], "smart_cases")
