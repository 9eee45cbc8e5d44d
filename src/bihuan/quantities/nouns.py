"""Noun phrases beside a number: cut out of the clause left of it or right of it by the word lists."""

import re
from typing import Final

from bihuan.quantities.found import Found
from bihuan.quantities.verbs import DEED, VERB
from bihuan.quantities.words import clauses, leftward, names, rightward, units

_RIGHT_WINDOW: Final = 26
LONGEST: Final = 24
_BARE_RATE: Final = 3  # characters of a rate that says nothing alone: 成功率
_KEPT_BEFORE: Final = 6  # characters of a noun that keeps its 新增: 城镇新增就业


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
        "覆盖",
        "惠及",
        "涉及",
        "带动",
        "给予",
    )
)


def right_noun(text: str, number: Found) -> str:
    """The noun phrase that follows at once, up to a verb, an adverb or another number."""
    phrase = right_phrase(text, number)
    if number.base in units.RATE_LIKE:
        phrase = phrase.removeprefix("的")
    if not phrase or rightward.NOT_A_NOUN.match(phrase):
        return ""
    if phrase[0] in names.SHORT_NOUNS and rightward.RIGHT_VERB.match(phrase, 1):
        return phrase[0]
    if (kind := units.HEADS.get(number.unit)) and (head := kind.match(phrase)):
        return head[0]
    verb = rightward.RIGHT_VERB.search(phrase, 2)
    phrase = phrase[: verb.start()] if verb else phrase
    owner, particle, thing = phrase.partition("的")
    if (
        particle
        and thing
        and not (rightward.COUNTED_BEFORE_DE.search(owner) and not rightward.MODIFIER_VERB.match(owner))
    ):
        phrase = thing if len(thing) >= 2 else phrase
    elif particle:
        phrase = owner
    phrase = names.WORK_TAIL.sub("", phrase.strip("的了 "))
    return phrase if len(phrase) >= 2 or phrase in names.SHORT_NOUNS else ""


def right_phrase(text: str, number: Found) -> str:
    window = text[number.end : number.end + _RIGHT_WINDOW]
    alike = rightward.ALIKE.match(window)
    stop = rightward.RIGHT_END.search(window, alike.end() if alike else 0)
    return window[: stop.start()] if stop else window


def left_noun(clause: str) -> tuple[str, str]:
    """(noun, verb): what remains of the clause without its adverbs and its verb; where no noun remains, the verb that was there."""
    clause = clause.strip(" 、\t\u3000")
    if clause.endswith(leftward.SMALL_DEED_ENDS):
        clause = leftward.SMALL_DEED.sub("", clause)
    if "”" in clause:
        clause = names.SLOGAN.sub("", clause)
    if clause.removeprefix("其中") in names.NEAR_BY:
        return clause.removeprefix("其中"), ""
    phrase = headless(leftward.TAIL.sub("", clause))
    if phrase in names.OWN_NOUNS:
        return phrase, ""
    if own := clauses.DEED_ON.match(clause.strip(" 、")):
        return own["deed"], ""
    ending = leftward.VERB_AT_END.search(phrase)
    if ending is None:
        return trimmed(_after_verb(phrase)), ""
    verb = ending[0].rstrip("了过")
    rest = leftward.TAIL.sub("", phrase[: ending.start()])
    if clauses.NOMINAL.search(rest):
        return verb, ""
    if VERB.fullmatch(rest):
        return "", verb
    if rest in names.OWN_NOUNS or leftward.HEAD.sub("", rest[-2:]) in names.OWN_NOUNS:
        return rest[-2:], ""
    if not rest or leftward.ADVERB_END.search(rest):
        stem = leftward.ADVERB_END.sub("", rest)
        return (left_noun(stem)[0] if len(stem) >= 2 else ""), verb
    noun = trimmed(_after_verb(rest))
    return (noun + verb if noun and verb not in _GIVING and not names.UNJOINED.search(verb) else noun), verb


def headless(phrase: str) -> str:
    """The phrase without leading adverbs and times, unless what looks like one is part of a name: 成功率, 按时办结率."""
    rest = leftward.HEAD.sub("", phrase)
    return phrase if rest[:1] in {"率", "量", "度", "值", "额", "分"} else rest


def _names(phrase: str, cut: int, deed: re.Match[str]) -> bool:
    """Whether a deed is part of a rate's name: 生活垃圾回收利用率, 调解成功率; 完成回收利用率 is not."""
    rest = phrase[deed.end() :]
    if rest.endswith("率") and len(rest) <= _BARE_RATE:
        return True
    return not DEED.match(deed[0]) and len(headless(phrase[cut : deed.start()])) >= 2


def _after_verb(phrase: str) -> str:
    """The part after the last verb that has an object here; 城镇新增就业 keeps the verb that its noun goes with."""
    cut = 0
    whole = names.RATE_NAME.search(phrase) is not None  # 生活垃圾回收利用率 keeps the deeds in its name
    for match in VERB.finditer(phrase):
        if whole and _names(phrase, cut, match):
            continue
        if len(phrase) - match.end() >= 2 or phrase[match.end() :] in names.SHORT_NOUNS:
            keeps = (
                match[0] == "新增"
                and 2 <= match.start() - cut <= _KEPT_BEFORE
                and leftward.HEAD.sub("", phrase[cut : match.start()])
            )
            cut = cut if keeps else match.end()
    return headless(phrase[cut:])


def trimmed(phrase: str) -> str:
    """Head of the noun phrase: after 等, after 的 when the head stands alone, the last item of a long list, without its bureau."""
    if "的" in phrase and (between := names.FROM_TO.match(phrase)):
        phrase = between["head"]
    listed = names.LISTED.match(phrase) if "等" in phrase else None
    if listed and listed["head"] not in names.GENERIC:
        phrase = listed["head"]
    if phrase.endswith("等"):
        phrase = names.AND_SO_ON.sub("", phrase)
    _, particle, head = phrase.rpartition("的")
    phrase = head if particle and len(head) >= 4 else phrase
    among = names.AMONG.match(phrase) if "中" in phrase else None
    phrase = among["head"] if among else phrase
    if len(phrase) > 16 and "、" in phrase:
        phrase = phrase.rpartition("、")[2]
    phrase = names.ORG_PREFIX.sub("", names.MODIFIER.sub("", phrase)).strip(
        "的 、“”" if phrase.count("“") != phrase.count("”") else "的 、"
    )
    if len(phrase) > LONGEST:
        phrase = phrase[-LONGEST:]
    return phrase if len(phrase) >= 2 or phrase in names.SHORT_NOUNS else ""
