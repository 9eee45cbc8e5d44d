"""Whatever deed puts matters into a unit's hands or takes them out, the unit's people are told of it once."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from bihuan.apps.ledgers.edits import Edit
from bihuan.apps.ledgers.services import batch_import, batch_undo, entries_edit, entry_add, entry_remove, ledger_install
from bihuan.apps.notices.models import Notice
from bihuan.apps.notices.services import digest_make
from bihuan.apps.people.selectors import person_actor
from bihuan.apps.tracking.holding import leads_open
from bihuan.apps.tracking.services import case_move, support_ask
from bihuan.apps.units.actors import console
from support.case_pack import MOVES, cases
from support.matters import LEDGER, Bureau, finish, prove, stored
from support.people import person_make
from support.sheets import workbook

TO_TOWN = {"deed": "move", "move": "dispatch", "on": "2024-10-10", "values": {"handled_by": "东门镇"}}
TO_BUREAU = {**TO_TOWN, "values": {"handled_by": "县城管局"}}
BACK = {"deed": "move", "move": "return", "reason": "不属本单位"}
HEADER = ["单位", "案件编号", "受理日期", "立案日期", "派遣日期", "承办单位", "办结日期"]


@pytest.fixture
def town(bureau):
    """One who works for the town."""
    return person_make("zhen", "handler", unit="QX-01", name="甄示例")


@pytest.fixture
def office(bureau):
    """One who works for the bureau, in its office."""
    return person_make("chu", "handler", unit="QX-CG-1", name="楚示例")


def registered(count, unit="QX-02"):
    """So many matters of a town, registered."""
    dates = {"received_on": "2024-10-08", "registered_on": "2024-10-08"}
    return [
        entry_add(ledger=LEDGER, unit=unit, values={"case_no": f"B{number}", **dates}, actor=console("受理员"))
        for number in range(count)
    ]


def together(ids, actor, **edit):
    return entries_edit(ledger=LEDGER, ids=ids, edit=Edit(**edit), actor=actor)


def told(person):
    """What a person was told since it was last asked."""
    found = Notice.objects.filter(person=person.pk).order_by("pk")
    news = [(one.kind, one.text, one.ledger, one.entry_id) for one in found]
    found.delete()
    return news


def test_one_dispatched_by_a_bulk_edit_is_told_in_the_words_of_a_single_move(bureau, town, case):
    together([case], bureau.dispatcher, **TO_TOWN)
    assert told(town) == [("assigned", "案件台账“A1”派遣给东门镇", LEDGER, case)]
    case_move(ledger=LEDGER, entry_id=case, move="return", reason="不属本镇", actor=bureau.town)
    case_move(ledger=LEDGER, entry_id=case, move="dispatch", unit="东门镇", on="2024-10-10", actor=bureau.dispatcher)
    assert told(town)[-1] == ("assigned", "案件台账“A1”派遣给东门镇", LEDGER, case)


def test_several_are_told_once_with_the_list_that_holds_them(bureau, town, office):
    together(registered(3), bureau.dispatcher, **TO_TOWN)
    assert told(town) == [("assigned", "台账“案件台账”有 3 件派给贵单位", LEDGER, None)]
    assert told(office) == []


def test_an_import_tells_each_unit_once_of_what_it_has_to_answer(bureau, town, office, tmp_path):
    handed = ["2024-10-08", "2024-10-08", "2024-10-10"]
    rows = [
        ["西河镇", "C1", *handed, "东门镇", ""],
        ["西河镇", "C2", *handed, "东门镇", ""],
        ["西河镇", "C3", *handed, "县城管局", ""],
        ["西河镇", "C4", *handed, "县城管局", "2024-10-12"],  # answered long ago: no news
    ]
    batch_import(ledger=LEDGER, path=workbook(tmp_path / "案件.xlsx", HEADER, *rows), actor=console("登记员"))
    assert [words for _, words, _, _ in told(town)] == ["台账“案件台账”有 2 件派给贵单位"]
    assert [words for _, words, _, _ in told(office)] == ["案件台账“C3”派遣给青溪县城市管理局"]


def test_nobody_is_told_of_what_they_did_themselves(bureau, town):
    pai = person_make("pai", "dispatcher", unit="QX-01", scope="all", name="派示例")
    together(registered(2), person_actor(pai), **TO_TOWN)
    assert (told(pai), len(told(town))) == ([], 1)


def test_an_undone_dispatch_tells_the_unit_that_it_was_taken_back(bureau, town):
    both = together(registered(2), bureau.dispatcher, **TO_TOWN)
    told(town)
    batch_undo(batch=both.pk, actor=bureau.dispatcher)
    assert told(town) == [("returned", "台账“案件台账”有 2 件已撤回，不再由贵单位办理", LEDGER, None)]


def test_an_undone_return_puts_them_into_the_units_hands_again(bureau, town, case):
    together([case], bureau.dispatcher, **TO_TOWN)
    back = together([case], bureau.person("镇处置员", 6, bureau.at("QX-01"), "read", "handle", "write"), **BACK)
    told(town)
    batch_undo(batch=back.pk, actor=bureau.clerk)
    assert told(town) == [("assigned", "案件台账“A1”派遣给东门镇", LEDGER, case)]


def test_those_given_back_together_are_told_to_the_unit_that_recorded_them(bureau, town, office):
    ids = registered(2, unit="QX-01")
    together(ids, bureau.dispatcher, **TO_BUREAU)
    assert len(told(office)) == 1
    together(ids, bureau.bureau, **BACK)
    assert told(town) == [("returned", "台账“案件台账”有 2 件被退回", LEDGER, None)]
    assert told(office) == []


def test_help_that_was_asked_for_ends_with_a_word_when_the_matter_is_given_back(bureau, handed):
    helper = person_make("hesl", "handler", unit="QX-02", name="何示例")
    support_ask(ledger=LEDGER, entry_id=handed, units=["QX-02"], words="出两辆车", actor=bureau.bureau)
    told(helper)
    case_move(ledger=LEDGER, entry_id=handed, move="return", reason="不属本局", actor=bureau.bureau)
    assert told(helper) == [("returned", "案件台账“A1”已撤回，不再由西河镇办理", LEDGER, handed)]


def test_those_sent_back_together_are_told_to_the_unit_that_has_them_in_hand(bureau, office, handed):
    prove(handed, bureau.bureau)
    finish(handed, bureau.bureau)
    told(office)
    together([handed], bureau.checker, deed="move", move="rework", reason="没有清净")
    assert told(office) == [("returned", "案件台账“A1”被返工", LEDGER, handed)]


def test_those_struck_off_together_are_over_and_told_to_nobody(bureau, office, done):
    prove(done, bureau.checker)
    told(office)
    together([done], bureau.checker, deed="move", move="strike", on="2024-10-16")
    assert (leads_open(LEDGER, done), told(office)) == ([], [])


@pytest.mark.parametrize("alone", [True, False])
def test_a_removed_matter_is_in_nobodys_hand_and_its_unit_is_told(bureau, town, case, alone):
    together([case], bureau.dispatcher, **TO_TOWN)
    told(town)
    if alone:
        entry_remove(ledger=LEDGER, entry_id=case, reason="重复", actor=bureau.dispatcher)
    else:
        together([case], bureau.dispatcher, deed="remove", reason="重复")
    assert told(town) == [("returned", "案件台账“A1”已撤回，不再由东门镇办理", LEDGER, case)]
    assert leads_open(LEDGER, case) == []


def test_forty_are_handed_out_by_as_many_queries_as_two(bureau, town):
    counts = []
    for ids in (registered(2, unit="QX-02"), registered(40, unit="QX-03")):
        with CaptureQueriesContext(connection) as asked:
            together(ids, bureau.dispatcher, **TO_TOWN)
        counts.append(len(asked))
    assert counts[0] == counts[1]


REOPEN = {"key": "reopen", "label": "重办", "source": ["struck"], "target": "dispatched", "clears": ["done_on", "struck_on"],
          "right": "check", "needs": ["reason"]}  # fmt: skip
EARLY = [{**move, "source": ["received", "registered"]} if move["key"] == "dispatch" else move for move in MOVES]


@pytest.fixture
def reopening(county, data_folder):
    """A pack that lets a matter that was struck off be taken up again, and one be dispatched before it is registered."""
    ledger_install(ledger=cases(moves=[*EARLY, REOPEN]), actor=console("甲"))
    return Bureau(county)


@pytest.fixture
def struck(reopening):
    """A matter of the bureau that is over: nobody has it in hand."""
    dates = {"received_on": "2024-10-08", "registered_on": "2024-10-08"}
    entry = entry_add(ledger=LEDGER, unit="QX-01", values={"case_no": "A1", **dates}, actor=reopening.clerk)
    case_move(ledger=LEDGER, entry_id=entry, move="dispatch", unit="QX-CG", on="2024-10-10", actor=reopening.dispatcher)
    prove(entry, reopening.bureau)
    finish(entry, reopening.bureau)
    prove(entry, reopening.clerk, shade=40)
    case_move(ledger=LEDGER, entry_id=entry, move="strike", on="2024-10-16", actor=reopening.checker)
    assert (stored(entry).state, leads_open(LEDGER, entry)) == ("struck", [])
    return entry


@pytest.mark.parametrize("alone", [True, False])
def test_one_sent_back_from_its_end_is_again_in_the_hands_it_was_in(reopening, struck, alone):
    office = person_make("chu", "handler", unit="QX-CG-1", name="楚示例")
    if alone:
        case_move(ledger=LEDGER, entry_id=struck, move="reopen", reason="又堆上了", actor=reopening.checker)
    else:
        together([struck], reopening.checker, deed="move", move="reopen", reason="又堆上了")
    assert [holder.unit_id for holder in leads_open(LEDGER, struck)] == [reopening.units["QX-CG"]]
    assert told(office) == [("returned", "案件台账“A1”被重办", LEDGER, struck)]
    prove(struck, reopening.bureau, shade=60)
    assert finish(struck, reopening.bureau) == "done"


@pytest.mark.parametrize("alone", [True, False])
def test_a_move_back_leads_to_what_the_dates_leave_alone_and_together(reopening, alone):
    values = {"case_no": "A2", "received_on": "2024-10-08"}
    entry = entry_add(ledger=LEDGER, unit="QX-01", values=values, actor=reopening.clerk)
    case_move(ledger=LEDGER, entry_id=entry, move="dispatch", unit="QX-CG", on="2024-10-10", actor=reopening.dispatcher)
    if alone:
        case_move(ledger=LEDGER, entry_id=entry, move="return", reason="不属本局", actor=reopening.bureau)
    else:
        together([entry], reopening.bureau, **BACK)
    assert stored(entry).state == "received"


def test_a_digest_counts_matters_and_not_notices(bureau, town):
    together(registered(3), bureau.dispatcher, **TO_TOWN)
    digest = digest_make(actor=person_actor(town))
    assert [(one["title"], one["total"], len(one["items"])) for one in digest.lines if "新派" in one["title"]] == [
        ("新派给您的", 3, 1)
    ]
