"""Sentences that use an indicator's words for something else: the number is left open."""

import pytest

KNOWN = {"filed": 41, "fines": 172500, "stations": 33, "requests": 214, "resolve_rate": 97, "resolve_rate:yoy": 3}
OTHER = [
    ("石桥镇立案36宗。", "石桥镇立案XX宗。"),
    ("石桥镇综合行政执法队立案36宗。", "石桥镇综合行政执法队立案XX宗。"),
    ("市城管局立案36宗。", "市城管局立案XX宗。"),
    ("单笔最大罚款20万元。", "单笔最大罚款XX万元。"),
    ("对某某公司违法行为罚款8万元。", "对某某公司违法行为罚款XX万元。"),
    ("规定罚款5000元以上的须集体讨论。", "规定罚款XX元以上的须集体讨论。"),
    ("诉求件中重复件35件。", "诉求件中重复件XX件。"),
    ("服务站人员不足的有12个。", "服务站人员不足的有XX个。"),
    ("今年新建服务站2个。", "今年新建服务站XX个。"),
    ("自2018年以来立案86宗。", "自2018年以来立案XX宗。"),
    ("燃气执法中队立案36宗。", "燃气执法中队立案XX宗。"),
    ("春节、“八一”期间，受理诉求件36件。", "春节、“八一”期间，受理诉求件XX件。"),
    ("来访群众中集体访占两成，化解率98%。", "来访群众中集体访占XX%，化解率XX%。"),
    ("罚款10万元以上的案件3宗。", "罚款XX万元以上的案件XX宗。"),
    ("化解率98%，同比提高0.5%。", "化解率97%，同比提高XX%。"),
    ("由街道牵头立案36宗。", "由街道牵头立案XX宗。"),
    ("追回罚款8万元。", "追回罚款XX万元。"),
    ("创文迎检期间立案36宗。", "创文迎检期间立案XX宗。"),
    ("化解率由96%提高到98%。", "化解率由XX%提高到XX%。"),
    ("立案和行政复议共36宗。", "立案和行政复议共XX宗。"),
]


@pytest.mark.parametrize(("last_year", "this_year"), OTHER)
def test_a_number_of_something_narrower_is_left_open(said, last_year, this_year):
    assert said(last_year, KNOWN) == this_year


@pytest.mark.parametrize(
    ("last_year", "this_year"),
    [
        ("春节期间慰问群众，全年立案36宗。", "春节期间慰问群众，全年立案41宗。"),
        ("对甲类和乙类对象作出处罚共罚款20万元。", "对甲类和乙类对象作出处罚共罚款17.25万元。"),
        ("先后立案36宗。", "先后立案41宗。"),
    ],
)
def test_what_only_looks_narrower_is_bound(said, last_year, this_year):
    assert said(last_year, KNOWN) == this_year
