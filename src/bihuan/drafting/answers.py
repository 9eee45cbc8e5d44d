"""The figures of all slots, asked in one batch, and for each slot what it may say."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from bihuan.datamodel import Measure
from bihuan.datamodel.periods import day_last_year
from bihuan.drafting.facts import Cited, Facts, Reporter
from bihuan.drafting.slots import Binding, Slot
from bihuan.indicators.figure import Figure, FigureQuery, Figures
from bihuan.packs import Catalog

NOT_RECORDED = "今年台账没有记录；如确为零，请核实后填写"
NO_SOURCE_FROM_ABOVE = "名次由上级通报，台账没有记录出处"
SIGNED_MEASURES = {Measure.YOY, Measure.YOY_POINTS, Measure.YOY_DIFFERENCE}


@dataclass(frozen=True, slots=True)
class Answer:
    """What is known for one slot. ``value`` None leaves a blank; ``note`` says why, or what to look at."""

    slot: Slot
    binding: Binding | None = None
    figure: Figure | None = None
    before: Figure | None = None
    value: Decimal | None = None
    note: str = ""
    cited: Cited | None = None

    def blank(self, note: str) -> "Answer":
        """The same slot left open."""
        return replace(self, value=None, note=note)

    @property
    def no_base(self) -> bool:
        """A comparison whose base is zero prints —, which is an answer, not a gap."""
        figure = self.figure
        measured = figure is not None and figure.query.measure in {Measure.YOY, Measure.TIMES_LAST_YEAR}
        return measured and figure is not None and figure.value is None and "上年同期为零" in figure.note


def answers_ask(
    slots: Sequence[Slot], figures: Figures, reporter: Reporter, catalog: Catalog, facts: Facts
) -> list[Answer]:
    """One batch for everything: each slot's figure and the same figure a year earlier."""
    queries = [
        q
        for slot in slots
        if slot.bindings
        for b in slot.bindings
        for q in (b.query(reporter.code), query_before(b, reporter))
    ]
    distinct = list(dict.fromkeys(queries))
    known = dict(zip(distinct, figures(distinct), strict=True))
    return [answer_of(slot, known, reporter, catalog, facts) for slot in slots]


def query_before(binding: Binding, reporter: Reporter) -> FigureQuery:
    """The same figure one year earlier, on the same day."""
    return FigureQuery(
        binding.indicator, reporter.code, binding.period.last_year(), day_last_year(binding.as_of), binding.measure
    )


def answer_of(
    slot: Slot, known: dict[FigureQuery, Figure], reporter: Reporter, catalog: Catalog, facts: Facts
) -> Answer:
    """The first of the slot's bindings that has a value; else its first, blank."""
    answers = [binding_answer(slot, binding, known, reporter, catalog, facts) for binding in slot.bindings]
    if not answers:
        return Answer(slot, note=slot.note)
    known_one = next((answer for answer in answers if answer.value is not None), None)
    return known_one or answers[0].blank("；".join(dict.fromkeys(answer.note for answer in answers if answer.note)))


def binding_answer(
    slot: Slot, binding: Binding, known: dict[FigureQuery, Figure], reporter: Reporter, catalog: Catalog, facts: Facts
) -> Answer:
    """The value of one binding, or the reason that it has none."""
    figure, before = known[binding.query(reporter.code)], known[query_before(binding, reporter)]
    answer = Answer(slot, binding, figure, before, figure.value, binding.note or figure.note)
    if binding.measure is Measure.RANK:
        return rank_answer(answer, binding, reporter, catalog, facts)
    if figure.value is None:
        return answer.blank(binding.if_blank or figure.note or NOT_RECORDED)
    if binding.measure is Measure.REMAINING and figure.value <= 0:
        return answer.blank("上年计划的任务已完成，新一年的目标尚未下达")
    unproved = binding.measure is Measure.VALUE and figure.value == 0 and not figure.rows
    if unproved and not zero_is_fact(binding.indicator, catalog):
        return answer.blank(NOT_RECORDED)
    return answer


def rank_answer(answer: Answer, binding: Binding, reporter: Reporter, catalog: Catalog, facts: Facts) -> Answer:
    """A rank given from above with its source, else one computed among the units that the sentence means."""
    cited = facts.cited_of(binding.indicator, Measure.RANK, binding.among, binding.period.start.year, binding.as_of)
    if cited:
        return replace(
            answer, value=cited.value, cited=cited, note=f"{cited.source}（{cited.reported_on.isoformat()}）"
        )
    own = reporter.is_place or all(
        catalog.ledgers[str(catalog.indicator(part).ledger)].territory for part in catalog.base_parts(binding.indicator)
    )
    if binding.among not in reporter.ranked_in or not own or answer.value is None:
        return answer.blank(NO_SOURCE_FROM_ABOVE)
    return answer


def zero_is_fact(ref: str, catalog: Catalog) -> bool:
    """Nothing pending, nothing in stock or nothing in a state is a fact; nothing entered at all is not."""
    indicator = catalog.indicator(ref)
    if indicator.difference or indicator.stock or indicator.ratio:
        return True
    return any("state" in catalog.indicator(part).where for part in catalog.base_parts(ref))
