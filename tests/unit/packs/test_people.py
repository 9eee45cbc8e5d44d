"""Rules about people: what no pack may declare is refused with the reason and the lawful substitute."""

import pytest

from bihuan.packs.rules.people import FORBIDDEN, forbidden_in

REFUSED_FIELDS = [
    ("民族", "people.ethnicity"),
    ("民族成份", "people.ethnicity"),
    ("宗教信仰", "people.belief"),
    ("思想动态", "people.mood"),
    ("情绪状况", "people.mood"),
    ("人员去向", "people.whereabouts"),
    ("行踪", "people.whereabouts"),
    ("上访人员姓名", "people.petitioners"),
    ("重点人员", "people.petitioners"),
    ("舆情信息", "people.opinion"),
]
LAWFUL_FIELDS = [
    "民族事务局",
    "民族团结进步示范单位",
    "渣土去向",
    "资金去向",
    "重点优抚对象人数",
    "受理日期",
    "地点",
    "理想信念教育",
]


@pytest.mark.parametrize(("label", "code"), REFUSED_FIELDS)
def test_forbidden_field_is_refused(spoilt, label, code):
    found = [finding for finding in spoilt("label: 金额", f"label: {label}") if finding.code == code]
    assert found and found[0].where.endswith("a.yaml:12") and found[0].hint


@pytest.mark.parametrize("label", LAWFUL_FIELDS)
def test_lawful_field_is_kept(label):
    assert forbidden_in(label, "field") is None


@pytest.mark.parametrize("name", ["上访人员名单", "重点人员台账", "涉稳人员花名册", "网络舆情监测台账"])
def test_register_of_petitioners_and_opinion_is_refused(spoilt, name):
    assert any(finding.code.startswith("people.") for finding in spoilt("name: 事项台账", f"name: {name}"))


@pytest.mark.parametrize("name", ["零上访天数", "“零”上访", "越级上访人次", "赴省进京上访数", "息诉息访率"])
def test_zero_petition_indicator_is_refused(spoilt, name):
    assert "people.zero_petitions" in {finding.code for finding in spoilt("name: 受理数", f"name: {name}")}


@pytest.mark.parametrize("name", ["诉求件按时办结率", "群众来访接访率", "受理来信来访件数", "退役军人诉求化解率"])
def test_indicator_of_work_on_requests_is_lawful(name):
    assert forbidden_in(name, "indicator") is None


def test_alias_and_english_name_are_looked_at_too(spoilt):
    assert "people.mood" in {f.code for f in spoilt("label: 金额", "label: 金额, aliases: [思想动态]")}
    assert "people.ethnicity" in {f.code for f in spoilt("name: amount,", "name: ethnicity,")}


def test_refusal_stands_even_when_the_declaration_is_faulty_otherwise(spoilt):
    assert "people.belief" in {f.code for f in spoilt("label: 金额, type: money", "label: 宗教信仰, typ: money")}


@pytest.mark.parametrize("rule", FORBIDDEN, ids=lambda rule: rule.code)
def test_each_rule_names_reason_and_substitute(rule):
    assert rule.reason and rule.substitute
