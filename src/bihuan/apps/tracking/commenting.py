"""留言 with @单位 and @人, and 关联 of an entry with other entries and drafts."""

import hashlib
import re

from django.db import transaction

from bihuan.apps.ledgers.desk import LedgerDesk
from bihuan.apps.tracking.matter import Matter, words_needed
from bihuan.apps.tracking.models import Comment, Link
from bihuan.apps.tracking.notices import tell
from bihuan.apps.tracking.passing import ledger_of
from bihuan.apps.tracking.persons import persons_named
from bihuan.apps.units.actors import Actor, Right
from bihuan.apps.units.selectors import UnitNames, unit_names
from bihuan.datamodel import BihuanError

MENTION = re.compile(r"@([^\s@，。；：、,;:!！?？()（）]{1,40})")


@transaction.atomic
def comment_add(*, ledger: str, entry_id: int, text: str, actor: Actor) -> Comment:
    """Say something about an entry; those named by ``@`` are told. The event keeps the words' digest and the notice sends to the entry:
    a comment may be erased, what is told of it need not be."""
    matter = Matter(ledger, entry_id, actor, Right.READ)
    said = words_needed(text, "留言", 2000)
    comment = Comment.objects.create(**matter.own, text=said)
    matter.tell("comment", number=str(comment.pk), sha256=hashlib.sha256(said.encode()).hexdigest())
    units, persons = mentions(said)
    words = f"{actor.name}在{matter.name}的留言里提到您"
    for unit in units:
        tell(kind="mention", text=words, by=actor.name, ledger=ledger_of(matter), entry_id=entry_id, unit_id=unit)
    for person in persons:
        tell(kind="mention", text=words, by=actor.name, ledger=ledger_of(matter), entry_id=entry_id, person=person)
    return comment


@transaction.atomic
def comment_erase(*, comment: int, reason: str, actor: Actor) -> None:
    """Take a comment's words away for ever; who said them may, or whoever dispatches (or writes) the ledger. The history keeps that
    something was said, and who erased it and why."""
    kept = Comment.objects.filter(pk=comment).first()
    if kept is None:
        raise comment_unknown(comment)
    matter = Matter(kept.ledger, kept.entry_id, actor, Right.READ)
    told = words_needed(reason, "清除原因", 200)
    if not comment_own(kept, actor):
        matter.require(matter.dispatcher)
    matter.tell("comment_erase", number=str(kept.pk), reason=told)
    kept.delete()


def comment_unknown(number: int) -> BihuanError:
    """The error for a comment that is not there."""
    return BihuanError("comment.unknown", f"没有第 {number} 号留言", hint="可能已被清除，请刷新页面")


def comment_own(comment: Comment, actor: Actor) -> bool:
    """Whether the actor said it."""
    return (comment.person, comment.by) == (actor.person, actor.name)


def mentions(text: str) -> tuple[list[int], list[int]]:
    """Units and persons that the text names, each once. Chinese has no blanks: the longest name that fits after ``@`` counts."""
    units: dict[int, None] = {}
    persons: dict[int, None] = {}
    words = MENTION.findall(text)
    names = unit_names() if words else None
    for word in words:
        unit, found = mention_find(word, names)
        units |= dict.fromkeys([unit] if unit else [])
        persons |= dict.fromkeys(found)
    return list(units), list(persons)


def mention_find(word: str, names: UnitNames | None) -> tuple[int | None, list[int]]:
    """The unit or the persons that the longest beginning of the word names."""
    for end in range(len(word), 1, -1):
        unit = names.find(word[:end]) if names else None
        if unit is not None:
            return unit, []
        if found := persons_named(word[:end]):
            return None, found
    return None, []


@transaction.atomic
def link_add(*, ledger: str, entry_id: int, kind: str, target: str, label: str, actor: Actor) -> Link:
    """Tie an entry to another that the actor may read, or to a draft. Tied already, it stays as it is."""
    matter = Matter(ledger, entry_id, actor, Right.WRITE, Right.DISPATCH, Right.HANDLE)
    if kind == Link.ENTRY:
        target, label = entry_target(matter, target, actor)
    elif kind != Link.DRAFT or not target.strip():
        raise matter.refuse("link.kind", f"不能关联“{kind}”", "可关联条目或稿子")
    link, made = Link.objects.get_or_create(
        ledger=ledger_of(matter), entry_id=entry_id, kind=kind, target=target[:200],
        defaults={**matter.own, "label": (label or target)[:200]},
    )  # fmt: skip
    if made:
        matter.tell("link", kind="条目" if kind == Link.ENTRY else "稿子", target=link.target, label=link.label)
    return link


def entry_target(matter: Matter, target: str, actor: Actor) -> tuple[str, str]:
    """``台账#12`` → the ledger's name with the number, and what the entry is called."""
    name, mark, number = target.replace("＃", "#").partition("#")
    if not mark or not number.strip().isdecimal():
        raise matter.refuse("link.target", f"“{target}”不是条目", "写成 台账名#编号，如 重要事项台账#12")
    desk = LedgerDesk(name.strip())
    row = desk.entry_for(actor, Right.READ, int(number))
    if (desk.ledger.ledger, row.id) == (matter.ledger.ledger, matter.row.id):
        raise matter.refuse("link.itself", "不能关联条目自己")
    return f"{desk.ledger.ledger}#{row.id}", f"{desk.ledger.name}：{row.entry_key}"


@transaction.atomic
def link_remove(*, link: int, actor: Actor) -> None:
    """Untie; the history keeps that they were tied."""
    found = Link.objects.filter(pk=link).first()
    if found is None:
        raise BihuanError("link.unknown", f"没有第 {link} 号关联")
    matter = Matter(found.ledger, found.entry_id, actor, Right.WRITE, Right.DISPATCH, Right.HANDLE)
    matter.tell("unlink", target=found.target, label=found.label)
    found.delete()
