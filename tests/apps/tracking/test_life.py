from datetime import date

import pytest

from bihuan.apps.ledgers.audit import chain_walk
from bihuan.apps.ledgers.models import Event, Holder
from bihuan.apps.ledgers.services import EntryRefused, entry_add, entry_change
from bihuan.apps.tracking.holding import leads_open
from bihuan.apps.tracking.services import case_dispatch, case_move, case_return
from bihuan.apps.units.models import Unit
from bihuan.datamodel import BihuanError
from support.matters import LEDGER, finish, prove, stored


def move(entry, key, actor, **more):
    return case_move(ledger=LEDGER, entry_id=entry, move=key, actor=actor, **more)


def in_hand(entry):
    return [Unit.objects.get(pk=holder.unit_id).name for holder in leads_open(LEDGER, entry)]


def test_dispatch_hands_the_matter_to_a_unit_and_sets_its_due_date(bureau, handed):
    assert in_hand(handed) == ["青溪县城市管理局"]
    assert stored(handed).handled_by == "QX-CG"
    assert stored(handed).due_on == date(2024, 10, 16)


def test_dispatch_without_a_unit_is_refused(bureau, case):
    with pytest.raises(EntryRefused, match="要写明给哪个单位"):
        move(case, "dispatch", bureau.dispatcher, on="2024-10-10")


def test_only_the_unit_in_hand_says_it_is_done(bureau, handed):
    with pytest.raises(BihuanError, match=f"没有 #{handed} 号条目"):
        finish(handed, bureau.other_town)


def test_a_town_does_not_answer_for_the_bureau_though_the_matter_lies_there(bureau, handed):
    with pytest.raises(EntryRefused, match="不是主办单位"):
        finish(handed, bureau.town)


def test_done_needs_a_file_not_words(bureau, handed):
    with pytest.raises(EntryRefused, match="要有佐证"):
        move(handed, "finish", bureau.bureau, evidence="照片三张", values={"result": "已清理"})


def test_the_event_of_closure_carries_the_digest_of_its_evidence(bureau, handed):
    kept = prove(handed, bureau.bureau)
    finish(handed, bureau.bureau)
    assert kept.sha256 in Event.objects.filter(entry_id=handed, deed="move").latest("seq").changes


def test_who_did_it_does_not_check_it(bureau, handed):
    both = bureau.person("兼任", 9, bureau.dispatcher.reaches["dispatch"], "read", "handle", "check")
    prove(handed, both)
    finish(handed, both)
    with pytest.raises(BihuanError, match="要由另一人做"):
        move(handed, "strike", both)


def test_another_person_strikes_it_off_and_nobody_has_it_in_hand(bureau, done):
    assert move(done, "strike", bureau.checker, on="2024-10-16") == "struck"
    assert in_hand(done) == []


def test_rework_is_counted_and_leaves_the_unit_in_charge(bureau, done):
    assert move(done, "rework", bureau.checker, reason="没有清干净") == "dispatched"
    assert (stored(done).reworks, in_hand(done)) == (1, ["青溪县城市管理局"])


def test_evidence_of_an_answer_that_was_sent_back_does_not_prove_the_next(bureau, done):
    move(done, "rework", bureau.checker, reason="没有清干净")
    with pytest.raises(EntryRefused, match="要有佐证"):
        finish(done, bureau.bureau)
    prove(done, bureau.bureau, shade=30)
    assert finish(done, bureau.bureau) == "done"


def test_return_needs_a_reason_and_takes_the_matter_out_of_hand(bureau, handed):
    with pytest.raises(EntryRefused, match="要有原因"):
        case_return(ledger=LEDGER, entry_id=handed, reason=" ", actor=bureau.bureau)
    case_return(ledger=LEDGER, entry_id=handed, reason="不是本局职责", actor=bureau.bureau)
    assert (in_hand(handed), stored(handed).due_on) == ([], None)


def test_who_gave_it_back_may_still_read_it_but_no_longer_answer(bureau, handed):
    case_return(ledger=LEDGER, entry_id=handed, reason="不是本局职责", actor=bureau.bureau)
    case_dispatch(ledger=LEDGER, entry_id=handed, unit="东门镇", on="2024-10-11", actor=bureau.dispatcher)
    with pytest.raises(BihuanError, match="不在您处置的范围内"):
        finish(handed, bureau.bureau)


def test_dates_of_moves_are_not_written_by_hand(bureau, done):
    with pytest.raises(EntryRefused, match="“销号日期”由“核查销号”写入"):
        entry_change(ledger=LEDGER, entry_id=done, values={"struck_on": "2024-10-20"}, actor=bureau.dispatcher)


def test_no_matter_is_added_as_done(bureau):
    values = {"case_no": "B1", "received_on": "2024-10-08", "registered_on": "2024-10-08", "handled_by": "QX-CG",
              "dispatched_on": "2024-10-09", "done_on": "2024-10-09"}  # fmt: skip
    with pytest.raises(EntryRefused, match="“办结日期”由“办结”写入"):
        entry_add(ledger=LEDGER, unit="QX-01", values=values, actor=bureau.dispatcher)


def test_a_matter_added_as_dispatched_is_in_hand_with_a_due_date(bureau):
    values = {
        "case_no": "B1",
        "received_on": "2024-10-08",
        "registered_on": "2024-10-08",
        "handled_by": "西河",
        "dispatched_on": "2024-10-10",
    }
    entry = entry_add(ledger=LEDGER, unit="QX-02", values=values, actor=bureau.dispatcher)
    assert (in_hand(entry), stored(entry).due_on) == (["西河镇"], date(2024, 10, 16))


def test_a_save_over_what_somebody_changed_meanwhile_is_refused(bureau, handed):
    seen = stored(handed).digest
    entry_change(ledger=LEDGER, entry_id=handed, values={"matter": "垃圾堆放"}, actor=bureau.dispatcher)
    with pytest.raises(BihuanError, match="刚被别人改过"):
        move(handed, "finish", bureau.bureau, seen=seen)


def test_the_chain_holds_after_a_whole_life(bureau, done):
    move(done, "strike", bureau.checker, on="2024-10-16")
    assert chain_walk() == [] and Holder.objects.filter(entry_id=done, part="lead", until="").count() == 0
