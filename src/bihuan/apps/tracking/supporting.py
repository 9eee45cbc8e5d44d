"""协办: other units are asked to help; each answers for itself, and the lead unit answers for the whole."""

from collections.abc import Sequence

from django.db import transaction

from bihuan.apps.ledgers.chain import now_text
from bihuan.apps.ledgers.models import Holder
from bihuan.apps.tracking.holding import hold, holders_open, release
from bihuan.apps.tracking.matter import Matter, words_needed
from bihuan.apps.tracking.models import Support
from bihuan.apps.tracking.passing import ledger_of, notice_to, own_lead
from bihuan.apps.units.actors import Actor, Right
from bihuan.apps.units.models import Unit
from bihuan.apps.units.selectors import unit_get


@transaction.atomic
def support_ask(*, ledger: str, entry_id: int, units: Sequence[str], words: str, actor: Actor) -> list[Support]:
    """Ask units for help with a matter; the lead unit asks, or the dispatcher."""
    matter = Matter(ledger, entry_id, actor, Right.DISPATCH, Right.HANDLE)
    said = words_needed(words, "协办事项")
    lead = own_lead(matter)
    asked = []
    for unit in dict.fromkeys(units):
        target = unit_get(unit)
        if any(holder.unit_id == target.pk for holder in holders_open(ledger_of(matter), entry_id)):
            raise matter.refuse("case.in_hand_already", f"{target.name}已在主办或协办")
        hold(ledger_of(matter), entry_id, target.pk, part=Holder.SUPPORT)
        asked.append(Support.objects.create(**matter.own, unit_id=target.pk, words=said))
        matter.tell("support_ask", unit=target.name, words=said)
        notice_to(matter, "support", target.pk, f"请{target.name}协办：{said}")
    if not asked:
        raise matter.refuse("support.no_unit", "没有写明请哪些单位协办")
    assert lead is not None
    return asked


@transaction.atomic
def support_answer(*, support: int, answer: str, actor: Actor) -> None:
    """The unit that was asked says what it did."""
    asked = Support.objects.get(pk=support)
    matter = Matter(asked.ledger, asked.entry_id, actor, Right.HANDLE)
    actor.require(Right.HANDLE, asked.unit_id)
    said = words_needed(answer, "协办意见")
    if not asked.open:
        raise matter.refuse("support.answered", "这项协办已经答复或撤回")
    asked.answer, asked.answered_by, asked.answered_at = said, actor.name, now_text()
    asked.save()
    unit = support_end(matter, asked)
    matter.tell("support_answer", unit=unit, words=said)
    leads = [one for one in holders_open(ledger_of(matter), matter.row.id) if one.part == Holder.LEAD]
    if leads:
        notice_to(matter, "support", leads[-1].unit_id, f"：{unit}已答复协办")


@transaction.atomic
def support_withdraw(*, support: int, reason: str, actor: Actor) -> None:
    """The help is no longer wanted."""
    asked = Support.objects.get(pk=support)
    matter = Matter(asked.ledger, asked.entry_id, actor, Right.DISPATCH, Right.HANDLE)
    own_lead(matter)
    said = words_needed(reason, "撤回原因")
    if not asked.open:
        raise matter.refuse("support.answered", "这项协办已经答复或撤回")
    asked.withdrawn_at = now_text()
    asked.save()
    unit = support_end(matter, asked)
    matter.tell("support_withdraw", unit=unit, reason=said)


def support_end(matter: Matter, asked: Support) -> str:
    """The unit no longer has it in hand; returns the unit's name."""
    holders = holders_open(ledger_of(matter), matter.row.id)
    release([one for one in holders if one.part == Holder.SUPPORT and one.unit_id == asked.unit_id])
    return str(Unit.objects.get(pk=asked.unit_id).name)
