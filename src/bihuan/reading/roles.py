"""What a part of a report is for, told by the words of its heading."""

import re
from typing import Final, Literal

Role = Literal["summary", "problems", "plan", "measures", "other"]

_PLAN: Final = re.compile(
    r"工作?计划|打算|下一?步|下一?阶段|下半年|明年|来年|今后|工作思路|工作重点|重点工作安排|重点任务|主要任务|"
    r"目标任务|工作目标|预期目标|发展目标|主要目标|工作安排|工作部署|工作要点|总体部署|总体要求"
    r"|谋划|展望|努力方向|奋斗目标|发展思路|思路(?:和|与|及)|工作建议|今年(?:政府|工作|经济|重点|的工作)|对今年"
)
_DONE: Final = re.compile(
    r"总结|回顾|完成情况|开展情况|进展情况|落实情况|执行情况|推进情况|运行情况|建设情况|履职情况|工作情况|基本情况|"
    r"主要情况|成效|成绩|做法|亮点|特色工作|业绩|工作开展|所做工作|取得"
)
_PROBLEMS: Final = re.compile(
    r"(?:存在|面临|主要|突出|遇到)的?.{0,8}(?:问题|不足|困难|短板|差距|挑战|薄弱)|^.{0,4}(?:问题|不足|困难|短板)(?:$|"
    r"和|与|及|、|分析)|(?:差|差距|短板|不足|难处|问题)在哪|不足之处|哪些(?:差距|短板|不足|问题|难处)|(?:问题|不足)(?:及|和|与)?(?:困难|不足|原因|短板|差距)?(?:分析)?$"
)
_MEASURES: Final = re.compile(
    r"保障措施|组织保障|工作措施|主要措施|对策|意见(?:和|与|及)?建议|^.{0,4}(?:建议|措施)$|几点建议|工作要求$"
)
_OTHER: Final = re.compile(r"体会|启示|经验|感悟|^.{0,6}(?:概况|简介|单位职责|机构设置)|^前言|^附件|^附[:：]")
_PLAN_END: Final = re.compile(r"(?:计划|打算|思路|措施|安排)$")
_PLAIN_PROBLEMS: Final = re.compile(
    r"^(?:目前|当前|工作中|主要)?(?:存在|面临)的?.{0,6}(?:问题|不足|困难|短板|差距|挑战)|^(?:主要)?(?:问题|不足|困难)(?:[和与及、].{1,6})?$"
)
_PLAIN_PLAN: Final = re.compile(
    r"^下一?步|^(?:20..年)?(?:下半年|明年|来年)?(?:的)?工作(?:计划|打算|思路|安排)$|^20..年.{0,6}(?:计划|打算|思路)|"
    r"^今后.{0,4}(?:打算|思路|方向)"
)
_PLAIN_DONE: Final = re.compile(
    r"^(?:20..年|上半年|全年)?(?:主要)?(?:工作)?(?:总结|回顾|开展情况|完成情况|工作情况|进展情况)$"
)
_YEAR: Final = re.compile(r"(20\d\d)年")


def role_of_heading(
    title: str, *, level: int = 1, summary_year: int | None = None, plan_year: int | None = None
) -> Role | None:
    """The role that a heading says, or None when it says nothing and the part inherits.

    The words decide; where both kinds of word stand (``2023年工作计划完成情况``) the last one is the head of the phrase.
    A slogan (a comma inside) or a heading of the second level names a part only by the plainest words.
    """
    if level > 1 or "，" in title:
        return _role_plain(title)
    if len(title) > 36:
        return None
    if _PROBLEMS.search(title) and not _PLAN_END.search(title):
        return "problems"
    if _MEASURES.search(title):
        return "measures"
    plan, done = _last(_PLAN, title), _last(_DONE, title)
    if plan < 0 and done < 0:
        return "other" if _OTHER.search(title) else _role_of_year(title, summary_year, plan_year)
    return "plan" if plan > done else "summary"


def _role_plain(title: str) -> Role | None:
    """``存在问题``, ``下一步工作打算``, ``工作完成情况``: nothing but the name of a part."""
    if len(title) > 18 or ("，" in title and len(title) > 14):
        return None
    if _PLAIN_PROBLEMS.search(title):
        return "problems"
    if _PLAIN_PLAN.search(title):
        return "plan"
    return "summary" if _PLAIN_DONE.search(title) else None


def _last(pattern: re.Pattern[str], title: str) -> int:
    return max((match.end() for match in pattern.finditer(title)), default=-1)


def _role_of_year(title: str, summary_year: int | None, plan_year: int | None) -> Role | None:
    year = _YEAR.search(title)
    if year is None:
        return None
    if plan_year and int(year[1]) == plan_year:
        return "plan"
    return "summary" if summary_year and int(year[1]) == summary_year else None
