import pytest

CASES = [
    ("2023年度工作扎实。", "2024年度工作扎实。"),
    ("落实《县2023年工作要点》。", "落实《县2023年工作要点》。"),
    ("开展“2023年护苗”行动。", "开展“2023年护苗”行动。"),
    ("印发县府〔2023〕12号文件。", "印发县府〔2023〕12号文件。"),
    ("2021年获评文明单位。", "2021年获评文明单位。"),
    ("2022年12月建成投用。", "2022年12月建成投用。"),
    ("二〇二三年成效明显。", "二〇二四年成效明显。"),
    ("截至2023年10月底，工作有序。", "截至2024年10月31日，工作有序。"),
    ("截至目前，工作有序。", "截至目前，工作有序。"),
    ("2023年9月25日召开会议。", "2024年X月X日召开会议。"),
    ("8月以来，工作有序。", "X月以来，工作有序。"),
    ("2023年9月，县服务中心获评优秀。", "2024年X月，县服务中心获评优秀。"),
    ("3月上旬召开会议。", "X月上旬召开会议。"),
    ("2021年9月，县服务中心建成。", "2021年9月，县服务中心建成。"),
    ("1至9月，工作有序。", "1至9月，工作有序。"),
]


@pytest.mark.parametrize(("last_year", "this_year"), CASES)
def test_time_words(said, last_year, this_year):
    assert said(last_year, {}) == this_year


def test_masked_years_are_filled(draw):
    text = draw("某局20XX年工作总结及20XX年工作计划\n一、工作情况\n20XX年工作扎实。\n", {}, whole=True).draft.text
    assert text.splitlines()[0] == "某局2024年工作总结及2025年工作计划"


def test_the_day_of_the_signature_is_left_open(draw):
    text = draw("某局2023年工作总结\n一、工作情况\n工作扎实。\n\n某局\n2023年11月6日\n", {}, whole=True).draft.text
    assert text.endswith("某局\n2024年X月X日")


def test_a_plan_may_name_its_months(draw):
    text = draw("某局2024年工作计划\n一、2024年工作计划\n2024年6月30日前完成改造。\n", {}, whole=True).draft.text
    assert "6月30日前完成改造" in text
