"""Who reports, on which years, signed by whom and when: the title and the closing lines of one report."""

import re
from dataclasses import dataclass
from datetime import date
from typing import Final

from bihuan.reading.markers import MASKS
from bihuan.reading.numerals import numeral_read

ORG_END: Final = (
    r"(?:局|委员会|委|办公室|办|会|府|厅|部|院|校|学校|中学|小学|园|所|站|队|支队|大队|处|科|室|中心|镇|乡|街道|"
    r"街道办事处|公司|集团|协会|联合会|社|馆|厂"
    r"|县|市|区|州|旗|村|社区|组|法院|检察院|银行|支行|分局|总队|医院|基地|管委会)"
)
TITLE_END: Final = (
    r"(?:总结|计划|打算|报告|要点|思路|安排|汇报|通报|公报|规划|谋划|工作情况|情况|小结|清单|方案|"
    r"部署)(?:[（(][^（()）\n]{1,20}[)）])?"
)

_ISSUER: Final = re.compile(
    rf"^(?:关于|20\d\d年(?:度)?)?(?P<issuer>[^\s，。：；]{{1,40}}?{ORG_END})(?=(?:关于|\d{{4}}|[二〇○零一三四五六七八九]{{4}}年|"
    rf"(?:20)?[{MASKS}]{{1,4}}年|上半年|年度|工作|政府工作|[“《]))"
)
_SPEAKS_FOR: Final = re.compile(  # 我代表国务院，向大会报告政府工作
    rf"我(?:谨|仅)?代表(?P<issuer>国务院|[^，。；：\n]{{1,30}}?{ORG_END})，?(?:现?向|作|就)"
)
_THIS_YEAR: Final = re.compile(r"(?P<year>20\d\d)年是[^。\n]{2,60}(?:之年|一年)")
_OPENING: Final = 400  # characters

_YEAR: Final = re.compile(r"(20\d\d|二[〇○零][〇○零一二三四五六七八九]{2})(?:年|(?=上|下|[—\-至]|工作))")
_PLAN_WORD: Final = re.compile(r"计划|打算|要点|思路|安排|谋划|部署|规划|重点工作|重点任务|工作目标|主要任务")
_DONE_WORD: Final = re.compile(r"总结|报告|汇报|情况|小结|回顾|完成")
_PART_HEADING: Final = re.compile(
    r"^[^\S\n]*(?:(?:[一二三四五六]、|第[一二三四]部分|[（(][一二三][）)])[^\n。]{0,10})?(?:20\d\d|二[〇○零][〇○零一二三四五六七八九]{2})年[^\n。，；]{2,16}$",
    re.MULTILINE,
)
_NEXT_YEAR: Final = re.compile(r"明年|来年|下一?年|次年")
_CN_DIGIT: Final = {sign: str(value) for value, signs in enumerate(["〇○零", *"一二三四五六七八九"]) for sign in signs}
DATE_LINE: Final = re.compile(
    r"^(?:日期[:：])?(?P<y>20\d\d|二[〇○零][〇○零一二三四五六七八九]{2})\s*(?:年|[./-])\s*(?P<m>\d{1,2}|"
    r"[一二三四五六七八九十]{1,2})\s*(?:月|[./-])\s*(?P<d>\d{1,2}|[一二三四五六七八九十]{1,3})\s*日?$"
)
_MASKED_DATE: Final = re.compile(
    rf"^[\d{MASKS}〇某 ]{{1,6}}\s*年\s*[\d{MASKS}〇某 ]{{1,4}}\s*月(?:\s*[\d{MASKS}〇某 ]{{1,4}}\s*日)?$"
)
_SIGNER: Final = re.compile(rf"^[^，。；：、！？\d]{{1,28}}{ORG_END}$")
_HEAD_LINES: Final = 6
_TAIL_LINES: Final = 6


@dataclass(frozen=True, slots=True)
class Head:
    """What a report says about itself; None where it says nothing or masks it."""

    title: str | None = None
    issuer: str | None = None
    summary_year: int | None = None
    plan_year: int | None = None
    signed_by: str | None = None
    signed_on: date | None = None


def head_read(text: str, start: int, end: int) -> Head:
    """The head of one report: title from its first lines, signature from its last ones."""
    title = title_find(text, start, end)
    signed_by, signed_on = _signature(text, start, end)
    summary_year, plan_year = _years(title or "", text, start, end)
    speaks_for = _SPEAKS_FOR.search(text, start, min(end, start + _OPENING))
    if speaks_for and not (summary_year or plan_year):
        plan_year = _year_spoken_of(text, start, end)
    spoken_for = _fuller(text, start, speaks_for["issuer"]) if speaks_for else None
    named = _issuer(title)
    issuer = spoken_for or named if "政府工作报告" in (title or "") else named or spoken_for or signed_by
    return Head(title, issuer, summary_year, plan_year, signed_by, signed_on)


def _fuller(text: str, start: int, issuer: str) -> str:
    """我代表县人民政府: the name of the county, where a line above begins with it (甲县人民政府县长)."""
    named = re.compile(rf"^[^\S\n]*([^\s，。、—]{{2,6}}?{re.escape(issuer)})", re.MULTILINE)
    found = named.search(text, start, start + _OPENING) if issuer[0] in "县市区镇乡省旗州" else None
    return found[1] if found else issuer


def _issuer(title: str | None) -> str | None:
    match = _ISSUER.match(title) if title and not title.startswith("政府工作报告") else None
    return match["issuer"] if match else None


def _year_spoken_of(text: str, start: int, end: int) -> int | None:
    """A speech calls the year that it plans 今年; 2013年是…的开局之年 says which one."""
    match = _THIS_YEAR.search(text, start, end)
    return int(match["year"]) if match else None


def title_find(text: str, start: int, end: int) -> str | None:
    """The title, joined when it runs over two lines; None when the text begins without one."""
    lines = _lines_head(text, start, end)
    for index, line in enumerate(lines):
        if re.search(rf"{TITLE_END}$", line) and len(line) <= 60 and "，" not in line:
            before = lines[index - 1] if index else ""
            joined = (
                before
                and len(before) + len(line) <= 60
                and not re.search(r"[，。：；！]$", before)
                and not _ISSUER.match(line)
            )
            return before + line if joined else line
        if re.search(r"[。；！]", line):
            return None
    return None


def _years(title: str, text: str, start: int, end: int) -> tuple[int | None, int | None]:
    """The title's years; what it leaves open may stand in the headings of the parts."""
    summary, plan = years_of(title)
    for heading in _PART_HEADING.finditer(text, start, end):
        done, planned = years_of(heading[0])
        summary, plan = summary or done, plan or planned
    return summary, plan


def years_of(title: str) -> tuple[int | None, int | None]:
    """(summary year, plan year) as the title says them; 明年工作计划 is the year after the summary's."""
    title = re.sub(r"的(?:报告|汇报|请示|函)$", "", title)
    years = [(int(_arabic(match[1])), match.end()) for match in _YEAR.finditer(title)]
    summary = plan = None
    for index, (year, at) in enumerate(years):
        words = title[at : _next_start(title, at) if index + 1 < len(years) else None]
        if _DONE_WORD.search(words) and summary is None:
            summary = year
        if _PLAN_WORD.search(words) and not _DONE_WORD.search(words):
            plan = year
        elif _PLAN_WORD.search(words) and _NEXT_YEAR.search(words):
            plan = year + 1
        elif _PLAN_WORD.search(words) and "下半年" in words:
            plan = year
    return summary, plan


def _next_start(title: str, at: int) -> int | None:
    following = _YEAR.search(title, at)
    return following.start() if following else None


def _arabic(year: str) -> str:
    return "".join(_CN_DIGIT.get(sign, sign) for sign in year)


def _lines_head(text: str, start: int, end: int) -> list[str]:
    lines: list[str] = []
    at = start
    while at < end and len(lines) < _HEAD_LINES:
        stop = text.find("\n", at, end)
        stop = end if stop < 0 else stop
        if line := re.sub(r"\s+", "", text[at:stop]):
            lines.append(line)
        at = stop + 1
    return lines


def _signature(text: str, start: int, end: int) -> tuple[str | None, date | None]:
    """The last lines: a name alone, then a day; a masked day leaves the date unknown."""
    tail = [re.sub(r"\s+", "", line) for line in text[max(start, end - 400) : end].split("\n")]
    lines = [line for line in tail if line][-_TAIL_LINES:]
    for index in range(len(lines) - 1, -1, -1):
        day = DATE_LINE.match(lines[index])
        if day or _MASKED_DATE.match(lines[index]):
            signer = lines[index - 1] if index and _SIGNER.match(lines[index - 1]) else None
            return signer, _day(day) if day else None
    if lines and _SIGNER.match(lines[-1]) and len(lines) > 1:
        return lines[-1], None
    return None, None


def _day(match: re.Match[str]) -> date | None:
    try:
        return date(int(_arabic(match["y"])), numeral_read(match["m"]), numeral_read(match["d"]))
    except ValueError:
        return None
