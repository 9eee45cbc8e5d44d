from datetime import date

import pytest

from bihuan.apps.ledgers.audit import chain_walk
from bihuan.apps.ledgers.selectors import ledger_model
from bihuan.apps.ledgers.services import (
    batch_import,
    calendar_import,
    calendar_preview,
    entry_add,
    entry_change,
    ledger_install,
)
from bihuan.apps.tracking.lights import light_of
from bihuan.apps.tracking.models import Extension, Pause
from bihuan.apps.tracking.selectors import matter_shown
from bihuan.apps.tracking.services import case_dispatch, clock_pause, clock_resume, extension_ask, extension_decide
from bihuan.apps.tracking.terms import EntryClock
from bihuan.apps.units.actors import console
from bihuan.datamodel import BihuanError
from bihuan.packs.schema import LedgerClock
from bihuan.workdays import calendar_national
from support.case_pack import cases
from support.matters import LEDGER, finish, prove, stored
from support.sheets import workbook

CLOCK = LedgerClock.model_validate(
    {"key": "handling", "label": "时限", "starts": "handed_on", "stops": "done_on", "due": "due_on",
     "term": {"days": 5, "by": {"urgency": {"urgent": 1, "at_once": 0}}}}
)  # fmt: skip


@pytest.fixture(autouse=True)
def day(settings):
    """The desk stands at 2024-10-18."""
    settings.BIHUAN = settings.BIHUAN.model_copy(update={"today": date(2024, 10, 18)})


def clock(**values):
    return EntryClock(CLOCK, values, calendar_national())


@pytest.mark.parametrize(
    ("urgency", "due"),
    [
        ("usual", date(2024, 10, 16)),
        ("urgent", date(2024, 10, 11)),
        ("at_once", date(2024, 10, 10)),
        (None, date(2024, 10, 16)),
    ],
)
def test_the_term_is_that_of_the_choice(urgency, due):
    assert clock(handed_on="2024-10-10", urgency=urgency).day == due


def test_a_date_that_is_not_the_clocks_was_given_by_hand():
    assert clock(handed_on="2024-10-10", due_on="2024-10-20").given
    assert not clock(handed_on="2024-10-10", due_on="2024-10-16").given


def test_the_light_says_how_late_it_was_done():
    late = clock(handed_on="2024-10-10", due_on="2024-10-16", done_on="2024-10-18")
    assert light_of(late, date(2024, 11, 1)) == ("overdue", "超期 2 个工作日办结")


@pytest.mark.parametrize(
    ("as_of", "light", "words"),
    [
        (date(2024, 10, 11), "normal", "还剩 4 个工作日"),
        (date(2024, 10, 14), "soon", "还剩 2 个工作日"),
        (date(2024, 10, 16), "soon", "今天到期"),
        (date(2024, 10, 18), "overdue", "已超期 2 个工作日"),
    ],
)
def test_the_light_of_a_running_clock(as_of, light, words):
    assert light_of(clock(handed_on="2024-10-10", due_on="2024-10-16"), as_of) == (light, words)


def test_a_changed_urgency_moves_the_due_date_but_not_one_given_by_hand(bureau, handed):
    entry_change(ledger=LEDGER, entry_id=handed, values={"urgency": "urgent"}, actor=bureau.dispatcher)
    assert stored(handed).due_on == date(2024, 10, 11)
    entry_change(ledger=LEDGER, entry_id=handed, values={"due_on": "2024-10-25"}, actor=bureau.dispatcher)
    entry_change(ledger=LEDGER, entry_id=handed, values={"urgency": "usual"}, actor=bureau.dispatcher)
    assert stored(handed).due_on == date(2024, 10, 25)


def test_clearing_a_given_date_lets_the_clock_set_it_again(bureau, handed):
    entry_change(ledger=LEDGER, entry_id=handed, values={"due_on": "2024-10-25"}, actor=bureau.dispatcher)
    entry_change(ledger=LEDGER, entry_id=handed, values={"due_on": None}, actor=bureau.dispatcher)
    assert stored(handed).due_on == date(2024, 10, 16)


def test_an_approved_extension_is_counted_and_moves_the_due_date(bureau, handed):
    asked = extension_ask(ledger=LEDGER, entry_id=handed, days=3, reason="等吊车", actor=bureau.bureau)
    due = extension_decide(extension=asked.pk, approve=True, actor=bureau.dispatcher)
    assert (due, stored(handed).due_on, stored(handed).extensions) == (date(2024, 10, 21), date(2024, 10, 21), 1)


def test_an_extension_of_a_given_date_moves_that_date_on(bureau, handed):
    entry_change(ledger=LEDGER, entry_id=handed, values={"due_on": "2024-10-25"}, actor=bureau.dispatcher)
    asked = extension_ask(ledger=LEDGER, entry_id=handed, days=1, reason="等吊车", actor=bureau.bureau)
    assert extension_decide(extension=asked.pk, approve=True, actor=bureau.dispatcher) == date(2024, 10, 28)


def test_who_asked_does_not_approve(bureau, handed):
    both = bureau.person("兼任", 9, bureau.dispatcher.reaches["dispatch"], "read", "handle", "dispatch")
    asked = extension_ask(ledger=LEDGER, entry_id=handed, days=3, reason="等吊车", actor=both)
    with pytest.raises(BihuanError, match="要由另一人批准"):
        extension_decide(extension=asked.pk, approve=True, actor=both)


def test_a_handler_does_not_approve(bureau, handed):
    asked = extension_ask(ledger=LEDGER, entry_id=handed, days=3, reason="等吊车", actor=bureau.bureau)
    with pytest.raises(BihuanError, match="没有派遣的权限"):
        extension_decide(extension=asked.pk, approve=True, actor=bureau.bureau)


def test_a_refusal_has_its_reason_and_moves_nothing(bureau, handed):
    asked = extension_ask(ledger=LEDGER, entry_id=handed, days=3, reason="等吊车", actor=bureau.bureau)
    with pytest.raises(BihuanError, match="不批准的原因没有写"):
        extension_decide(extension=asked.pk, approve=False, actor=bureau.dispatcher)
    extension_decide(extension=asked.pk, approve=False, note="现场有吊车", actor=bureau.dispatcher)
    assert (stored(handed).due_on, stored(handed).extensions) == (date(2024, 10, 16), None)
    assert Extension.objects.get().approved is False


def test_no_more_extensions_than_the_pack_allows(bureau, handed):
    asked = extension_ask(ledger=LEDGER, entry_id=handed, days=3, reason="等吊车", actor=bureau.bureau)
    with pytest.raises(BihuanError, match="等待批复"):
        extension_ask(ledger=LEDGER, entry_id=handed, days=1, reason="再等", actor=bureau.bureau)
    extension_decide(extension=asked.pk, approve=True, actor=bureau.dispatcher)
    with pytest.raises(BihuanError, match="最多延期 1 次"):
        extension_ask(ledger=LEDGER, entry_id=handed, days=1, reason="再等", actor=bureau.bureau)


def test_a_pause_takes_the_days_off_and_the_steps_say_why(bureau, handed):
    clock_pause(ledger=LEDGER, entry_id=handed, reason="等补充材料", on=date(2024, 10, 14), actor=bureau.dispatcher)
    assert stored(handed).due_on is None
    due = clock_resume(ledger=LEDGER, entry_id=handed, on=date(2024, 10, 17), actor=bureau.dispatcher)
    assert due == stored(handed).due_on == date(2024, 10, 21)
    shown = matter_shown(ledger=LEDGER, entry_id=handed, actor=bureau.dispatcher, as_of=date(2024, 10, 18))
    assert "暂停 3 个工作日：等补充材料（2024-10-14 至 2024-10-16）" in [step.words for step in shown.clocks[0].steps]


def test_resumed_on_the_day_it_was_paused_nothing_was_held(bureau, handed):
    clock_pause(ledger=LEDGER, entry_id=handed, reason="误操作", on=date(2024, 10, 14), actor=bureau.dispatcher)
    assert clock_resume(ledger=LEDGER, entry_id=handed, on=date(2024, 10, 14), actor=bureau.dispatcher) == date(
        2024, 10, 16
    )


def test_a_given_date_moves_on_by_what_was_held(bureau, handed):
    entry_change(ledger=LEDGER, entry_id=handed, values={"due_on": "2024-10-25"}, actor=bureau.dispatcher)
    clock_pause(ledger=LEDGER, entry_id=handed, reason="等材料", on=date(2024, 10, 14), actor=bureau.dispatcher)
    assert clock_resume(ledger=LEDGER, entry_id=handed, on=date(2024, 10, 16), actor=bureau.dispatcher) == date(
        2024, 10, 29
    )


def test_a_pause_needs_a_reason_and_is_not_doubled(bureau, handed):
    with pytest.raises(BihuanError, match="暂停原因没有写"):
        clock_pause(ledger=LEDGER, entry_id=handed, reason=" ", actor=bureau.dispatcher)
    clock_pause(ledger=LEDGER, entry_id=handed, reason="等材料", actor=bureau.dispatcher)
    with pytest.raises(BihuanError, match="已经暂停"):
        clock_pause(ledger=LEDGER, entry_id=handed, reason="等材料", actor=bureau.dispatcher)
    assert Pause.objects.count() == 1


def test_a_clock_that_was_stopped_is_not_paused(bureau, handed):
    prove(handed, bureau.bureau)
    finish(handed, bureau.bureau)
    with pytest.raises(BihuanError, match="已在 2024-10-15 停止"):
        clock_pause(ledger=LEDGER, entry_id=handed, reason="等材料", actor=bureau.dispatcher)


def test_an_import_sets_what_the_sheet_does_not_give(bureau, tmp_path):
    header = ["单位", "案件编号", "受理日期", "立案日期", "派遣日期", "承办单位", "处置时限"]
    rows = [
        ["东门镇", "C1", "2024-10-08", "2024-10-08", "2024-10-10", "西河镇", ""],
        ["东门镇", "C2", "2024-10-08", "2024-10-08", "2024-10-10", "西河镇", "2024-12-01"],
    ]
    sheet = workbook(tmp_path / "案件.xlsx", header, *rows)
    result = batch_import(ledger=LEDGER, path=sheet, actor=console("甲"))
    assert (result.rejects, result.added) == ([], 2)
    dues = dict(stored_all("case_no", "due_on"))
    assert dues == {"C1": date(2024, 10, 16), "C2": date(2024, 12, 1)}


def stored_all(*names):
    return ledger_model(LEDGER)._default_manager.values_list(*names)


def test_a_required_due_date_may_be_left_to_the_clock(county):
    fields = [{**field.model_dump(), "required": field.name == "due_on" or field.required} for field in cases().fields]
    ledger_install(ledger=cases(fields=fields), actor=console("甲"))
    values = {
        "case_no": "B1",
        "received_on": "2024-10-08",
        "registered_on": "2024-10-08",
        "handled_by": "QX-02",
        "dispatched_on": "2024-10-10",
    }
    entry = entry_add(ledger=LEDGER, unit="QX-02", values=values, actor=console("甲"))
    assert stored(entry).due_on == date(2024, 10, 16)


LOCAL = """calendar: 1
kind: local
area: 青溪县
years:
  - year: 2024
    off:
      - {name: 县庆, from: 2024-10-15}
"""


@pytest.fixture
def holiday(tmp_path):
    """The county's own holiday falls into the term."""
    path = tmp_path / "县庆.yaml"
    path.write_text(LOCAL, encoding="utf-8")
    return path


def test_a_new_calendar_tells_before_what_it_moves_and_then_moves_it(bureau, handed, holiday):
    told = calendar_preview(path=holiday, actor=console("甲"), unit="QX").plan.due_changes
    assert [(one.change.old.day, one.change.new.day) for one in told] == [(date(2024, 10, 16), date(2024, 10, 17))]
    assert "案件台账 A1 处置时限" in told[0].matter and stored(handed).due_on == date(2024, 10, 16)
    calendar_import(path=holiday, actor=console("甲"), unit="QX")
    assert stored(handed).due_on == date(2024, 10, 17)
    assert "县庆" in " ".join(step.words for step in shown_clock(bureau, handed).steps)


def test_a_date_given_by_hand_is_not_recomputed(bureau, handed, holiday):
    entry_change(ledger=LEDGER, entry_id=handed, values={"due_on": "2024-10-25"}, actor=bureau.dispatcher)
    assert calendar_import(path=holiday, actor=console("甲"), unit="QX").plan.due_changes == []
    assert (stored(handed).due_on, shown_clock(bureau, handed).given) == (date(2024, 10, 25), True)


def test_the_chain_holds_after_dates_were_recomputed(bureau, handed, holiday):
    calendar_import(path=holiday, actor=console("甲"), unit="QX")
    assert chain_walk() == []


def test_past_the_last_notice_a_date_is_provisional(bureau, case):
    case_dispatch(ledger=LEDGER, entry_id=case, unit="县城管局", on="2031-03-03", actor=bureau.dispatcher)
    clock = shown_clock(bureau, case)
    assert clock.provisional and "暂按周一至周五" in clock.steps[-1].words


def shown_clock(bureau, entry):
    return matter_shown(ledger=LEDGER, entry_id=entry, actor=bureau.dispatcher, as_of=date(2024, 10, 18)).clocks[0]
