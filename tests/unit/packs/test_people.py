"""Rules about people: what no pack may declare is refused with the reason and the lawful substitute."""

import pytest

from bihuan.datamodel import BihuanError
from bihuan.packs import pack_check, pack_load
from bihuan.packs.rules.people import FORBIDDEN, forbidden_in
from support.small_pack import LEDGERS

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


def codes(findings):
    return {finding.code for finding in findings}


@pytest.mark.parametrize(
    ("choice", "code"),
    [
        ("汉族", "people.ethnicity"),
        ("维吾尔族", "people.ethnicity"),
        ("少数民族", "people.ethnicity"),
        ("少数民族群众", "people.ethnicity"),
        ("信教群众", "people.belief"),
        ("思想不稳定", "people.mood"),
        ("重点人员", "people.petitioners"),
        ("进京上访", "people.petitioners"),
        ("网络舆情", "people.opinion"),
    ],
)
@pytest.mark.parametrize("kind", ["choice", "tags"])
def test_forbidden_choice_or_tag_is_refused(spoilt, kind, choice, code):
    found = spoilt(
        "type: choice, choices: [{key: letter, label: 来信}",
        f"type: {kind}, choices: [{{key: letter, label: {choice}}}",
    )
    assert code in codes(found)
    assert any(finding.where.endswith("a.yaml:9") and finding.hint for finding in found if finding.code == code)


def test_alias_and_key_of_a_choice_are_looked_at_too(spoilt):
    assert "people.ethnicity" in codes(spoilt("label: 来信}", "label: 来信, aliases: [回族]}"))
    assert "people.belief" in codes(spoilt("{key: letter,", "{key: religious,"))


@pytest.mark.parametrize(
    "choice", ["民族团结进步", "少数民族特色村寨", "苗族村寨", "重点优抚对象", "网络问政", "汉服展示"]
)
def test_choice_of_a_public_matter_is_lawful(choice):
    assert forbidden_in(choice, "choice") is None


@pytest.mark.parametrize("name", ["少数民族流动人口台账", "少数民族务工人员登记台账", "少数民族家庭花名册"])
def test_register_of_persons_by_ethnicity_is_refused(spoilt, name):
    assert "people.ethnicity" in codes(spoilt("name: 事项台账", f"name: {name}"))


@pytest.mark.parametrize("name", ["少数民族流动人口登记率", "少数民族务工人员排查数"])
def test_indicator_that_needs_such_a_register_is_refused(spoilt, name):
    assert "people.ethnicity" in codes(spoilt("name: 受理数", f"name: {name}"))


@pytest.mark.parametrize("name", ["下达少数民族发展资金", "民族团结进步示范单位数", "民族事务办件数", "服务台受理数"])
def test_indicator_of_public_matters_of_ethnic_affairs_is_lawful(name):
    assert forbidden_in(name, "indicator") is None


def test_zero_petitions_do_not_hide_in_a_definition(spoilt):
    assert "people.zero_petitions" in codes(spoilt("definition: 受理的件数。", "definition: 全年零上访的天数。"))


@pytest.mark.parametrize("old", ["{key: closed, label: 办结}", "{key: close, label: 办结,"])
def test_states_and_moves_against_petitioners_are_refused(spoilt, old):
    assert "people.zero_petitions" in codes(spoilt(old, old.replace("办结", "稳控到位")))


def test_group_of_a_header_is_looked_at(spoilt):
    assert "people.mood" in codes(spoilt("label: 金额", "label: 金额, group: 思想状况"))


@pytest.mark.parametrize("kind", ["point", "polygon"])
@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("measure: 件", "measure: 人"),
        ("name: 事项台账", "name: 外来人员登记台账"),
        (
            "{name: number, label: 编号, type: text}",
            "{name: number, label: 姓名, type: text, personal: true, keep_years: 1}",
        ),
    ],
)
def test_place_on_a_ledger_of_persons_is_whereabouts(pack_written, kind, old, new):
    placed = LEDGERS.replace(old, new).replace("label: 金额, type: money", f"label: 位置, type: {kind}")
    found = [finding for finding in pack_check(pack_written(ledgers=placed)) if finding.code == "people.whereabouts"]
    assert found and found[0].where.endswith("a.yaml:12") and found[0].hint


@pytest.mark.parametrize("kind", ["point", "polygon"])
def test_place_of_a_matter_is_lawful_even_with_a_contact(pack_written, kind):
    contact = "      - {name: contact, label: 联系电话, type: text, personal: true, keep_years: 1}\n"
    placed = LEDGERS.replace("label: 金额, type: money", f"label: 位置, type: {kind}").replace(
        "    states:", f"{contact}    states:"
    )
    assert pack_check(pack_written(ledgers=placed)) == []


@pytest.mark.parametrize("label", ["姓名", "联系人姓名", "联系电话", "申请人手机号", "身份证号", "家庭住址"])
def test_personal_field_that_is_not_declared_is_refused(spoilt, label):
    found = [
        f for f in spoilt("label: 金额, type: money", f"label: {label}, type: text") if f.code == "people.undeclared"
    ]
    assert found and found[0].where.endswith("a.yaml:12") and "personal: true" in found[0].hint


def test_alias_that_brings_a_personal_column_in_is_refused(spoilt):
    assert "people.undeclared" in codes(
        spoilt("label: 编号, type: text", "label: 编号, type: text, aliases: [身份证号码]")
    )


@pytest.mark.parametrize("label", ["单位电话", "项目名称", "经办科室", "工单号", "企业名称"])
def test_what_tells_of_no_person_needs_no_declaration(spoilt, label):
    assert "people.undeclared" not in codes(spoilt("label: 编号, type: text", f"label: {label}, type: text"))


def test_pack_with_a_forbidden_ledger_does_not_load(pack_written):
    with pytest.raises(BihuanError, match="不给提出诉求的人建名册"):
        pack_load(pack_written(ledgers=LEDGERS.replace("name: 事项台账", "name: 上访人员名单")))
