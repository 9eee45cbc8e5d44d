"""佐证: a file is looked at, the original kept under its digest, then the entry says that it has it."""

import re
import tempfile
from pathlib import Path

from django.db import transaction

from bihuan.apps.ledgers.chain import now_text
from bihuan.apps.ledgers.models import Event
from bihuan.apps.ledgers.originals import original_keep
from bihuan.apps.tracking.kinds import PICTURES, EvidenceKind, kind_sniff
from bihuan.apps.tracking.matter import Matter, words_needed
from bihuan.apps.tracking.models import Evidence
from bihuan.apps.tracking.pictures import copies_keep
from bihuan.apps.tracking.proof import round_start
from bihuan.apps.units.actors import Actor, Right
from bihuan.datamodel import BihuanError
from bihuan.limited.picturing import Picture, picture_open_limited

MAY_ADD = (Right.HANDLE, Right.WRITE, Right.DISPATCH, Right.CHECK)
MOST = 200  # files of one entry


def evidence_add(
    *, ledger: str, entry_id: int, name: str, data: bytes, actor: Actor, note: str = "", with_place: bool = False
) -> Evidence:
    """Keep a file as evidence of an entry. ``with_place``: read where a photo was taken; never unless asked. Adding the same file again
    gives the one that is there."""
    may_add(ledger, entry_id, actor)
    name = name_clean(name)
    kind = kind_sniff(data, name)
    picture = picture_open_limited(data, name, place=with_place) if kind.key in PICTURES else None
    sha256 = data_keep(data)
    if picture is not None:
        copies_keep(sha256, picture)
    return evidence_store(ledger, entry_id, name, kind, sha256, len(data), note, picture, actor)


@transaction.atomic
def may_add(ledger: str, entry_id: int, actor: Actor) -> None:
    """Asked before a byte is looked at, and again when it is stored."""
    Matter(ledger, entry_id, actor, *MAY_ADD)


@transaction.atomic
def evidence_store(
    ledger: str, entry_id: int, name: str, kind: EvidenceKind, sha256: str, size: int, note: str,
    picture: Picture | None, actor: Actor,
) -> Evidence:  # fmt: skip
    """The row and its event."""
    matter = Matter(ledger, entry_id, actor, *MAY_ADD)
    own = Evidence.objects.filter(ledger=matter.ledger.ledger, entry_id=entry_id, removed_at="")
    if (same := own.filter(sha256=sha256).first()) is not None and same.at > last_handed(matter):
        return same
    if own.count() >= MOST:
        raise matter.refuse("evidence.many", f"一条条目最多 {MOST} 件佐证", "请合并成一份 PDF 再传")
    place = picture.place if picture else ""
    kept = Evidence.objects.create(
        **matter.own, sha256=sha256, name=name, kind=kind.key, size=size, note=note.strip()[:200], place=place
    )
    matter.tell("evidence_add", name=name, sha256=sha256, note=kept.note)
    return kept


def last_handed(matter: Matter) -> str:
    """When the present round began: what proved an earlier one is added anew."""
    return round_start(matter.desk, matter.row)


@transaction.atomic
def evidence_remove(*, evidence: int, reason: str, actor: Actor) -> None:
    """Take a file off an entry: the original stays, the event says why. Who added it may, or a dispatcher."""
    kept = Evidence.objects.filter(pk=evidence, removed_at="").first()
    if kept is None:
        raise BihuanError("evidence.unknown", f"没有第 {evidence} 号佐证")
    matter = Matter(kept.ledger, kept.entry_id, actor, *MAY_ADD)
    said = words_needed(reason, "撤下原因", 200)
    if kept.by != actor.name:
        matter.require(matter.dispatcher)
    if kept.at <= last_moved(matter):
        raise matter.refuse("evidence.used", "这件佐证已经用于办理，不能撤下", "需要更正时另传一份并说明")
    kept.removed_at = now_text()
    kept.save()
    matter.tell("evidence_remove", name=kept.name, sha256=kept.sha256, reason=said)


def last_moved(matter: Matter) -> str:
    """When the entry last moved: evidence from before is part of that step."""
    moves = Event.objects.filter(subject=matter.ledger.ledger, entry_id=matter.row.id, deed="move").order_by("-seq")
    return moves.values_list("at", flat=True).first() or ""


def name_clean(name: str) -> str:
    """The file's own name: no folders, no control characters, not longer than it may be."""
    plain = re.sub(r"[\x00-\x1f\x7f\u200e\u200f\u202a-\u202e\u2066-\u2069]", "", re.split(r"[\\/]", name)[-1]).strip()
    if len(plain) <= 200:
        return plain or "未命名"
    stem, dot, end = plain.rpartition(".")
    return f"{stem[: 199 - len(end)]}{dot}{end}" if dot and len(end) < 10 else plain[:200]


def data_keep(data: bytes) -> str:
    """The original in the store, on disk for certain, before any row speaks of it."""
    with tempfile.NamedTemporaryFile(prefix="bihuan-") as file:
        file.write(data)
        file.flush()
        return original_keep(Path(file.name))
