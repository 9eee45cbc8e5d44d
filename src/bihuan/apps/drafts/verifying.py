"""Verify a docx years later: re-compute each claim, compare each number's words, find numbers without a claim."""

import hashlib
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

from bihuan.apps.drafts.models import SEAL_DEED, Draft
from bihuan.apps.drafts.selectors import facts_of
from bihuan.apps.figures.selectors import figures_compute
from bihuan.apps.ledgers.replay import changes_read
from bihuan.apps.ledgers.selectors import catalog, event_find
from bihuan.apps.units.selectors import unit_list
from bihuan.commitments import text_read
from bihuan.datamodel import BihuanError, Claim, ClaimKind, Manifest, Period
from bihuan.drafting.claims import CITED, MEASURE_LABELS, value_text
from bihuan.gongwen import SealedReport, docx_open
from bihuan.indicators import FigureQuery
from bihuan.packs import Catalog

Fault = dict[str, Any]


@dataclass
class Verdict:
    """What verification found. ``stale``: the ledgers say otherwise now; ``altered``: the file was changed; ``untraced``: no source."""

    claims: int = 0
    equal: int = 0
    blank: int = 0
    stale: list[Fault] = field(default_factory=list)
    altered: list[Fault] = field(default_factory=list)
    untraced: list[Fault] = field(default_factory=list)

    @property
    def faults(self) -> list[Fault]:
        """All of them."""
        return [*self.stale, *self.altered, *self.untraced]

    @property
    def sound(self) -> bool:
        """Whether every number is equal or blank."""
        return not self.faults

    def to_json(self) -> dict[str, Any]:
        """The JSON of ``bihuan verify`` (docs/reference/drafting.md)."""
        return {
            "claims": self.claims,
            "equal": self.equal,
            "blank": self.blank,
            "stale": self.stale,
            "altered": self.altered,
            "untraced": self.untraced,
        }


def draft_verify(*, path: Path) -> Verdict:
    """Verify every report of a docx; a file without a manifest is a named error."""
    verdict = Verdict()
    reports = docx_open(path).reports
    for report in reports:
        if report.manifest is None:
            raise BihuanError(
                "verify.no_manifest",
                "这个文件没有附带数据来源，无法复核",
                where=path.name,
                hint="只能复核由闭环起草的文件",
            )
        report_verify(report, report.manifest, verdict)
        if len(reports) > 1:
            for fault in verdict.faults:
                fault.setdefault("report", report.manifest.title)
    return verdict


def report_verify(report: SealedReport, manifest: Manifest, verdict: Verdict) -> None:
    """One report: seal, words, values, numbers without a claim, text."""
    row = Draft.objects.filter(pk=manifest.draft_id).first()
    verdict.altered += seal_faults(report, manifest, row)
    stale = {fault["claim"]: fault for fault in stale_claims(manifest)}
    verdict.stale += stale.values()
    for claim in manifest.claims:
        fault = word_fault(report, claim)
        if fault:
            (verdict.untraced if claim.kind is ClaimKind.BLANK and fault["now"] else verdict.altered).append(fault)
        verdict.blank += claim.kind is ClaimKind.BLANK and not fault
        verdict.equal += claim.kind is ClaimKind.BOUND and not fault and claim.id not in stale
    verdict.claims += len(manifest.claims)
    verdict.untraced += list(untraced_numbers(report))
    if row and not verdict.altered and not verdict.untraced:
        verdict.altered += text_faults(report, manifest, row)


def seal_faults(report: SealedReport, manifest: Manifest, row: Draft | None) -> list[Fault]:
    """The manifest must be the one that was sealed in the chain."""
    event = event_find(deed=SEAL_DEED, subject=f"drafts/{manifest.draft_id}")
    if row is None or event is None:
        return [{"claim": "manifest", "why": "数据文件夹里没有这份稿件的封存记录"}]
    changes = changes_read(event.changes)
    if changes is None:
        return [{"claim": "manifest", "why": f"封存记录（第{event.seq}号事件）被改动过，读不出来"}]
    if changes.get("manifest", [None])[-1] == report.manifest_sha256:
        return []
    return [{"claim": "manifest", "why": f"来源清单与封存时（第{event.seq}号事件）不一致，被改动过"}]


def word_fault(report: SealedReport, claim: Claim) -> Fault | None:
    """The number as it stands now against the number as it was claimed."""
    number = report.numbers.get(claim.id)
    if number is not None and number.text == claim.text:
        return None
    now = number.text if number else ""
    if claim.kind is ClaimKind.BLANK and number:
        why = f"原为空白“{claim.text}”，后填入的“{now}”没有来源"
    else:
        why = f"“{claim.text}”被改成“{now}”" if number else f"“{claim.text}”或它的书签被删去"
    return {"claim": claim.id, "label": claim.label, "text": claim.text, "now": now, "why": why}


def stale_claims(manifest: Manifest) -> Iterator[Fault]:
    """Claims whose value or rows are no longer what the ledgers say."""
    bound = [claim for claim in manifest.claims if claim.kind is ClaimKind.BOUND and claim.indicator]
    known, units = catalog(), {unit.code for unit in unit_list()}
    asked = [(claim, query_of(claim, known, units)) for claim in bound if not claim.scope.startswith(CITED)]
    yield from (gone_fault(claim) for claim, query in asked if query is None)
    computed = [(claim, query) for claim, query in asked if query]
    figures = figures_compute([query for _, query in computed])
    for (claim, _), figure in zip(computed, figures, strict=True):
        if (figure.value or 0) != (claim.value or 0) or figure.rows != claim.rows or figure.digest != claim.digest:
            yield stale_fault(claim, value_text(figure.value), figure.rows)
    yield from stale_cited([claim for claim in bound if claim.scope.startswith(CITED)], manifest)


def gone_fault(claim: Claim) -> Fault:
    """A claim that nothing answers any more."""
    why = f"指标“{claim.indicator}”、单位“{claim.unit}”或报告期“{claim.period}”现已不存在，无法重算"
    return stale_fault(claim, "—", 0) | {"why": why}


def stale_cited(claims: Sequence[Claim], manifest: Manifest) -> Iterator[Fault]:
    """Figures from above, looked up again."""
    facts = facts_of(manifest.unit, manifest.as_of) if claims else None
    for claim in claims:
        among = claim.scope.partition("：")[2]
        year = int((claim.period or "0")[:4])
        now = facts.cited_of(claim.indicator or "", claim.measure, among, year, manifest.as_of) if facts else None
        if now is None or now.digest != claim.digest:
            yield stale_fault(claim, value_text(now.value if now else None), 1 if now else 0)


def stale_fault(claim: Claim, now: str, rows: int) -> Fault:
    """Claim, old and new value, and what changed."""
    was = value_text(claim.value)
    why = (
        f"台账现在是{now}{claim.measure_word}，稿中依据的是{was}{claim.measure_word}"
        if now != was
        else "数值相同，但依据的条目变了"
    )
    label = f"{claim.label}{MEASURE_LABELS.get(claim.measure, '')}"
    return {
        "claim": claim.id, "label": label, "text": claim.text, "old": was, "new": now,
        "old_rows": claim.rows, "new_rows": rows, "why": why,
    }  # fmt: skip


def query_of(claim: Claim, known: Catalog, units: Container[str]) -> FigureQuery | None:
    """The question that a claim answers; None where its indicator, unit or period no longer exists."""
    try:
        known.indicator(claim.indicator or "")
        period = Period.parse(claim.period or "")
    except BihuanError:
        return None
    if claim.unit not in units or claim.as_of is None:
        return None
    return FigureQuery(claim.indicator or "", claim.unit or "", period, claim.as_of, claim.measure)


def untraced_numbers(report: SealedReport) -> Iterator[Fault]:
    """Numbers read in the text that no claim's bookmark holds."""
    spans = sorted((number.start, number.end) for number in report.numbers.values())
    for document in text_read(report.text, "").documents:
        for quantity in document.quantities:
            if not any(start < quantity.end and quantity.start < end for start, end in spans):
                around = report.text[max(0, quantity.start - 12) : quantity.end + 6].replace("\n", " ")
                yield {"text": quantity.text, "where": around, "why": "这个数没有来源"}


def text_faults(report: SealedReport, manifest: Manifest, row: Draft) -> list[Fault]:
    """Words changed since the draft was sealed, though no number was."""
    if hashlib.sha256(report.text.encode()).hexdigest() == manifest.text_sha256:
        return []
    return [
        {
            "claim": "text",
            "text": row.text[a:b],
            "now": report.text[c:d],
            "where": row.text[max(0, a - 12) : a],
            "why": "正文文字被改动",
        }
        for tag, a, b, c, d in SequenceMatcher(None, row.text, report.text, autojunk=False).get_opcodes()
        if tag != "equal"
    ]
