"""The life of a matter under random deeds by random people: whatever they try, some things never happen."""

import json
from collections import Counter
from datetime import date, timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from bihuan.apps.ledgers.audit import chain_walk
from bihuan.apps.ledgers.desk import LedgerDesk
from bihuan.apps.ledgers.models import Event, Holder
from bihuan.apps.ledgers.services import entry_add, entry_change
from bihuan.apps.tracking import services
from bihuan.apps.tracking.holding import leads_open
from bihuan.apps.tracking.models import Evidence, Extension, Pause, Support
from bihuan.apps.tracking.offering import Offering
from bihuan.datamodel import BihuanError
from support.matters import LEDGER, Bureau, photo, stored

PEOPLE = ["dispatcher", "checker", "leader", "bureau", "bureau_dispatch", "town", "other_town", "allround"]
WHO = st.sampled_from(PEOPLE)
REACHED: Counter[str] = Counter()
UNITS = st.sampled_from(["QX-CG", "QX-CG-1", "QX-01", "QX-01-1", "QX-02"])
MOVES = st.sampled_from(["register", "dispatch", "return", "finish", "rework", "strike"])
DAYS = st.integers(0, 40).map(lambda days: date(2024, 10, 8) + timedelta(days))
PHOTOS = [photo(shade) for shade in (20, 120, 220)]


class Life(RuleBasedStateMachine):
    """One matter. A deed is done or refused by a named error; anything else fails the test."""

    units: dict[str, int]

    def __init__(self) -> None:
        super().__init__()
        self.people = Bureau(self.units)
        self.people.allround = self.people.person(
            "多面手",
            30,
            self.people.dispatcher.reaches["dispatch"],
            *["read", "write", "handle", "dispatch", "check", "supervise"],
        )
        values = {"case_no": f"P{Event.objects.count()}", "urgency": "usual", "received_on": "2024-10-08"}
        self.day = date(2024, 10, 8)
        self.entry = entry_add(ledger=LEDGER, unit="QX-01", values=values, actor=self.people.clerk)

    def attempt(self, deed, **given) -> None:
        """Do it; a refusal leaves everything as it was."""
        before = (Event.objects.count(), stored(self.entry).digest)
        try:
            with transaction.atomic():
                deed(**given)
        except BihuanError:
            assert (Event.objects.count(), stored(self.entry).digest) == before

    def actor(self, who):
        return getattr(self.people, who)

    @rule(pick=st.integers(0, 99), unit=UNITS, days=st.integers(0, 2))
    def does_what_is_offered(self, pick, unit, days) -> None:
        """What a page offers without a \"why not\" must succeed."""
        desk = LedgerDesk(LEDGER)
        options = [
            (who, one)
            for who in PEOPLE
            for one in Offering(desk, desk.entry(self.entry), self.actor(who)).offers().moves
            if not one.why_not
        ]
        if not options:
            return
        who, one = options[pick % len(options)]
        self.day += timedelta(days)
        if "evidence" in one.move.needs and not one.evidence:
            services.evidence_add(
                ledger=LEDGER, entry_id=self.entry, name="a.jpg", data=PHOTOS[pick % 3], actor=self.actor(who)
            )
        services.case_move(ledger=LEDGER, entry_id=self.entry, move=one.move.key, actor=self.actor(who), on=self.day, reason="原因",
                           unit=unit if one.to_unit else "", values={field.name: "已办" for field in one.fills})  # fmt: skip
        REACHED[stored(self.entry).state] += 1

    @rule(move=MOVES, who=WHO, unit=UNITS)
    def moves(self, move, who, unit) -> None:
        self.attempt(services.case_move, ledger=LEDGER, entry_id=self.entry, move=move, actor=self.actor(who), on=self.day,
                     unit=unit if move == "dispatch" else "", reason="原因", values={"result": "已办"} if move == "finish" else {})  # fmt: skip

    @rule(who=WHO, one=st.sampled_from(PHOTOS))
    def proves(self, who, one) -> None:
        self.attempt(
            services.evidence_add, ledger=LEDGER, entry_id=self.entry, name="a.jpg", data=one, actor=self.actor(who)
        )

    @rule(who=WHO)
    def takes_proof_off(self, who) -> None:
        kept = Evidence.objects.filter(entry_id=self.entry, removed_at="").last()
        if kept:
            self.attempt(services.evidence_remove, evidence=kept.pk, reason="误传", actor=self.actor(who))

    @rule(who=WHO, unit=UNITS)
    def passes_down(self, who, unit) -> None:
        self.attempt(services.case_forward, ledger=LEDGER, entry_id=self.entry, unit=unit, actor=self.actor(who))

    @rule(who=WHO)
    def gives_back_up(self, who) -> None:
        self.attempt(services.case_return_up, ledger=LEDGER, entry_id=self.entry, reason="原因", actor=self.actor(who))

    @rule(who=WHO, unit=UNITS)
    def asks_for_help(self, who, unit) -> None:
        self.attempt(
            services.support_ask, ledger=LEDGER, entry_id=self.entry, units=[unit], words="帮忙", actor=self.actor(who)
        )

    @rule(who=WHO)
    def helps(self, who) -> None:
        asked = Support.objects.filter(entry_id=self.entry).last()
        if asked:
            self.attempt(services.support_answer, support=asked.pk, answer="已帮", actor=self.actor(who))

    @rule(who=WHO, days=st.integers(-1, 9))
    def asks_for_days(self, who, days) -> None:
        self.attempt(
            services.extension_ask, ledger=LEDGER, entry_id=self.entry, days=days, reason="原因", actor=self.actor(who)
        )

    @rule(who=WHO, approve=st.booleans())
    def decides(self, who, approve) -> None:
        asked = Extension.objects.filter(entry_id=self.entry).last()
        if asked:
            self.attempt(
                services.extension_decide, extension=asked.pk, approve=approve, note="意见", actor=self.actor(who)
            )

    @rule(who=WHO, on=DAYS)
    def pauses(self, who, on) -> None:
        self.attempt(
            services.clock_pause, ledger=LEDGER, entry_id=self.entry, reason="等待", on=on, actor=self.actor(who)
        )

    @rule(who=WHO, on=DAYS)
    def resumes(self, who, on) -> None:
        self.attempt(services.clock_resume, ledger=LEDGER, entry_id=self.entry, on=on, actor=self.actor(who))

    @rule(who=WHO)
    def urges(self, who) -> None:
        self.attempt(services.case_urge, ledger=LEDGER, entry_id=self.entry, actor=self.actor(who))

    @rule(who=WHO, field=st.sampled_from(["done_on", "struck_on", "handled_by", "reworks", "urgency", "due_on"]))
    def writes_a_cell(self, who, field) -> None:
        value = {"handled_by": "QX-02", "reworks": 9, "urgency": "urgent"}.get(field, "2024-10-31")
        self.attempt(entry_change, ledger=LEDGER, entry_id=self.entry, values={field: value}, actor=self.actor(who))

    def made(self) -> list[tuple[str, str]]:
        """The moves that were made: (move, by whom)."""
        moves = Event.objects.filter(subject=LEDGER, entry_id=self.entry, deed="move").order_by("seq")
        return [(json.loads(text)["#move"][1], actor) for text, actor in moves.values_list("changes", "actor")]

    @invariant()
    def never_struck_off_without_evidence(self) -> None:
        if stored(self.entry).state in ("done", "struck"):
            assert Evidence.objects.filter(entry_id=self.entry, removed_at="").exists()

    @invariant()
    def never_checked_by_the_doer(self) -> None:
        doer = ""
        for move, who in self.made():
            doer = who if move == "finish" else doer
            assert move not in ("rework", "strike") or who != doer

    @invariant()
    def counts_are_those_of_the_events(self) -> None:
        row = stored(self.entry)
        assert (row.reworks or 0) == sum(move == "rework" for move, _ in self.made())
        assert (row.extensions or 0) == Event.objects.filter(entry_id=self.entry, deed="extension_approve").count()
        assert (row.extensions or 0) == Extension.objects.filter(entry_id=self.entry, approved=True).count()

    @invariant()
    def somebody_has_it_in_hand_exactly_while_it_is_handed_out(self) -> None:
        state = stored(self.entry).state
        assert bool(leads_open(LEDGER, self.entry)) == (state in ("dispatched", "done"))
        if state not in ("dispatched", "done"):
            assert not Holder.objects.filter(entry_id=self.entry, part=Holder.SUPPORT, until="").exists()

    @invariant()
    def a_running_clock_has_a_date_unless_it_stands_still(self) -> None:
        row = stored(self.entry)
        still = Pause.objects.filter(entry_id=self.entry, until__isnull=True).exists()
        if row.state == "dispatched":
            assert (row.due_on is None) == still

    def teardown(self) -> None:
        """The chain holds."""
        assert chain_walk() == []


@pytest.mark.usefixtures("bureau")
def test_whatever_people_try_a_matter_keeps_its_promises(county, monkeypatch) -> None:
    monkeypatch.setattr(Life, "units", county, raising=False)
    REACHED.clear()
    run_state_machine_as_test(
        Life,
        settings=settings(
            max_examples=12,
            stateful_step_count=30,
            derandomize=True,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
    assert {"dispatched", "done", "struck"} <= set(REACHED), REACHED
