"""通知: a line to a person or to a unit that something waits for them. Written inside the deed that it tells of."""

from bihuan.apps.ledgers.chain import now_text
from bihuan.apps.tracking.models import Notice
from bihuan.apps.units.actors import Actor
from bihuan.datamodel import BihuanError

KINDS = {
    "mention": "提到您", "dispatch": "派遣", "return": "退回", "rework": "返工", "support": "协办", "urge": "催办", "supervise": "督办",
    "extension": "延期", "due_changed": "时限变动", "handover": "移交",
}  # fmt: skip


def notice_add(
    *,
    kind: str,
    text: str,
    by: str,
    ledger: str = "",
    entry_id: int | None = None,
    person: int | None = None,
    unit_id: int | None = None,
) -> Notice:
    """One notice; to a person or to a unit, not to nobody."""
    if kind not in KINDS:
        raise BihuanError("notice.kind", f"没有“{kind}”这种通知", hint=f"可用：{'、'.join(KINDS)}")
    if person is None and unit_id is None:
        raise BihuanError("notice.to_nobody", "通知没有写给谁", hint="写明人员或单位")
    return Notice.objects.create(
        kind=kind, text=text, by=by, ledger=ledger, entry_id=entry_id, person=person, unit_id=unit_id, at=now_text()
    )


def notice_read(*, notice: Notice, actor: Actor) -> None:
    """Seen, by whom first."""
    if not notice.read_at:
        notice.read_at, notice.read_by = now_text(), actor.name
        notice.save(update_fields=["read_at", "read_by"])
