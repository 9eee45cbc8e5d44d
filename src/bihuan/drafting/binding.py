"""Each number of last year's report bound to the indicator that it states, or left unbound with the reason."""

import re
from collections import defaultdict
from collections.abc import Container, Sequence
from dataclasses import dataclass
from datetime import date

from bihuan.datamodel import Measure, Period, Span
from bihuan.drafting.actors import actor_other
from bihuan.drafting.addition import REACH, lists_settle, rates_settle
from bihuan.drafting.context import UNSAID, Contexts, without_asides
from bihuan.drafting.derived import Derived, derived_of
from bihuan.drafting.matching import Match, Refusal, best_of, matches_of
from bihuan.drafting.measures import measures_agree
from bihuan.drafting.memory import Remembered, pattern_of, remembered_find
from bihuan.drafting.narrower import other_kind
from bihuan.drafting.phrases import Phrases
from bihuan.drafting.slots import Binding, Slot
from bihuan.drafting.source import Report
from bihuan.drafting.style import style_of
from bihuan.drafting.times import Time, time_of, time_opening
from bihuan.drafting.words import words_normal
from bihuan.drafting.years import PROTECTED, years_become, years_move
from bihuan.packs import Ref

_OPENS_LIST = ("其中", "包括", "含", ",其中", ",包括", ",含")
_AIMS = re.compile(r"达到?|增至|增加到|扩大到|提高到|提升到|建成|不少于|不低于")
_TASKS = ("任务", "目标", "计划", "指标")
_WHOLE_MARKS = ("共", "累计", "总")


@dataclass(frozen=True, slots=True)
class Binder:
    """What binding needs to know besides the report."""

    phrases: Phrases
    own_names: tuple[str, ...]
    draft_year: int
    as_of: date
    remembered: tuple[Remembered, ...] = ()

    def slots(self, report: Report) -> list[Slot]:
        """Every number of the report, bound where its words leave no doubt."""
        contexts = Contexts(report)
        moved = frozenset(edit.span.start for edit in years_move(report, self.draft_year))
        slots: list[Slot] = []
        for index, quantity in enumerate(report.quantities):
            context = contexts.of(index)
            slot = Slot(index, quantity, context, pattern_of(context, quantity))
            slots.append(slot)
            self.bind(slot, slots[:-1], self.time(slot, report, moved))
        lists_settle(slots, self.phrases.knows)
        rates_settle(slots)
        doubles_leave(slots)
        return slots

    def bind(self, slot: Slot, earlier: Sequence[Slot], time: Time) -> None:
        """Confirmed bindings first, then what the number says about the one before it, then the words around it."""
        known = remembered_find(self.remembered, slot.pattern, slot.quantity.unit)
        derived = derived_of(slot.context, slot.quantity)
        if known:
            self.bind_known(slot, known, time)
        elif slot.context.near == UNSAID:
            slot.leave("“分别”所列的数与前面各项对不上")
        elif (other := other_kind(slot.context, slot.quantity.unit)) and not self.names_average(slot):
            slot.leave(other)
        elif slot.context.role == "plan":
            self.bind_plan(slot, time)
        elif time.period is None:
            slot.leave(time.why)
        elif derived and not self.names_value(slot, derived):
            self.bind_derived(slot, derived, earlier, time)
        elif slot.quantity.stance == "planned":
            slot.leave("这是尚待完成的数，不是已完成的数")
        else:
            self.bind_words(slot, earlier, time)

    def time(self, slot: Slot, report: Report, moved: Container[int]) -> Time:
        """The period and the day that the sentence speaks of, in the draft's years; years in titles and quotes set no time."""
        stretch = Span(slot.context.opening, slot.quantity.span.start)
        sentence = Span(min(slot.context.sentence.start, stretch.start), stretch.end)
        opens = time_opening(report.text[sentence.start : stretch.start])
        words = words_normal(opens + without_asides(PROTECTED.sub("", report.text[stretch.start : stretch.end])))
        years = years_become(report, sentence, moved, self.draft_year)
        return time_of(words, years=years, draft_year=self.draft_year, as_of=self.as_of)

    def bind_known(self, slot: Slot, known: Remembered, time: Time) -> None:
        """A person settled this number in an earlier year."""
        if not known.indicator or time.period is None:
            slot.leave("此前已确认：没有台账对应" if not known.indicator else time.why)
            return
        slot.bind(Binding(known.indicator, known.measure, time.period, time.as_of, confirmed=True))

    def bind_words(self, slot: Slot, earlier: Sequence[Slot], time: Time) -> None:
        """The indicator with the most evidence in the words; parts of a list follow their whole."""
        matches = self.matches(slot, slot.quantity.unit)
        found = [item for item in matches if isinstance(item, Refusal) or item.phrase.measure is Measure.VALUE]
        match, note, refs = best_of(found)
        leading = (match.ref,) if match else refs
        match = part_of_whole(found, leading, earlier, slot) or match
        if match and same_whole(match.ref, earlier, slot):
            note, refs, match = "只是前一个数中的一部分", (match.ref,), None
        self.settle(slot, match, Measure.VALUE, time, note, refs)

    def bind_plan(self, slot: Slot, time: Time) -> None:
        """A number of the plan is next year's target, else what remains of this year's; what merely stands is counted now."""
        match, note, refs = best_of(self.matches(slot, slot.quantity.unit))
        this, following = Period.of_year(self.draft_year), Period.of_year(self.draft_year + 1)
        if time.period is None or time.period.kind != "year":
            match, note, refs = None, "计划的时段不是全年，目标按年下达", ()
        if match is None:
            self.settle(slot, None, Measure.TARGET, Time(following, self.as_of), note, refs)
            return
        indicator = self.phrases.catalog.indicator(match.ref)
        if indicator.stock and not style_of(slot.quantity).bound and not _AIMS.search(slot.context.near):
            slot.bind(Binding(match.ref, Measure.VALUE, this, self.as_of, match.weight))
            return
        missing = f"{self.draft_year + 1}年的目标尚未下达"
        slot.bind(Binding(match.ref, Measure.TARGET, following, self.as_of, match.weight, if_blank=missing))
        slot.fallbacks = (carried_over(match.ref, indicator.unit, this, self.as_of),)

    def bind_derived(self, slot: Slot, derived: Derived, earlier: Sequence[Slot], time: Time) -> None:
        """An indicator named beside the number, else the one that the number before it states."""
        match, note, refs = best_of(self.stated(slot, derived.measure))
        if match is None and not refs:
            match, note, refs = self.anchor(slot, derived, earlier)
        if match and derived.measure is Measure.YOY and self.is_rate(match.ref):
            match, note, refs = None, "比率的增减应写成“个百分点”，写“%”说不清是哪一种", ()
        self.settle(slot, match, derived.measure, time, note, refs, among=derived.among)

    def names_value(self, slot: Slot, derived: Derived) -> bool:
        """``完成率77%``, ``创建任务30项`` where a pack calls a rate or a count so: its value, not how far a target is met."""
        near = slot.context.near
        if derived.measure is Measure.COMPLETION:
            return any(m.word in near and m.word.endswith("率") for m in self.stated(slot, Measure.VALUE))
        if derived.measure is Measure.TARGET:
            return any(near.endswith(m.word) and m.word.endswith(_TASKS) for m in self.stated(slot, Measure.VALUE))
        return False

    def names_average(self, slot: Slot) -> bool:
        """``平均办理用时5天`` where a pack keeps that average: its value, not a norm."""
        phrases = self.phrases.measured(slot.quantity.unit)
        return any("平均" in word and word in slot.context.near for phrase in phrases for word in phrase.words)

    def stated(self, slot: Slot, measure: Measure) -> list[Match]:
        """The matches of one measure in the number's own unit."""
        found = self.matches(slot, slot.quantity.unit)
        return [m for m in found if isinstance(m, Match) and m.phrase.measure is measure]

    def anchor(
        self, slot: Slot, derived: Derived, earlier: Sequence[Slot]
    ) -> tuple[Match | None, str, tuple[str, ...]]:
        """What a derived number speaks about."""
        named = [m for m in self.matches(slot, "") if isinstance(m, Match) and m.phrase.measure is Measure.VALUE]
        near = [m for m in named if m.word in slot.context.near]
        if near:
            return best_of(near)
        previous = next((one for one in reversed(earlier) if not is_share(one)), None)
        if previous is None or previous.context.segment != slot.context.segment:
            return None, "说不清是对哪个数而言", ()
        if previous.binding is None:
            return None, "所依据的前一个数没有来源", previous.candidates
        if Ref.parse(previous.binding.indicator).field and previous.context.clause != slot.context.clause:
            return self.whole_of(previous, earlier)
        if derived.measure is Measure.RANK and previous.binding.measure is not Measure.VALUE:
            return None, "名次由上级通报，台账没有记录出处", ()
        if derived.measure is Measure.TARGET and not measures_agree(slot.quantity.unit, previous.quantity.unit):
            return None, "任务数与前一个数不是同一计量单位", ()
        if derived.measure is Measure.YOY_POINTS and not self.is_rate(previous.binding.indicator):
            return self.rate_of(previous)
        return self.same_as(previous), "", ()

    def whole_of(self, part: Slot, earlier: Sequence[Slot]) -> tuple[Match | None, str, tuple[str, ...]]:
        """``全年12件，其中甲8件、乙4件，增长5%`` speaks of the 12; after a single part nobody can tell."""
        name, field, _ = Ref.parse(part.binding.indicator if part.binding else "")
        bound = [slot for slot in earlier if slot.binding and slot.context.segment == part.context.segment]
        parts = [s for s in bound if s.binding and s.binding.indicator.startswith(f"{name}[{field}=")]
        wholes = [slot for slot in bound if slot.binding and slot.binding.indicator == name]
        if not wholes:
            return self.same_as(part), "", ()
        return (self.same_as(wholes[-1]), "", ()) if len(parts) > 1 else (None, "说不清是对总数还是对分项而言", ())

    def is_rate(self, ref: str) -> bool:
        """Whether an indicator is a percentage, so that two years differ by 百分点."""
        return self.phrases.catalog.indicator(ref).unit == "%"

    def rate_of(self, slot: Slot) -> tuple[Match | None, str, tuple[str, ...]]:
        """The rate that a bound amount belongs to: said so by the pack's words, else the only rate with it above the line."""
        found = matches_of(self.phrases, slot.context, "百分点", "")
        stated = [m for m in found if isinstance(m, Match) and m.phrase.measure is Measure.YOY_POINTS]
        if stated:
            return best_of(stated)
        ref = slot.binding.indicator if slot.binding else ""
        above = [p for p in self.phrases.all if self.phrases.is_numerator(ref, p.ref)]
        rates = {p.ref: Match(p.ref, p, slot.binding.weight if slot.binding else 0.0, "") for p in above}
        return best_of(list(rates.values())) if rates else (None, "百分点说的是比率，前一个数不是比率", ())

    def same_as(self, slot: Slot) -> Match:
        """The indicator of a bound number."""
        assert slot.binding is not None
        phrase = next(
            p for p in self.phrases.all if p.ref.partition("[")[0] == slot.binding.indicator.partition("[")[0]
        )
        return Match(slot.binding.indicator, phrase, slot.binding.weight, "")

    def matches(self, slot: Slot, measure_word: str) -> list[Match | Refusal]:
        """Every indicator that the words around the number can mean."""
        actor = actor_other(slot.context.before, self.own_names)
        return matches_of(self.phrases, slot.context, measure_word, actor)

    def settle(
        self,
        slot: Slot,
        match: Match | None,
        measure: Measure,
        time: Time,
        note: str,
        refs: tuple[str, ...],
        *,
        among: str = "",
    ) -> None:
        """Bind to the match, or leave with the reason and the names that could not be told apart."""
        if match is None or time.period is None:
            names = "、".join(f"“{self.phrases.catalog.indicator(ref).name}”" for ref in refs)
            slot.leave(f"{note}：{names}" if len(refs) > 1 else note, refs)
            if time.period and len(refs) > 1:
                slot.ties = tuple(Binding(ref, measure, time.period, time.as_of) for ref in refs)
            return
        slot.bind(Binding(match.ref, measure, time.period, time.as_of, match.weight, among))


def is_share(slot: Slot) -> bool:
    """``占比72.7%``, ``占总数的14%``: said in passing; what follows speaks of the number before it."""
    return slot.binding is None and slot.quantity.unit == "%" and slot.context.near.lstrip(",").startswith("占")


def carried_over(ref: str, unit: str, period: Period, as_of: date) -> Binding:
    """What this year left undone; a rate has no remainder, its target is set again."""
    if unit == "%":
        return Binding(ref, Measure.TARGET, period, as_of, note=f"沿用{period.name}年目标，新目标尚未下达，请核定")
    return Binding(
        ref, Measure.REMAINING, period, as_of, note=f"{period.name}年目标中尚未完成的部分，结转；新目标下达后请更新"
    )


def part_of_whole(
    found: Sequence[Match | Refusal], leading: Sequence[str], earlier: Sequence[Slot], slot: Slot
) -> Match | None:
    """Where the words name a part (工地扬尘监控) of several indicators (转办, 办结): the part of the one that the text calls the whole."""
    parts = {ref.partition("[")[2] for ref in leading}
    if len(parts) != 1 or "" in parts:
        return None
    same = {m.ref.partition("[")[0]: m for m in found if isinstance(m, Match) and m.ref.partition("[")[2] in parts}
    wholes = [
        slot.binding.indicator
        for slot in earlier[-REACH:]
        if slot.binding and slot.binding.indicator in same and any(mark in slot.context.near for mark in _WHOLE_MARKS)
    ]
    chosen = wholes[-1] if wholes else list_whole(earlier, slot)
    return same.get(chosen)


def same_whole(ref: str, earlier: Sequence[Slot], slot: Slot) -> bool:
    """``岗位2650个，其中县内企业岗位1800个``: the second number is less than the first, though called by the same words."""
    previous = earlier[-1] if earlier else None
    opened = slot.context.near.startswith(_OPENS_LIST) and slot.context.segment == (
        previous and previous.context.segment
    )
    return bool(opened and previous and previous.binding and previous.binding.indicator == ref)


def list_whole(earlier: Sequence[Slot], slot: Slot) -> str:
    """The whole of a list that opens with 其中 right after it, or whose part before is already bound; empty when unsaid."""
    previous = earlier[-1] if earlier else None
    if previous is None or previous.binding is None or previous.context.segment != slot.context.segment:
        return ""
    name, opened, _ = previous.binding.indicator.partition("[")
    return name if opened or slot.context.near.startswith(_OPENS_LIST) else ""


def doubles_leave(slots: Sequence[Slot]) -> None:
    """Two numbers cannot both be the same figure: not in one sentence, and not where last year's report gave them different values."""
    groups: dict[object, list[Slot]] = defaultdict(list)
    for slot in slots:
        if slot.binding and not slot.binding.confirmed:
            groups[slot.binding.question].append(slot)
    for group in groups.values():
        if len(group) > 1 and contradicting(group):
            weakest_leave(group)


def contradicting(group: Sequence[Slot]) -> bool:
    """Whether the numbers share a sentence or stated different values last year."""
    segments = [slot.context.segment for slot in group]
    values = {
        slot.quantity.value for slot in group if slot.quantity.value is not None and slot.quantity.qualifier == "exact"
    }
    return len(set(segments)) < len(segments) or len(values) > 1


def weakest_leave(group: Sequence[Slot]) -> None:
    """Only the number with clearly the most evidence keeps the binding."""
    top = max(slot.binding.weight for slot in group if slot.binding)
    leaders = [slot for slot in group if slot.binding and slot.binding.weight == top]
    for slot in group:
        if slot not in leaders or len(leaders) > 1:
            ref = slot.binding.indicator if slot.binding else ""
            slot.leave("文中几处都像是同一指标，而数不相同，无法区分", (ref,))
