"""Subject: the shortest run of words that names what a number measures, without the verb.

The noun stands right of a classifier (33个退役军人服务站) or left of the number (发放慰问金5万元); where the clause has only a verb
(办结12宗), the noun is the one counted before.
"""

import re
from collections.abc import Sequence
from typing import Final

from bihuan.quantities.apart import apart_subject
from bihuan.quantities.carried import (
    carried,
    heading_noun,
    is_part,
    labelled,
    last_subject,
    same_unit,
    sentence_start,
    typical,
    visited,
)
from bihuan.quantities.found import Found
from bihuan.quantities.nouns import headless, left_noun, right_noun, right_phrase, trimmed
from bihuan.quantities.verbs import VERB
from bihuan.quantities.words import clauses, leftward, names, rightward, units

_LEFT_WINDOW: Final = 64
_OWNED: Final = frozenset("户人名位家")
_JOINTS: Final = frozenset("、和与及")


def subject_of(text: str, number: Found, earlier: Sequence[Found], floor: int) -> str:
    """The subject of one number; ``earlier`` are the numbers before it, with theirs."""
    left = _clause_left(text, number, earlier, floor)
    number.part = is_part(text, number, earlier, left)
    if apart := apart_subject(text, number, earlier, floor):
        return apart
    if number.is_rank:
        return _ranked(text, left, number, earlier)
    if number.base in units.RATE_LIKE:
        return _share_or_sum(text, number, earlier, left)
    if number.base in units.MEASURE_LIKE:
        return _measured(text, number, earlier, floor, left)
    return _counted(text, number, earlier, floor, left)


def _measured(text: str, number: Found, earlier: Sequence[Found], floor: int, left: str) -> str:
    """Of what a length, an area, a weight is; 较上年增加3公里 is of what the number before it measured."""
    if _only_compares(left):
        return last_subject(number, earlier)
    if earlier and text[earlier[-1].end : number.start] == "、" and not earlier[-1].is_rank:  # 水渠三条、1500余米
        return earlier[-1].subject
    noun, verb = left_noun(clauses.COMPARED.sub("", left))
    if (verb or names.PLACE.search(noun)) and (right := right_noun(text, number)):
        return right
    inside = [other for other in earlier if other.start >= floor]
    return (
        noun
        or right_noun(text, number)
        or _topic(text, number, inside)
        or carried(text, number, inside)
        or heading_noun(text, number, floor)
        or carried(text, number, earlier)
        or last_subject(number, earlier)
        or verb
    )


def _only_compares(left: str) -> bool:
    """同比减少, 较上季度提升: nothing else stands in the clause."""
    return bool(left.strip(" 、")) and not clauses.COMPARED.sub("", left).strip(" 、，")


def _ranked(text: str, left: str, number: Found, earlier: Sequence[Found]) -> str:
    """What is ranked; in 在103个法院中排名第18位 the crowd is not, in 在…家单位综合考评中 the contest is."""
    if _among_last(text, number, earlier):
        contest = names.CONTEST.search(earlier[-1].subject)
        return _said_here(text, number, earlier[:-1]) or (earlier[-1].subject if contest else "")
    ranked, _, field = _parted(clauses.RANKED, leftward.RANK_TAIL.sub("", left))
    return left_noun(ranked)[0] or left_noun(field)[0] or last_subject(number, earlier)


def _parted(pattern: re.Pattern[str], phrase: str) -> tuple[str, str, str]:
    """Before, at and after the first match; all before where there is none."""
    found = pattern.search(phrase)
    return (phrase[: found.start()], found[0], phrase[found.end() :]) if found else (phrase, "", "")


def _said_here(text: str, number: Found, earlier: Sequence[Found]) -> str:
    """The subject of the number before, when it stands in the same sentence."""
    return last_subject(number, earlier) if earlier and earlier[-1].start >= sentence_start(text, number.start) else ""


def _among_last(text: str, number: Found, earlier: Sequence[Found]) -> bool:
    """Two of 两家医院中仅有一家, 在103个法院中排名第18位: the number is about what the one before counts."""
    return bool(earlier) and text.startswith(("中", "里"), _after_counted(text, earlier[-1]), number.start)


def _share_or_sum(text: str, number: Found, earlier: Sequence[Found], left: str) -> str:
    """What a rate or a sum of money is of: 发放慰问金5万元, 投入350万元资金, 占60%的山区."""
    if earlier and text[earlier[-1].end : number.start] in _JOINTS and earlier[-1].unit == number.unit:
        return earlier[-1].subject
    if named := _named(left):
        return named
    if clauses.SUPERLATIVE.match(left):
        return last_subject(number, earlier)
    if left.endswith("价值") and (right := right_noun(text, number)):
        return right
    level = leftward.TAIL.sub("", left)
    growing = leftward.GROWTH_TAIL.sub("", level)
    if growing != level and (grown := _grown(growing)):
        return grown
    noun, verb = left_noun(growing)
    if noun in names.BARE_SHARES:
        return _clause_before(text, number, earlier) or last_subject(number, earlier) or noun
    if noun and not verb:
        return noun
    return (
        right_noun(text, number)
        or noun
        or _clause_before(text, number, earlier)
        or _said_here(text, number, earlier)
        or verb
        or last_subject(number, earlier)
    )


def _named(left: str) -> str:
    """A占B的比重, 经济增长目标: names that a cut would shorten."""
    if ("占" in left or "在" in left) and ("比" in left or "份额" in left):
        share = clauses.SHARE_OF.search(clauses.CHANGED.sub("", leftward.TAIL.sub("", left)))
        if share:
            return headless(share[0])
    goal = clauses.GOAL.search(left) if "增长" in left else None
    return headless(goal["noun"]) if goal else ""


def _clause_before(text: str, number: Found, earlier: Sequence[Found]) -> str:
    """新增违建仍有发生，占比超四成: what the clause before speaks of, when it counts nothing itself."""
    begin = max(sentence_start(text, number.start), earlier[-1].end if earlier else 0)
    pieces = clauses.CLAUSE_END.split(text[begin : number.start])
    whole = len(pieces) > 2 or (len(pieces) == 2 and (not earlier or begin > earlier[-1].end))
    spoken = clauses.PRESSED_ON.match(pieces[-2]) or clauses.SPOKEN_OF.match(pieces[-2]) if whole else None
    return headless(spoken["noun"]) if spoken else ""


def _grown(phrase: str) -> str:
    """What grows is the subject of its clause, verbs and all: 新登记注册企业增长21.6%."""
    return trimmed(headless(clauses.ASSERTED.sub("", leftward.TAIL.sub("", phrase.strip(" 、\t\u3000")))))


def _counted(text: str, number: Found, earlier: Sequence[Found], floor: int, left: str) -> str:
    """What a classifier counts: right of it, else left, else what was counted before."""
    if (_only_compares(left) or clauses.ONLY_CHANGES.match(left)) and (compared := same_unit(number, earlier)):
        return compared
    if _among_last(text, number, earlier):
        return earlier[-1].subject
    right = right_noun(text, number)
    if right and not (right in names.TROUBLES and number.unit in units.PEOPLE_UNITS):
        return right
    if earlier and text[earlier[-1].end : number.start] in {"", "、"}:  # 救援队4支、71人
        return earlier[-1].subject
    if owner := _owner(left, number):
        return owner
    left = clauses.COMPARED.sub("", left)
    noun, verb = (
        ("", "") if leftward.TAIL.sub("", left).endswith("的") or clauses.PASSIVE.match(left) else left_noun(left)
    )
    if noun in names.TOTALS or (noun in names.TROUBLES and number.unit in units.PEOPLE_UNITS):
        return carried(text, number, earlier) or noun
    if noun in names.OWN_NOUNS and number.unit not in units.CASE_UNITS:
        return carried(text, number, earlier) or noun
    if noun or (verb and number.unit in units.EVENT_UNITS):
        return noun or visited(number, earlier) or verb
    if number.unit in units.PEOPLE_UNITS | {"人次"} and (deed := _object_right(text, number)):
        return deed
    inside = [other for other in earlier if other.start >= floor]
    return (
        _topic(text, number, inside)
        or carried(text, number, inside)
        or labelled(text, number)
        or typical(text, number, floor)
        or heading_noun(text, number, floor)
        or carried(text, number, earlier)
        or left_noun(left)[0]
        or verb
        or number.unit * (number.unit in units.PLACES)
    )


def _owner(left: str, number: Found) -> str:
    """为居民加装安全装置52户: households, people and firms are what a deed is done for, each by its own unit."""
    owner = clauses.OWNER.match(left) if number.unit in _OWNED else None
    if owner is None or not VERB.search(left, owner.end()):
        return ""
    return headless(owner["who"]) if number.unit in units.OWNER_UNITS.get(owner["who"][-1], "人名位") else ""


def _topic(text: str, number: Found, inside: Sequence[Found]) -> str:
    """新增违建“零容忍”，发现54处: what the sentence is about, when nothing in it was counted before."""
    begin = max(sentence_start(text, number.start), text.rfind("；", 0, number.start))
    counted = inside and inside[-1].start >= begin
    return "" if counted else _clause_before(text, number, inside)


def _clause_left(text: str, number: Found, earlier: Sequence[Found], floor: int) -> str:
    """The clause up to the number, bracketed asides left out; an empty bracket looks through to what stands before it."""
    begin = max(floor, number.start - _LEFT_WINDOW, _after_counted(text, earlier[-1]) if earlier else floor)
    pieces = clauses.CLAUSE_END.split(clauses.BRACKETED.sub("", text[begin : number.start]))
    if pieces[-1].count("“") > pieces[-1].count("”"):  # 按照“超限率不高于1%”的要求
        return pieces[-1].rpartition("“")[2]
    if not pieces[-1].strip("、 的") and len(pieces) > 1 and text[number.start - 1] in "（(":
        return pieces[-2]
    return pieces[-1]


def _after_counted(text: str, last: Found) -> int:
    """Past the number before and, in 向11家成员单位派驻医师33名, past the noun that it counts."""
    counts = last.subject and last.base not in units.RATE_LIKE and text.startswith(last.subject, last.end)
    return last.end + len(last.subject) if counts else last.end


def _object_right(text: str, number: Found) -> str:
    """10人参加执法证考试: what the people did; 1人注册…: only the people."""
    phrase = right_phrase(text, number)
    verb = rightward.RIGHT_VERB.match(phrase)
    noun = phrase[verb.end() :] if verb else ""
    return noun if len(noun) >= 2 else number.unit if phrase and number.unit == "人" else ""
