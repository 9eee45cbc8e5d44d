"""One amount as people type it: 30万元, 1.2亿元, 3千, 三十万元, 百分之九十五, 九成五, 5公里以上."""

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Final, Literal

from bihuan.quantities.numerals import chinese_value, round_value
from bihuan.search.measures import unit_common, unit_known
from bihuan.search.signs import COLON, COMPARISON, END

_CHINESE: Final = "零〇一二两三四五六七八九十百千万亿"
_UNIT_SIGNS: Final = "A-Za-z\u4e00-\u9fff%％‰㎡℃²³/／·"
_LONGEST_OWN: Final = 4  # characters of a measure word that no table knows
_DASH: Final = "-—–－~～至到"
RANGE: Final = re.compile(r"\s*(?:\.{2,}|…+|[~～至到])\s*|\s+[-—–－]+\s+|[-—–－]+")
OPEN_RANGE: Final = re.compile(r"\s*(?:\.{2,}|…+)")
_AMOUNT: Final = re.compile(
    rf"""
    (?P<percent>百分之)?(?P<sign>[-－−])?
    (?:(?P<high>\d{{1,8}}(?:[.．]\d+)?)(?P<high_mag>[亿万])(?=\d))?
    (?:(?P<half>一半|半数)|(?P<num>\d{{1,3}}(?:[,，]\d{{3}})+(?:[.．]\d+)?|\d+(?:[.．]\d+)?)
      |(?P<chinese>[{_CHINESE}]+(?:点[零〇一二三四五六七八九]+)?))
    [余多]?(?P<gap>\s?)(?P<mag>万亿|千亿|百亿|十亿|亿|千万|百万|十万|万|千(?![瓦米克伏乏])|百(?!分))?[余多]?
    (?P<tenths>成(?P<more>[一二三四五六七八九])?)?
    (?P<unit>(?:m[23]|[{_UNIT_SIGNS}]){{0,8}}?)(?P<trail>以上|以下|以内|之内)?
    (?:{END}|(?=\s|\.\.|[{_DASH}]))""",
    re.VERBOSE,
)

_NAMES: Final = re.compile(rf"\s*(?:{COLON}|{COMPARISON})")  # after 年 in ``30 年>=2022``


@dataclass(frozen=True, slots=True)
class Amount:
    """A number with the unit that it is typed with, magnitude multiplied out; ``plain`` where neither is written."""

    value: Decimal
    unit: str | None
    magnitude: int
    bound: Literal["", "low", "high"]
    end: int

    @property
    def plain(self) -> bool:
        return self.unit is None and self.magnitude == 1


def amount_read(text: str, at: int) -> Amount | None:
    """The amount that begins at ``at``; None where there is none, or a unit that nothing is measured in.

    After a space only a common unit is one: of ``30 防汛`` the number alone is read.
    """
    match = _AMOUNT.match(text, at)
    if match is None:
        return None
    unit = match["unit"] or ("%" if match["percent"] or match["half"] or match["tenths"] else None)
    if match["gap"] and unit and (not unit_common(unit) or _NAMES.match(text, match.end())):
        return Amount(_value(match, 1, tenths=False), "%" if match["percent"] else None, 1, "", match.start("gap"))
    if unit and len(unit) > _LONGEST_OWN and "/" not in unit and not unit_known(unit):
        return None
    magnitude = int(round_value(match["mag"])) if match["mag"] else 1
    bound: Literal["", "low", "high"] = "" if not match["trail"] else "low" if match["trail"] == "以上" else "high"
    return Amount(_value(match, magnitude, tenths=bool(match["tenths"])), unit, magnitude, bound, match.end())


def amount_scaled(amount: Amount, other: Amount) -> Amount:
    """8 of ``8-10万元`` is of the other one's magnitude, unless that turns the range around."""
    scaled = amount.value * other.magnitude
    if not amount.plain or scaled > other.value:
        return amount
    return Amount(scaled, None, other.magnitude, amount.bound, amount.end)


def _value(match: re.Match[str], magnitude: int, *, tenths: bool) -> Decimal:
    """1亿2000万 as one number, 九成五 in percent."""
    value = _numeral(match) * magnitude
    if tenths:
        value = value * 10 + Decimal(chinese_value(match["more"] or "零"))
    if match["high"]:
        value += _decimal(match["high"]) * round_value(match["high_mag"])
    return -value if match["sign"] else value


def _numeral(match: re.Match[str]) -> Decimal:
    """The numeral before its magnitude."""
    if match["half"]:
        return Decimal(50)
    if match["chinese"]:
        return Decimal(str(chinese_value(match["chinese"])))
    return _decimal(match["num"])


def _decimal(numeral: str) -> Decimal:
    return Decimal(numeral.replace("．", ".").replace(",", "").replace("，", ""))
