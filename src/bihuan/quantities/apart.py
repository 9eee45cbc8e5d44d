"""分别: several numbers after it, each with a subject of its own before it."""

import re
from collections.abc import Sequence
from typing import Final

from bihuan.quantities.carried import REACH, sentence_start
from bihuan.quantities.found import Found
from bihuan.quantities.nouns import LONGEST, headless, left_noun
from bihuan.quantities.verbs import VERB
from bihuan.quantities.words import clauses, leftward, names

_LEFT_WINDOW: Final = 64
_NAMING: Final = 3  # characters of an item that names a thing without the head it shares: 小微企业、“三农”贷款
_FIRST_NUMBER: Final = re.compile(r"[\dXxＸ×*□○，。；]")


def apart_subject(text: str, number: Found, earlier: Sequence[Found], floor: int) -> str:
    """``A率、B率分别为x、y``: each number has its own subject; ``同比分别增长x、y`` goes back to the numbers before."""
    begin = max(floor, number.start - _LEFT_WINDOW)
    if text.find("分别", begin, number.start) < 0:
        return ""
    clause = clauses.CLAUSE_END.split(text[begin : number.start])[-1]
    marks = list(clauses.APART.finditer(clause))
    if not marks:
        return ""
    mark = number.start - len(clause) + marks[-1].start()
    if deed_on := _deed_object(text[mark + 2 : number.end + REACH]):
        return deed_on
    index = len(clauses.JOINT.findall(text, mark, number.start))
    if index and (not earlier or earlier[-1].start < mark):  # 分别给予警告和罚款2万元 has one number
        return ""
    named = clauses.COMPARED.sub("", leftward.GROWTH_TAIL.sub("", clause[: marks[-1].start()]))
    named = leftward.TAIL.sub("", headless(named.strip("的 ")))
    return _own_item(named, index) if len(named) >= 2 else _answered(text, number, earlier, mark, index)


def _deed_object(after: str) -> str:
    """两镇分别拆除违建1.2万平方米和0.9万平方米: what both numbers are of."""
    phrase = clauses.COMPARED.sub("", leftward.GROWTH_TAIL.sub("", _FIRST_NUMBER.split(after, maxsplit=1)[0]))
    noun, verb = left_noun(phrase)
    return noun if noun and not verb and VERB.match(phrase) else ""


def _own_item(named: str, index: int) -> str:
    """The item of the list that is complete in itself (来信、来访), else the whole list (城镇、农村居民人均可支配收入)."""
    listed = names.OTHERS.sub("", named)
    items = clauses.JOINT.split(listed)
    if index < len(items) and len(items) > 1 and _complete(items[index], items[-1]):
        return items[index] if index else left_noun(items[0])[0] or items[0]
    return named[-LONGEST:] if len(items) > 1 else left_noun(named)[0]


def _complete(item: str, last: str) -> bool:
    if item == "" or item[-1] == last[-1:] or len(last) <= len(item) + 1:
        return item != ""
    return len(item) >= _NAMING and len(last) <= 2 * len(item)


def _answered(text: str, number: Found, earlier: Sequence[Found], mark: int, index: int) -> str:
    """The subject of the number before 分别 that this one answers."""
    rest = clauses.CLAUSE_END.split(text[mark : number.end + REACH], maxsplit=1)[0]
    count = len(clauses.JOINT.findall(rest)) + 1
    begins = sentence_start(text, mark)
    before = [other.subject for other in earlier[-2 * count :] if begins <= other.start < mark][-count:]
    return before[index] if len(before) == count and index < count else ""
