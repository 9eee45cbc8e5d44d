"""催办 and 督办: press the unit that has a matter in hand; 督办 wants an answer by a day."""

from datetime import date

from django.db import transaction

from bihuan.apps.ledgers.chain import now_text
from bihuan.apps.ledgers.models import Holder
from bihuan.apps.today import today
from bihuan.apps.tracking.holding import final, leads_open
from bihuan.apps.tracking.matter import Matter, words_needed
from bihuan.apps.tracking.models import Press
from bihuan.apps.tracking.passing import ledger_of, name_of, notice_to
from bihuan.apps.units.actors import Actor, Right


@transaction.atomic
def case_urge(*, ledger: str, entry_id: int, actor: Actor, words: str = "") -> Press:
    """催办: a line to the unit in hand."""
    matter = Matter(ledger, entry_id, actor, Right.DISPATCH, Right.SUPERVISE)
    lead = pressed(matter)
    said = words.strip() or "请抓紧办理"
    press = Press.objects.create(**matter.own, kind=Press.URGE, unit_id=lead.unit_id, words=said)
    matter.tell("urge", unit=name_of(lead), words=said)
    notice_to(matter, "urge", lead.unit_id, f"被催办：{said}")
    return press


@transaction.atomic
def case_supervise(*, ledger: str, entry_id: int, words: str, due: date, actor: Actor) -> Press:
    """督办: what is asked and by when an answer is due."""
    matter = Matter(ledger, entry_id, actor, Right.SUPERVISE)
    said = words_needed(words, "督办要求")
    lead = pressed(matter)
    if due < today():
        raise matter.refuse("supervise.due_past", f"督办回复期限 {due} 已过")
    press = Press.objects.create(**matter.own, kind=Press.SUPERVISE, unit_id=lead.unit_id, words=said, due=due)
    matter.tell("supervise", unit=name_of(lead), words=said, due=due.isoformat())
    notice_to(matter, "supervise", lead.unit_id, f"被督办，{due} 前回复：{said}")
    return press


@transaction.atomic
def press_answer(*, press: int, answer: str, actor: Actor) -> None:
    """The pressed unit says how it stands."""
    asked = Press.objects.get(pk=press)
    matter = Matter(asked.ledger, asked.entry_id, actor, Right.HANDLE)
    said = words_needed(answer, "回复")
    if asked.answered_at:
        raise matter.refuse("press.answered", "已经回复过")
    asked.answer, asked.answered_by, asked.answered_at = said, actor.name, now_text()
    asked.save()
    matter.tell("press_answer", kind="督办" if asked.kind == Press.SUPERVISE else "催办", words=said)


def pressed(matter: Matter) -> Holder:
    """Whom to press: the unit that works on it."""
    leads = leads_open(ledger_of(matter), matter.row.id)
    if final(matter.ledger, matter.row.state) or not leads:
        raise matter.refuse("case.not_in_hand", "这件事现在没有承办单位，不用催办")
    return leads[-1]
