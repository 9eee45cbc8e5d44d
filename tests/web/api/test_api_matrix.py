"""Every operation × role × unit: nobody is told of an entry that is not theirs, and nobody changes one. What ought to be is worked out from codes."""

import json

import pytest

from bihuan.apps.ledgers.models import Event
from bihuan.apps.people.models import Person
from bihuan.apps.people.scopes import person_actor
from bihuan.web.api import operations
from support.county import county_standing
from support.matrix import ASKED, LEDGERS, MEMBERS, PRIVATE, UNITS, county_plant, marks_in, values_of, words_in
from support.people import client_of

pytestmark = pytest.mark.django_db
ROOT = "/api/v1"
FIGURES = (("smart_cases_dispatched", "smart_cases"), ("veteran_requests_received", "veteran_requests"))
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


def paths(one, planted):
    """Every way to ask an operation of what was planted."""
    if "{entry_id}" in one.path:
        for (_, ledger), pk in planted.entries.items():
            yield one.path.format(ledger=ledger, entry_id=pk, file_id=1)
    elif "{ledger}" in one.path:
        yield from (one.path.format(ledger=ledger) for ledger in LEDGERS)
    elif "{ref}" in one.path:
        yield from (
            f"{one.path.format(ref=ref)}?unit={unit}&period=2024&as_of=2024-12-31" if one.path.count("/") == 5 else one.path.format(ref=ref)
            for ref, _ in FIGURES for unit in ASKED
        )  # fmt: skip
    else:
        yield one.path.format(code="QX-01", key="0")


@each_member
def test_no_answer_tells_of_a_foreign_entry(planted, clients, member):
    client, actor = clients(member), person_actor(Person.objects.get(login=member.login))
    leaks, wrong = [], []
    for one in operations():
        for path in paths(one, planted) if one.method == "GET" else ():
            answer = client.get(path)
            held = not one.right or any(actor.has(right) for right in one.right)
            if answer.status_code >= 500 or (not held and answer.status_code != 403):
                wrong.append((answer.status_code, path))
            if answer.status_code < 400:
                leaks += [(path, mark) for mark in marks_in(answer) if not member.ought("read", *mark)]
                leaks += [path] if PRIVATE in words_in(answer) else []
    assert (leaks, wrong) == ([], [])


@each_member
def test_lists_and_entries_are_exactly_ones_own(planted, clients, member):
    client = clients(member)
    found = set().union(*(marks_in(client.get(f"{ROOT}/ledgers/{ledger}/entries?limit=500")) for ledger in LEDGERS))
    opened = {
        key
        for key, pk in planted.entries.items()
        if client.get(f"{ROOT}/ledgers/{key[1]}/entries/{pk}").status_code == 200
    }
    own = {(unit, ledger) for unit in UNITS for ledger in LEDGERS if member.ought("read", unit, ledger)}
    assert (found, opened) == (own, own)


@each_member
def test_an_export_holds_exactly_what_is_ones_own(planted, clients, member):
    found = set().union(*(marks_in(clients(member).get(f"{ROOT}/ledgers/{ledger}/export")) for ledger in LEDGERS))
    assert found == {(unit, ledger) for unit in UNITS for ledger in LEDGERS if member.ought("export", unit, ledger)}


@each_member
def test_a_figure_is_for_those_who_may_read_all_behind_it(planted, clients, member):
    for ref, ledger in FIGURES:
        for unit in ASKED:
            whole = unit in ("QX", "QX-CG", "QX-TY")
            behind = UNITS if whole else [one for one in UNITS if f"{one}-".startswith(f"{unit}-")]
            ought = all(member.ought("read", one, ledger) for one in behind)
            for part in ("value", "rows"):
                answer = clients(member).get(f"{ROOT}/indicators/{ref}/{part}?unit={unit}&period=2024&as_of=2024-12-31")
                assert answer.status_code == (200 if ought else 403), (ref, unit, part)


@each_member
def test_nobody_changes_a_foreign_entry(planted, clients, member):
    client, before = clients(member), Event.objects.count()
    for (_, ledger), pk in planted.entries.items():
        place = f"{ROOT}/ledgers/{ledger}/entries/{pk}"
        digest = client.get(place).headers.get("ETag", '"0"')
        client.patch(place, json.dumps({"values": {"matter": "改"}}), "application/json", headers={"If-Match": digest})
        client.post(f"{place}/removal", json.dumps({"reason": "试"}), "application/json")
        client.post(f"{place}/moves", json.dumps({"move": "file"}), "application/json")
        client.post(f"{place}/comments", json.dumps({"text": "试"}), "application/json")
        bulk = {"deed": "remove", "entries": [pk], "reason": "试"}
        client.post(f"{ROOT}/ledgers/{ledger}/bulk", json.dumps(bulk), "application/json")
    names = {pk: key for key, pk in planted.entries.items()}
    new = Event.objects.filter(seq__gt=before, entry_id__in=names)
    said = [names[event.entry_id] for event in new if event.deed == "comment"]
    done = [names[event.entry_id] for event in new if event.deed != "comment"]
    assert [one for one in said if not member.ought("read", *one)] == []
    assert [one for one in done if not member.ought("write", *one)] == []


@each_member
def test_new_entries_only_where_one_writes(planted, clients, member):
    from bihuan.apps.ledgers.selectors import ledger_definition

    for unit in UNITS:
        for ledger in LEDGERS:
            given = {"unit": unit, "values": values_of(ledger_definition(ledger), f"MK-new-{ledger}-KM")}
            answer = clients(member).post(f"{ROOT}/ledgers/{ledger}/entries", json.dumps(given), "application/json")
            ought = member.ought("write", unit, ledger)
            assert answer.status_code in ((201, 409) if ought else (403,)), (unit, ledger, answer.content.decode())
