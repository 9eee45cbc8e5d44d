"""Subject: the shortest run of words that names what a number measures, without the verb.

The noun stands right of a classifier (33个退役军人服务站) or left of the number (发放慰问金5万元); where the clause has only a verb
(办结12宗), the noun is the one counted before.
"""

from collections.abc import Sequence
from typing import Final

from bihuan.quantities import words
from bihuan.quantities.found import Found

_RIGHT_WINDOW: Final = 26
_LEFT_WINDOW: Final = 64
_REACH: Final = 90  # how far back an elided noun may stand
_LONGEST: Final = 24


def subject_of(text: str, number: Found, earlier: Sequence[Found], floor: int) -> str:
    """The subject of one number; ``earlier`` are the numbers before it, with theirs."""
    left = _clause_left(text, number, earlier, floor)
    if apart := _apart(text, number, earlier, floor):
        return apart
    if number.is_rank:
        return _ranked(text, left, number, earlier)
    if number.base in words.RATE_LIKE:
        return _share_or_sum(text, number, earlier, left)
    if number.base in words.MEASURE_LIKE:
        noun, verb = _left_noun(words.COMPARED.sub("", left))
        return noun or _right_noun(text, number) or _last_subject(number, earlier) or verb
    return _counted(text, number, earlier, floor, left)


def _ranked(text: str, left: str, number: Found, earlier: Sequence[Found]) -> str:
    """What is ranked; in 在103个法院中排名第18位 the crowd is not."""
    noun = _left_noun(words.RANK_TAIL.sub("", left))[0]
    crowd = bool(earlier) and noun != "" and text.startswith(noun, earlier[-1].end)
    return _last_subject(number, earlier[:-1] if crowd else earlier) if crowd or not noun else noun


def _apart(text: str, number: Found, earlier: Sequence[Found], floor: int) -> str:
    """``A率、B率分别为x、y``: each number has its own subject; ``同比分别增长x、y`` goes back to the numbers before."""
    begin = max(floor, number.start - _LEFT_WINDOW)
    clause = words.CLAUSE_END.split(text[begin : number.start])[-1]
    marks = list(words.APART.finditer(clause))
    if not marks:
        return ""
    mark = number.start - len(clause) + marks[-1].start()
    index = len(words.JOINT.findall(text, mark, number.start))
    named = words.COMPARED.sub("", words.GROWTH_TAIL.sub("", clause[: marks[-1].start()]))
    named = words.TAIL.sub("", _headless(named.strip("的 ")))
    return _own_item(named, index) if len(named) >= 2 else _answered(text, number, earlier, mark, index)


def _own_item(named: str, index: int) -> str:
    """The item of the list that is complete in itself, else the whole list."""
    items = words.JOINT.split(named)
    if index < len(items) and len(items) > 1 and len(items[index]) > 2 and items[index][-1] == items[-1][-1]:
        return items[index] if index else _left_noun(items[0])[0] or items[0]
    return named[-_LONGEST:] if len(items) > 1 else _left_noun(named)[0]


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
        return _last_subject(number, earlier) or noun
    if noun and not verb:
        return noun
    return _right_noun(text, number) or noun or _last_subject(number, earlier) or verb


def _grown(phrase: str) -> str:
    """What grows is the subject of its clause, verbs and all: 新登记注册企业增长21.6%."""
    return _trimmed(_headless(words.ASSERTED.sub("", words.TAIL.sub("", phrase.strip(" 、\t\u3000")))))


def _counted(text: str, number: Found, earlier: Sequence[Found], floor: int, left: str) -> str:
    """What a classifier counts: right of it, else left, else what was counted before."""
    if right := _right_noun(text, number):
        return right
    if earlier and number.start == earlier[-1].end:
        return earlier[-1].subject
    left = words.COMPARED.sub("", left)
    noun, verb = ("", "") if left.endswith("的") else _left_noun(left)
    if noun in words.OWN_NOUNS and number.unit not in words.CASE_UNITS:
        return _carried(text, number, earlier) or noun
    if noun or (verb and number.unit in words.EVENT_UNITS):
        return noun or verb
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
    begin = max(floor, number.start - _LEFT_WINDOW, earlier[-1].end if earlier else floor)
    pieces = words.CLAUSE_END.split(words.BRACKETED.sub("", text[begin : number.start]))
    if not pieces[-1].strip("、 的") and len(pieces) > 1 and text[number.start - 1] in "（(":
        return pieces[-2]
    return pieces[-1]


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
    for match in words.VERB.finditer(phrase):
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


def _carried(text: str, number: Found, earlier: Sequence[Found]) -> str:
    """The noun counted before: in this sentence with the same unit, then with any; then in the last sentences with the same unit."""
    near = [other for other in earlier[-8:] if number.start - other.end <= _REACH and _is_thing(other.subject)]
    begins = _sentence_start(text, number.start)
    here = [other for other in near if other.start >= begins and not other.subject.endswith(words.SHARES)]
    counts = [other for other in here if other.unit not in words.RATE_LIKE]
    same = [o for o in here if o.unit == number.unit] or counts or here or [o for o in near if o.unit == number.unit]
    return words.MODIFIER.sub("", same[-1].subject).removesuffix("总数") if same else ""


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
