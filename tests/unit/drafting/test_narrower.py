"""Sentences that use an indicator's words for something else: the number is left open."""

import pytest

KNOWN = {"filed": 41, "fines": 172500, "stations": 33, "requests": 214}
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
]


@pytest.mark.parametrize(("last_year", "this_year"), OTHER)
def test_a_number_of_something_narrower_is_left_open(said, last_year, this_year):
    assert said(last_year, KNOWN) == this_year
