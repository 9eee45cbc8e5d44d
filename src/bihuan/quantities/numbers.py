"""Matches of the grammar into numbers: values, units, and the contexts in which a rank or a small numeral counts."""

import re
from collections.abc import Iterator
from typing import Final

from bihuan.quantities.found import Found
from bihuan.quantities.grammar import SCAN
from bihuan.quantities.numerals import chinese_value, exact, number_value, round_value
from bihuan.quantities.ones import one_counts
from bihuan.quantities.quantity import Qualifier

_NO_RANKING: Final = re.compile(r"(?:放在|摆在|作为|视为|列为|当作|当成)$")
_RANKING: Final = re.compile(
    r"(?:世界|全球|全国|排名|排位|排行|位居|位列|名列|跃居|稳居|居|排在?|列|获得?|名次|考核|评比|全[省市县区州国镇旗]|综合|并列|得分|中)(?:[^，。；]{0,6})$"
)
_RANKED_LIST: Final = re.compile(  # 位居全国百强县投资潜力第3、绿色发展第5
    r"(?:位居|位列|名列|列|排名|居|跻身)[^，。；：\n]{0,48}第[\d一二三四五六七八九十]{1,3}[名位]?、[^，。；：\n]{2,16}$|(?:位居|位列|名列|排名)[^，。；：\n]{2,20}$"
)
_NOT_RANK: Final = re.compile(r"[\u4e00-\u9fffA-Za-z0-9]")
_OUTSIDE: Final = frozenset(
    ("不低于", "不高于", "不得低于", "不得超过", "不足", "不到", "低于", "高于", "多于", "少于", "大于", "小于")
)
_PEOPLE: Final = re.compile(
    r"[^，。；、\d]{0,6}(?:人口|群众|居民|农民|职工|学生|师生|党员|贫困|农民工|劳动力|人(?![才大]))"
)
_PEOPLE_BEFORE: Final = re.compile(r"(?:人口|人数|游客|劳动力|学生|党员|职工)(?:总?数)?[^，。；、\d率比]{0,4}$")
_MONEY_BEFORE: Final = re.compile(r"(?:投资|资金|投入|经费|产值|收入|金额|贷款|补助|补贴|奖金)[^，。；]{0,4}$")


def numbers_find(text: str, start: int, end: int, scan: re.Pattern[str] = SCAN) -> Iterator[Found]:
    """Every number of ``text[start:end]`` that measures something, in text order; ``scan`` is the grammar."""
    for match in scan.finditer(text, start, end):
        if not match["skip"] and (number := _number(match, text, end)):
            yield number


def _number(match: re.Match[str], text: str, end: int) -> Found | None:
    if match["number"]:
        return _plain(match, text)
    if match["years"]:
        return _years(match)
    if match["round"]:
        return _round(match)
    if match["chinese"]:
        return _chinese(match, text)
    if match["rank"] or match["top"]:
        return _rank(match, text)
    if match["tenths"] or match["half"]:
        return _share(match)
    if match["fraction"]:
        return _fraction(match)
    return _shared(match, text, end) if match["shared"] else None


def _plain(match: re.Match[str], text: str) -> Found:
    """An Arabic or masked number, perhaps a range: 30万元, 8-10家, XX余件, 1.2万群众."""
    high, mag = match["num2"], match["mag"]
    value, maximum = _ends(match)
    if match["high"] and value is not None:
        value = exact(value + (number_value(match["high"], match["high_mag"]) or 0))
    if match["sign"] and value is not None:
        value = -value
    masked = value is None or (high is not None and maximum is None)
    return Found(
        start=_start(match, match["lead"]),
        end=match.end(),
        value=None if masked else value,
        maximum=None if masked else maximum,
        unit=_unit(match["unit"] or match["place"], match["paired"], match["per"]) or _unit_understood(text, match),
        qualifier="placeholder" if masked else "range" if high else None,
        lead=match["lead"],
        more=match["more"]
        + (mag or "")
        + match["more2"]
        + (match["more3"] or "")
        + ("多" if match["unit"] == "个多百分点" else ""),
        trail=match["trail"] or "",
    )


def _ends(match: re.Match[str]) -> tuple[int | float | None, int | float | None]:
    """5至6万元 and 5万-6元 share a magnitude; 5000元至2万元, and 5000至2万元 where it would be too much, do not."""
    low, mag = match["num"], match["mag"]
    if not match["num2"]:
        return number_value(low, mag), None
    shared = not match["unit_from"]
    maximum = number_value(match["num2"], match["mag2"] or (mag if shared else None))
    value = number_value(low, mag or (match["mag2"] if shared else None))
    if value is not None and maximum is not None and value > maximum:
        value = number_value(low, mag)
    return value, maximum


def _years(match: re.Match[str]) -> Found:
    return Found(
        start=_start(match, match["years_lead"]),
        end=match.end(),
        value=number_value(match["years_num"]),
        maximum=None,
        unit=match["years_unit"],
        qualifier=None,
        lead=match["years_lead"],
        trail=match["years_trail"] or "",
    )


def _start(match: re.Match[str], lead: str) -> int:
    """约, 近, 超, 至少 … belong to the span; of 不低于, 不足, 高于 only the sense is taken (GUIDE, Quantities)."""
    return match.start() + (len(lead) if lead in _OUTSIDE else 0)


def _unit(unit: str | None, paired: str | None, per: str | None) -> str:
    plain = {"％": "%", "个多百分点": "个百分点"}.get(unit or "", unit or "")
    return plain + (paired or "") + (per or "").replace("／", "/")


def _unit_understood(text: str, match: re.Match[str]) -> str:
    """5.2万群众 and 常住人口52万 count 人; 投资350万 is 元; else no unit is written and none is made up."""
    before = text[max(0, match.start() - 10) : match.start()]
    if _PEOPLE.match(text, match.end()) or _PEOPLE_BEFORE.search(before):
        return "人"
    return "元" if _MONEY_BEFORE.search(before) else ""


def _chinese(match: re.Match[str], text: str) -> Found | None:
    """A number in Chinese numerals: 两场, 四百多人, 二十余万元; 一 counts only where something is made or done."""
    numeral, unit = match["cn_long"] or match["cn"], match["cn_unit"]
    if match["cn"] == "一" and not one_counts(text, match.start("cn"), match.end(), unit):
        return None
    magnitude = match["cn_mag"] or ""
    value, maximum = _chinese_range((match["cn_from"] or "") + numeral + magnitude)
    return Found(
        start=_start(match, match["cn_lead"]),
        end=match.end(),
        value=value,
        maximum=maximum,
        unit=_unit(unit, None, None),
        qualifier="range" if maximum else None,
        lead=match["cn_lead"],
        more=(match["cn_more"] or "") + (match["cn_more2"] or ""),
        trail=match["cn_trail"] or "",
    )


def _round(match: re.Match[str]) -> Found:
    """近千万元, 上百人, 超万户: a power of ten, and about that many."""
    return Found(
        match.start(),
        match.end(),
        round_value(match["round"]),
        None,
        _unit(match["cn_unit"], None, None),
        None,
        {"上": "约", "过": "超"}.get(match["round_lead"], match["round_lead"]),
        "",
        match["cn_trail"] or "",
    )


_CHINESE_PAIR: Final = re.compile(
    r"(?P<low>[一二两三四五六七八九])(?P<to>[至到])?(?P<high>[一二三四五六七八九十])(?P<rest>[十百千万亿]*)"
)


def _chinese_range(numeral: str) -> tuple[int | float, int | float | None]:
    """两三, 七八十, 三至五: two digits side by side, or with 至 between them, are a range."""
    if pair := _CHINESE_PAIR.fullmatch(numeral):
        low, high = (chinese_value(digit + pair["rest"]) for digit in pair.group("low", "high"))
        if low < high and (pair["to"] or chinese_value(pair["high"]) == chinese_value(pair["low"]) + 1):
            return low, high
    return chinese_value(numeral), None


def _rank(match: re.Match[str], text: str) -> Found | None:
    """第三, 第X名, 前三名 where something is ranked; 第三方, 第九批, 第一时间 are none."""
    before = text[max(0, match.start() - 80) : match.start()]
    if _NO_RANKING.search(before):
        return None
    closed = not _NOT_RANK.match(text, match.end())
    named = match[0].endswith(("名", "位"))
    closed = closed or (named and text.startswith(("提升", "上升", "跃升", "下降", "升", "降"), match.end()))
    if not (named and closed) and not (_ranks(before) and (named or closed)):
        return None
    numeral = match["rank_num"] or match["rank_mask"] or match["top_num"]
    value = chinese_value(numeral) if numeral[0] in "一二三四五六七八九十" else number_value(numeral)
    qualifier: Qualifier = "placeholder" if value is None else "at_most" if match["top"] else "exact"
    return Found(match.start(), match.end(), value, None, "名", qualifier, is_rank=True)


def _ranks(before: str) -> bool:
    return bool(_RANKING.search(before) or _RANKED_LIST.search(before))


def _share(match: re.Match[str]) -> Found:
    """三成, 九成三, 1.5成, 半数以上: a share in percent."""
    name = "tenths" if match["tenths"] else "half"
    lead = (match[f"{name}_lead"] or "").replace("过", "超")
    value = 50 if name == "half" else _tenths(match["tenths_num"]) + _tenths(match["tenths_more"] or "零") / 10
    start = _start(match, lead if match[0].startswith(lead) else "")
    return Found(start, match.end(), exact(value), None, "%", None, lead, "", match[f"{name}_trail"] or "")


def _tenths(numeral: str) -> float:
    return 10 * (float(numeral) if numeral[0].isdecimal() else chinese_value(numeral))


def _fraction(match: re.Match[str]) -> Found:
    top, bottom = _terms(match)
    value = None if top is None or not bottom else exact(round(100 * top / bottom, 2))
    first = match.start("num_top") if match["num_top"] else match.start("cn_bottom")
    return Found(
        match.start(),
        match.end(),
        value,
        None,
        "%",
        "placeholder" if top is None else None,
        match[0][: first - match.start()],
        "",
        match["fraction_trail"] or "",
    )


def _terms(match: re.Match[str]) -> tuple[int | float | None, int | float]:
    if match["num_top"]:
        return int(match["num_top"]), int(match["num_bottom"])
    top = match["cn_top"]
    value = chinese_value(top) if re.match(r"[一二三四五六七八九十百]", top) else number_value(top)
    return value, chinese_value(match["cn_bottom"])


def _shared(match: re.Match[str], text: str, end: int) -> Found | None:
    """``分别高4.2和0.7个百分点``: the first number has the second one's unit."""
    if "分别" not in text[max(0, match.start() - 24) : match.start()]:
        return None
    following = match.re.search(text, match.end(), min(end, match.end() + 30))
    if following is None or not following["number"] or following.start() > match.end() + 1:
        return None
    unit = following["unit"] or ""
    return Found(
        match.start(),
        match.end(),
        number_value(match["shared"], following["mag"]),
        None,
        "%" if unit == "％" else unit,
        None,
    )
