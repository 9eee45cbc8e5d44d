import pytest

from bihuan.apps.ledgers.chain import event_record
from bihuan.apps.ledgers.models import Event
from bihuan.apps.ledgers.selectors import ledger_model
from bihuan.apps.ledgers.services import EntryRefused, entry_add, entry_change, entry_move, ledger_install
from bihuan.apps.units.actors import console
from bihuan.datamodel import BihuanError
from bihuan.packs.schema import Ledger

LIFE = {
    "ledger": "cases", "name": "案件台账", "measure": "件", "date": "filed_on", "key": ["case_no"],
    "fields": [
        {"name": "case_no", "label": "编号", "type": "text", "required": True},
        {"name": "filed_on", "label": "立案日期", "type": "date", "required": True},
        {"name": "handed_on", "label": "派遣日期", "type": "date"},
        {"name": "done_on", "label": "办结日期", "type": "date"},
        {"name": "checked_on", "label": "核查日期", "type": "date"},
        {"name": "handler", "label": "承办单位", "type": "unit"},
        {"name": "reworks", "label": "返工次数", "type": "integer", "kept": True},
    ],
    "states": [
        {"key": "filed", "label": "立案"}, {"key": "handed", "label": "处置中"},
        {"key": "done", "label": "办结"}, {"key": "struck", "label": "销号"},
    ],
    "moves": [
        {"key": "dispatch", "label": "派遣", "source": ["filed"], "target": "handed", "sets": "handed_on", "right": "dispatch",
         "fills": ["handler"]},
        {"key": "give_back", "label": "退回", "source": ["handed"], "target": "filed", "clears": ["handed_on"], "right": "handle",
         "needs": ["reason"]},
        {"key": "finish", "label": "办结", "source": ["handed"], "target": "done", "sets": "done_on", "right": "handle",
         "needs": ["evidence"]},
        {"key": "rework", "label": "返工", "source": ["done"], "target": "handed", "clears": ["done_on"], "counts": "reworks",
         "right": "check", "needs": ["reason", "another_person"]},
        {"key": "strike", "label": "销号", "source": ["done"], "target": "struck", "sets": "checked_on", "right": "check",
         "needs": ["another_person"]},
    ],
}  # fmt: skip


@pytest.fixture
def case(county) -> int:
    ledger_install(ledger=Ledger.model_validate(LIFE), actor=console("甲"))
    values = {"case_no": "A1", "filed_on": "2024-03-01"}
    return entry_add(ledger="cases", unit="QX-01", values=values, actor=console("甲"))


def move(case, key, actor="乙", on="2024-03-05", **given):
    return entry_move(ledger="cases", entry_id=case, move=key, on=on, actor=console(actor), **given)


def dispatched(case):
    return move(case, "dispatch", values={"handler": "QX-01"})


def stored(case):
    return ledger_model("cases").objects.get(pk=case)


def test_a_dispatch_names_whom_it_is_handed_to(case):
    with pytest.raises(EntryRefused, match="“派遣”时要填“承办单位”"):
        move(case, "dispatch")
    assert dispatched(case) == "handed"
    assert stored(case).handler == "QX-01"


def test_closure_needs_evidence(case):
    dispatched(case)
    with pytest.raises(EntryRefused, match="“办结”要有佐证"):
        move(case, "finish")
    assert move(case, "finish", evidence="照片 3 张") == "done"


def test_a_return_needs_a_reason_and_clears_the_date(case):
    dispatched(case)
    with pytest.raises(EntryRefused, match="“退回”要有原因"):
        move(case, "give_back")
    assert move(case, "give_back", reason="不属本镇") == "filed"
    assert stored(case).handed_on is None


def test_rework_is_counted_each_time(case):
    dispatched(case)
    for _ in range(2):
        move(case, "finish", evidence="照片", actor="丙")
        move(case, "rework", reason="没有清完", actor="丁")
    assert (stored(case).reworks, stored(case).state) == (2, "handed")


def test_nobody_checks_what_he_has_done(case):
    dispatched(case)
    move(case, "finish", evidence="照片", actor="丙")
    with pytest.raises(BihuanError, match="要由另一人做：上一步是丙做的"):
        move(case, "strike", actor="丙")
    assert move(case, "strike", actor="丁") == "struck"


def test_only_the_mover_of_the_entry_itself_counts_as_the_other_person(case):
    dispatched(case)
    move(case, "finish", evidence="照片", actor="丙")
    event_record(deed="note", subject="cases", changes={"text": "看过"}, actor="丁")
    assert move(case, "strike", actor="丁") == "struck"


def test_reason_and_evidence_stand_in_the_event(case):
    dispatched(case)
    move(case, "give_back", reason="不属本镇")
    changes = Event.objects.latest("seq").changes
    assert '"#move":[null,"give_back"]' in changes and '"#reason":[null,"不属本镇"]' in changes


def test_a_row_changed_meanwhile_is_not_written_over(case):
    seen = stored(case).digest
    entry_change(ledger="cases", entry_id=case, values={"case_no": "A2"}, actor=console("乙"), seen=seen)
    with pytest.raises(BihuanError, match="刚被别人改过"):
        entry_change(ledger="cases", entry_id=case, values={"case_no": "A3"}, actor=console("丙"), seen=seen)
    assert stored(case).case_no == "A2"
