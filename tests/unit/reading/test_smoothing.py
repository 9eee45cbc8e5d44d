"""Broken lines, spaces inside words, one line, traditional characters: read smooth, told in the source's offsets."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bihuan.commitments import text_read
from bihuan.reading.smoothing import Smooth

WRAPPED = """　　一、工作情况。全年共开展执法检查行动一百二十次，出
动执法人员3450人次，发现并消除各类安全隐患2
60处，约谈企业负责人18名，立案查处违法案件15宗，
罚没金额合计32.5万元，整改完成率达到百分之九十八
以上，群众满意度连续三年居全市第一，未发生较大以上
安全生产事故。
　　二、工作计划。开展检查200次。"""


def smooth(text: str) -> str:
    return Smooth.of(text, text).text


def numbers(text: str) -> list[tuple[str, float | None]]:
    return [(quantity.text, quantity.value) for quantity in text_read(text, "x.txt").documents[0].quantities]


def test_lines_broken_at_a_width_are_joined() -> None:
    assert "出动执法人员" in smooth(WRAPPED) and "隐患260处" in smooth(WRAPPED)
    assert smooth(WRAPPED).count("\n") == 1


def test_a_number_over_a_line_s_end_is_told_as_the_source_has_it() -> None:
    assert ("2\n60处", 260) in numbers(WRAPPED)


def test_a_point_between_words_is_a_full_stop() -> None:
    assert smooth("1)队伍建设.全县有队伍3支.") == "1)队伍建设。全县有队伍3支。"


def test_half_width_signs_of_a_text_that_has_them_everywhere_are_read_as_full_width() -> None:
    text = "一、工作情况\n(一)抓执法,保秩序。检查12,345次(其中夜间20次),发现问题8个;10:30收队。"
    assert smooth(text).endswith("检查12,345次（其中夜间20次），发现问题8个；10:30收队。")
    report = text_read(text, "x.txt").documents[0]
    assert [(section.marker, section.title) for section in report.sections][1] == ("(一)", "抓执法,保秩序")


@pytest.mark.parametrize(
    ("text", "span", "value"),
    [("投入1 234万元。", "1 234万元", 12_340_000), ("2 023年培训 56人。", "56人", 56)],
)
def test_spaces_inside_numbers(text: str, span: str, value: float) -> None:
    assert numbers(text) == [(span, value)]


def test_spaces_inside_words_go_where_they_are_everywhere() -> None:
    assert smooth("开展 安全检 查5次，发 现隐 患8处。") == "开展安全检查5次，发现隐患8处。"


def test_a_space_that_stands_alone_stays() -> None:
    text = "县水务局 2023年工作总结\n" + "我局认真落实各项部署，全年开展走访慰问活动。" * 5
    assert smooth(text) == text


def test_a_paragraph_cut_by_a_page_s_foot_is_joined() -> None:
    text = "全县完成改造农村危房的任务数，其中石桥镇和柳河镇各自\n— 3 —\n改造20户。"
    clear = text.replace("— 3 —", "     ")
    assert Smooth.of(text, clear).text == text.replace("\n— 3 —\n", "")


def test_a_report_in_one_line_has_its_sections_again() -> None:
    body = "我局认真落实各项部署，全年开展走访慰问活动，群众满意度稳步提高，各项工作取得新进展。" * 2
    text = f"县水务局2023年工作总结 一、工作情况 （一）党建工作 {body} （二）供水工作 {body} 二、存在问题 {body}"
    sections = text_read(text, "x.txt").documents[0].sections
    assert [(s.level, s.title) for s in sections] == [
        (1, "工作情况"),
        (2, "党建工作"),
        (2, "供水工作"),
        (1, "存在问题"),
    ]
    assert all(text[s.start :].startswith(s.marker) for s in sections)


def test_traditional_text_is_told_in_its_own_characters() -> None:
    (found,) = text_read("縣農業農村局發放慰問金給貧困戶，為農戶發放種苗3萬餘株。", "x.txt").documents[0].quantities
    assert (found.text, found.value, found.subject, found.unit) == ("3萬餘株", 30_000, "種苗", "株")


def test_a_form_feed_at_the_very_end_keeps_the_report_inside_the_text() -> None:
    lines = [
        "清溪县2023年工作总结",
        "一、2023年工作情况",
        "（一）全年新增就业3760人，增长5.2%，受理群众诉求1205件，办结率98.5%。",
    ]
    lines += [
        "（二）改造老旧小区12个，惠及居民3760户。",
        "（三）建成停车位926个。",
        "（四）一线人手不足，部分项目推进偏慢，路段积水、停车难仍待解决。",
        "二、2024年工作计划",
        "（一）新增就业4000人，改造5个小区，由住建局牵头，各镇配合。",
        "（二）新建公共停车位不少于800个，力争办结率达到99%以上。",
        "清溪县住建局",
        "2023年12月15日",
    ]
    text = "\f".join(lines) + "\f"
    assert text_read(text, "x.txt").documents[0].end == len(text)


@given(
    st.text(max_size=300)
    | st.lists(
        st.sampled_from(
            [
                "一、",
                "（一）",
                "\n",
                " ",
                "　",
                "开展检查",
                "5件",
                "。",
                "，",
                "2 ",
                "023年",
                "戶",
                "為",
                "萬",
                "個",
                "項",
            ]
        ),
        max_size=120,
    ).map("".join)
)
def test_offsets_lead_back(text: str) -> None:
    view = Smooth.of(text, text)
    starts = [view.at(offset) for offset in range(len(view.text) + 1)]
    assert starts == sorted(starts) and starts[-1] <= len(text)
    for quantity in text_read(text, "x.txt").documents[0].quantities:
        assert text[quantity.start : quantity.end] == quantity.text
