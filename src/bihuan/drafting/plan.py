"""Promises of last year's plan answered in this year's summary: target, done, rate, each with its claim."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from bihuan.datamodel import Claim, Measure, Period
from bihuan.drafting.claims import claim_from_figure
from bihuan.drafting.numerals import plain, rounded
from bihuan.drafting.phrasing import amount_phrase
from bihuan.drafting.slots import Slot
from bihuan.drafting.style import Style
from bihuan.drafting.tree import Run
from bihuan.indicators.figure import Figure, FigureQuery, Figures

MEASURES = (Measure.TARGET, Measure.VALUE, Measure.COMPLETION)


@dataclass(frozen=True, slots=True)
class Promise:
    """A plan item of last year with this year's target, value and rate of completion."""

    slot: Slot
    target: Figure
    done: Figure
    completion: Figure

    @property
    def key(self) -> str:
        """Names the promise's claims until they are numbered."""
        return f"p{self.slot.index}"


def promises_ask(slots: Sequence[Slot], figures: Figures, unit: str, year: int, as_of: date) -> list[Promise]:
    """The plan items whose target for the year is recorded, each indicator once; one batch."""
    planned: dict[str, Slot] = {}
    for slot in slots:
        if slot.context.role == "plan" and slot.binding and slot.binding.measure is Measure.TARGET:
            planned.setdefault(slot.binding.indicator, slot)
    queries = [FigureQuery(ref, unit, Period.of_year(year), as_of, m) for ref in planned for m in MEASURES]
    answers = figures(queries) if queries else []
    found = [Promise(slot, *answers[3 * n : 3 * n + 3]) for n, slot in enumerate(planned.values())]
    return [promise for promise in found if promise.target.value is not None and promise.done.value is not None]


def promises_runs(promises: Sequence[Promise], year: int, as_of: date) -> tuple[Run, ...]:
    """``对照2024年工作计划，…``: one sentence, every number a run of its own."""
    if not promises:
        return ()
    runs = [
        Run(f"对照{year}年工作计划，截至{as_of.month}月{as_of.day}日，", comment="由上年计划逐项对照生成，可改写或删去")
    ]
    for place, promise in enumerate(promises):
        runs += promise_runs(promise, "；" if place else "")
    return (*runs, Run("。"))


def promise_runs(promise: Promise, lead: str) -> Iterator[Run]:
    """``培训次数目标10次、完成9次，完成率90%``; a rate is set beside its target."""
    texts = promise_texts(promise)
    rate = promise.done.measure_word == "%"
    yield Run(f"{lead}{promise.done.label}目标")
    yield Run(texts[0], f"{promise.key}-0")
    yield Run("、实际" if rate else "、完成")
    yield Run(texts[1], f"{promise.key}-1")
    if not rate and promise.completion.value is not None:
        yield Run("，完成率")
        yield Run(texts[2], f"{promise.key}-2")


def promise_texts(promise: Promise) -> tuple[str, str, str]:
    """Target, value and rate as written."""
    word = promise.done.measure_word
    bound = promise.slot.quantity.text
    tail = next((mark for mark in ("以上", "以内", "以下") if bound.endswith(mark)), "")
    return (
        written(promise.target.value, word) + tail,
        written(promise.done.value, word),
        written(promise.completion.value, "%"),
    )


def written(value: Decimal | None, word: str) -> str:
    """A value with its measure word, money and areas in 万 where they are long."""
    number = value or Decimal(0)
    if word == "%":
        return f"{plain(rounded(number, 2))}%"
    long = word in {"元", "平方米"} and abs(number) >= 10_000
    style = Style("", "mask", "万" if long else "", "", "", word, "", None, False, False)
    return amount_phrase(style, number).text


def promises_claims(promises: Sequence[Promise], unit: str) -> dict[str, Claim]:
    """The claims of the generated sentence by their keys."""
    return {
        f"{promise.key}-{place}": claim_from_figure(figure, text, promise.slot.quantity, unit)
        for promise in promises
        for place, (figure, text) in enumerate(
            zip((promise.target, promise.done, promise.completion), promise_texts(promise), strict=True)
        )
    }
