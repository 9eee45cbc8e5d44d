"""Whose number it is: a sentence may report what another department, or one town, did."""

import re
from collections.abc import Sequence

from bihuan.drafting.words import words_normal

ORGAN = re.compile(
    r"(?:^|[,，;；。:：])(?:其中)?([\u4e00-\u9fff]{2,14}?(?:局|委|办|厅|院|公司|大队|支队|中队|中心|银行|集团|办事处|政府))(?<![举转主承督协查经联交开停申]办)"
    r"(?<![转交督承经举开查])(?![结理公事法案件托面势部长限落])(?=[\u4e00-\u9fff])"
)
_NOT_ACTING = re.compile(
    r"^(?:联合|会同|协同|配合|邀请|协调|根据|按照|由于|通过|经|向|与|在|对|为|结合|组织|召开|接受|完成|我|本|全)"
)
_PLACE_NAME = r"[\u4e00-\u9fff]{1,4}(?:镇|乡|街道|片区|社区|村)"
_TOWN = re.compile(
    rf"(?:^|[,，;；。:：])(?:其中)?((?:{_PLACE_NAME}[、和及])*{_PLACE_NAME}|[\u4e00-\u9fff]{{0,4}}第[一二三四五六七八九十]党?支部)"
    r"(?=[\u4e00-\u9fff])(?!书记|居民|工作|治理|建设|振兴|矫正|服务|党群)"
)
_NO_TOWN = re.compile(
    r"^(?:前往|深入|走进|联合|会同|结合|组织|开展|覆盖|[各全进驻到赴下在对向与每本我])|[乡城集村]镇$|农村$|乡村$"
)
_HIGHER = re.compile(r"^(?:邻|外|兄弟)?(?P<level>[省市州县区])(?![政场容级])")
SHORTEST = 3  # characters of a short form: 执法局
_PLACE = re.compile(r"^(?:XX|xx|某)?[\u4e00-\u9fff]{0,3}?(?:省|市|县|区|旗|州)")


TEAM = re.compile(r"队$")  # a team only acts; a centre, a platform or a bureau may also be where matters come from


def actor_other(before: str, own_names: Sequence[str]) -> str:
    """The other organisation that acts in the sentence before the number; empty when the reporting unit does."""
    acting = [m for m in ORGAN.finditer(before) if not _NOT_ACTING.match(m[1])]
    acting += [m for m in _TOWN.finditer(before) if not _NO_TOWN.search(m[1])]
    if not acting:
        return ""
    organ = max(acting, key=lambda match: match.start(1))[1]
    return "" if any(same_organ(organ, words_normal(name)) for name in own_names) else organ


def same_organ(organ: str, name: str) -> bool:
    """Whether one is a short form of the other: 城管执法局 of 县城乡管理和综合执法局."""
    if other_level(organ, name):
        return False
    full = _PLACE.sub("", name) or name
    endings = (organ[start:] for start in range(len(organ) - SHORTEST + 1))
    return "我" in organ or subsequence(full, organ) or any(subsequence(ending, full) for ending in endings)


def other_level(organ: str, name: str) -> bool:
    """市城管局 beside 县城管局, 邻县城管局 beside our own."""
    higher, own = _HIGHER.match(organ), _PLACE.match(name)
    return bool(higher and own and (higher["level"] != own[0][-1] or not organ.startswith(higher["level"])))


def subsequence(short: str, full: str) -> bool:
    """Whether the characters of ``short`` stand in ``full`` in their order."""
    letters = iter(full)
    return all(letter in letters for letter in short)
