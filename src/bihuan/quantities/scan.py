"""One pass over a report: the grammar finds the numbers, the words around them say what they measure."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import Final

from bihuan.quantities.grammar import SCAN
from bihuan.quantities.kinds import kind_of, qualifier_of
from bihuan.quantities.numerals import chinese_value, exact, number_value
from bihuan.quantities.quantity import Kind, Qualifier, Quantity, Stance
from bihuan.quantities.stances import stance_of
from bihuan.quantities.subjects import Found, subject_of
from bihuan.reading import Role, Section

_CLAUSE: Final = re.compile(r"[，。；：！？,;\n]")
_SENTENCE: Final = re.compile(r"[。！？\n]")
_RANKING: Final = re.compile(
    r"(?:排名|排位|排行|位居|位列|名列|跃居|稳居|居|排在?|列|获得?|名次|考核|评比|全[省市县区州国镇旗]|综合|并列|得分|中)(?:[^，。；]{0,6})$"
)
_NOT_RANK: Final = re.compile(r"[\u4e00-\u9fffA-Za-z0-9]")
_WINDOW: Final = 80
_PEOPLE: Final = re.compile(
    r"[^，。；、\d]{0,6}(?:人口|群众|居民|农民|职工|学生|师生|党员|贫困|农民工|劳动力|人(?![才大]))"
)


def quantities_read(
    text: str, start: int, end: int, sections: Sequence[Section] = (), *, role: Role = "summary"
) -> list[Quantity]:
    """The quantities of ``text[start:end]``, in text order; ``role`` holds where no section says one."""
    roles = _RoleMap(sections, role)
    found: list[Found] = []
    quantities = []
    for number in _numbers(text, start, end):
        before = _before(text, number.start, start)
        after = _after(text, number.end, end)
        number.before = before[_last(_CLAUSE, before) :]
        subject = subject_of(text, number, found, start)
        number.subject = subject
        kind = _kind(text, number, quantities[-1] if quantities else None)
        found.append(number)
        quantities.append(_quantity(text, number, kind, stance_of(roles.at(number.start), before, after)))
    return quantities


def _kind(text: str, number: Found, last: Quantity | None) -> Kind:
    """``提高9.97%和14.1%``: the second of a pair is of the first one's kind."""
    if number.is_rank:
        return "rank"
    if last and last.unit == number.unit and text[last.end : number.start] in {"和", "、", "与", "及", "，"}:
        return last.kind
    return kind_of(number.unit, number.before)


def _quantity(text: str, number: Found, kind: Kind, stance: Stance) -> Quantity:
    qualifier = number.qualifier or qualifier_of(number.lead, number.more, number.trail, number.before)
    return Quantity(
        start=number.start,
        end=number.end,
        text=text[number.start : number.end],
        value=number.value,
        max=number.maximum,
        unit=number.unit,
        kind=kind,
        qualifier=qualifier,
        subject=number.subject,
        stance=stance,
    )


def _numbers(text: str, start: int, end: int) -> Iterator[Found]:
    for match in SCAN.finditer(text, start, end):
        if match["number"]:
            yield _plain(match, text)
        elif match["chinese"]:
            if number := _chinese(match, text):
                yield number
        elif match["rank"] or match["top"]:
            if number := _rank(match, text):
                yield number
        elif match["fraction"] or match["tenths"]:
            yield _fraction(match)
        elif match["shared"] and (number := _shared(match, text, end)):
            yield number


def _plain(match: re.Match[str], text: str) -> Found:
    unit = match["unit"] or match["place"] or ""
    mag, low, high = match["mag"], match["num"], match["num2"]
    mag2 = match["mag2"]
    value = number_value(low, mag or (mag2 if high else None))
    if match["high"] and value is not None:
        value = exact(value + (number_value(match["high"], match["high_mag"]) or 0))
    maximum = number_value(high, mag2 or mag) if high else None
    if not unit:
        unit = "人" if _PEOPLE.match(text, match.end()) else "元" if _money_before(text, match.start()) else ""
    masked = value is None or (high is not None and maximum is None)
    qualifier: Qualifier | None = "placeholder" if masked else "range" if high else None
    return Found(
        match.start(), match.end(), None if masked else value, None if masked else maximum, "%" if unit == "％" else unit, qualifier,
        match["lead"] or "", (match["more"] or "") + (match["more2"] or "") + (match["more3"] or ""), match["trail"] or "",
    )  # fmt: skip


def _money_before(text: str, at: int) -> bool:
    return bool(
        re.search(
            r"(?:投资|资金|投入|经费|产值|收入|金额|贷款|补助|补贴|奖金)[^，。；]{0,4}$", text[max(0, at - 10) : at]
        )
    )


def _chinese(match: re.Match[str], text: str) -> Found | None:
    numeral, unit = match["cn"], match["cn_unit"]
    if numeral == "一" and not _one_counts(text, match.start("cn"), unit):
        return None
    bare = numeral.rstrip("余多几")
    value = 100 if bare in {"上百", "近百"} else _chinese_range(bare)[0]
    maximum = _chinese_range(bare)[1]
    more = match["cn_more"] + match["cn_more2"] + ("约" if bare in {"上百", "近百"} else "")
    return Found(
        match.start(), match.end(), value, maximum, unit, "range" if maximum else None, match["cn_lead"] or "", more, match["cn_trail"] or ""
    )  # fmt: skip


def _chinese_range(numeral: str) -> tuple[int | float, int | float | None]:
    """两三, 七八: two digits side by side are a range."""
    if re.fullmatch(r"[一二两三四五六七八九]{2}", numeral):
        low, high = chinese_value(numeral[0]), chinese_value(numeral[1])
        if high == low + 1:
            return low, high
    return chinese_value(numeral.replace("几", "")), None


_ONE_UNITS: Final = frozenset("家座所场台辆处间栋部套名期幅本份条次位户人件个批块".strip("批块")) | {"人次", "场次"}
_ONE_BEFORE: Final = re.compile(
    r"(?:建设|新建|改建|扩建|建成|建立|召开|举办|开展|组织|设立|成立|配备|购置|引进|完成|荣获|获|打造|落实|培育|创建|发生|查处|处理|新增|增设|设置|承办|申报|编制|印发|制作|选派|选树"
    r"|发展|招录|聘请|安排|派出|投入|至少有?|不少于|共|各|有|仅|只|了)(?:了|有|过|成|好)?$"
)


def _one_counts(text: str, at: int, unit: str) -> bool:
    """一家 in 建设一家教育馆 counts; 一个重要因素, 一次次 do not."""
    before = text[max(0, at - 8) : at]
    if unit == "个":
        return bool(re.search(r"(?:建设|新建|建成|设立|成立|新增|增设|至少有?|不少于|打造)(?:了|成)?$", before))
    return unit in _ONE_UNITS and bool(_ONE_BEFORE.search(before)) and not re.search(r"每.{0,6}$", before)


def _rank(match: re.Match[str], text: str) -> Found | None:
    before = text[max(0, match.start() - 16) : match.start()]
    named = bool(match["rank_unit"]) or (match["rank"] or "").endswith(("名", "位")) or match["top"]
    closed = not _NOT_RANK.match(text, match.end())
    if not _RANKING.search(before) or not (named or closed):
        if not (named and (match["rank_num"] or match["rank_mask"]) and re.search(r"(?:名|位)$", match[0]) and closed):
            return None
    numeral = match["rank_num"] or match["rank_mask"] or match["top_num"]
    value = number_value(numeral) if not re.match(r"[一二三四五六七八九十]", numeral) else chinese_value(numeral)
    qualifier: Qualifier = "placeholder" if value is None else "at_most" if match["top"] else "exact"
    return Found(match.start(), match.end(), value, None, "名", qualifier, is_rank=True)


def _fraction(match: re.Match[str]) -> Found:
    if match["tenths"]:
        numeral = match["tenths_num"]
        value = exact(10 * (chinese_value(numeral) if not numeral[0].isdecimal() else float(numeral)))
        return Found(
            match.start(), match.end(), value, None, "%", None, match["tenths_lead"], "", match["tenths_trail"] or ""
        )
    top, bottom = _terms(match)
    masked = top is None
    value_ = None if top is None or not bottom else exact(round(100 * top / bottom, 2))
    lead = (
        match[0][: match.start("num_top") - match.start()]
        if match["num_top"]
        else match[0][: match.start("cn_bottom") - match.start()]
    )
    return Found(
        match.start(),
        match.end(),
        value_,
        None,
        "%",
        "placeholder" if masked else None,
        lead,
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
    following = SCAN.search(text, match.end(), min(end, match.end() + 30))
    if following is None or not following["number"]:
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


class _RoleMap:
    """The role at an offset: that of the innermost section."""

    def __init__(self, sections: Sequence[Section], role: Role) -> None:
        self._starts = [section.start for section in sections]
        self._roles = [section.role for section in sections]
        self._role = role

    def at(self, offset: int) -> Role:
        index = bisect_right(self._starts, offset) - 1
        return self._roles[index] if index >= 0 else self._role


def _before(text: str, at: int, floor: int) -> str:
    window = text[max(floor, at - _WINDOW) : at]
    return window[_last(_SENTENCE, window) :]


def _after(text: str, at: int, ceiling: int) -> str:
    window = text[at : min(ceiling, at + 24)]
    stop = _CLAUSE.search(window)
    return window[: stop.start()] if stop else window


def _last(pattern: re.Pattern[str], window: str) -> int:
    last = 0
    for match in pattern.finditer(window):
        last = match.end()
    return last
