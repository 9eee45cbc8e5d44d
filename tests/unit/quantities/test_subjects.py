"""What a number measures, and whose number it is."""

import pytest

from bihuan.quantities import quantities_read


def subjects(text: str) -> list[str]:
    return [quantity.subject for quantity in quantities_read(text, 0, len(text))]


def stances(text: str, role: str = "summary") -> list[str]:
    return [quantity.stance for quantity in quantities_read(text, 0, len(text), role=role)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("建成33个服务站，", ["服务站"]),
        ("打造5个具有民族特色的村寨。", ["村寨"]),
        ("发放慰问金5万元。", ["慰问金"]),
        ("投入350万元资金用于修路。", ["资金"]),
        ("城镇新增就业3760人。", ["城镇新增就业"]),
        ("今年以来立案8宗，结案6宗，共处罚款3万元。", ["立案", "结案", "罚款"]),
        ("受理工单90件。其中网络问政18件、公众举报3件。", ["工单", "网络问政", "公众举报"]),
        ("整治乱停车辆50辆（其中劝离30辆）。", ["乱停车辆", "乱停车辆"]),
        ("召开党课5次、主题党日活动8次。", ["党课", "主题党日活动"]),
        ("生产总值63亿元，比上年增长7.4%，居全市第三。", ["生产总值"] * 3),
        ("赤字率从去年的2.1%提高到2.3%。", ["赤字率"] * 2),
        ("按时办结率98%，成功率90%。", ["按时办结率", "成功率"]),
        ("组织10人参加技能考试。", ["技能考试"]),
        ("开展安全生产培训2次。", ["安全生产培训"]),
        ("慰问驻村干部、困难党员16人。", ["驻村干部、困难党员"]),
        ("条例（草案）修改3次。", ["条例修改"]),
        ("受理诉求90件，其中来信9件；热线60件。办结88件。", ["诉求", "来信", "热线", "诉求"]),
        ("甲镇、乙镇分别拆除违建2万平方米和3万平方米。", ["违建"] * 2),
        ("来信、来访分别为9件、8件。", ["来信", "来访"]),
        ("编发信息40条，被市局采用15条。", ["信息"] * 2),
        ("新增违建仍有发生，占比超四成。", ["新增违建"]),
        ("水量由5吨减至3吨。", ["水量"] * 2),
        ("不良率从2020年底的8%下降到去年底的3%。", ["不良率"] * 2),
        ("为3家企业派驻指导员9名。", ["企业", "指导员"]),
        ("在20个法院中排名第3位。", ["法院", ""]),
        ("开展检查8轮。", ["检查"]),
        ("检查企业62家，约谈5家次。", ["企业"] * 2),
        ("举办招聘会3场。", ["招聘会"]),
        ("职业技能培训3期。", ["职业技能培训"]),
        ("建成污水处理设施6处。", ["污水处理设施"]),
        ("完成率居全市第一名。", ["完成率"]),
        ("满意度95分，较上季度提升1.2分。", ["满意度"] * 2),
    ],
)
def test_subject(text: str, expected: list[str]) -> None:
    assert subjects(text) == expected


@pytest.mark.parametrize(
    ("text", "role", "expected"),
    [
        ("完成修路3公里。", "summary", "done"),
        ("竣工后新增床位30张。", "summary", "planned"),
        ("力争修路3公里。", "summary", "planned"),
        ("修路3公里。", "plan", "planned"),
        ("完成市下达任务（30宗）。", "summary", "cited"),
        ("完成年度任务（30宗）。", "summary", "cited"),
        ("目前在建项目已超过30个。", "plan", "done"),
        ("全年预计发放180万元。", "summary", "planned"),
        ("在编人员3名。", "problems", "done"),
    ],
)
def test_stance(text: str, role: str, expected: str) -> None:
    assert stances(text, role) == [expected]


def test_last_year_s_figure_in_a_plan_is_reported() -> None:
    assert stances("赤字率从去年的2.1%提高到2.3%，比去年增加2700亿元。", "plan") == ["done", "planned", "planned"]
