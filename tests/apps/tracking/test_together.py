import pytest

from bihuan.apps.ledgers.edits import Edit
from bihuan.apps.ledgers.services import EntryRefused, batch_undo, entries_edit, entry_remove
from bihuan.apps.tracking.holding import leads_open
from bihuan.apps.tracking.services import case_move
from support.matters import LEDGER, prove, stored


def together(ids, actor, **edit):
    return entries_edit(ledger=LEDGER, ids=ids, edit=Edit(**edit), actor=actor)


def test_matters_dispatched_together_are_in_the_units_hand_and_undone_out_of_it(bureau, case):
    batch = together(
        [case], bureau.dispatcher, deed="move", move="dispatch", on="2024-10-10", values={"handled_by": "东门镇"}
    )
    assert [holder.unit_id for holder in leads_open(LEDGER, case)] == [bureau.units["QX-01"]]
    assert str(stored(case).due_on) == "2024-10-16"
    batch_undo(batch=batch.pk, actor=bureau.dispatcher)
    assert (leads_open(LEDGER, case), stored(case).due_on) == ([], None)


def test_done_together_needs_files_for_each(bureau, handed):
    with pytest.raises(EntryRefused, match="要有佐证"):
        together(
            [handed],
            bureau.bureau,
            deed="move",
            move="finish",
            on="2024-10-12",
            values={"result": "已清"},
            evidence="照片",
        )
    prove(handed, bureau.bureau)
    together([handed], bureau.bureau, deed="move", move="finish", on="2024-10-12", values={"result": "已清"})
    assert stored(handed).state == "done"


def test_the_doer_does_not_check_together_either(bureau, done):
    both = bureau.person("局处置员", 4, bureau.checker.reaches["check"], "read", "check")
    with pytest.raises(EntryRefused, match="要由另一人做"):
        together([done], both, deed="move", move="strike", on="2024-10-16")


def test_struck_off_together_nobody_has_them_and_undone_the_unit_has_them_again(bureau, done):
    batch = together([done], bureau.checker, deed="move", move="strike", on="2024-10-16")
    assert leads_open(LEDGER, done) == []
    batch_undo(batch=batch.pk, actor=bureau.person("核查员", 2, bureau.checker.reaches["check"], "read", "write"))
    assert stored(done).state == "done" and len(leads_open(LEDGER, done)) == 1


def test_cells_that_only_moves_write_are_not_changed_together(bureau, handed):
    with pytest.raises(Exception, match="“承办单位”由流转"):
        together([handed], bureau.dispatcher, deed="change", values={"handled_by": "QX-02"})


def test_a_removed_matter_still_has_its_history(bureau, handed):
    entry_remove(ledger=LEDGER, entry_id=handed, reason="重复", actor=bureau.dispatcher)
    with pytest.raises(Exception, match="没有 #"):
        case_move(ledger=LEDGER, entry_id=handed, move="return", reason="x", actor=bureau.bureau)
