"""Whose number it is: a sentence may report what another department, or one town, did."""

import re
from collections.abc import Sequence

from bihuan.drafting.words import words_normal

_OPENS = r"(?:^|[,，;；。:：])(?:\d{1,2}\.|[一二三四五六七八九十]{1,3}(?:是|、))?(?:其中)?"
ORGAN = re.compile(
    rf"{_OPENS}((?!符合)[\u4e00-\u9fff]{{2,14}}?(?:局|委|办|厅|院|公司|大队|支队|中队|中心|银行|集团|办事处|政府)|[省市州区县旗](?:局|委|厅|支队|大队))(?<![举转主承督协查经联交开停申]办)"
    r"(?<![转交督承经举开查])(?![结理公事法案件托面势部长限落])(?!(?<=办)复)(?=[\u4e00-\u9fff])"
)
_NOT_ACTING = re.compile(
    r"^(?:联合|会同|邀请|协调|根据|按照|由于|通过|经|向|与|在|对|为|结合|组织|召开|接受|完成|我|本|全)"
)
_PLACE_NAME = r"[\u4e00-\u9fff]{1,4}(?:镇|乡|街道|片区|社区|村)"
_TOWN = re.compile(
    rf"{_OPENS}((?:{_PLACE_NAME}[、和及])*{_PLACE_NAME}|[\u4e00-\u9fff]{{0,4}}第[一二三四五六七八九十]党?支部)"
    r"(?=[\u4e00-\u9fff])(?!书记|居民|工作|治理|建设|振兴|矫正|服务|党群)"
)
_NO_TOWN = re.compile(
    r"^(?:前往|深入|走进|联合|会同|结合|组织|开展|覆盖|[各全进驻到赴下在对向与每本我])|[乡城集村]镇$|农村$|乡村$"
)
_ACTS = (  # what only who did it is said to do
    r"(?:提供|发放|派发|捐赠?|赠送|投入|出资|开展|举办|组织|召开|查处|处罚|立案|拆除|清理|整治|取缔|规范|劝导|劝离|排查|检查|巡查|走访|慰问|看望|送去|"
    r"化解|受理|办理|接收|接待|安置|安排|承办|承接|承担|完成|调解|录用|招聘|培训)"
)
_BODY = re.compile(  # bodies that are no organs: 拥军企业, 人武部, 志愿者
    rf"{_OPENS}([\u4e00-\u9fff]{{0,8}}?(?:企业|商会|协会|基金会|联盟|合作社|学校|医院|法院|检察院|人武部|军分区|部队|单位|部门|乡镇|镇街|街镇|街道|社区|村居|"
    rf"物业|商户|商家|志愿者|志愿队|网格员|协管员|热心人士|爱心人士|机构|工会|团委|妇联|组织部))(?:共|已|累计|先后|自行|主动|自发|另|还|也|又|协助)*(?={_ACTS})"
)
_OURS = re.compile(rf"{_OPENS}(?:今年以来|全年)?(?:我|本)(?:[局县市区]|单位|大队)")
_HIGHER = re.compile(r"^(?:邻|外|兄弟)?(?P<level>[省市州县区])(?![政场容级])")
SHORTEST = 3  # characters of a short form: 执法局
_PLACE = re.compile(r"^(?:XX|xx|某)?[\u4e00-\u9fff]{0,3}?(?:省|市|县|区|旗|州)")


TEAM = re.compile(r"队$")  # a team only acts; a centre, a platform or a bureau may also be where matters come from


def actor_other(before: str, own_names: Sequence[str]) -> str:
    """The other organisation that acts in the sentence before the number; empty when the reporting unit does."""
    acting = [m for m in ORGAN.finditer(before) if not _NOT_ACTING.match(m[1])]
    acting += [m for m in _TOWN.finditer(before) if not _NO_TOWN.search(m[1])]
    acting += [m for m in _BODY.finditer(before) if not (_NOT_ACTING.match(m[1]) or re.search(_ACTS, m[1]))]
    ours = max((m.start() for m in _OURS.finditer(before)), default=-1)
    acting = [m for m in acting if m.start() > ours]
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
    if len(organ) < SHORTEST:
        return name.endswith(organ[1:])  # 县局 said by a bureau of the county
    return "我" in organ or subsequence(full, organ) or any(subsequence(ending, full) for ending in endings)


def other_level(organ: str, name: str) -> bool:
    """市城管局 beside 县城管局, 邻县城管局 beside our own."""
    higher, own = _HIGHER.match(organ), _PLACE.match(name)
    return bool(higher and own and (higher["level"] != own[0][-1] or not organ.startswith(higher["level"])))


def subsequence(short: str, full: str) -> bool:
    """Whether the characters of ``short`` stand in ``full`` in their order."""
    letters = iter(full)
    return all(letter in letters for letter in short)
