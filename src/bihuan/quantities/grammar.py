"""The grammar of a quantity, one compiled pattern: ranks and fractions, then what to pass over, then numbers with their units.

quantity = [lead] number [more] [magnitude] [range] unit [trail]        约 | 1.2 | 余 | 万 | -3万 | 人次 | 以上
"""

import re
from collections.abc import Iterable
from functools import cache
from typing import Final

from bihuan.quantities import lexicon
from bihuan.quantities.alternatives import alternatives
from bihuan.quantities.signs import CHINESE, DIGIT, DIGITS, MASK, MASK_SIGNS
from bihuan.quantities.skips import SKIP
from bihuan.reading.smoothing import NO_SURNAME

_D, _M = DIGIT, MASK


def _units(words: Iterable[str]) -> str:
    """Alternatives, longest first, each with its forbidden continuations."""
    ordered = sorted(set(words), key=lambda word: -len(word.partition("!")[0].partition("(")[0]))
    return alternatives(_unit(word) for word in ordered)


def _unit(word: str) -> str:
    unit, _, forbidden = word.partition("!")
    return unit + (f"(?!{'|'.join(forbidden.split())})" if forbidden else "")


_UNIT_WORDS = (
    *lexicon.MONEY_UNITS,
    *lexicon.MEASURE_UNITS,
    *lexicon.RATE_UNITS,
    *lexicon.TURN_UNITS,
    *lexicon.THING_UNITS,
)
_PLACE_UNITS = _units(lexicon.PLACE_UNITS)
_PER_UNITS = _units(lexicon.PER_UNITS)
_CHINESE_UNITS = _units(lexicon.CHINESE_UNITS)
_ABSTRACT = alternatives(lexicon.ABSTRACT)

_COUNTED = "[场名户家所人次件个项座处期批起宗份亩条台辆]"  # 宣讲某场，is a blank; 某场比赛 is a word
_ARABIC = rf"(?:{_D}{{1,3}}(?:,{_D}{{3}}){{1,6}}(?:\.{_D}{{1,6}})?|{_D}{{1,15}}(?:[.．]{_D}{{1,8}})?)"
_BLANK = (
    rf"(?:{_M}{{1,6}}(?:[.．]{_M}{{1,4}})?{_D}{{0,3}}|{_D}{{1,3}}{_M}{{1,4}}|{NO_SURNAME}(?<!某)某{{2,3}}"
    rf"|某(?=[万亿余多元%％]|个百分点|{_COUNTED}次?(?:[，。、；）)]|以上|左右)))"
)
_PAIRED = rf"(?:（{lexicon.PAIRED_UNIT}）|\({lexicon.PAIRED_UNIT}\))"
_CN_DIGIT = "[一二三四五六七八九十]"
_MAG = r"[万千百][余多]亿|万亿|千亿|百亿|十亿|亿|千万|百万|十万|万|千(?![瓦米克伏乏])|百(?!分)"
_MINUS = "[-−－–]"  # 同比增长-0.5%
_TO = r"(?:[-—–－~～]{1,2}|至|到)"
_LEAD = (
    r"(?:大约|将近|接近|超过|至少|不少于|不低于|不超过|不高于|不得低于|不得超过|不足|不到|低于|高于|多于|少于|大于|小于|逾"
    r"|(?<![节预签履违条公合邀特制契集简续相失誓])约|(?<![最附临远贴就靠亲])近|(?<![赶反])超)"
)
_TRAIL = r"(?:及?以上|及?以内|及?以下|之内|左右|上下|[余多](?=[，。；、,;）)\s]|$))"

_RANK = rf"""
    (?P<rank>(?:并列)?第(?P<rank_mask>{_M}{{1,3}}|某)(?:名|位)?(?![期批届次轮号季个{MASK_SIGNS}])
           | 第(?P<rank_num>{_D}{{1,3}}|{_CN_DIGIT}{{1,3}})(?!{_D}|[至到—~\-]第?{_D})(?P<rank_unit>名|位)?)
  | (?P<top>前(?P<top_num>[{DIGITS}{MASK_SIGNS}]{{1,3}}|{_CN_DIGIT}{{1,2}})(?:名|位|(?=[，。；、）)]|$)))
"""

_FRACTION = rf"""
    (?P<fraction>{_LEAD}?(?:
        (?P<num_top>{_D}{{1,2}})/(?P<num_bottom>{_D}{{1,3}})(?![{DIGITS}/.])
      | (?P<cn_bottom>[一二三四五六七八九十百千万]{{1,3}})分之(?P<cn_top>[一二三四五六七八九十百点]{{1,5}}|{_ARABIC}|{_BLANK}))
      (?P<fraction_trail>{_TRAIL})?)
  | (?P<tenths>(?P<tenths_lead>{_LEAD}?)(?P<tenths_num>[一两二三四五六七八九]|{_D}(?:\.{_D})?)
      成(?:(?P<tenths_more>[一二三四五六七八九])(?!{_D}|[{CHINESE}])|(?![立为果员功效本长绩就熟品都套人]))(?P<tenths_trail>{_TRAIL}|多)?)
  | (?P<half>(?:(?P<half_lead>{_LEAD}|过)(?:半数|一半)|(?:半数|一半)(?=以上|左右))(?P<half_trail>以上|左右)?)
"""

_NUMBER = rf"""
    (?P<number>(?P<lead>{_LEAD}?)(?P<sign>(?<=[长降率速润幅为达额计增了差至到：]){_MINUS})?
      (?:(?P<high>{_D}{{1,8}}(?:\.{_D}{{1,4}})?)(?P<high_mag>[亿万])(?={_D}))?
      (?P<num>(?:(?<![A-Za-z{DIGITS}.+＋/])|(?<=[A-Z]{{2}})(?={_D}{{1,4}}[篇项件次家名个])){_BLANK}|{_ARABIC})(?![{DIGITS}{MASK_SIGNS}])
      (?P<more>[余多几来]?)(?P<mag>{_MAG})?(?P<more2>[余多来]?)
      (?:(?P<unit_from>[^{DIGITS}\s，。；、]{{1,4}}?)?{_TO}(?P<num2>{_ARABIC}|{_BLANK})(?P<mag2>{_MAG})?(?P<more3>[余多]?)
          (?(unit_from)(?=[ \u3000]?(?P=unit_from))))?
      [ \u3000]?(?:(?P<unit>{{units}})|(?P<place>(?<={_D})(?:{_PLACE_UNITS}))|(?P<bare>(?<=[万亿多余])(?=[\u4e00-\u9fff，。；、）)])))
      (?P<paired>{_PAIRED})?
      (?P<per>[/／](?:{_PER_UNITS}))?
      (?P<trail>{_TRAIL})?)
"""

# 两场, 四百多人, 三千二百卷, 二十余万元; one digit alone stands before fewer measure words than a long numeral (三会, 两委, 五篇).
_D1 = "[一二两三四五六七八九]"
_LONG = (
    rf"(?:{_D1}{{1,2}}[十百千]|十)[十百千万亿零一二两三四五六七八九]{{0,14}}|{_D1}[万亿][十百千万亿零一二两三四五六七八九]{{1,14}}"
    rf"|{_D1}{{1,2}}(?=[万亿余多几])|[百千万](?=[余多])"
)
_CHINESE_NUMBER = rf"""
    (?P<chinese>
      (?:(?P<cn_lead>{_LEAD}?)
          (?<![数几第每任这那某本该十百千万一二三四五六七八九星期周])(?!(?<=[统唯专逐同另])一|(?<=[单各前后上下])一(?![{CHINESE}万]))
          (?P<cn_from>{_D1}{{1,2}}[至到](?={_D1}))?
          (?:(?P<cn_long>{_LONG})(?P<cn_more>[余多几来]?)(?P<cn_mag>[万亿]{{0,2}})(?P<cn_more2>[余多]?)|(?P<cn>[一二两三四五六七八九十]{{1,2}}))
        |(?P<round_lead>{_LEAD}|上|过)(?P<round>[十百千]?[万亿]|[百千]))
      (?P<cn_unit>(?(cn)(?!)|(?:{{units}}))|(?(round)(?!)|(?:{_CHINESE_UNITS})))(?!{_ABSTRACT}|[{DIGITS}])
      (?P<cn_trail>{_TRAIL})?)
"""

_LEVEL_YEARS = rf"""  # 受教育年限达到9年以上, 预期寿命75岁: a span of years that is reached, no date and no age
    (?P<years>(?:(?<=[限命龄]达到)|(?<=[限命龄][达为至])|(?<=[限命龄]))(?P<years_lead>{_LEAD}?)(?P<years_num>{_D}{{1,3}}(?:\.{_D}{{1,2}})?)
      (?P<years_unit>年|岁|个月)(?P<years_trail>{_TRAIL})?)
"""

_SHARED = rf"(?P<shared>{_ARABIC})(?=[和、与及]{_ARABIC})"
_STRAY = rf"(?P<stray>[{DIGITS}]+(?:[.,][{DIGITS}]+)*)"

# Every alternative begins with one of these signs, and so: the scanner passes over all other places at once.
_SIGNS = f"{DIGITS}{MASK_SIGNS}{CHINESE}"
_FIRST = rf"[{_SIGNS}〇零万某第《“‘「\"（( \u3000A-Za-z\-−－–前上下头过每并半数几约近超逾不至大将接低高多少小]"
_BEGINS = (
    rf"(?:[{_SIGNS}〇零万某第《“‘「\"]|[（(前上下头过每](?=[{_SIGNS}万亿半隔逢])|[ \u3000]{{1,8}}(?=[{_SIGNS}])|[A-Za-z]{{1,13}}[-—.]?{_D}"
    rf"|并列第|半数|[数几](?=[{_SIGNS}至—~余多年\-])|(?:{_LEAD}{_MINUS}?|{_MINUS})(?=[{_SIGNS}某万亿半]))"
)

_WHOLE = f"(?:{_RANK}|{_FRACTION}|{_LEVEL_YEARS}|(?P<skip>{SKIP})|{_NUMBER}|{_CHINESE_NUMBER}|{_SHARED}|{_STRAY})"
_PLAIN = re.compile(r"[\u4e00-\u9fffA-Za-z㎡（）()]{1,8}")  # what may be a measure word


def whole_with(more: frozenset[str] = frozenset()) -> str:
    """Any one quantity, with ``more`` measure words than the grammar's own."""
    own = {word.partition("!")[0] for word in _UNIT_WORDS}
    fresh = (re.escape(word) for word in more - own if _PLAIN.fullmatch(word))
    return _WHOLE.replace("{units}", _units((*_UNIT_WORDS, *fresh)))


@cache
def scan_compile(more: frozenset[str] = frozenset()) -> re.Pattern[str]:
    """The scanner for the whole grammar."""
    return re.compile(f"(?={_FIRST})(?={_BEGINS}){whole_with(more)}", re.VERBOSE)


WHOLE: Final = whole_with()
SCAN: Final = scan_compile()
