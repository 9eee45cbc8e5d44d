"""An entry's parts for the kit: photos and files, moments of its history, and a small form for each deed."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.urls import reverse

from bihuan.apps.ledgers.desk import EntryRefused
from bihuan.apps.today import today
from bihuan.apps.tracking.kinds import KINDS
from bihuan.apps.tracking.lights import ClockShown
from bihuan.apps.tracking.models import Evidence
from bihuan.apps.tracking.offering import MoveOffered
from bihuan.apps.tracking.selectors import MatterShown
from bihuan.datamodel import BihuanError
from bihuan.web.entryforms import UNITS, errors_of, form_fields
from bihuan.web.kit import FieldShown as Asked
from bihuan.web.kit import FileShown, Moment, Photo


@dataclass(frozen=True)
class DeedForm:
    """A button and the form that it opens. ``hidden`` are pairs sent with it; with ``why_not`` the button says what is missing."""

    id: str
    label: str
    fields: list[Asked]
    hidden: tuple[tuple[str, str], ...]
    main: bool = False
    danger: bool = False
    files: bool = False
    why_not: str = ""
    note: str = ""
    open: bool = False
    error: str = ""


def photos_and_files(shown: MatterShown) -> tuple[list[tuple[Evidence, Photo]], list[tuple[Evidence, FileShown]]]:
    """Evidence as pictures and as documents."""
    photos = [
        (one, Photo(one.name, link(one), link(one, "small"), about(one))) for one in shown.evidence if one.picture
    ]
    files = [(one, FileShown(one.name, link(one), about(one))) for one in shown.evidence if not one.picture]
    return photos, files


def link(one: Evidence, size: str = "") -> str:
    """Where a file is opened."""
    return reverse("evidence_copy", args=[one.pk, size]) if size else reverse("evidence", args=[one.pk])


def about(one: Evidence) -> str:
    """By whom, when, what kind, where."""
    kilobytes = max(1, one.size // 1024)
    size = f"{kilobytes / 1024:.1f} MiB" if kilobytes >= 1024 else f"{kilobytes} KiB"
    place = f"，拍摄于 {one.place}" if one.place else ""
    return f"{one.by} {one.at[:10]}，{KINDS[one.kind].label}，{size}{place}" + (f"。{one.note}" if one.note else "")


def moments(shown: MatterShown) -> list[Moment]:
    """The history, newest first, with what is still to come on top."""
    coming = [
        Moment(f"{clock.label}到期", said=clock.words, tone="next", when=str(clock.due))
        for clock in shown.clocks
        if clock.due and clock.stopped is None and clock.started and not clock.paused
    ]
    told = [Moment(one.deed, one.at, one.actor, one.said, one.tone, one.changes) for one in reversed(shown.history)]
    return coming + told


def deed_forms(shown: MatterShown, posted: Mapping[str, Any], failed: BihuanError | None) -> dict[str, list[DeedForm]]:
    """The forms on offer: the pack's moves, what goes with a matter in hand, clocks."""
    errors = errors_of(failed) if isinstance(failed, EntryRefused) else {}
    maker = Maker(shown, posted, errors, str(failed.what if failed else ""))
    return {"moves": [maker.move(one) for one in shown.offers.moves], "deeds": maker.deeds()}


@dataclass(frozen=True)
class Maker:
    """Makes the forms of one page; what was typed before a refusal stands in the form that was refused."""

    shown: MatterShown
    posted: Mapping[str, Any]
    errors: Mapping[str, str]
    failed: str

    def move(self, offered: MoveOffered) -> DeedForm:
        """A move with exactly what it needs."""
        move, id = offered.move, f"move-{offered.move.key}"
        mine = self.refused(id)
        fields = (
            [Asked("unit", "给哪个单位", value=self.was(id, "unit"), required=True, attrs={"list": UNITS})]
            if offered.to_unit
            else []
        )
        typed = {field.name: self.was(id, field.name) for field in offered.fills}
        fields += form_fields(self.shown.ledger, offered.fills, typed, self.errors if mine else None)
        reason = Asked("reason", "原因", "textarea", self.was(id, "reason"), required="reason" in move.needs)
        fields += [reason] if "reason" in move.needs else []
        proof = "evidence" in move.needs
        if proof and not self.shown.ledger.dispatched and not offered.evidence:
            fields.append(
                Asked("evidence", "佐证说明", value=self.was(id, "evidence"), help="没有附文件时，写明凭据在哪里")
            )
        if move.sets:
            fields.append(Asked("on", "日期", "date", self.was(id, "on") or today().isoformat(), required=True))
        note = (
            f"本轮已有佐证 {offered.evidence} 件"
            if proof and offered.evidence
            else "要有佐证：照片或文件"
            if proof
            else ""
        )
        fields = [replace(field, form=id) for field in fields]
        return DeedForm(id, move.label, fields, (("do", "move"), ("move", move.key), ("seen", self.shown.digest)), move.forward, False,
                        proof, offered.why_not, note, mine, self.error(id))  # fmt: skip

    def deeds(self) -> list[DeedForm]:
        """Everything that is no move, in the order in which it is wanted."""
        unit = Asked("unit", "单位", required=True, attrs={"list": UNITS})
        words = Asked("words", "说明", "textarea")
        why = Asked("reason", "原因", "textarea", required=True)
        offered = [
            self.form("forward", "转办下级", [unit, words]),
            self.form("return_up", "退回上级", [why]),
            self.form("take_back", "收回", [why]),
            self.form(
                "support",
                "请求协办",
                [
                    Asked("unit", "单位", required=True, help="几个单位用、隔开", attrs={"list": UNITS}),
                    Asked("words", "协办事项", "textarea", required=True),
                ],
            ),
            self.form("urge", "催办", [Asked("words", "催办的话", "textarea", help="不写则为“请抓紧办理”")]),
            self.form(
                "supervise",
                "督办",
                [
                    Asked("words", "督办要求", "textarea", required=True),
                    Asked("due", "回复期限", "date", required=True),
                ],
            ),
        ]
        return [one for one in offered if one.id in self.shown.offers.deeds] + self.clock_deeds()

    def clock_deeds(self) -> list[DeedForm]:
        """Extensions and pauses of the clocks that run."""
        found = []
        deeds = self.shown.offers.deeds
        for clock in self.shown.clocks:
            if not clock.started or clock.stopped is not None:
                continue
            pair = (("clock", clock.key),)
            if "extension_ask" in deeds and clock.extendable > self.extended(clock):
                days = Asked("days", "天数", "number", required=True, measure="天")
                why = Asked("reason", "理由", "textarea", required=True)
                found.append(self.form("extension_ask", "申请延期", [days, why], pair))
            if "pause" in deeds and clock.paused:
                found.append(
                    self.form("resume", "恢复计时", [Asked("on", "恢复日", "date", today().isoformat())], pair)
                )
            elif "pause" in deeds and clock.pausable:
                on = Asked("on", "暂停日", "date", today().isoformat())
                found.append(
                    self.form("pause", "暂停计时", [on, Asked("reason", "原因", "textarea", required=True)], pair)
                )
        return found

    def extended(self, clock: ClockShown) -> int:
        """How often it was extended."""
        return sum(one.approved is True and one.clock == clock.key for one in self.shown.extensions)

    def form(self, do: str, label: str, fields: list[Asked], pairs: tuple[tuple[str, str], ...] = ()) -> DeedForm:
        """A deed's form with what was typed before."""
        again = [replace(field, form=do, value=self.was(do, field.name) or field.value) for field in fields]
        return DeedForm(do, label, again, (("do", do), *pairs), open=self.refused(do), error=self.error(do))

    def refused(self, id: str) -> bool:
        """Whether this is the form that was refused."""
        do, _, move = id.partition("-")
        return bool(self.failed) and self.posted.get("do") == do and (do != "move" or self.posted.get("move") == move)

    def was(self, id: str, name: str) -> str:
        """What was typed into this form."""
        return str(self.posted.get(name, "")) if self.refused(id) else ""

    def error(self, id: str) -> str:
        """Why this form was refused."""
        return self.failed if self.refused(id) else ""
