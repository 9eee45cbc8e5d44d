"""What happened to an entry, in words: its own changes, and what was asked, answered, urged, proved and said."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bihuan.apps.ledgers.listing import DEEDS as OWN
from bihuan.apps.ledgers.listing import change_words, time_read
from bihuan.apps.ledgers.models import Event
from bihuan.apps.ledgers.replay import changes_read
from bihuan.apps.ledgers.selectors import ledger_table
from bihuan.apps.ledgers.tables import columns_of
from bihuan.apps.tracking.models import Comment
from bihuan.apps.units.models import Unit
from bihuan.packs.schema import FieldType, Ledger

DEEDS = OWN | {
    "forward": "转办", "return_up": "退回上级", "take_back": "收回", "handover": "指定承办人", "support_ask": "请求协办",
    "support_answer": "答复协办", "support_withdraw": "撤回协办", "extension_ask": "申请延期", "extension_approve": "批准延期",
    "extension_refuse": "不批准延期", "pause": "暂停计时", "resume": "恢复计时", "urge": "催办", "supervise": "督办",
    "press_answer": "回复督办", "evidence_add": "添加佐证", "evidence_remove": "撤下佐证", "comment": "留言", "comment_erase": "清除留言",
    "link": "关联", "unlink": "取消关联", "due_recompute": "时限重算", "reveal": "查看个人信息",
}  # fmt: skip
TONES = {
    "urge": "warn", "supervise": "bad", "return_up": "warn", "extension_refuse": "warn", "remove": "bad", "extension_approve": "good",
}  # fmt: skip
LABELS = {
    "unit": "单位", "source": "由", "reason": "原因", "words": "", "days": "天数", "clock": "时限", "note": "意见", "due": "回复期限",
    "person": "人员", "name": "文件", "on": "日期", "label": "", "field": "项目", "kind": "",
}  # fmt: skip
SILENT = frozenset({"move", "sha256", "number", "target", "evidence"})


@dataclass(frozen=True)
class Told:
    """One event of an entry."""

    seq: int
    at: datetime | None
    actor: str
    deed: str
    said: str
    tone: str
    changes: tuple[tuple[str, str, str], ...]
    digest: str


class Historian:
    """Tells the events of one ledger's entries; names of units and columns are read once."""

    def __init__(self, ledger: Ledger) -> None:
        self.ledger = ledger
        self.fields = {field.name: field for field in ledger.fields}
        self.origins = {column.origin: column.name for column in columns_of(ledger_table(ledger.ledger))}
        self.units = dict(Unit.objects.values_list("pk", "name"))
        self.codes = dict(Unit.objects.values_list("code", "name"))
        self.unit_labels = {field.label for field in ledger.fields if field.type is FieldType.UNIT}
        self.moves = {move.key: move for move in ledger.moves}

    def tell(self, entry_id: int) -> list[Told]:
        """What happened to an entry, oldest first."""
        events = Event.objects.filter(subject=self.ledger.ledger, entry_id=entry_id).order_by("seq")
        comments = dict(Comment.objects.filter(ledger=self.ledger.ledger, entry_id=entry_id).values_list("pk", "text"))
        return [self.told(event, comments) for event in events]

    def told(self, event: Event, comments: dict[int, str]) -> Told:
        """One event; one that was tampered with is told as such."""
        changes = changes_read(event.changes)
        if changes is None:
            return Told(event.seq, time_read(event.at), event.actor, "读不出来", "内容被改动过，请运行 bihuan ledger audit", "bad",
                        (), event.digest)  # fmt: skip
        remarks = {
            name[1:]: str(pair[1]) for name, pair in changes.items() if name.startswith("#") and pair[1] is not None
        }
        move = self.moves.get(remarks.get("move", ""))
        deed = move.label if move else DEEDS.get(event.deed, event.deed)
        tone = ("good" if move.forward else "warn") if move else TONES.get(event.deed, "")
        own = tuple(self.changed(changes))
        said = self.said(event.deed, remarks, comments)
        return Told(event.seq, time_read(event.at), event.actor, deed, said, tone, own, event.digest)

    def said(self, deed: str, remarks: dict[str, str], comments: dict[int, str]) -> str:
        """The remarks in one line; a comment's own words."""
        if deed == "comment":
            return comments.get(int(remarks.get("number", "0") or 0), "（留言已清除）")
        parts = [
            f"{LABELS[name]}：{text}" if LABELS.get(name) else text
            for name, text in remarks.items()
            if name not in SILENT
        ]
        if "evidence" in remarks:
            parts.append(f"佐证 {len(remarks['evidence'].split('；'))} 件")
        return "；".join(parts)

    def changed(self, changes: dict[str, list[Any]]) -> list[tuple[str, str, str]]:
        """(label, old, new) of the entry's own columns."""
        try:
            told = [
                change_words(self.ledger, self.fields.get(self.origins.get(name, name)), name, old, new, self.units)
                for name, (old, new) in changes.items()
                if name != "entry_key" and not name.startswith("#")
            ]
            return [self.named(*one) for one in told]
        except ArithmeticError:
            return [("内容", "", "被改动过，读不出来；请运行 bihuan ledger audit")]

    def named(self, label: str, old: str, new: str) -> tuple[str, str, str]:
        """A unit by its name, where the field holds its code."""
        return (
            (label, self.codes.get(old, old), self.codes.get(new, new))
            if label in self.unit_labels
            else (label, old, new)
        )
