"""核对 of installed ledgers; approved entries that are frozen; counts too small to be entered."""

import pytest

from bihuan.apps.ledgers.checking import entry_checks, ledger_checks
from bihuan.apps.ledgers.services import (
    EntryRefused,
    entry_add,
    entry_change,
    entry_move,
    entry_remove,
    ledger_install,
)
from bihuan.apps.units.actors import console
from bihuan.apps.units.models import Unit
from bihuan.datamodel import BihuanError
from bihuan.packs.schema import Ledger

ME = console("甲")


def ledger(name: str, fields: list[dict], **keys) -> Ledger:
    given = [{"name": "day", "label": "日期", "type": "date", "required": True}, *fields]
    return Ledger.model_validate(
        {"ledger": name, "name": name, "measure": "条", "date": "day", "key": ["number"], "fields": given, **keys}
    )


NUMBER = {"name": "number", "label": "编号", "type": "text", "required": True}
POTS = ledger(
    "pots",
    [NUMBER, {"name": "total", "label": "总额", "type": "money"}],
    checks=[{"check": "parts", "name": "分配之和等于总额", "equals": "total", "lines": "parts", "by": "number", "amount": "share"}],
)  # fmt: skip
PARTS = ledger("parts", [NUMBER, {"name": "use", "label": "用途", "type": "text"}, {"name": "share", "label": "金额", "type": "money"}], key=["number", "use"])  # fmt: skip


def add(name, unit="QX-01", **values) -> int:
    return entry_add(ledger=name, unit=unit, values={"day": "2024-05-06", **values}, actor=ME)


@pytest.fixture
def pots(county):
    for each in (POTS, PARTS):
        ledger_install(ledger=each, actor=ME)
    add("pots", number="A", total="3万")
    add("parts", number="A", use="修路", share="2万")
    return add("pots", number="B", total="100", unit="QX-02")


def test_a_pot_whose_lines_do_not_sum_is_found_with_the_gap(pots):
    found = ledger_checks("pots")
    assert [(gap.key, str(gap.amount)) for gap in found] == [("A", "-10000.00"), ("B", "-100.00")]
    assert found[0].message == "分配之和等于总额：“总额”30000元，“parts”合计20000元，少10000元"


def test_a_gap_closes_when_the_missing_line_is_entered(pots):
    add("parts", number="A", use="栽树", share="1万")
    assert [gap.key for gap in ledger_checks("pots")] == ["B"]


def test_a_removed_line_counts_no_more(pots):
    line = add("parts", number="B", use="修路", share="100", unit="QX-02")
    assert entry_checks("pots", pots) == []
    entry_remove(ledger="parts", entry_id=line, actor=ME, reason="录错")
    assert [gap.key for gap in entry_checks("pots", pots)] == ["B"]


def test_only_a_unit_and_what_is_below_it(pots):
    assert [gap.key for gap in ledger_checks("pots", unit=Unit.objects.get(code="QX-02"))] == ["B"]


def test_queries_do_not_grow_with_the_entries(pots, django_assert_num_queries):
    for number in range(30):
        add("pots", number=f"C{number}", total="1")
    with django_assert_num_queries(3):
        assert len(ledger_checks("pots")) == 32


PLANS = ledger(
    "plans",
    [NUMBER, {"name": "amount", "label": "目标", "type": "integer"}, {"name": "approved_on", "label": "批准日期", "type": "date"}],
    states=[{"key": "draft", "label": "拟定"}, {"key": "approved", "label": "已批准", "frozen": True}],
    moves=[
        {"key": "approve", "label": "批准", "source": ["draft"], "target": "approved", "sets": "approved_on"},
        {"key": "withdraw", "label": "撤回", "source": ["approved"], "target": "draft", "clears": ["approved_on"]},
    ],
)  # fmt: skip


@pytest.fixture
def approved(county) -> int:
    ledger_install(ledger=PLANS, actor=ME)
    entry = add("plans", number="A", amount=10)
    entry_move(ledger="plans", entry_id=entry, move="approve", on="2024-05-07", actor=ME)
    return entry


def test_what_was_approved_cannot_be_changed(approved):
    with pytest.raises(BihuanError, match="已批准的条目不能再改"):
        entry_change(ledger="plans", entry_id=approved, values={"amount": 8}, actor=ME)


def test_what_was_approved_cannot_be_removed(approved):
    with pytest.raises(BihuanError, match="已批准的条目不能再改"):
        entry_remove(ledger="plans", entry_id=approved, actor=ME, reason="不要了")


def test_what_was_approved_may_be_withdrawn_and_then_changed(approved):
    entry_move(ledger="plans", entry_id=approved, move="withdraw", on="2024-05-08", actor=ME)
    assert entry_change(ledger="plans", entry_id=approved, values={"amount": 8}, actor=ME)


def test_what_was_approved_is_not_changed_by_a_workbook(approved, tmp_path):
    from bihuan.apps.ledgers.services import batch_import
    from support.sheets import workbook

    path = workbook(
        tmp_path / "a.xlsx", ("单位", "编号", "日期", "目标", "批准日期"), ("QX-01", "A", "2024-05-06", 8, "2024-05-07")
    )
    result = batch_import(ledger="plans", path=path, actor=ME)
    assert [reject.message for reject in result.rejects] == ["已批准的条目不能再改，调整时另记一条"]


@pytest.mark.parametrize(("persons", "refused"), [(0, False), (1, True), (4, True), (5, False)])
def test_counts_that_would_point_at_persons_are_refused(county, persons, refused):
    ledger_install(
        ledger=ledger("counts", [NUMBER, {"name": "persons", "label": "人次", "type": "integer", "cell_min": 5}]),
        actor=ME,
    )
    if refused:
        with pytest.raises(EntryRefused, match="人数少于 5，可能认出是谁"):
            add("counts", number="A", persons=persons)
    else:
        add("counts", number="A", persons=persons)


def test_a_move_back_leads_to_what_the_dates_leave(county):
    days = [{"name": name, "label": name, "type": "date"} for name in ("sent_on", "closed_on")]
    cases = ledger(
        "cases",
        [NUMBER, *days],
        states=[{"key": key, "label": key} for key in ("open", "sent", "closed")],
        moves=[
            {"key": "send", "label": "派遣", "source": ["open"], "target": "sent", "sets": "sent_on"},
            {"key": "close", "label": "办结", "source": ["open", "sent"], "target": "closed", "sets": "closed_on"},
            {"key": "rework", "label": "返工", "source": ["closed"], "target": "sent", "clears": ["closed_on"]},
        ],
    )
    ledger_install(ledger=cases, actor=ME)
    old = add("cases", number="旧表", closed_on="2024-05-08")
    assert entry_move(ledger="cases", entry_id=old, move="rework", on="2024-05-09", actor=ME) == "open"
