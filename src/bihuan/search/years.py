"""Years of a question: 年:2023, 年:2022..2024, 年:2022、2024, 年>=2022, 年:2022年至今."""

import re
from typing import Final

from bihuan.quantities.numerals import chinese_value
from bihuan.search.amounts import OPEN_RANGE, RANGE
from bihuan.search.query import Query, Years, any_of
from bihuan.search.signs import COLON, COMPARISON, EITHER, END, comparison_of, fault

_HINT: Final = "年份写四位数，例如 年:2023、年:2022..2024、年>=2022"
_FIRST: Final = 1000
_LAST: Final = 9999
_SIGN: Final = re.compile(rf"\s*(?P<sign>(?:{COLON}\s*)?(?:{COMPARISON})|{COLON})\s*")
_YEAR: Final = re.compile(
    rf"(?P<year>[1-9１-９]\d{{3}}|[一二][〇零○一二三四五六七八九]{{3}})(?:年度?)?(?P<since>至今|以来)?(?:{END}|(?=[.\-—–－~～至到]))"
)


def years_read(text: str, at: int) -> tuple[Query, int]:
    """The years asked for from the sign at ``at``, and where they end; a fault where there is no year."""
    first: int | None = None
    last: int | None = None
    begin = at
    while match := _SIGN.match(text, at):
        sign = comparison_of(match["sign"].lstrip(":： ") or ":")
        if sign in ":=":
            return _listed(text, match.end()) if at == begin else (Years(first, last), at)
        found = _year(text, match.end())
        if found is None:
            raise fault(match.end(), "这里要写年份", _HINT)
        year, _, at = found
        if sign[0] == ">":
            first = min(year + (sign == ">"), _LAST)
        else:
            last = max(year - (sign == "<"), _FIRST)
    if first and last and first > last:
        raise fault(begin, "起始年份晚于截止年份，什么也找不到", _HINT)
    return Years(first, last), at


def _listed(text: str, at: int) -> tuple[Query, int]:
    years = []
    while True:
        one, end = _range(text, at)
        years.append(one)
        more = EITHER.match(text, end)
        if not more or not _YEAR.match(text, more.end()):
            return any_of(dict.fromkeys(years)), end
        at = more.end()


def _range(text: str, at: int) -> tuple[Years, int]:
    if (opening := OPEN_RANGE.match(text, at)) and (found := _year(text, opening.end())):
        return Years(None, found[0]), found[2]
    found = _year(text, at)
    if found is None:
        raise fault(at, "这里要写年份", _HINT)
    first, since, end = found
    if since:
        return Years(first, None), end
    if (dash := RANGE.match(text, end)) and (until := _year(text, dash.end())):
        return Years(min(first, until[0]), max(first, until[0])), until[2]
    if opening := OPEN_RANGE.match(text, end):
        return Years(first, None), opening.end()
    return Years(first, first), end


def _year(text: str, at: int) -> tuple[int, bool, int] | None:
    match = _YEAR.match(text, at)
    if match is None:
        return None
    numeral = match["year"]
    year = int(numeral) if numeral.isdecimal() else int(chinese_value(numeral))
    return year, bool(match["since"]), match.end()
