"""What one number has to do with another: each construct of the genre once."""

import pytest

from bihuan.quantities import quantities_read, relations_find


def relations(text: str) -> list[str]:
    """Each relation as a line: 3件 part_of 20件."""
    quantities = quantities_read(text, 0, len(text))
    return [
        f"{quantities[one.of].text} {one.kind} {quantities[one.to].text}" for one in relations_find(text, quantities)
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("受理诉求20件，其中来信9件、来访7件。", ["9件 part_of 20件", "7件 part_of 20件"]),
        ("受理诉求共20件。其中来信9件，来访7件。", ["9件 part_of 20件", "7件 part_of 20件"]),
        ("受理诉求20件，其中来信9件；来访7件；化解矛盾8起。", ["9件 part_of 20件", "7件 part_of 20件"]),
        ("受理诉求20件，其中来信9件，办结15件。", ["9件 part_of 20件"]),
        ("共受理20件，办结18件。其中来信9件、来访11件。", ["9件 part_of 20件", "11件 part_of 20件"]),
        ("收入8.6亿元，增长5%。其中：税收6亿元。", ["5% change_of 8.6亿元", "6亿元 part_of 8.6亿元"]),
        ("查处案件5件12人，其中甲类3件7人。", ["3件 part_of 5件", "7人 part_of 12人"]),
        ("检查企业XX家，其中整改X家。", ["X家 part_of XX家"]),
        ("查处案件（其中扬尘4宗），处罚企业3宗。", []),
        ("签约项目8个（工业5个、文旅3个）。", ["5个 part_of 8个", "3个 part_of 8个"]),
        ("签约项目8个（工业5个、文旅2个）。", []),
        ("发放传单200份、海报300份，共500份。", ["200份 part_of 500份", "300份 part_of 500份"]),
        ("排查隐患68处，整改61处，其余7处限期整改。", ["61处 part_of 68处", "7处 part_of 68处"]),
        ("抽查的62家企业中有8家存在偏差。", ["8家 part_of 62家"]),
        ("主体8.63万户。其中企业2.85万户、个体户5.74万户、合作社406户。",
         ["2.85万户 part_of 8.63万户", "5.74万户 part_of 8.63万户", "406户 part_of 8.63万户"]),
    ],
)  # fmt: skip
def test_parts(text: str, expected: list[str]) -> None:
    assert relations(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("税收6亿元，同比增收1亿元，增长20%。", ["1亿元 change_of 6亿元", "20% change_of 6亿元"]),
        ("生产总值63亿元（比上年增长7.4%）。", ["7.4% change_of 63亿元"]),
        ("占比71.5%，较上年提高3.1个百分点。", ["3.1个百分点 change_of 71.5%"]),
        ("收入9800元，增长7.7%，高于全县平均1.1个百分点。", ["7.7% change_of 9800元", "1.1个百分点 change_of 7.7%"]),
        ("客运量18万人次、货运量7万吨，分别增长3.8%和6.1%。", ["3.8% change_of 18万人次", "6.1% change_of 7万吨"]),
        ("甲镇5亿元、乙镇6亿元，增长8%。", []),
        ("调处率97.3%；信访总量下降30%。", []),
        ("办结案件80件，群众满意度提高2个百分点。", []),
        ("信访量下降30%，降至14件。", ["30% change_of 14件"]),
        ("规上企业达到53家，净增7家。", ["7家 change_of 53家"]),
        ("利润2680万元，是2021年的1.6倍。", ["1.6倍 change_of 2680万元"]),
        ("等候时间由12分钟降至6分钟。", ["12分钟 earlier_of 6分钟"]),
        ("检查企业62家，增加5次。", []),
    ],
)
def test_changes(text: str, expected: list[str]) -> None:
    assert relations(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("受理事项47件，办结45件，办结率95.7%。", ["95.7% share_of 47件", "45件 numerator_of 95.7%"]),
        ("受理事项XX件，办结XX件，办结率XX%。", ["XX% share_of XX件", "XX件 numerator_of XX%"]),
        ("排查隐患215处，整改率98%。", ["98% share_of 215处"]),
        ("改造危桥9座，改造率75%。", ["9座 numerator_of 75%"]),
        ("挽回损失296万元，办结率99%。", []),
        ("支出50亿元，其中民生支出40亿元，占80%。",
         ["40亿元 part_of 50亿元", "40亿元 numerator_of 80%", "80% share_of 50亿元"]),
        ("手术800台次，其中三四级手术占46.3%。", ["46.3% share_of 800台次"]),
        ("铁路12万公里，其中高铁2万公里，占世界的60%。", ["2万公里 part_of 12万公里", "2万公里 numerator_of 60%"]),
        ("完成投资9亿元，占年度目标任务的61.6%。", ["9亿元 numerator_of 61.6%"]),
        ("拆除违建13万㎡，完成市下达任务（15万㎡）的86.7%。",
         ["86.7% share_of 15万㎡", "15万㎡ target_of 13万㎡", "13万㎡ numerator_of 86.7%"]),
        ("计划开工项目30个，已开工28个。", ["30个 target_of 28个"]),
    ],
)  # fmt: skip
def test_shares_and_targets(text: str, expected: list[str]) -> None:
    assert relations(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("满意率99.9%，位居全省第二。", ["第二 rank_of 99.9%"]),
        ("投资6亿元，增长12.7%，居全市第二。", ["12.7% change_of 6亿元", "第二 rank_of 12.7%"]),
        ("产值6亿元（增长12.7%），总量居全市第二。", ["12.7% change_of 6亿元", "第二 rank_of 6亿元"]),
        ("合格率94%，比去年提高2个百分点，居全市第一。", ["2个百分点 change_of 94%", "第一 rank_of 94%"]),
        ("改判率1.08%，在全省103个法院中排名第18位。", ["第18位 rank_of 1.08%"]),
        ("综合考核列全市第三名。", []),
    ],
)
def test_ranks(text: str, expected: list[str]) -> None:
    assert relations(text) == expected


def test_a_figure_said_again_in_another_paragraph() -> None:
    assert relations("城镇新增就业3760人。\n一是稳就业。城镇新增就业3760人。") == ["3760人 same_as 3760人"]


def test_small_or_round_figures_agree_by_chance() -> None:
    assert relations("法治宣传活动20场。\n法治宣传活动20场。") == []
