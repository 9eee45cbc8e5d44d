"""The numeric promises of a report's plan."""

import re
from collections.abc import Iterator
from typing import Final

from bihuan.commitments import Report
from bihuan.promises.clauses import clause_start, piece_end, sentence_start
from bihuan.promises.lexicon import BY_HOW_MUCH, DEED, LEADING, LONG_TERM, NO_PROMISE, NOT_AFTER, TRAILING
from bihuan.promises.matters import DEED_FIRST
from bihuan.promises.model import Promise
from bihuan.promises.naming import SPEAKING, key_of, likeness
from bihuan.quantities import Quantity
from bihuan.reading.outline import Section

_KINDS: Final = frozenset({"count", "money", "rate", "change", "ratio", "measure"})
BOUNDS: Final = frozenset({"at_least", "at_most"})
SIZES: Final = frozenset({"money", "measure"})
_NOUN: Final = re.compile(r"(?![和及并])[\u4e00-\u9fff]")
ALIKE: Final = 0.7  # of the character pairs of two names of one target
_EACH: Final = re.compile(
    r"(?P<a>[^，。；、\d]{2,16})、(?P<b>[^，。；、\d]{2,16}?)"
    r"(?P<tail>排放量|排放|产量)?(?:要|都|均|将|分别){1,3}"
)
_TOWN_AND_LAND: Final = re.compile(r"城乡(?P<of>.+)")
_OLD_VALUE: Final = re.compile(r"(?:由|从)[^，。；]{0,12}$")
_NEW_VALUE: Final = re.compile(r"^[^，。；]{0,6}(?:提高|增加|扩大|上调|调整|降低|下调)[到至为]")


def promises_find(text: str, report: Report) -> list[Promise]:
    """Each planned number that something is to be done or reached, in text order; one promise a member of 甲、乙都要减少2%."""
    ahead, told = parts_ahead(report), parts_told(report)
    found: list[Promise] = []
    for quantity in report.quantities:
        if not any(part.start <= quantity.start < part.end for part in [*ahead, *told]):
            found += [
                promise
                for promise in _promises(text, quantity)
                if not _said_before(promise, key_of(quantity.subject), found)
            ]
    return found


def parts_ahead(report: Report) -> list[Section]:
    """The parts whose goals are of several years, by their headings."""
    return [part for part in report.parts if LONG_TERM.search(part.title) or "时期" in part.title]


def parts_told(report: Report) -> list[Section]:
    """The summary parts of a report that has a plan."""
    planned = any(part.role == "plan" for part in report.parts)
    return [part for part in report.parts if planned and part.role == "summary"]


def _said_before(promise: Promise, key: str, found: list[Promise]) -> bool:
    """Whether an earlier promise has the same number and, as far as the words tell, the same name."""
    return any(
        (one.value, one.max, one.unit, one.kind) == (promise.value, promise.max, promise.unit, promise.kind)
        and one.start != promise.start
        and (len(key) < SPEAKING or likeness(key_of(one.indicator), key) > ALIKE)
        for one in found
    )


def _promises(text: str, quantity: Quantity) -> Iterator[Promise]:
    if quantity.stance != "planned" or quantity.value is None or quantity.kind not in _KINDS:
        return
    start = clause_start(text, quantity.start)
    end = piece_end(text, quantity.end)
    sentence = text[sentence_start(text, quantity.start) : end]
    clause = text[start:end]
    if not _is_promise(text, quantity, clause, sentence):
        return
    for name in _names(clause, quantity):
        yield Promise(
            name,
            clause,
            start,
            end,
            quantity.value,
            quantity.max,
            quantity.unit,
            quantity.qualifier,
            quantity.kind,
            text[start : quantity.start],
            sentence,
        )


def _is_promise(text: str, quantity: Quantity, clause: str, sentence: str) -> bool:
    after = text[quantity.end : quantity.end + 6]
    if NO_PROMISE.search(clause) or NOT_AFTER.match(after) or _says_which(quantity, after):
        return False
    if LONG_TERM.search(sentence) and "今年" not in clause:
        return False
    if quantity.kind == "change" and BY_HOW_MUCH.match(clause) and sentence != clause:
        return False
    before, after = text[max(0, quantity.start - 14) : quantity.start], text[quantity.end : quantity.end + 10]
    if is_old_value(before, after):
        return False
    return bool(DEED.search(clause) or DEED.search(sentence) or DEED_FIRST.match(clause))


def _says_which(quantity: Quantity, after: str) -> bool:
    """收入20万元以上的村, 30万千瓦以下机组: which ones, not how much; 80%以上的村 tells how many."""
    return quantity.qualifier in BOUNDS and quantity.kind in SIZES and bool(_NOUN.match(after))


def is_old_value(before: str, after: str) -> bool:
    """Whether a number is the 由… of 由320元提高到380元: last year's value."""
    return bool(_OLD_VALUE.search(before) and _NEW_VALUE.match(after))


def _names(clause: str, quantity: Quantity) -> list[str]:
    subject = quantity.subject
    each = _EACH.search(clause)
    if each:
        tail = each["tail"] or ""
        return [each["a"].removeprefix("今年") + tail, each["b"] + tail]
    both = _TOWN_AND_LAND.match(subject)
    if both and "分别" in clause:
        return [f"城市{both['of']}" if quantity_first(clause) else f"农村{both['of']}"]
    return [subject if len(key_of(subject)) >= SPEAKING else _name_of(clause, quantity) or subject or clause]


def _name_of(clause: str, quantity: Quantity) -> str:
    """What a clause says without its number: 县级公立医院综合改革试点 of 县级公立医院综合改革试点扩大到1000个县."""
    before, _, after = clause.partition(quantity.text)
    said = TRAILING.sub("", LEADING.sub("", before))
    return said if len(said) > SPEAKING else said + after


def quantity_first(clause: str) -> bool:
    """Whether a clause of 分别 ends at its first number."""
    return "和" not in clause.partition("分别")[2]
