"""计量单位 as dimensions: 0.5亿元, 5000万元 and 50000000元 are one amount, 15亩 is a 公顷, and 人次 is never 人.

A unit that no table knows counts its own things: its dimension is ``count:`` with the word, under which words of one family agree
(``bihuan.quantities.families``). A rank (第3名) is no count: whoever measures quantities leaves those of kind ``rank`` out.
"""

import re
from decimal import ROUND_HALF_UP, Context, Decimal
from functools import cache
from typing import Final

from bihuan.quantities.families import FAMILIES
from bihuan.quantities.lexicon import MEASURE_UNITS, MONEY_UNITS, THING_UNITS, TURN_UNITS
from bihuan.quantities.numerals import round_value

COUNT: Final = "count"
_DIGITS: Final = 18  # significant digits that are kept where a decimal does not end (亩)

# dimension: units, each = how many base units, as a fraction where the decimal does not end; the first is the base unit
_DIMENSIONS: Final = {
    "money": "元=1 块钱=1 角=0.1 分钱=0.01",
    "area": "平方米=1 平米=1 平方=1 ㎡=1 m²=1 m2=1 平方公里=1000000 平方千米=1000000 k㎡=1000000 公顷=10000 亩=10000/15",
    "length": "米=1 m=1 延米=1 延长米=1 公里=1000 千米=1000 km=1000 里=500 厘米=0.01 毫米=0.001 海里=1852",
    "volume": "立方米=1 立方=1 方=1 m³=1 m3=1 升=0.001 L=0.001 毫升=0.000001",
    "weight": "吨=1 t=1 公斤=0.001 千克=0.001 kg=0.001 斤=0.0005 克=0.000001 毫克=0.000000001 微克=0.000000000001",
    "power": "千瓦=1 kW=1 兆瓦=1000 MW=1000 吉瓦=1000000 GW=1000000",
    "energy": "千瓦时=1 度电=1 kWh=1",
    "voltage": "千伏=1 kV=1",
    "temperature": "℃=1 摄氏度=1",
    "rate": "%=1 ％=1 ‰=0.1 成=10",
    "points": "百分点=1 个百分点=1 个多百分点=1",
    "ratio": "倍=1",
    "time": "小时=1 个小时=1 h=1 分钟=1/60 秒=1/3600",
    "days": "天=1 日=1 个自然日=1 自然日=1",
    "workdays": "工作日=1 个工作日=1",
    "months": "个月=1 月=1 年=12",
}
_MAGNITUDE: Final = re.compile(r"(万亿|千亿|百亿|十亿|亿|千万|百万|十万|万|千|百)(?=.)(?!分)")
_PAIRED: Final = re.compile(r"[（(][^（()）]*[)）]$")  # 台（套）


def _units() -> dict[str, tuple[str, Decimal, Decimal]]:
    units = {}
    for dimension, line in _DIMENSIONS.items():
        for word in line.split():
            unit, _, worth = word.rpartition("=")
            above, _, below = worth.partition("/")
            units[unit] = (dimension, Decimal(above), Decimal(below or 1))
    return units


_UNITS: Final = _units()
_BASES: Final = {dimension: line.partition("=")[0] for dimension, line in _DIMENSIONS.items()}
_COUNTERS: Final = {word: family[0] for family in FAMILIES for word in family} | {"个村": "村", "个社区": "社区"}

_COMMON: Final = frozenset(word.partition("!")[0] for word in (*TURN_UNITS, *THING_UNITS, *MEASURE_UNITS, *MONEY_UNITS))


def measure_of(value: Decimal, unit: str) -> tuple[str, Decimal]:
    """(dimension, value in its base unit): 30, 万元 → money, 300000; 8, 起 → count:件, 8; 5, 元/亩 → money/亩, 5."""
    dimension, above, below = _scale(unit)
    product = value * above
    return dimension, product if below == 1 else Context(prec=_DIGITS, rounding=ROUND_HALF_UP).divide(product, below)


def unit_of(dimension: str) -> str:
    """The base unit of a dimension: money → 元, count:件 → 件, money/亩 → 元/亩."""
    counted, of, per = dimension.partition("/")
    kind, colon, word = counted.partition(":")
    return (word if colon else _BASES.get(kind, "")) + of + per


@cache
def unit_known(unit: str) -> bool:
    """Whether a table knows the unit, so that its dimension is more than counting."""
    return not _scale(unit)[0].startswith(COUNT)


def unit_common(unit: str) -> bool:
    """Whether reports measure or count in it everywhere, so that it cannot be mistaken for a word that follows a number."""
    return unit in _COMMON or unit_known(unit)


@cache
def _scale(unit: str) -> tuple[str, Decimal, Decimal]:
    """A unit's dimension, and what one of it is worth in base units, as a fraction."""
    unit = _PAIRED.sub("", unit.strip().replace("／", "/"))
    if "/" in unit:
        counted, _, per = unit.partition("/")
        dimension, above, below = _scale(counted)
        return f"{dimension}/{per}", above, below
    if unit in _UNITS:
        return _UNITS[unit]
    if magnitude := _MAGNITUDE.match(unit):
        dimension, above, below = _scale(unit[magnitude.end() :])
        return dimension, above * round_value(magnitude[1]), below
    return f"{COUNT}:{_COUNTERS.get(unit, unit)}", Decimal(1), Decimal(1)
