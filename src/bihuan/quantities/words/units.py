"""What units tell of a subject: which are rates or turns, what a unit usually counts, and where its own noun ends."""

import re
from typing import Final

from bihuan.quantities.lexicon import MEASURE_UNITS, MONEY_UNITS, RATE_UNITS, SPAN_UNITS

RATE_LIKE: Final = frozenset({*RATE_UNITS, *(unit.partition("!")[0] for unit in MONEY_UNITS), "倍"})
EVENT_UNITS: Final = frozenset(
    {"次", "场", "场次", "人次", "辆次", "台次", "车次", "班次", "轮", "期", "批", "批次", "趟", "遍", "户次", "家次"}
)
MEASURE_LIKE: Final = frozenset(unit.partition("!")[0].partition("(")[0] for unit in (*MEASURE_UNITS, *SPAN_UNITS))
OWNER_UNITS: Final = {"户": "户", "民": "户人名", "庭": "户", "业": "家户"}  # by the last character of who it is
HEADS: Final = {  # where a unit's own noun ends, though the clause goes on: 12家企业废气治理
    unit: re.compile(
        rf"[\u4e00-\u9fff]{{0,6}}?(?:{nouns})(?=[\u4e00-\u9fff]{{3}})(?!技术|研究|工会|服务|总部|实验|孵化)"
    )
    for unit, nouns in (
        ("家", "企业|单位|商户|医疗机构|养老机构|加油站|门店"),
        ("座", "水库|桥梁|泵站|污水处理厂|水厂|变电站|公厕|山塘"),
        ("名", "劳动者|学生|教师|老人|儿童|职工|农民工|群众|志愿者"),
        ("件", "积案|案件|工单"),
        ("个", "乡镇|断面|水源地|小区"),
        ("户", "农户|居民|脱贫户|监测户|商户"),
    )
}
PLACES: Final = frozenset({"镇", "乡", "村", "社区", "街道"})
PEOPLE_UNITS: Final = frozenset({"人", "名", "位", "户", "家"})
CASE_UNITS: Final = frozenset(
    ("宗", "件", "起", "例", "次", "人", "人次", "名", "家", "户", "案")
)  # what 立案 and 处罚 are counted in
TYPICAL: Final = {  # what a unit usually counts, for a clause that leaves the noun out
    "件": re.compile(r"诉求件|信访件|信访案件|工单|案件|建议提案|建议|提案|事项"),
    "宗": re.compile(r"图斑|案件|纠纷"),
    "起": re.compile(r"案件|事故|矛盾纠纷|纠纷|事件|警情"),
    "个": re.compile(r"问题隐患|隐患|问题|项目|图斑|点位"),
    "项": re.compile(r"权责清单|事项|任务|问题|项目"),
    "处": re.compile(r"隐患|违建|问题|点位"),
    "例": re.compile(r"手术|病例"),
    "条": re.compile(r"线索|问题|信息|意见"),
    "户": re.compile(r"脱贫户|监测户|农户|住户|商户|危房"),
    "家": re.compile(r"企业|商户|单位|店铺"),
    "辆": re.compile(r"车辆"),
    "名": re.compile(r"学生|D员|党员|干部|患者|对象"),
}  # fmt: skip
