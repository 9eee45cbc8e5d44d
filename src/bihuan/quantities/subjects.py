"""Subject: the shortest run of words that names what a number measures, without the verb.

The noun stands right of a classifier (33个退役军人服务站) or left of the number (发放慰问金5万元); where the clause has only a verb
(办结12宗), the noun is the one counted before.
"""

import re
from collections.abc import Sequence
from typing import Final

from bihuan.quantities import words
from bihuan.quantities.found import Found
from bihuan.quantities.verbs import VERB

_RIGHT_WINDOW: Final = 26
_LEFT_WINDOW: Final = 64
_REACH: Final = 90  # how far back an elided noun may stand
_LONGEST: Final = 24


def subject_of(text: str, number: Found, earlier: Sequence[Found], floor: int) -> str:
    """The subject of one number; ``earlier`` are the numbers before it, with theirs."""
    left = _clause_left(text, number, earlier, floor)
    number.part = _is_part(text, number, earlier, left)
    if apart := _apart(text, number, earlier, floor):
        return apart
    if number.is_rank:
        return _ranked(text, left, number, earlier)
    if number.base in words.RATE_LIKE:
        return _share_or_sum(text, number, earlier, left)
    if number.base in words.MEASURE_LIKE:
        return _measured(text, number, earlier, left)
    return _counted(text, number, earlier, floor, left)


def _measured(text: str, number: Found, earlier: Sequence[Found], left: str) -> str:
    """Of what a length, an area, a weight is; 较上年增加3公里 is of what the number before it measured."""
    if _only_compares(left):
        return _last_subject(number, earlier)
    noun, verb = _left_noun(words.COMPARED.sub("", left))
    return (
        noun or _right_noun(text, number) or _carried(text, number, earlier) or _last_subject(number, earlier) or verb
    )


def _only_compares(left: str) -> bool:
    """同比减少, 较上季度提升: nothing else stands in the clause."""
    return bool(left.strip(" 、")) and not words.COMPARED.sub("", left).strip(" 、，")


def _ranked(text: str, left: str, number: Found, earlier: Sequence[Found]) -> str:
    """What is ranked; in 在103个法院中排名第18位 the crowd is not."""
    if _among_last(text, number, earlier):
        return _last_subject(number, earlier[:-1])
    return _left_noun(words.RANK_TAIL.sub("", left))[0] or _last_subject(number, earlier)


def _among_last(text: str, number: Found, earlier: Sequence[Found]) -> bool:
    """Two of 两家医院中仅有一家, 在103个法院中排名第18位: the number is about what the one before counts."""
    return bool(earlier) and text.startswith("中", _after_counted(text, earlier[-1]), number.start)


def _apart(text: str, number: Found, earlier: Sequence[Found], floor: int) -> str:
    """``A率、B率分别为x、y``: each number has its own subject; ``同比分别增长x、y`` goes back to the numbers before."""
    begin = max(floor, number.start - _LEFT_WINDOW)
    clause = words.CLAUSE_END.split(text[begin : number.start])[-1]
    marks = list(words.APART.finditer(clause))
    if not marks:
        return ""
    mark = number.start - len(clause) + marks[-1].start()
    if deed_on := _deed_object(text[mark + 2 : number.end + _REACH]):
        return deed_on
    index = len(words.JOINT.findall(text, mark, number.start))
    if index and (not earlier or earlier[-1].start < mark):  # 分别给予警告和罚款2万元 has one number
        return ""
    named = words.COMPARED.sub("", words.GROWTH_TAIL.sub("", clause[: marks[-1].start()]))
    named = words.TAIL.sub("", _headless(named.strip("的 ")))
    return _own_item(named, index) if len(named) >= 2 else _answered(text, number, earlier, mark, index)


def _deed_object(after: str) -> str:
    """两镇分别拆除违建1.2万平方米和0.9万平方米: what both numbers are of."""
    phrase = words.COMPARED.sub("", words.GROWTH_TAIL.sub("", _FIRST_NUMBER.split(after, maxsplit=1)[0]))
    noun, verb = _left_noun(phrase)
    return noun if noun and not verb and VERB.match(phrase) else ""


_FIRST_NUMBER: Final = re.compile(r"[\dXxＸ×*□○，。；]")


def _own_item(named: str, index: int) -> str:
    """The item of the list that is complete in itself (来信、来访), else the whole list (城镇、农村居民人均可支配收入)."""
    listed = words.OTHERS.sub("", named)
    items = words.JOINT.split(listed)
    if index < len(items) and len(items) > 1 and _complete(items[index], items[-1]):
        return items[index] if index else _left_noun(items[0])[0] or items[0]
    return named[-_LONGEST:] if len(items) > 1 else _left_noun(named)[0]


def _complete(item: str, last: str) -> bool:
    return item != "" and (item[-1] == last[-1:] or len(last) <= len(item) + 1)


def _answered(text: str, number: Found, earlier: Sequence[Found], mark: int, index: int) -> str:
    """The subject of the number before 分别 that this one answers."""
    rest = words.CLAUSE_END.split(text[mark : number.end + _REACH], maxsplit=1)[0]
    count = len(words.JOINT.findall(rest)) + 1
    begins = _sentence_start(text, mark)
    before = [other.subject for other in earlier[-2 * count :] if begins <= other.start < mark][-count:]
    return before[index] if len(before) == count and index < count else ""


def _share_or_sum(text: str, number: Found, earlier: Sequence[Found], left: str) -> str:
    """What a rate or a sum of money is of: 发放慰问金5万元, 投入350万元资金, 占60%的山区."""
    level = words.TAIL.sub("", left)
    growing = words.GROWTH_TAIL.sub("", level)
    if growing != level and (grown := _grown(growing)):
        return grown
    noun, verb = _left_noun(growing)
    if noun in words.BARE_SHARES:
        return _clause_before(text, number, earlier) or _last_subject(number, earlier) or noun
    if noun and not verb:
        return noun
    return _right_noun(text, number) or noun or _last_subject(number, earlier) or verb


def _clause_before(text: str, number: Found, earlier: Sequence[Found]) -> str:
    """新增违建仍有发生，占比超四成: what the clause before speaks of, when it counts nothing itself."""
    begin = max(_sentence_start(text, number.start), earlier[-1].end if earlier else 0)
    clauses = words.CLAUSE_END.split(text[begin : number.start])
    whole = len(clauses) > 2 or (len(clauses) == 2 and (not earlier or begin > earlier[-1].end))
    spoken = words.SPOKEN_OF.match(clauses[-2]) if whole else None
    return _headless(spoken["noun"]) if spoken else ""


def _grown(phrase: str) -> str:
    """What grows is the subject of its clause, verbs and all: 新登记注册企业增长21.6%."""
    return _trimmed(_headless(words.ASSERTED.sub("", words.TAIL.sub("", phrase.strip(" 、\t\u3000")))))


def _counted(text: str, number: Found, earlier: Sequence[Found], floor: int, left: str) -> str:
    """What a classifier counts: right of it, else left, else what was counted before."""
    if _only_compares(left) and (compared := _same_unit(number, earlier)):
        return compared
    if _among_last(text, number, earlier):
        return earlier[-1].subject
    if right := _right_noun(text, number):
        return right
    if earlier and number.start == earlier[-1].end:
        return earlier[-1].subject
    left = words.COMPARED.sub("", left)
    noun, verb = ("", "") if left.endswith("的") or words.PASSIVE.match(left) else _left_noun(left)
    if noun in words.OWN_NOUNS and number.unit not in words.CASE_UNITS:
        return _carried(text, number, earlier) or noun
    if noun or (verb and number.unit in words.EVENT_UNITS):
        return noun or _visited(number, earlier) or verb
    if number.unit in words.PEOPLE_UNITS and (deed := _object_right(text, number)):
        return deed
    return (
        _carried(text, number, earlier)
        or _typical(text, number, floor)
        or _left_noun(left)[0]
        or verb
        or number.unit * (number.unit in words.PLACES)
    )


def _clause_left(text: str, number: Found, earlier: Sequence[Found], floor: int) -> str:
    """The clause up to the number, bracketed asides left out; an empty bracket looks through to what stands before it."""
    begin = max(floor, number.start - _LEFT_WINDOW, _after_counted(text, earlier[-1]) if earlier else floor)
    pieces = words.CLAUSE_END.split(words.BRACKETED.sub("", text[begin : number.start]))
    if not pieces[-1].strip("、 的") and len(pieces) > 1 and text[number.start - 1] in "（(":
        return pieces[-2]
    return pieces[-1]


def _after_counted(text: str, last: Found) -> int:
    """Past the number before and, in 向11家成员单位派驻医师33名, past the noun that it counts."""
    counts = last.subject and last.base not in words.RATE_LIKE and text.startswith(last.subject, last.end)
    return last.end + len(last.subject) if counts else last.end


def _right_noun(text: str, number: Found) -> str:
    """The noun phrase that follows at once, up to a verb, an adverb or another number."""
    phrase = _right_phrase(text, number)
    if number.base in words.RATE_LIKE:
        phrase = phrase.removeprefix("的")
    if not phrase or words.NOT_A_NOUN.match(phrase):
        return ""
    if phrase[0] in words.SHORT_NOUNS and words.RIGHT_VERB.match(phrase, 1):
        return phrase[0]
    verb = words.RIGHT_VERB.search(phrase, 2)
    phrase = phrase[: verb.start()] if verb else phrase
    owner, particle, thing = phrase.partition("的")
    if particle and thing and not (words.COUNTED_BEFORE_DE.search(owner) and not words.MODIFIER_VERB.match(owner)):
        phrase = thing if len(thing) >= 2 else phrase
    elif particle:
        phrase = owner
    phrase = phrase.strip("的了 ")
    return phrase if len(phrase) >= 2 or phrase in words.SHORT_NOUNS else ""


def _right_phrase(text: str, number: Found) -> str:
    window = text[number.end : number.end + _RIGHT_WINDOW]
    stop = words.RIGHT_END.search(window)
    return window[: stop.start()] if stop else window


def _left_noun(clause: str) -> tuple[str, str]:
    """(noun, verb): what remains of the clause without its adverbs and its verb; where no noun remains, the verb that was there."""
    phrase = _headless(words.TAIL.sub("", clause.strip(" 、\t\u3000")))
    if phrase in words.OWN_NOUNS:
        return phrase, ""
    if own := words.DEED_ON.match(clause.strip(" 、")):
        return own["deed"], ""
    ending = words.VERB_AT_END.search(phrase)
    if ending is None:
        return _trimmed(_after_verb(phrase)), ""
    verb = ending[0].rstrip("了过")
    rest = phrase[: ending.start()]
    if words.NOMINAL.search(rest):
        return verb, ""
    if VERB.fullmatch(rest):
        return "", verb
    if rest in words.OWN_NOUNS or words.HEAD.sub("", rest[-2:]) in words.OWN_NOUNS:
        return rest[-2:], ""
    if not rest or words.ADVERB_END.search(rest):
        stem = words.ADVERB_END.sub("", rest)
        return (_left_noun(stem)[0] if len(stem) >= 2 else ""), verb
    noun = _trimmed(_after_verb(rest))
    return (noun + verb if noun and verb not in _GIVING else noun), verb


_GIVING: Final = frozenset(
    (
        "发放",
        "拨付",
        "投入",
        "出动",
        "派发",
        "印发",
        "发出",
        "使用",
        "提供",
        "受理",
        "办理",
        "进行",
        "安排",
        "达到",
        "完成",
        "实现",
        "获得",
        "争取",
        "筹集",
        "减少",
        "增加",
        "下降",
        "上升",
        "增长",
        "提升",
    )
)


def _headless(phrase: str) -> str:
    """The phrase without leading adverbs and times, unless what looks like one is part of a name: 成功率, 按时办结率."""
    rest = words.HEAD.sub("", phrase)
    return phrase if rest[:1] in {"率", "量", "度", "值", "额", "分"} else rest


def _after_verb(phrase: str) -> str:
    """The part after the last verb that has an object here; 城镇新增就业 keeps the verb that its noun goes with."""
    cut = 0
    for match in VERB.finditer(phrase):
        if len(phrase) - match.end() >= 2 or phrase[match.end() :] in words.SHORT_NOUNS:
            keeps = match[0] == "新增" and match.start() - cut >= 2 and words.HEAD.sub("", phrase[cut : match.start()])
            cut = cut if keeps else match.end()
    return _headless(phrase[cut:])


def _trimmed(phrase: str) -> str:
    """Head of the noun phrase: after 等, after 的 when the head stands alone, the last item of a long list, without its bureau."""
    listed = words.LISTED.match(phrase)
    if listed and listed["head"] not in words.GENERIC:
        phrase = listed["head"]
    _, particle, head = phrase.rpartition("的")
    phrase = head if particle and len(head) >= 4 else phrase
    among = words.AMONG.match(phrase)
    phrase = among["head"] if among else phrase
    if len(phrase) > 16 and "、" in phrase:
        phrase = phrase.rpartition("、")[2]
    phrase = words.ORG_PREFIX.sub("", words.MODIFIER.sub("", phrase)).strip(
        "的 、“”" if phrase.count("“") != phrase.count("”") else "的 、"
    )
    if len(phrase) > _LONGEST:
        phrase = phrase[-_LONGEST:]
    return phrase if len(phrase) >= 2 or phrase in words.SHORT_NOUNS else ""


def _last_subject(number: Found, earlier: Sequence[Found]) -> str:
    """比上年增长7.4%: what grew is what the number before it measured."""
    if earlier and number.start - earlier[-1].end <= _REACH:
        return earlier[-1].subject
    return ""


def _same_unit(number: Found, earlier: Sequence[Found]) -> str:
    """What the nearest number of the same unit measured."""
    near = (o for o in reversed(earlier[-4:]) if number.start - o.end <= _REACH and o.unit == number.unit)
    return next((other.subject for other in near), "")


def _visited(number: Found, earlier: Sequence[Found]) -> str:
    """检查企业62家，约谈5家次: 家次 is of what 家 was."""
    near = (o for o in reversed(earlier[-3:]) if number.start - o.end <= _REACH and o.unit + "次" == number.unit)
    return next((other.subject for other in near if len(number.unit) > 1), "")


def _carried(text: str, number: Found, earlier: Sequence[Found]) -> str:
    """The noun counted before: in this sentence with the same unit, then with any; then in the last sentences with the same unit."""
    near = [other for other in _wholes(text, number, earlier) if _is_thing(other.subject)]
    begins = _sentence_start(text, number.start)
    here = [other for other in near if other.start >= begins and not other.subject.endswith(words.SHARES)]
    counts = [other for other in here if other.unit not in words.RATE_LIKE]
    same = [o for o in here if o.unit == number.unit] or counts or here or [o for o in near if o.unit == number.unit]
    return words.MODIFIER.sub("", same[-1].subject).removesuffix("总数") if same else ""


def _wholes(text: str, number: Found, earlier: Sequence[Found]) -> list[Found]:
    """The numbers near before, without the parts of a breakdown that is over: 受理30件，其中来信9件。办结28件 goes back to 受理."""
    near = [other for other in earlier[-8:] if number.start - other.end <= _REACH]
    bracket = _open_bracket(text, number.start)
    if bracket >= 0:
        inside = [other for other in near if other.start > bracket and other.unit == number.unit]
        return inside or [other for other in near if other.end <= bracket][-1:]
    mark = _part_mark(text, number.start)
    if mark is not None:
        return [other for other in near if other.start < mark] or near
    wholes = [other for other in earlier[-16:] if not other.part and number.start - other.end <= 3 * _REACH]
    return [other for other in near if not other.part] or wholes[-1:] or near


def _is_part(text: str, number: Found, earlier: Sequence[Found], left: str) -> bool:
    """Told after 其中; a breakdown goes on past a ； as long as nothing new is done: 其中来信9件；来访7件；化解12件."""
    if _part_mark(text, number.start) is not None:
        return True
    if not earlier or not earlier[-1].part or "。" in text[earlier[-1].end : number.start]:
        return False
    return bool(left) and not VERB.match(left) and words.VERB_AT_END.search(left) is None


def _open_bracket(text: str, at: int) -> int:
    """Where the bracket stands that the number is in, or -1: what it tells is about the number before the bracket."""
    window = text[max(0, at - _REACH) : at]
    opened = max(window.rfind("（"), window.rfind("("))
    closed = max(window.rfind("）"), window.rfind(")"), window.rfind("\n"))
    return at - len(window) + opened if opened > closed else -1


def _part_mark(text: str, at: int) -> int | None:
    """Where 其中 stands, when the parts that follow it have not ended before ``at``."""
    window = text[max(0, at - 2 * _REACH) : at]
    begin = max((match.end() for match in words.PART_END.finditer(window)), default=0)
    marks = [match.start() for match in words.PART.finditer(window, begin)]
    return at - len(window) + marks[-1] if marks else None


def _is_thing(subject: str) -> bool:
    return bool(subject) and subject not in words.OWN_NOUNS


def _sentence_start(text: str, at: int) -> int:
    window = text[max(0, at - _REACH) : at]
    last = max((match.end() for match in words.SENTENCE_END.finditer(window)), default=0)
    return at - len(window) + last


def _typical(text: str, number: Found, floor: int) -> str:
    """The nearest noun before that this unit usually counts: 件 counts 案件, 工单, 建议."""
    nouns = words.TYPICAL.get(number.unit)
    if nouns is None:
        return ""
    found = nouns.findall(text, max(floor, number.start - 2 * _REACH), number.start)
    return str(found[-1]) if found else ""


def _object_right(text: str, number: Found) -> str:
    """10人参加执法证考试: what the people did; 1人注册…: only the people."""
    phrase = _right_phrase(text, number)
    verb = words.RIGHT_VERB.match(phrase)
    noun = phrase[verb.end() :] if verb else ""
    return noun if len(noun) >= 2 else number.unit if phrase and number.unit == "人" else ""
