"""Marks of an outline: what begins an item, its kind and its number.

Typed marks stand at a line's head; some also run on inside a paragraph. Brackets may be mixed, wrong or half missing,
digits full-width, numbers masked (``x.城区学校建设``).
"""

import re
from bisect import bisect_left
from dataclasses import dataclass
from typing import Final, Literal

from bihuan.reading.numerals import numeral_read

Kind = Literal["part", "cn", "cn_paren", "digit", "decimal", "digit_paren", "half_paren", "circled", "ordinal", "run"]

RANK: Final[dict[str, int]] = {
    "part": 0, "cn": 1, "cn_paren": 2, "digit": 3, "decimal": 4, "digit_paren": 5, "half_paren": 6, "circled": 7,
    "ordinal": 8, "run": 8,
}  # fmt: skip
RUN_IN: Final = frozenset({"ordinal", "run"})

_LIST_REACH: Final = 2000  # characters
_CN = "一二三四五六七八九十"
_GAP = r"[^\S\n]{0,12}"
_STOP = r"[。；;：:！!？?”\"）)]"
MASKS: Final = "xXＸｘ×*＊□○●"  # how clerks blank a figure of a mark or of a year
_YEAR = r"(?:20[0-9]{2}|20[xX×*]{2}|[xX×*]{2,4})年"  # 3.2023年工作计划
_COUNTED = (  # 1.5万元用于修路 is no mark
    r"(?:[万亿元%个户家次件亩吨米倍条名]|人(?!才|大|员|社|民)|项(?!目)|公[里斤顷]|平方|立方|以[上内下]|左右)"
)
_HAN = r"[\u4e00-\u9fff“\"《‘（(A-Z]"
_MASKED = (  # 某某、李某某等5人 is no mark
    rf"(?:[{MASKS}]{{1,3}}|某{{1,2}})(?:、(?![\u4e00-\u9fff]?(?:某|[{MASKS}]{{2}}))|[.．](?![0-9{MASKS}]))"
)

# Every mark begins so, with the space before it: the engine passes over all other places at once.
_BEGINS = rf"[\s0-9０-９{_CN}第某（(〔\[【{MASKS}①-⑳⑴-⒇⒈-⒛]"
WHOLE: Final = rf"""
    (?:^|(?<=\n)){_GAP}(?:
        (?P<part>第[{_CN}]{{1,3}}(?:部分|章|篇|编|节)[、：:.．]?)
      | (?P<cn>[{_CN}]{{1,3}}{_GAP}[、．.])
      | (?P<cn_paren>[（(〔\[【]{_GAP}[{_CN}]{{1,3}}{_GAP}[）)〕\]】][、.．]?|[{_CN}]{{1,3}}[）)])
      | (?P<digit>[0-9０-９]{{1,2}}{_GAP}(?:、|[.．](?![0-9０-９])|[.．](?={_YEAR}|1?[0-9]月))|{_MASKED})
      | (?P<decimal>[0-9]{{1,2}}(?:[.．][0-9]{{1,2}}){{1,3}}[、.．]?(?=[^\S\n]{{0,4}}[\u4e00-\u9fff“])(?![^\S\n]{{0,4}}{_COUNTED}))
      | (?P<digit_paren>[（(〔\[]{_GAP}(?:[0-9０-９]{{1,2}}|[{MASKS}]{{1,3}}|某{{1,2}}){_GAP}[）)〕\]][、.．]?)
      | (?P<half_paren>[0-9０-９]{{1,2}}[）)][、.．]?)
      | (?P<circled>[①-⑳⑴-⒇⒈-⒛])
    )
  | (?:(?<=\n)|^|(?<={_STOP})|(?<={_STOP}\ )|(?<=[，,、\s])){_GAP}(?:
        (?P<ordinal>第[{_CN}]{{1,2}}[，、：:,])
      | (?P<run>[{_CN}]{{1,2}}(?:是(?!否|非)|要(?=[\u4e00-\u9fff])|产业(?!所|比重|占|增加值|产值)
          |则(?=[\u4e00-\u9fff])|抓(?=[\u4e00-\u9fff])|靠(?=[\u4e00-\u9fff])))
    )
  | (?<={_STOP})(?:
        (?P<cn_paren_in>[（(][{_CN}]{{1,2}}[）)](?={_HAN}))
      | (?P<digit_in>[0-9]{{1,2}}(?:[、．.](?={_HAN})|、(?=[0-9]{{1,2}}月)))
      | (?P<digit_paren_in>[（(][0-9]{{1,2}}[）)](?={_HAN}))
      | (?P<circled_in>[①-⑳⑴-⒇⒈-⒛])
    )
"""
MARKER: Final = re.compile(f"(?={_BEGINS})(?:{WHOLE})", re.VERBOSE)
_ASCII = str.maketrans("０１２３４５６７８９", "0123456789")
_NUMBER = re.compile(rf"[{_CN}]+|\d+")


@dataclass(frozen=True, slots=True)
class Marker:
    """``text[start:end]`` is the mark; ``family`` tells 一是 from 一要; ``number`` is None when masked."""

    kind: Kind
    start: int
    end: int
    number: int | None
    family: str
    at_line_head: bool


def markers_find(text: str, start: int, end: int) -> list[Marker]:
    """Every mark of a report, in text order; runs like 一抓…二抓 count only when the list goes on."""
    found = [_marker(match, text) for match in MARKER.finditer(text, start, end)]
    lists: dict[tuple[str, int], list[int]] = {}
    for marker in found:
        lists.setdefault((marker.family, marker.number or 0), []).append(marker.start)
    return [marker for marker in found if marker.family in {"", "是"} or _has_sister(marker, lists)]


def _has_sister(marker: Marker, lists: dict[tuple[str, int], list[int]]) -> bool:
    """A list of 一X needs its 二X near by, a later item its predecessor."""
    number = marker.number or 0
    starts = lists.get((marker.family, 2 if number == 1 else number - 1), [])
    near = bisect_left(starts, marker.start - _LIST_REACH)
    return near < len(starts) and starts[near] <= marker.start + _LIST_REACH


def _marker(match: re.Match[str], text: str) -> Marker:
    group = str(match.lastgroup)
    begin, end = match.span(group)
    inline = group.endswith("_in")
    kind: Kind = group.removesuffix("_in")  # type: ignore[assignment]
    number = _NUMBER.search(match[group].translate(_ASCII))
    family = _family(kind, match[group])
    return Marker(
        kind,
        begin,
        end,
        _last_number(match[group])
        if kind == "decimal"
        else numeral_read(number[0])
        if number
        else _circled(match[group]),
        family,
        not inline and _heads(text, begin),
    )


def _family(kind: Kind, mark: str) -> str:
    """What two marks of one list share beside their kind: 是 of 一是 and 二是, the outer numbers of 3.1 and 3.2."""
    if kind == "decimal":
        return ".".join(_NUMBER.findall(mark.translate(_ASCII))[:-1]) + "."
    return mark.lstrip(_CN) if kind == "run" else ""


def _last_number(mark: str) -> int:
    return int(_NUMBER.findall(mark.translate(_ASCII))[-1])


def _heads(text: str, begin: int) -> bool:
    return not text[text.rfind("\n", 0, begin) + 1 : begin].strip()


def _circled(mark: str) -> int | None:
    code = ord(mark[0])
    for base in (0x2460, 0x2474, 0x2488):
        if base <= code < base + 20:
            return code - base + 1
    return None
