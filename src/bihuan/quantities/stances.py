"""Stance: is the number reported, promised, or someone else's?"""

import re
from typing import Final

from bihuan.quantities.quantity import Stance
from bihuan.reading.roles import Role

_PLANNED: Final = re.compile(
    r"竣工后|建成后|完工后|投产后|达产后|力争|拟于|拟投资|拟建|拟安排|计划(?:投资|于|完成|建设|新建|总投资|今年)|"
    r"下一?步|明年|来年|下一年|将于|将达|将实现|即将"
)
_EXPECTED: Final = re.compile(
    r"(?:预计|有望)[^，；]*$|(?:预计|有望)[^，；]*，(?:同比|比上年|较上年)?(?:净|实际)?(?:增长|下降|增加|减少)$"
)
_ESTIMATED: Final = re.compile(  # an estimate of the year that is reported on
    r"预计(?:全年|今年|20\d\d年(?:全年)?|年底)?(?:[^，；可将能]{0,12}(?:实现|完成|达|突破)|[：:])"
)
_LOOKS_BACK: Final = re.compile(r"(?<![比较])(?:去年|上年|过去一年)的?[^，。；\d]{0,14}$")
_STATE: Final = re.compile(r"(?:目前|当前|现有|我[国省市县区镇]有|已经?(?:[\u4e00-\u9fff]{0,12}的)?)[^，。；]{0,16}$")
_ASSIGNED: Final = re.compile(
    r"(?:下达|市定|省定|县定)[^，。；]{0,8}(?:任务|指标|目标)数?[（(]?$|(?:年度|全年|计划|既定)(?:任务|指标|目标)数?[（(]$"
    r"|占(?:[^，。；]{0,6})(?:任务|指标|目标)数?$"
)
_STANDARD: Final = re.compile(r"^[”）]?的(?:标准|要求|规定|指标|目标)")
_SET: Final = re.compile(
    r"(?:[国省市县区州]定|法定|规定|部“?)(?:不?[高低多少大小]于|不超过|[^，。；]{0,4})$|“[^”]{0,16}不得?(?:高于|低于|少于|超过)?$|“[^”]*$"
)
_REQUIREMENT: Final = re.compile(r"^[^，。；]{0,8}的?(?:要求|标准|目标任务|规定)")


def stance_of(role: Role, before: str, after: str) -> Stance:
    """``before`` is the sentence up to the number, ``after`` the rest of its clause; the part's role decides where they say nothing."""
    if _cited(before, after):
        return "cited"
    if role in {"plan", "measures"}:
        return "done" if _LOOKS_BACK.search(before) or _STATE.search(before) else "planned"
    told = before[max(0, len(before) - 40, before.rfind("；"), before.rfind(";")) :]
    expected = _EXPECTED.search(told)
    ahead = _PLANNED.search(told) or (expected and not _ESTIMATED.match(told, expected.start()))
    return "planned" if ahead else "done"


def _cited(before: str, after: str) -> bool:
    clause = before[max(before.rfind("，"), before.rfind("；"), before.rfind("。")) + 1 :]
    if _ASSIGNED.search(clause):
        return True
    if _STANDARD.match(after) and _SET.search(clause):
        return True
    return bool(_REQUIREMENT.match(after)) and bool(re.search(r"(?:按照|按|根据|对照|落实)[^，。；]*$", clause))
