"""A pack over ``support.county``'s ledger of map spots, with an indicator of every kind, and a tree of six places."""

from bihuan.indicators.tree import UnitNode, UnitTree
from bihuan.packs import Catalog, Pack
from bihuan.packs.schema import Indicator, Ledger, PackHead
from support.county import spots

CHECKED = {"state": {"reached": "checked"}}
INDICATORS = [
    {"indicator": "spots_issued", "name": "图斑数", "definition": "下发的图斑。", "count": True, "breakdowns": ["source"]},
    {"indicator": "spots_checked", "name": "已核查图斑", "definition": "截至日已核查。", "count": True, "where": CHECKED},
    {"indicator": "key_spots", "name": "重点图斑", "definition": "重点督办。", "count": True, "where": {"key_case": True}},
    {"indicator": "big_spots", "name": "大图斑", "definition": "面积达到一亩。", "count": True, "where": {"area": {"ge": 666.67}}},
    {"indicator": "not_patrol", "name": "非巡查图斑", "definition": "不是巡查来的。", "count": True, "where": {"source": {"ne": "patrol"}}},
    {"indicator": "named_spots", "name": "有联系人图斑", "definition": "有联系人。", "count": True, "where": {"contact": {"filled": True}}},
    {"indicator": "quick_spots", "name": "当日核查图斑", "definition": "下发当日核查。", "count": True,
     "where": {"checked_on": {"le": "field:issued_on"}}},
    {"indicator": "greening_spots", "name": "绿化图斑", "definition": "用途含绿化。", "count": True, "where": {"uses": {"has": "green"}}},
    {"indicator": "built_spots", "name": "建设图斑", "definition": "用途含道路或房屋。", "count": True,
     "where": {"uses": {"has": ["road", "house"]}}, "breakdowns": ["uses"]},
    {"indicator": "spots_open", "name": "在办图斑", "definition": "截至日在办。", "count": True,
     "stock": {"opened": "issued_on", "closed": "closed_on"}, "better": "lower"},
    {"indicator": "spots_known", "name": "在册图斑", "definition": "累计在册。", "count": True, "stock": {"opened": "issued_on"}},
    {"indicator": "area", "name": "图斑面积", "definition": "面积之和。", "unit": "平方米", "sum": "area"},
    {"indicator": "fine", "name": "罚款", "definition": "罚款金额。", "unit": "元", "sum": "fine", "date": "closed_on"},
    {"indicator": "spots_waiting", "name": "待核查图斑", "definition": "截至日未核查也未办结。", "count": True,
     "stock": {"opened": "issued_on", "closed": ["checked_on", "closed_on"]}},
    {"indicator": "check_days", "name": "核查用时", "definition": "下发到核查的天数。", "unit": "天", "days": {"since": "issued_on", "until": "checked_on"}},
    {"indicator": "waiting_days", "name": "等待天数", "definition": "在办图斑自最近一步等了几天。", "unit": "天",
     "days": {"since": ["issued_on", "checked_on"], "until": "as_of"}, "stock": {"opened": "issued_on", "closed": "closed_on"}},
    {"indicator": "soon_checked", "name": "十日内核查", "definition": "下发十日内核查。", "count": True,
     "where": {"checked_on": {"within": {"days": 10, "of": "field:issued_on"}}}},
    {"indicator": "same_year", "name": "当年核查", "definition": "下发当年核查。", "count": True,
     "where": {"checked_on": {"same_year": "field:issued_on"}}},
    {"indicator": "contacts", "name": "联系人数", "definition": "不同的联系人。", "unit": "个", "distinct": "contact"},
]  # fmt: skip
COMPOSED = [
    {"indicator": "spots_left", "name": "未核查图斑", "definition": "下发而未核查。", "unit": "宗",
     "difference": {"of": "spots_issued", "less": "spots_checked"}, "better": "lower"},
    {"indicator": "spots_noted", "name": "关注图斑", "definition": "重点与大图斑。", "unit": "宗", "total": ["key_spots", "big_spots"]},
    {"indicator": "check_rate", "name": "核查率", "definition": "已核查占下发。", "unit": "%", "rounding": 1,
     "ratio": {"numerator": "spots_checked", "denominator": "spots_issued"}, "exclusions": "已注销的图斑"},
    {"indicator": "days_each", "name": "平均核查用时", "definition": "核查用时除以已核查。", "unit": "天", "rounding": 1,
     "ratio": {"numerator": "check_days", "denominator": "spots_checked"}},
    {"indicator": "fine_each", "name": "户均罚款", "definition": "罚款除以联系人数。", "unit": "元", "rounding": 2,
     "ratio": {"numerator": "fine", "denominator": "contacts"}},
]  # fmt: skip
TARGETS = {
    "ledger": "targets", "name": "目标台账", "measure": "项", "territory": False, "date": "set_on",
    "key": ["indicator", "year", "set_on"],
    "fields": [
        {"name": "indicator", "label": "指标", "type": "text"},
        {"name": "year", "label": "年度", "type": "integer"},
        {"name": "target_value", "label": "目标值", "type": "decimal", "places": 4},
        {"name": "set_on", "label": "下达日期", "type": "date"},
    ],
}  # fmt: skip
TREE = UnitTree(
    [
        UnitNode(1, "S", "清河市", "city"),
        UnitNode(2, "A", "甲县", "county", 1),
        UnitNode(3, "A1", "东镇", "town", 2),
        UnitNode(4, "A2", "西镇", "town", 2),
        UnitNode(5, "A1-1", "上村", "village", 3),
        UnitNode(6, "B", "乙县", "county", 1),
        UnitNode(7, "A-CG", "甲县城管局", "bureau", 2, 2),
    ]
)


def spots_pack() -> Pack:
    """The pack, as a catalogue holds it."""
    plain = [Indicator.model_validate({"unit": "宗", "ledger": "spots", **item}) for item in INDICATORS]
    composed = [Indicator.model_validate(item) for item in COMPOSED]
    ledgers = [spots(), Ledger.model_validate(TARGETS)]
    return Pack(head=PackHead(pack="tested", name="试验", version=1), ledgers=ledgers, indicators=plain + composed)


def spots_catalog() -> Catalog:
    """The catalogue of the pack alone."""
    return Catalog({"tested": spots_pack()})
