"""How the unit's packs speak of their indicators, as one list to look a number's words up in."""

import re
from dataclasses import dataclass

from bihuan.datamodel import Measure
from bihuan.drafting.measures import measures_agree
from bihuan.drafting.words import bigrams, words_normal
from bihuan.packs import Catalog, Ref
from bihuan.packs.schema import FieldType, Indicator, Wording

TELLING = 4  # characters at least of a label that names its indicator alone
_LABEL_TAIL = re.compile(r"(?:类案件|案件|类|案|整治)$")


@dataclass(frozen=True, slots=True)
class Phrase:
    """One way to speak of one indicator; all words are normalised. ``field`` is set for one part of a breakdown."""

    ref: str
    words: tuple[str, ...]
    within: tuple[tuple[str, ...], ...]
    without: tuple[str, ...]
    alone: bool
    unit: str
    measure: Measure
    field: str = ""

    @property
    def spoken(self) -> tuple[str, ...]:
        """Every word that may stand for the indicator or beside it."""
        return (*self.words, *(word for group in self.within for word in group))


@dataclass(frozen=True, slots=True)
class Label:
    """A choice of a field as text names it: 燃气 (类), 网络问政."""

    field: str
    choice: str
    word: str


class Phrases:
    """Every phrase of a catalogue, and the labels that tell a part of a ledger from the whole."""

    def __init__(self, catalog: Catalog) -> None:
        self.catalog = catalog
        self.all: list[Phrase] = [p for name in catalog.indicators for p in phrases_of(catalog, name)]
        self._speakers: dict[tuple[str, str], set[str]] = {}
        for item in self.all:
            for word in item.words:
                self._speakers.setdefault((Ref.parse(item.ref).name, word), set()).add(item.ref)
        self._measured: dict[str, list[Phrase]] = {}
        self._labels = {name: labels_of(catalog, name) for name in catalog.ledgers}
        self._known: dict[str, re.Pattern[str]] = {}
        self._fixed: dict[str, frozenset[str]] = {}
        self._by_field: dict[str, dict[str, list[Label]]] = {}

    def known(self, ref: str) -> re.Pattern[str]:
        """Matches every word by which the packs speak of what the indicator's own ledger counts, and of its parts, the longest first."""
        ledger = self.catalog.ledger_of(ref).ledger
        if ledger not in self._known:
            self._known[ledger] = self._known_words(ledger)
        return self._known[ledger]

    def _known_words(self, ledger: str) -> re.Pattern[str]:
        words = {
            w
            for item in self.all
            if self.catalog.ledger_of(item.ref).ledger == ledger
            for w in item.spoken
            if len(w) > 1
        }
        words |= {label.word for label in self._labels[ledger]}
        return re.compile("|".join(map(re.escape, sorted(words, key=lambda word: (-len(word), word)))) or "(?!)")

    def measured(self, measure_word: str) -> list[Phrase]:
        """The phrases whose figure can be written with a measure word; all of them for an empty one."""
        if measure_word not in self._measured:
            fitting = [p for p in self.all if not measure_word or measures_agree(measure_word, p.unit)]
            self._measured[measure_word] = fitting
        return self._measured[measure_word]

    def labels(self, ref: str) -> tuple[Label, ...]:
        """The labels of the ledger behind an indicator, but for the fields that the indicator fixes itself."""
        fixed = self.fixed(ref)
        ledger = self.catalog.ledger_of(ref).ledger
        return tuple(label for label in self._labels[ledger] if label.field not in fixed)

    def labels_by_field(self, ref: str) -> dict[str, list[Label]]:
        """The same labels, by field."""
        if ref not in self._by_field:
            grouped: dict[str, list[Label]] = {}
            for label in self.labels(ref):
                grouped.setdefault(label.field, []).append(label)
            self._by_field[ref] = grouped
        return self._by_field[ref]

    def is_stock(self, ref: str) -> bool:
        """Whether the indicator counts what there is on a day."""
        return any(part.stock for part in self._leaves(ref))

    def breakdowns(self, ref: str) -> list[str]:
        """The fields by which the pack splits the indicator."""
        return self.catalog.indicators[ref.partition("[")[0]].breakdowns

    def knows(self, ref: str) -> bool:
        """Whether the pack keeps such a part."""
        return ref in self.catalog.breakdown_refs(ref.partition("[")[0])

    def siblings(self, ref: str) -> list[Label]:
        """The labels of every part of the breakdown that a reference is one part of."""
        name, field, _ = Ref.parse(ref)
        return [label for label in self._labels[self.catalog.ledger_of(name).ledger] if label.field == field]

    def tells_part(self, phrase: Phrase, word: str) -> bool:
        """Whether a word belongs to this part alone: 重要条例, not 罚款."""
        return len(self._speakers[Ref.parse(phrase.ref).name, word]) == 1

    def own_labels(self, ref: str, text: str) -> set[str]:
        """The names of the part that a reference means, as far as the text holds them."""
        choice = Ref.parse(ref).choice
        return {label.word for label in self.siblings(ref) if choice and label.choice == choice and label.word in text}

    def is_numerator(self, ref: str, rate: str) -> bool:
        """Whether ``ref`` stands above the line of a rate."""
        ratio = self.catalog.indicator(rate).ratio
        return ratio is not None and ratio.numerator == ref

    def speaks_of(self, phrase: Phrase, organ: str) -> bool:
        """Whether the phrase, or a choice that its indicator fixes, names the other organisation: 市局巡查."""
        if any(word in organ or organ in word for word in phrase.spoken):
            return True
        ledger = self.catalog.ledger_of(phrase.ref).ledger
        fixed = {
            (key, value)
            for part in self._leaves(phrase.ref)
            for key, value in part.where.items()
            if isinstance(value, str)
        }
        return any((label.field, label.choice) in fixed and label.word in organ for label in self._labels[ledger])

    def _leaves(self, ref: str) -> list[Indicator]:
        return [self.catalog.indicator(part) for part in self.catalog.base_parts(ref)]

    def fixed(self, ref: str) -> frozenset[str]:
        """Fields on which some part of the indicator already sets a condition."""
        if ref not in self._fixed:
            self._fixed[ref] = frozenset(key for part in self._leaves(ref) for key in part.where)
        return self._fixed[ref]


def phrases_of(catalog: Catalog, name: str) -> list[Phrase]:
    """The indicator's own phrases and those of its parts."""
    indicator = catalog.indicators[name]
    named = Wording(words=[indicator.name, *indicator.aliases])
    own = [phrase(name, indicator, wording) for wording in (named, *indicator.wording)]
    parts = [
        phrase(ref, catalog.indicator(ref), wording, field=Ref.parse(ref).field)
        for ref in catalog.breakdown_refs(name)
        for wording in part_wordings(catalog, ref)
    ]
    return own + parts


def part_wordings(catalog: Catalog, ref: str) -> list[Wording]:
    """What the pack says of the part; where it says nothing at all, a label that names the indicator itself: 全体干部职工会议."""
    part, (name, field, choice) = catalog.indicator(ref), Ref.parse(ref)
    base = catalog.indicators[name]
    silent = not base.wording and f"{field}={choice}" not in base.part_wording
    labels = {item.key: item.label for item in catalog.ledger_of(name).field(field).choices} if silent else {}
    label = labels.get(choice, "")
    telling = len(label) >= TELLING and bool(bigrams(label) & bigrams(base.name))
    return part.wording or ([Wording(words=[label])] if telling else [])


def phrase(ref: str, indicator: Indicator, wording: Wording, *, field: str = "") -> Phrase:
    """One wording with its words normalised."""
    return Phrase(
        ref=ref,
        words=tuple(dict.fromkeys(words_normal(word) for word in wording.words)),
        within=tuple(tuple(map(words_normal, [g] if isinstance(g, str) else g)) for g in wording.within),
        without=tuple(map(words_normal, wording.without)),
        alone=wording.alone,
        unit=wording.unit or indicator.unit,
        measure=Measure(wording.measure),
        field=field,
    )


def labels_of(catalog: Catalog, ledger: str) -> tuple[Label, ...]:
    """Each choice of the ledger's choice fields by each of its names; 其他 names nothing."""
    return tuple(
        Label(field.name, choice.key, word)
        for field in catalog.ledgers[ledger].fields
        if field.type in (FieldType.CHOICE, FieldType.TAGS)
        for choice in field.choices
        if choice.label != "其他"
        for word in dict.fromkeys((_LABEL_TAIL.sub("", words_normal(choice.label)), *map(words_normal, choice.aliases)))
        if len(word) > 1
    )
