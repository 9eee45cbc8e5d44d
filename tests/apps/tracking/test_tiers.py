from datetime import date

import pytest

from bihuan.apps.ledgers.models import Holder
from bihuan.apps.ledgers.services import EntryRefused
from bihuan.apps.people.selectors import person_actor
from bihuan.apps.tracking.holding import leads_open
from bihuan.apps.tracking.models import Press, Support
from bihuan.apps.tracking.services import (
    case_forward,
    case_handover,
    case_return_up,
    case_supervise,
    case_take_back,
    case_urge,
    press_answer,
    support_answer,
    support_ask,
    support_withdraw,
)
from bihuan.apps.units.models import Unit
from bihuan.datamodel import BihuanError
from support.matters import LEDGER, finish, prove, stored
from support.people import person_make


@pytest.fixture(autouse=True)
def day(settings):
    """The desk stands at 2024-10-18."""
    settings.BIHUAN = settings.BIHUAN.model_copy(update={"today": date(2024, 10, 18)})


@pytest.fixture
def forwarded(bureau, handed):
    """The bureau has passed it to the town that it serves, and stays in charge."""
    case_forward(ledger=LEDGER, entry_id=handed, unit="QX-01", actor=bureau.bureau_dispatch)
    return handed


def codes(entry):
    return [Unit.objects.get(pk=holder.unit_id).code for holder in leads_open(LEDGER, entry)]


def test_a_bureau_passes_a_matter_to_a_town_of_the_place_it_serves(bureau, forwarded):
    assert codes(forwarded) == ["QX-CG", "QX-01"]
    prove(forwarded, bureau.town)
    assert finish(forwarded, bureau.town) == "done"


def test_a_matter_is_not_passed_sideways(bureau, forwarded):
    with pytest.raises(BihuanError, match="西河镇不在东门镇之下"):
        case_forward(ledger=LEDGER, entry_id=forwarded, unit="QX-02", actor=bureau.town)


def test_a_unit_without_it_in_hand_passes_nothing(bureau, handed):
    with pytest.raises(BihuanError, match="没有 #"):
        case_forward(ledger=LEDGER, entry_id=handed, unit="QX-01", actor=bureau.other_town)


def test_the_town_gives_it_back_to_the_bureau_above(bureau, forwarded):
    case_return_up(ledger=LEDGER, entry_id=forwarded, reason="不在本镇", actor=bureau.town)
    assert (codes(forwarded), stored(forwarded).state) == (["QX-CG"], "dispatched")


def test_the_unit_that_was_handed_the_matter_has_nothing_above(bureau, handed):
    with pytest.raises(BihuanError, match="上面没有转来的单位"):
        case_return_up(ledger=LEDGER, entry_id=handed, reason="不办", actor=bureau.bureau)


def test_the_bureau_takes_it_back(bureau, forwarded):
    case_take_back(ledger=LEDGER, entry_id=forwarded, reason="本局直接办", actor=bureau.bureau)
    assert codes(forwarded) == ["QX-CG"]


def test_a_town_does_not_take_back_what_the_bureau_has(bureau, forwarded):
    with pytest.raises(BihuanError, match="没有可以收回"):
        case_take_back(ledger=LEDGER, entry_id=forwarded, reason="不行", actor=bureau.town)


def test_a_named_person_of_scope_self_has_it_in_hand(bureau, handed):
    named = person_make("xiaowang", "handler", unit="QX-CG-1", scope="self", name="王小示")
    person = person_actor(named)
    with pytest.raises(BihuanError, match="没有 #"):
        prove(handed, person)
    assert case_handover(ledger=LEDGER, entry_id=handed, person=named.pk, actor=bureau.bureau) == "王小示"
    prove(handed, person)
    assert finish(handed, person) == "done"


def test_only_a_person_of_the_unit_is_named(bureau, handed):
    other = person_make("xiaoli", "handler", unit="QX-02", name="李小示")
    with pytest.raises(BihuanError, match="没有这个人"):
        case_handover(ledger=LEDGER, entry_id=handed, person=other.pk, actor=bureau.bureau)


def test_helpers_answer_and_only_the_lead_closes(bureau, handed):
    asked = support_ask(ledger=LEDGER, entry_id=handed, units=["QX-02"], words="出两辆车", actor=bureau.bureau)[0]
    prove(handed, bureau.bureau)
    with pytest.raises(EntryRefused, match="协办单位还没有答复：西河镇"):
        finish(handed, bureau.bureau)
    with pytest.raises(EntryRefused, match="不是主办单位"):
        finish(handed, bureau.other_town)
    support_answer(support=asked.pk, answer="已出车两辆", actor=bureau.other_town)
    assert finish(handed, bureau.bureau) == "done"


def test_a_unit_answers_for_its_own_help_only(bureau, handed):
    asked = support_ask(ledger=LEDGER, entry_id=handed, units=["QX-02"], words="出两辆车", actor=bureau.bureau)[0]
    with pytest.raises(BihuanError, match="不在您处置的范围内"):
        support_answer(support=asked.pk, answer="替他们答", actor=bureau.bureau)


def test_help_that_was_withdrawn_holds_nothing_up(bureau, handed):
    asked = support_ask(ledger=LEDGER, entry_id=handed, units=["QX-02"], words="出车", actor=bureau.bureau)[0]
    support_withdraw(support=asked.pk, reason="已有车", actor=bureau.bureau)
    assert not Support.objects.get().open
    assert not Holder.objects.filter(part=Holder.SUPPORT, until="").exists()


def test_a_unit_is_not_asked_twice_nor_the_lead(bureau, handed):
    support_ask(ledger=LEDGER, entry_id=handed, units=["QX-02"], words="出车", actor=bureau.bureau)
    for unit in ("QX-02", "QX-CG"):
        with pytest.raises(BihuanError, match="已在主办或协办"):
            support_ask(ledger=LEDGER, entry_id=handed, units=[unit], words="出车", actor=bureau.bureau)


def test_urging_and_supervision_reach_the_unit_that_works_on_it(bureau, forwarded):
    case_urge(ledger=LEDGER, entry_id=forwarded, actor=bureau.dispatcher)
    case_supervise(ledger=LEDGER, entry_id=forwarded, words="查明原因", due=date(2024, 10, 21), actor=bureau.leader)
    town = Unit.objects.get(code="QX-01").pk
    assert {(press.kind, press.unit_id) for press in Press.objects.all()} == {("urge", town), ("supervise", town)}


def test_supervision_is_answered_once(bureau, handed):
    press = case_supervise(
        ledger=LEDGER, entry_id=handed, words="查明原因", due=date(2024, 10, 21), actor=bureau.leader
    )
    press_answer(press=press.pk, answer="明天清完", actor=bureau.bureau)
    with pytest.raises(BihuanError, match="已经回复过"):
        press_answer(press=press.pk, answer="又一次", actor=bureau.bureau)


def test_a_handler_does_not_supervise(bureau, handed):
    with pytest.raises(BihuanError, match="您没有督办的权限"):
        case_supervise(ledger=LEDGER, entry_id=handed, words="快", due=date(2024, 10, 21), actor=bureau.bureau)


def test_nobody_urges_what_nobody_has_in_hand(bureau, case):
    with pytest.raises(BihuanError, match="没有承办单位"):
        case_urge(ledger=LEDGER, entry_id=case, actor=bureau.dispatcher)
