"""Which indicators the words around a number can mean, each with the characters that say so. Precision before recall."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bihuan.datamodel import Measure
from bihuan.drafting.actors import TEAM
from bihuan.drafting.context import Context
from bihuan.drafting.narrower import narrower, word_said
from bihuan.drafting.phrases import Label, Phrase, Phrases
from bihuan.drafting.unexplained import unexplained

LONG_WORD = 4
_BESIDE = re.compile(  # what may stand beside a word that is alone
    r"^(?:\d{1,2}\.)?[、和及]*(?:其中|包括|含)?(?:全年|今年|[上下]半年|[一二三四]季度)?已?|(?:共计|共|有|为)$"
)


@dataclass(frozen=True, slots=True)
class Match:
    """An indicator that the words mean; ``weight`` counts the characters of evidence."""

    ref: str
    phrase: Phrase
    weight: float
    word: str


@dataclass(frozen=True, slots=True)
class Refusal:
    """Words that name an indicator but speak of something narrower: ``why`` is shown to a person."""

    ref: str
    why: str
    weight: float


def matches_of(phrases: Phrases, context: Context, measure_word: str, actor: str) -> list[Match | Refusal]:
    """Every phrase that fits; the words must stand by the number itself and its measure word must agree."""
    found: list[Match | Refusal] = []
    for phrase in phrases.measured(measure_word):
        word, weight = governing_word(phrase, context)
        if not word or not surroundings_agree(phrase, context):
            continue
        weight += sum(max((len(w) for w in group if w in context.scope), default=0) for group in phrase.within)
        if actor and (TEAM.search(actor) or not phrases.speaks_of(phrase, actor)):
            found.append(Refusal(phrase.ref, f"说的是{actor}的数", 0.0))
            continue
        why = narrower(phrase, word, context, stock=phrases.is_stock(phrase.ref))
        other = (
            unexplained(phrase, word, context, phrases.known(phrase.ref))
            if phrase.measure is Measure.VALUE and not why
            else ""
        )
        why = f"句中的“{other}”与这个指标的口径对不上" if other else why
        found.append(Refusal(phrase.ref, why, weight) if why else narrowed(phrases, phrase, context, word, weight))
    return found


def governing_word(phrase: Phrase, context: Context) -> tuple[str, float]:
    """The longest word of the phrase that governs the number; what stands before it outweighs what follows."""
    best = ("", 0.0)
    for word in phrase.words:
        if phrase.alone and _BESIDE.sub("", context.near) != word:
            continue
        if word_said(word, context.near):
            weight = len(word) + 0.5
        elif word_said(word, context.after):
            weight = float(len(word))
        else:
            continue
        if weight > best[1]:
            best = (word, weight)
    return best


def surroundings_agree(phrase: Phrase, context: Context) -> bool:
    """Every group of ``within`` stands in the sentence or the headings, no word of ``without`` does."""
    scope, statement = f"{context.scope}\n{context.after}", context.statement
    return all(any(word in scope for word in group) for group in phrase.within) and not any(
        word in statement for word in phrase.without
    )


def narrowed(phrases: Phrases, phrase: Phrase, context: Context, word: str, weight: float) -> Match | Refusal:
    """The indicator itself, the part of it that the words restrict the number to, or a refusal where no such part is kept."""
    nearer = part_nearer(phrases, phrase, context, word)
    if nearer:
        return Refusal(phrase.ref, f"前面说的是“{nearer}”", 0.0)
    restricting = restrictions(phrases, phrase, context, word)
    choices = {(label.field, label.choice) for label in restricting}
    if not choices:
        return Match(phrase.ref, phrase, weight, word)
    field, choice = next(iter(choices))
    if len(choices) == 1 and not phrase.field and field in phrases.breakdowns(phrase.ref):
        extra = max(len(label.word) for label in restricting)
        return Match(f"{phrase.ref}[{field}={choice}]", phrase, weight + extra, word)
    named = "、".join(dict.fromkeys(label.word for label in restricting))
    return Refusal(phrase.ref, f"只涉及“{named}”，与全部不是一个口径", weight)


def part_nearer(phrases: Phrases, phrase: Phrase, context: Context, word: str) -> str:
    """Another part of the same breakdown that the sentence names after the phrase's own part and before the number."""
    if not phrase.field or phrases.tells_part(phrase, word) or phrases.own_labels(phrase.ref, context.governing):
        return ""
    last = max(
        ((context.before.rfind(label.word) + len(label.word), len(label.word), label) for label in phrases.siblings(phrase.ref)
         if label.word in context.before),
        key=lambda found: found[:2],
        default=None,
    )  # fmt: skip
    return last[2].word if last and f"={last[2].choice}]" not in phrase.ref else ""


def restrictions(phrases: Phrases, phrase: Phrase, context: Context, word: str) -> list[Label]:
    """Labels of the ledger around the number that the phrase's own words do not speak of; for each field the nearest place decides."""
    own = own_words(phrase, context, word) | phrases.own_labels(phrase.ref, context.governing)
    found: list[Label] = []
    for field, labels in phrases.labels_by_field(phrase.ref).items():
        known = {label.choice for label in labels if any(label.word in w for w in own)}
        for place in label_places(phrases, phrase, context, field, word):
            here = [label for label in labels if label.word in place]
            if here:
                named = {label.choice for label in here}
                whole = named == {label.choice for label in labels} and len(named) > 1
                found += [] if whole or named & known else here
                break
    return found


def own_words(phrase: Phrase, context: Context, word: str) -> set[str]:
    """The words of the phrase that the text holds."""
    return {word, *(w for group in phrase.within for w in group if w in context.scope)}


def label_places(phrases: Phrases, phrase: Phrase, context: Context, field: str, word: str) -> tuple[str, ...]:
    """Where a label of this field would restrict the number, nearest first.

    The sentence before the clause and the headings restrict only what the pack splits by this field, and not what the
    sentence itself names with a longer word.
    """
    near = (context.governing, context.clause)
    own = [w for w in own_words(phrase, context, word) if w in context.before or w in context.clause]
    specific = phrase.field and any(len(w) >= LONG_WORD for w in own)
    if specific or field not in phrases.breakdowns(phrase.ref):
        return near
    return (*near, context.before, *reversed(context.headings[-2:]))


def best_of(matches: Sequence[Match | Refusal]) -> tuple[Match | None, str, tuple[str, ...]]:
    """The one match with the most evidence; else why there is none, and what could not be told apart."""
    if not matches:
        return None, "没有指标与这个数对应", ()
    top = max(match.weight for match in matches)
    leading = {match.ref: match for match in longest_named([match for match in matches if match.weight == top])}
    first = next(iter(leading.values()))
    if len(leading) == 1:
        return (first, "", ()) if isinstance(first, Match) else (None, first.why, (first.ref,))
    refs = tuple(leading)
    return None, "分不清是哪个指标", refs


def longest_named(matches: Sequence[Match | Refusal]) -> list[Match | Refusal]:
    """Without those whose word is only the tail of another's: 星级服务站 is no 服务站 of every kind."""
    words = {match.word for match in matches if isinstance(match, Match)}
    return [
        match
        for match in matches
        if not isinstance(match, Match) or not any(w != match.word and w.endswith(match.word) for w in words)
    ]
