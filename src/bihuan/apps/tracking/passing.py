"""转办 down the tiers, back up, and from one person to another. The pack's move hands a matter to the first unit; these go on."""

from django.db import transaction

from bihuan.apps.ledgers.models import Holder
from bihuan.apps.tracking.holding import acts_for, below, final, hold, leads_open, release
from bihuan.apps.tracking.matter import Matter, words_needed
from bihuan.apps.tracking.notices import tell
from bihuan.apps.tracking.persons import persons_offered
from bihuan.apps.units.actors import Actor, Right
from bihuan.apps.units.models import Unit
from bihuan.apps.units.selectors import unit_get


@transaction.atomic
def case_forward(*, ledger: str, entry_id: int, unit: str, actor: Actor, words: str = "") -> None:
    """The unit that has the matter in hand passes it to a unit below it, and stays in charge."""
    matter = Matter(ledger, entry_id, actor, Right.DISPATCH, Right.HANDLE)
    lead = own_lead(matter)
    target = unit_get(unit)
    if lead.unit_id is None or not below(lead.unit_id, target.pk):
        raise matter.refuse(
            "case.not_below", f"{target.name}不在{name_of(lead)}之下", "只能转给下级单位；要改派请先退回"
        )
    if any(holder.unit_id == target.pk for holder in leads_open(ledger_of(matter), entry_id)):
        raise matter.refuse("case.in_hand_already", f"这件事已经在{target.name}手上")
    hold(ledger_of(matter), entry_id, target.pk)
    matter.tell("forward", unit=target.name, source=name_of(lead), words=words.strip())
    notice_to(matter, "dispatch", target.pk, f"由{name_of(lead)}转给{target.name}办理")


@transaction.atomic
def case_return_up(*, ledger: str, entry_id: int, actor: Actor, reason: str) -> None:
    """A lower unit gives the matter back to the unit above that passed it down."""
    matter = Matter(ledger, entry_id, actor, Right.HANDLE, Right.DISPATCH)
    said = words_needed(reason, "退回原因")
    lead = own_lead(matter)
    leads = leads_open(ledger_of(matter), entry_id)
    if len(leads) < 2 or leads[-1].pk != lead.pk:
        raise matter.refuse("case.nothing_above", f"{name_of(lead)}上面没有转来的单位", "请用“退回”交回派遣人")
    release([lead])
    matter.tell("return_up", unit=name_of(leads[-2]), source=name_of(lead), reason=said)
    notice_to(matter, "return", leads[-2].unit_id, f"被{name_of(lead)}退回：{said}")


@transaction.atomic
def case_take_back(*, ledger: str, entry_id: int, actor: Actor, reason: str) -> None:
    """A unit in charge takes back what it passed down."""
    matter = Matter(ledger, entry_id, actor, Right.HANDLE, Right.DISPATCH)
    said = words_needed(reason, "收回原因")
    leads = leads_open(ledger_of(matter), entry_id)
    mine = next((at for at, one in enumerate(leads) if acts(actor, one)), None)
    if mine is None or mine == len(leads) - 1:
        raise matter.refuse("case.nothing_below", "没有可以收回的下级单位")
    lower = leads[mine + 1 :]
    release(lower)
    names = "、".join(name_of(holder) for holder in lower)
    matter.tell("take_back", unit=name_of(leads[mine]), source=names, reason=said)
    for holder in lower:
        notice_to(matter, "return", holder.unit_id, f"已由{name_of(leads[mine])}收回：{said}")


@transaction.atomic
def case_handover(*, ledger: str, entry_id: int, person: int, actor: Actor, words: str = "") -> str:
    """Name the person of the unit in hand who works on it, or pass it from one to another; returns the name."""
    matter = Matter(ledger, entry_id, actor, Right.DISPATCH, Right.HANDLE)
    lead = own_lead(matter)
    name = dict(persons_offered(int(lead.unit_id or 0))).get(person, "")
    if not name:
        raise matter.refuse("case.person", f"{name_of(lead)}没有这个人", "只能指定承办单位自己的人")
    if lead.person == person:
        raise matter.refuse("case.same_person", f"这件事已由{name}承办")
    release([lead])
    hold(ledger_of(matter), entry_id, int(lead.unit_id or 0), person=person)
    matter.tell("handover", person=name, unit=name_of(lead), words=words.strip())
    tell(kind="handover", text=f"{matter.name}由您承办", by=actor.name, ledger=ledger_of(matter), entry_id=entry_id,
               person=person)  # fmt: skip
    return name


def own_lead(matter: Matter) -> Holder:
    """The lowest unit in hand that the actor may act for."""
    if final(matter.ledger, matter.row.state):
        raise matter.refuse("case.closed", "这件事已经结了")
    mine = [holder for holder in leads_open(ledger_of(matter), matter.row.id) if acts(matter.actor, holder)]
    if not mine:
        raise matter.refuse("case.not_in_hand", "这件事不在您的单位手上", "先由派遣人派遣给承办单位")
    return mine[-1]


def acts(actor: Actor, holder: Holder) -> bool:
    """Whether the actor handles or dispatches for the unit."""
    return acts_for(actor, holder, Right.HANDLE) or acts_for(actor, holder, Right.DISPATCH)


def ledger_of(matter: Matter) -> str:
    """The ledger's name."""
    return matter.ledger.ledger


def name_of(holder: Holder) -> str:
    """The name of a holder's unit."""
    return Unit.objects.filter(pk=holder.unit_id).values_list("name", flat=True).first() or "—"


def notice_to(matter: Matter, kind: str, unit_id: int | None, words: str) -> None:
    """A notice about this matter to a unit."""
    if unit_id is not None:
        tell(kind=kind, text=f"{matter.name}{words}", by=matter.actor.name, ledger=ledger_of(matter),
                   entry_id=matter.row.id, unit_id=unit_id)  # fmt: skip
