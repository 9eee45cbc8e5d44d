"""Subject: the shortest run of words that names what a number measures, without the verb.

The noun stands right of a classifier (33个退役军人服务站) or left of the number (发放慰问金5万元); where the clause has only a verb
(办结12宗), the noun is the one counted before.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from bihuan.quantities import words
from bihuan.quantities.quantity import Qualifier

_RIGHT_WINDOW: Final = 26
_LEFT_WINDOW: Final = 64
_REACH: Final = 90  # how far back an elided noun may stand


@dataclass(slots=True)
class Found:
    """A number with its unit, before anyone knows what it measures."""

    start: int
    end: int
    value: int | float | None
    maximum: int | float | None
    unit: str
    qualifier: Qualifier | None
    lead: str = ""
    more: str = ""
    trail: str = ""
    is_rank: bool = False
    before: str = ""
    subject: str = ""


def subject_of(text: str, number: Found, earlier: Sequence[Found], floor: int) -> str:
    """The subject of one number; ``earlier`` are the numbers before it, with theirs."""
    left = _clause_left(text, number, earlier, floor)
    if number.is_rank:
        return _left_noun(words.RANK_TAIL.sub("", left)) or _carried(number, earlier, any_unit=True)
    if number.unit in words.LEFT_FIRST:
        return _left_noun(left) or _carried_left(text, number, earlier) or _right_noun(text, number)
    if number.unit in words.MEASURE_LIKE:
        return _left_noun(left) or _right_noun(text, number) or _carried(number, earlier, any_unit=True)
    return (
        _right_noun(text, number)
        or _left_noun(left)
        or _carried(number, earlier)
        or _typical(text, number, floor)
        or _object_right(text, number)
    )


def _carried_left(text: str, number: Found, earlier: Sequence[Found]) -> str:
    """比上年增长7.4%: what grew is what the number before it measured."""
    return _carried(number, earlier, any_unit=True)


def _clause_left(text: str, number: Found, earlier: Sequence[Found], floor: int) -> str:
    """The clause up to the number; an empty bracket or a bare 其中 looks through to what stands before."""
    begin = max(floor, number.start - _LEFT_WINDOW, earlier[-1].end if earlier else floor)
    window = text[begin : number.start]
    pieces = words.CLAUSE_END.split(window)
    piece = pieces[-1]
    if not piece.strip("、 ") and window[-1:] in "（(" and len(pieces) > 1:
        piece = pieces[-2]
    return piece


def _right_noun(text: str, number: Found) -> str:
    """The noun phrase that follows at once, up to a verb, an adverb or another number."""
    window = text[number.end : number.end + _RIGHT_WINDOW]
    stop = words.RIGHT_END.search(window)
    phrase = window[: stop.start()] if stop else window
    if not phrase or words.NOT_A_NOUN.match(phrase):
        return ""
    verb = words.RIGHT_VERB.search(phrase, 1)
    phrase = phrase[: verb.start()] if verb else phrase
    head = phrase.rpartition("的")[2]
    phrase = (head if len(head) >= 2 else phrase).strip("的 ")
    return phrase if len(phrase) >= 2 or phrase in words.SHORT_NOUNS else ""


def _left_noun(clause: str) -> str:
    """What remains of the clause without its adverbs, its verb and the words that lead to the number."""
    phrase = words.TAIL.sub("", clause.strip(" 、\t\u3000"))
    phrase = words.HEAD.sub("", phrase)
    if phrase in words.OWN_NOUNS:
        return phrase
    phrase, cut = _after_verb(phrase)
    if not cut and "、" in phrase and len(phrase) > 16:
        phrase = phrase.rpartition("、")[2]
    phrase = _head_of(words.MODIFIER.sub("", phrase))
    if phrase in words.VERBS or len(phrase) < 2 and phrase not in words.SHORT_NOUNS:
        return ""
    return phrase


def _after_verb(phrase: str) -> tuple[str, bool]:
    """What stands after the last doing-verb, if that is a noun; a verb at the very end leaves its own noun or nothing."""
    cut = False
    for match in words.STRONG_VERB.finditer(phrase):
        if match.end() < len(phrase):
            rest = phrase[match.end() :]
            if not words.NOUN_SUFFIX.match(rest):
                phrase_rest, cut = rest, True
        else:
            own = match[0] if match[0] in words.OWN_NOUNS else ""
            return own or (
                words.HEAD.sub("", phrase_rest[: -len(match[0])])
                if cut and len(phrase_rest) > len(match[0]) + 2
                else own
            ), True
    if cut:
        phrase = phrase_rest
    while True:
        stripped = words.HEAD.sub("", phrase)
        weak = words.WEAK_VERB.match(stripped)
        if weak is None or words.NOUN_SUFFIX.match(stripped, weak.end()):
            return stripped, cut
        if weak.end() == len(stripped):
            return (stripped if stripped in words.OWN_NOUNS else ""), True
        phrase, cut = stripped[weak.end() :], True


def _head_of(phrase: str) -> str:
    before, particle, head = phrase.rpartition("的")
    return head if particle and len(head) >= 4 else phrase.strip("的")


def _carried(number: Found, earlier: Sequence[Found], *, any_unit: bool = False) -> str:
    for other in reversed(earlier):
        if number.start - other.end > _REACH:
            return ""
        if other.subject and (any_unit or other.unit == number.unit):
            return other.subject
    return ""


def _typical(text: str, number: Found, floor: int) -> str:
    """The nearest noun before that this unit usually counts: 件 counts 案件, 工单, 诉求."""
    nouns = words.TYPICAL.get(number.unit)
    if nouns is None:
        return ""
    found = nouns.findall(text[max(floor, number.start - 2 * _REACH) : number.start])
    return str(found[-1]) if found else ""


def _object_right(text: str, number: Found) -> str:
    """10人参加执法证考试: what the people did."""
    window = text[number.end : number.end + _RIGHT_WINDOW]
    stop = words.RIGHT_END.search(window)
    phrase = window[: stop.start()] if stop else window
    verb = words.RIGHT_VERB.match(phrase)
    noun = phrase[verb.end() :] if verb else ""
    return noun if len(noun) >= 2 else number.unit if number.unit == "人" else noun
