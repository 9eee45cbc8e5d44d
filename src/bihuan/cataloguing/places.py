"""The county, city or district that a name begins with, as written: 云海市云川县教育局 is of 云川县."""

import re
from typing import Final

_LEVEL: Final = r"(?:省|自治区|自治州|自治县|自治旗|市|盟|县|区|旗)"
_PLACE: Final = re.compile(
    rf"(?!城市|地区|全[省市县区]|[我本各该][省市县区])[\u4e00-\u9fff]{{1,11}}?"
    rf"(?:经济特区|(?:经济技术|高新技术产业?)?开发区|{_LEVEL}(?![域划别间际场级]))"
)
_LEADS: Final = re.compile(
    r"^(?:中国共产党|中共|中华人民共和国|关于|(?:19|20)\d\d年(?:度|上半年|第[一二三四]季度|\d{1,2}(?:[-—至]\d{1,2})?月)?|[《“（(])*"
)
_NO_NAME: Final = re.compile(  # 自然保护区, 城市, 社区: words that end like the name of a place
    r"共和国|有限|全国|[省市县区旗](?:省|[县旗])$|[、，。：“”《》（）和与及的对等在为]|"
    r"^[委会府全我本各该县市区省旗X×ⅹ某甲]|人民|法院|局|委员|授予|促进|实施|推进|加强|支持|运用|管理|办公|关于|工作|部门|"
    r"(?:保护|名胜|风貌|勘查|勘探|蓄滞洪|专属经济|荣誉|行政|试验|示范|功能|景|社|小|地|山|灾|辖|城|牧|林|库|矿|校|厂|特|禁|军|边|湾|港|流域|水|居住|园|老|片|郊|市|管理|自贸|贸易|保税)区$|"
    r"^(?:经济|技术|经济技术|高新|高新技术|产业|工业)?(?:经济|技术|开发|新|高新)区$|"
    r"^[城超股菜集夜都上门黑楼房车]市$|(?:[超股菜夜车]|直辖|荣誉|农贸|县级|地级)市$|(?:中心|文明|智慧|园林|卫生|海绵|森林|宜居|大|中|小|新型|县)城市$|国旗$"
)
_FARTHEST: Final = 24  # characters: a name of a place with those above it


def region_of(name: str) -> str:
    """The last place of those that ``name`` begins with; "" when it begins with none."""
    at = _LEADS.match(name)
    start = at.end() if at else 0
    region = ""
    while match := _PLACE.match(name, start, start + _FARTHEST):
        if _NO_NAME.search(match[0]):
            break
        region, start = match[0], match.end()
    return region
