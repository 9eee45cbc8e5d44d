"""Nouns that a clause leaves out: what the numbers before counted, and which of them this one goes back to."""

import re
from collections.abc import Sequence
from typing import Final

from bihuan.quantities.found import Found
from bihuan.quantities.verbs import VERB
from bihuan.quantities.windows import past_last
from bihuan.quantities.words import clauses, leftward, names, units

REACH: Final = 90  # how far back an elided noun may stand


def last_subject(number: Found, earlier: Sequence[Found]) -> str:
    """比上年增长7.4%: what grew is what the number before it measured, the task of 完成任务的90% left aside."""
    near = [other for other in earlier[-3:] if number.start - other.end <= REACH]
    shared = number.before.endswith("的")  # 占任务数160座的60%
    own = [other for other in near if shared or not names.TASK.search(other.subject)]
    return (own or near)[-1].subject if near else ""


def same_unit(number: Found, earlier: Sequence[Found]) -> str:
    """What the nearest number of the same unit measured."""
    near = (o for o in reversed(earlier[-4:]) if number.start - o.end <= REACH and o.unit == number.unit)
    return next((other.subject for other in near), "")


def visited(number: Found, earlier: Sequence[Found]) -> str:
    """检查企业62家，约谈5家次: 家次 is of what 家 was."""
    near = (o for o in reversed(earlier[-3:]) if number.start - o.end <= REACH and o.unit + "次" == number.unit)
    return next((other.subject for other in near if len(number.unit) > 1), "")


def carried(text: str, number: Found, earlier: Sequence[Found]) -> str:
    """The noun counted before: in this sentence with the same unit, then with any; then in the last sentences with the same unit."""
    near = [other for other in _wholes(text, number, earlier) if _is_thing(other.subject)]
    begins = sentence_start(text, number.start)
    here = [other for other in near if other.start >= begins and not other.subject.endswith(names.SHARES)]
    counts = [other for other in here if other.unit not in units.RATE_LIKE]
    kind = units.TYPICAL.get(number.unit)
    fitting = [other for other in here if kind and kind.search(other.subject)]
    same = (
        [o for o in here if o.unit == number.unit]
        or fitting
        or counts
        or here
        or [o for o in near if o.unit == number.unit]
    )
    return names.MODIFIER.sub("", same[-1].subject).removesuffix("总数") if same else ""


def is_part(text: str, number: Found, earlier: Sequence[Found], left: str) -> bool:
    """Told after 其中; a breakdown goes on past a ； as long as nothing new is done: 其中来信9件；来访7件；化解12件."""
    if _part_mark(text, number.start) is not None:
        return True
    if not earlier or not earlier[-1].part or "。" in text[earlier[-1].end : number.start]:
        return False
    return bool(left) and not VERB.match(left) and leftward.VERB_AT_END.search(left) is None


def _wholes(text: str, number: Found, earlier: Sequence[Found]) -> list[Found]:
    """The numbers near before, without the parts of a breakdown that is over: 受理30件，其中来信9件。办结28件 goes back to 受理."""
    near = [other for other in earlier[-8:] if number.start - other.end <= REACH]
    bracket = _open_bracket(text, number.start)
    if bracket >= 0:
        told_apart = clauses.PART.search(text, bracket, number.start)  # （其中停牌6家、约谈49家）
        inside = [other for other in near if other.start > bracket and other.unit == number.unit and not told_apart]
        return inside or [other for other in near if other.end <= bracket][-1:]
    mark = _part_mark(text, number.start)
    if mark is not None:
        return [other for other in near if other.start < mark] or near
    wholes = [other for other in earlier[-24:] if not other.part and number.start - other.end <= 4 * REACH]
    return [other for other in near if not other.part] or wholes[-1:] or near


def _open_bracket(text: str, at: int) -> int:
    """Where the bracket stands that the number is in, or -1: what it tells is about the number before the bracket."""
    window = text[max(0, at - REACH) : at]
    opened = max(window.rfind("（"), window.rfind("("))
    closed = max(window.rfind("）"), window.rfind(")"), window.rfind("\n"))
    return at - len(window) + opened if opened > closed else -1


def _part_mark(text: str, at: int) -> int | None:
    """Where 其中 stands, when the parts that follow it have not ended before ``at``."""
    begin = past_last(clauses.PART_END, text, max(0, at - 2 * REACH), at)
    marks = [match.start() for match in clauses.PART.finditer(text, begin, at)]
    return marks[-1] if marks else None


def sentence_start(text: str, at: int) -> int:
    return past_last(clauses.SENTENCE_END, text, max(0, at - REACH), at)


def _is_thing(subject: str) -> bool:
    return bool(subject) and subject not in names.OWN_NOUNS


_LABEL: Final = re.compile(
    r"^[ \u3000]*(?:[—\-–·•●]{1,2}|[（(]?[\d一二三四五六七八九十]{1,3}[）)、.．])?[ \u3000]*(?P<label>[^\d，。；：“”（）()、]{2,12})：",
    re.MULTILINE,
)
_HEADING: Final = re.compile(r"(?P<words>[^，。；：\n\d]{4,24})[。\n]")


def labelled(text: str, number: Found) -> str:
    """——自建房：摸排2万栋: the label of the line."""
    begin = text.rfind("\n", 0, number.start) + 1
    label = _LABEL.match(text, begin, number.start)
    return label["label"] if label and number.start - begin <= 2 * REACH and not VERB.search(label["label"]) else ""


def heading_noun(text: str, number: Found, floor: int) -> str:
    """（二）持续提升农村公路。新改建400公里: the object that the item's own heading names."""
    heading = _HEADING.match(text, floor, number.start)
    if heading is None or number.start - floor > REACH:
        return ""
    deeds = list(clauses.HEADING_DEED.finditer(heading["words"]))
    noun = heading["words"][deeds[-1].end() :] if deeds else ""
    return noun if 2 <= len(noun) <= 8 else ""


def typical(text: str, number: Found, floor: int) -> str:
    """The nearest noun before that this unit usually counts: 件 counts 案件, 工单, 建议."""
    nouns = units.TYPICAL.get(number.unit)
    if nouns is None:
        return ""
    found = nouns.findall(text, max(floor, number.start - 2 * REACH), number.start)
    return str(found[-1]) if found else ""
