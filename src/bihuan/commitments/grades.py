"""How far a task can be checked: by a number and a date, a number, a date, or by nothing but its verb."""

import re
from collections.abc import Iterable
from typing import Final, Literal

from bihuan.quantities import Quantity

Grade = Literal["number_and_date", "number", "date", "verb_only"]
GRADES: Final[dict[Grade, str]] = {
    "number_and_date": "有数有期",
    "number": "有数",
    "date": "有期",
    "verb_only": "只有动词",
}

_MEASURES: Final = frozenset({"count", "money", "rate", "change", "ratio", "rank", "measure"})
# A deadline that the words say; the end of the year that a plan is for is none until it is said.
_SAID: Final = re.compile(
    r"(?<![年\d—－~至、])(?:20\d\d年)?(?:[1-9]|1[0-2])月(?:份|底|末|初|[上中下]旬|\d{1,2}日)?(?![至到—－~、\d]|以来|全|间)"
    r"|(?<![每按逐去上前])(?:第?[一二三四]季度|第[一二三四]季)(?!以来)|(?<!去年)(?<!上年)[上下]半年(?!以来)"
    r"|(?<![去上前往历])年(?:底|末|终|内|中)(?!考|测|总结|评|会|盘)|岁末|(?:到|至)20\d\d年|20\d\d年(?:底|末|前|内)"
    r"|(?:汛期|春节|元旦|五一|国庆|国庆节|开学|入冬|供暖季?|采暖季|中秋|雨季|高考|中考|暑[假期]|学期|秋播|春耕|冬季来临|月底|季末|学期末)(?:结束)?(?:之?前|以前)"
)
# a number that tells how matters stand, or the value from which a rise starts
_CITED: Final = re.compile(r"(?:现有|已有|共有|原有|目前|去年|上年|历史|由|从)[^，。；]{0,14}$")


def grade_of(text: str, numbers: Iterable[Quantity], start: int) -> Grade:
    """The grade of the task ``text``, which begins at ``start`` where the offsets of its ``numbers`` count."""
    number = any(_is_target(one, text[: one.start - start]) for one in numbers)
    date = says_date(text)
    if number:
        return "number_and_date" if date else "number"
    return "date" if date else "verb_only"


def says_date(text: str) -> bool:
    """Whether the words say a deadline."""
    return bool(_SAID.search(text))


def is_checkable(grade: Grade) -> bool:
    """Whether anything but a verb was promised."""
    return grade != "verb_only"


def _is_target(quantity: Quantity, before: str) -> bool:
    """Whether a number says what shall be reached: planned, and not cited by its own clause."""
    return quantity.stance == "planned" and quantity.kind in _MEASURES and not _CITED.search(before)
