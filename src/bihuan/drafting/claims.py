"""From an answer to the draft's number: its text, its claim, the comment beside it."""

from dataclasses import dataclass
from decimal import Decimal

from bihuan.datamodel import Claim, ClaimKind, Measure, Span
from bihuan.drafting.answers import SIGNED_MEASURES, Answer
from bihuan.drafting.changes import change_phrase
from bihuan.drafting.edits import Edit
from bihuan.drafting.numerals import plain
from bihuan.drafting.phrasing import Phrasing, blank_phrase, number_phrase, target_phrase
from bihuan.drafting.source import Quantity, Report
from bihuan.indicators.figure import Figure

CITED = "上级通报"
MEASURE_LABELS = {
    Measure.YOY: "同比",
    Measure.YOY_POINTS: "同比百分点",
    Measure.YOY_DIFFERENCE: "比上年增减",
    Measure.TIMES_LAST_YEAR: "是上年的倍数",
    Measure.TARGET: "目标",
    Measure.COMPLETION: "完成率",
    Measure.REMAINING: "剩余任务",
    Measure.RANK: "名次",
}


@dataclass(frozen=True, slots=True)
class Number:
    """A number of the draft: where it stands in last year's text, its words, edits beside it, its claim but for the id."""

    answer: Answer
    span: Span
    phrasing: Phrasing
    kind: ClaimKind
    beside: tuple[Edit, ...] = ()

    @property
    def note(self) -> str:
        """Everything a person should know of this number."""
        return "；".join(dict.fromkeys(note for note in (self.answer.note, self.phrasing.note) if note))


def number_write(report: Report, answer: Answer) -> Number:
    """The answer in the words of last year's sentence."""
    quantity = answer.slot.quantity
    if answer.value is None and not answer.no_base:
        return Number(answer, quantity.span, Phrasing(blank_phrase(quantity)), ClaimKind.BLANK)
    if answer.binding and answer.binding.measure in SIGNED_MEASURES:
        change = change_phrase(report.text, quantity, answer.value)
        kind = ClaimKind.BLANK if answer.value is None else ClaimKind.BOUND
        return Number(answer, change.span, change.phrasing, kind, (change.verb,) if change.verb else ())
    if answer.value is None:
        return Number(answer, quantity.span, Phrasing("—", "上年基数为零"), ClaimKind.BLANK)
    phrase = (
        target_phrase
        if answer.binding and answer.binding.measure in {Measure.TARGET, Measure.REMAINING}
        else number_phrase
    )
    return Number(answer, quantity.span, phrase(quantity, answer.value), ClaimKind.BOUND)


def claim_of(number: Number, unit: str) -> Claim:
    """The claim that the manifest keeps and verification re-computes; its id is given when all are numbered."""
    answer, quantity, figure = number.answer, number.answer.slot.quantity, number.answer.figure
    if answer.binding is None or figure is None:
        return Claim(
            id="",
            kind=number.kind,
            text=number.phrasing.text,
            last_year=quantity.text,
            last_year_at=quantity.span,
            subject=quantity.subject,
            measure_word=quantity.unit,
            note=number.note,
        )
    changes: dict[str, object] = {
        "kind": number.kind,
        "note": number.note,
        "value": Decimal(plain(answer.value)) if number.kind is ClaimKind.BOUND and answer.value is not None else None,
        "last_value": answer.before.value if answer.before else None,
    }
    if answer.cited:
        changes |= {"scope": f"{CITED}：{answer.cited.among}", "rows": 1, "digest": answer.cited.digest}
    return claim_from_figure(figure, number.phrasing.text, quantity, unit).model_copy(update=changes)


def claim_from_figure(figure: Figure, text: str, quantity: Quantity, unit: str) -> Claim:
    """A number of the draft that states a figure; ``quantity`` is the number of last year's report that it answers."""
    return Claim(
        id="",
        kind=ClaimKind.BOUND,
        text=text,
        last_year=quantity.text,
        last_year_at=quantity.span,
        subject=quantity.subject,
        indicator=figure.query.indicator,
        label=figure.label,
        definition=figure.definition,
        measure=figure.query.measure,
        unit=unit,
        measure_word=figure.measure_word,
        period=figure.query.period.name,
        scope=figure.scope,
        as_of=figure.query.as_of,
        value=None if figure.value is None else Decimal(plain(figure.value)),
        rows=figure.rows,
        digest=figure.digest,
    )


def comment_of(claim: Claim) -> str:
    """What the review copy says beside a number."""
    lines = [f"上年报告：{claim.last_year}"]
    if claim.indicator:
        measure = f"·{MEASURE_LABELS[claim.measure]}" if claim.measure in MEASURE_LABELS else ""
        lines = [
            f"指标：{claim.label}{measure}（{claim.indicator}）",
            f"定义：{claim.definition}",
            f"口径：{claim.scope}",
            f"时点：{claim.as_of:%Y-%m-%d}，报告期 {claim.period}",
            f"依据：{claim.rows} 条台账，本期 {value_text(claim.value)}{claim.measure_word}",
            f"上年同期（台账）：{value_text(claim.last_value)}；上年报告：{claim.last_year}",
        ]
    if claim.note:
        lines.append(f"{'未填' if claim.kind is ClaimKind.BLANK else '注意'}：{claim.note}")
    return "\n".join(lines)


def value_text(value: Decimal | None) -> str:
    """A value for people; — where there is none."""
    return "—" if value is None else plain(value)
