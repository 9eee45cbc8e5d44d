"""Every address × role × unit: who may open it, and that nobody sees an entry that is not theirs.

The addresses come from the site itself. A new one fails here until its view says whom it is for (``@page(…, right=Right.READ)`` or
``@access(…)``) and, if it takes arguments, ``matrix.yaml`` says in one line what to fill them with.
"""

from collections.abc import Callable
from itertools import islice

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse

from bihuan.apps.ledgers.models import Event
from bihuan.apps.ledgers.selectors import ledger_definition
from bihuan.apps.ledgers.services import entry_add, entry_change, entry_remove
from bihuan.apps.library.models import LibraryDocument
from bihuan.apps.library.rights import may_edit
from bihuan.apps.people.models import Person
from bihuan.apps.people.scopes import person_actor
from bihuan.datamodel import BihuanError
from bihuan.web.access import Access, access_of, allowed
from support.county import county_standing
from support.matrix import (
    ASKED,
    LEDGERS,
    MAY,
    MEMBERS,
    PRIVATE,
    UNITS,
    addresses,
    county_plant,
    fillings,
    listed,
    marks_in,
    values_of,
    words_in,
)
from support.people import client_of

pytestmark = pytest.mark.django_db  # each test's deeds are taken back; the county stands outside of them
ALL = list(addresses())
WALKED = [address for address in ALL if "skip" not in listed().get(address.name, {})]
WALKERS = [member for member in MEMBERS if member.walks]  # each walk is some hundred pages
each_walker = pytest.mark.parametrize("member", WALKERS, ids=lambda member: member.login)
each_member = pytest.mark.parametrize("member", MEMBERS, ids=lambda member: member.login)


@pytest.fixture(scope="module")
def planted(django_db_setup, django_db_blocker):
    """The county, planted once for all tests of this file."""
    with county_standing(django_db_blocker):
        yield county_plant()


@pytest.fixture(scope="module")
def clients(planted):
    """Everybody's client, logged in before any test begins."""
    known = {member: client_of(Person.objects.get(login=member.login)) for member in MEMBERS}
    return known.__getitem__


def ways(planted, *, forms=False):
    """(address, its url, form) of every way to open every address; of forms all that name an entry or are filled in, else one."""
    for address in WALKED:
        told = listed().get(address.name, {})
        every = not forms or "post" in told or "{entry}" in told.get("args", {}).values()
        for arguments, query, form in islice(fillings(address, told, planted), None if every else 1):
            yield address, reverse(address.name, kwargs=arguments) + (f"?{query}" if query else ""), form


@pytest.mark.parametrize("address", ALL, ids=lambda address: address.name)
def test_every_view_says_whom_it_is_for(address):
    assert access_of(address.view) is not None, (
        f"{address.route} does not say who may open it: write @page(…, right=Right.READ) or @access(…) on its view, see bihuan/web/access.py"
    )


@pytest.mark.parametrize("address", [one for one in ALL if one.arguments], ids=lambda address: address.name)
def test_every_address_with_arguments_is_in_the_list(address):
    told = listed().get(address.name, {})
    assert "skip" in told or set(told.get("args", {})) == set(address.arguments), (
        f"{address.route} takes {', '.join(address.arguments)}: add a line to tests/web/matrix.yaml, "
        f"{address.name}: {{args: {{{', '.join(f'{name}: …' for name in address.arguments)}}}}}"
    )


def test_a_visitor_gets_nowhere(planted):
    inside = []
    for address, url, _ in ways(planted):
        answer = Client().get(url)
        if access_of(address.view) is not Access.OPEN and answer.headers.get("Location", "")[:7] != "/login/":
            inside.append(url)
        if marks_in(answer) or (
            address.name.startswith("api:") and address.arguments and answer.status_code not in (401, 405)
        ):
            inside.append((answer.status_code, url))
    assert inside == []


@each_walker
def test_nobody_opens_what_they_have_no_right_to_or_sees_a_foreign_entry(planted, clients, member):
    client, actor = clients(member), person_actor(Person.objects.get(login=member.login))
    leaks, wrong = [], []
    for address, url, _ in ways(planted):
        answer = client.get(url)
        if answer.status_code >= 500 or (not allowed(actor, access_of(address.view)) and answer.status_code != 403):
            wrong.append((answer.status_code, url))
        foreign = [mark for mark in marks_in(answer) if not member.ought("read", *mark)]
        leaks += [(url, mark) for mark in foreign]
        leaks += [(url, PRIVATE)] if PRIVATE in words_in(answer) else []
    assert (leaks, wrong) == ([], [])


@each_member
def test_an_entry_opens_for_exactly_those_whose_it_is(planted, clients, member):
    opened = {
        (unit, ledger)
        for (unit, ledger), pk in planted.entries.items()
        if clients(member).get(reverse("entry", args=[ledger, pk])).status_code == 200
    }
    assert opened == {(unit, ledger) for unit in UNITS for ledger in LEDGERS if member.ought("read", unit, ledger)}


@each_member
def test_a_file_is_given_to_exactly_those_whose_entry_it_is_evidence_of(planted, clients, member):
    given = {
        place
        for place, number in planted.files.items()
        if marks_in(clients(member).get(reverse("evidence", args=[number]))) == {place}
    }
    assert given == {place for place in planted.files if member.ought("read", *place)}


@each_member
def test_a_list_holds_exactly_what_is_theirs(planted, clients, member):
    found = set().union(*(marks_in(clients(member).get(reverse("ledger", args=[ledger]))) for ledger in LEDGERS))
    assert found == {(unit, ledger) for unit in UNITS for ledger in LEDGERS if member.ought("read", unit, ledger)}


@each_member
def test_a_figure_opens_for_exactly_those_who_may_see_every_entry_behind_it(planted, clients, member):
    for name, ledger in (("smart_cases_dispatched", "smart_cases"), ("veteran_requests_received", "veteran_requests")):
        for unit in ASKED:
            behind = (
                UNITS
                if unit in ("QX", "QX-CG", "QX-TY")
                else [one for one in UNITS if f"{one}-".startswith(f"{unit}-")]
            )
            ought = all(member.ought("read", one, ledger) for one in behind)
            answer = clients(member).get(reverse("rows", args=[name]), {"unit": unit, "as_of": "2024-12-31"})
            assert answer.status_code == (200 if ought else 403), (name, unit)


@each_member
@pytest.mark.parametrize("query", ["q=防汛", "q=MK-&exact=1", "q=金额>=1万元"])
def test_the_library_finds_counts_and_sorts_exactly_what_is_theirs_to_read(planted, clients, member, query):
    answer = clients(member).get(f"/library/?{query}")
    own = {unit for unit in UNITS if member.reads(unit)}
    assert {unit for unit, _ in marks_in(answer)} == own
    if own:
        topics = next((facet for facet in answer.context["facets"] if facet.name == "topic"), None)
        assert answer.context["shown"].total == len(own)
        assert {(one.label, one.hits) for one in topics.values} == {(f"MK-{unit}-library-KM", 1) for unit in own}
    assert PRIVATE not in words_in(answer)


@each_member
def test_a_document_and_its_original_open_for_exactly_those_who_may_read_it(planted, clients, member):
    client = clients(member)
    for unit, number in [*planted.documents.items(), ("", planted.private)]:
        ought = bool(unit) and member.reads(unit)
        for name in ("library_document", "library_original"):
            answer = client.get(reverse(name, args=[number]))
            assert (answer.status_code == 200, bool(marks_in(answer))) == (ought, ought), (name, unit)


@each_member
def test_a_card_is_changed_and_a_document_taken_out_by_exactly_those_who_keep_the_entries_of_its_unit(planted, member):
    actor = person_actor(Person.objects.get(login=member.login))
    for unit, number in [*planted.documents.items(), ("", planted.private)]:
        ought = bool(unit) and member.role in MAY["write"] and member.scope != "self" and member.reads(unit)
        assert may_edit(LibraryDocument.objects.get(pk=number), actor) == ought, unit


@each_walker
def test_no_form_that_is_sent_touches_a_foreign_entry(planted, clients, member):
    client, actor = clients(member), person_actor(Person.objects.get(login=member.login))
    names = {pk: key for key, pk in planted.entries.items()}
    touched = []
    for address, url, form in ways(planted, forms=True):
        before = Event.objects.count()
        answer = client.post(url, form)
        answer.close()
        new = Event.objects.filter(seq__gt=before, entry_id__isnull=False)
        touched += [(url, names[event.entry_id]) for event in new if not member.ought("write", *names[event.entry_id])]
        if answer.status_code >= 500 or (not allowed(actor, access_of(address.view)) and answer.status_code < 400):
            touched.append((url, answer.status_code))
    assert touched == []


def refused(deed: Callable[[], object]) -> bool:
    """Whether a deed is refused; what it did is taken back."""
    try:
        with transaction.atomic():
            deed()
            transaction.set_rollback(True)
    except BihuanError as error:
        assert error.code in ("right.missing", "entry.unknown"), error
        return True
    return False


@each_member
def test_the_services_take_a_deed_from_exactly_those_whose_entry_it_is(planted, member):
    actor = person_actor(Person.objects.get(login=member.login))
    for (unit, ledger), pk in planted.entries.items():
        told = {"ledger": ledger, "actor": actor}
        new = values_of(ledger_definition(ledger), "MK-new")
        answers = {
            "add": refused(lambda told=told, unit=unit, new=new: entry_add(unit=unit, values=new, **told)),
            "change": refused(lambda told=told, pk=pk: entry_change(entry_id=pk, values={}, **told)),
            "remove": refused(lambda told=told, pk=pk: entry_remove(entry_id=pk, reason="试", **told)),
        }
        assert set(answers.values()) == {not member.ought("write", unit, ledger)}, (unit, ledger, answers)
