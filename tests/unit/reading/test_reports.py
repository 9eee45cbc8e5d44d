"""Head of a report, compilations, furniture."""

from datetime import date

import pytest

from bihuan.reading.compilation import reports_split
from bihuan.reading.furniture import furniture_clear
from bihuan.reading.head import head_read

BODY = "一、工作情况\n" + "我单位认真落实各项部署，全年开展走访慰问活动，群众满意度稳步提高。" * 5


@pytest.mark.parametrize(
    ("title", "issuer", "summary", "plan"),
    [
        ("县水务局2023年工作总结及2024年工作计划", "县水务局", 2023, 2024),
        ("青禾镇2023年工作总结和下一年工作打算", "青禾镇", 2023, 2024),
        ("县档案馆二〇二三年工作总结", "县档案馆", 2023, None),
        ("区教育局2024年工作要点", "区教育局", None, 2024),
        ("关于民政局2021年工作情况和2022年工作安排的报告", "民政局", 2021, 2022),
        ("云溪县20xx年工作总结", "云溪县", None, None),
    ],
)
def test_title_names_unit_and_years(title: str, issuer: str, summary: int | None, plan: int | None) -> None:
    head = head_read(f"{title}\n\n{BODY}", 0, len(title) + 2 + len(BODY))
    assert (head.title, head.issuer, head.summary_year, head.plan_year) == (title, issuer, summary, plan)


def test_a_speech_is_issued_by_whom_it_speaks_for() -> None:
    text = "各位代表：\n现在，我代表县人民政府，向大会报告工作，请予审议。\n一、2023年工作回顾\n" + BODY
    assert head_read(text, 0, len(text)).issuer == "县人民政府"


@pytest.mark.parametrize(
    ("ending", "by", "on"),
    [
        ("县水务局\n2023年11月6日\n", "县水务局", date(2023, 11, 6)),
        ("XX县水务局\n二〇二四年一月十五日", "XX县水务局", date(2024, 1, 15)),
        ("青禾镇人民政府\n20xx年x月x日", "青禾镇人民政府", None),
        ("县水务局\n", "县水务局", None),
        ("以上报告，请审议。", None, None),
    ],
)
def test_signature(ending: str, by: str | None, on: date | None) -> None:
    text = f"2023年工作总结\n{BODY}\n\n{ending}"
    head = head_read(text, 0, len(text))
    assert (head.signed_by, head.signed_on) == (by, on)


def test_a_compilation_is_split_and_its_contents_left_out() -> None:
    titles = ["县水务局2023年工作总结及2024年工作计划", "县民政局2023年工作总结", "青禾镇2023年工作总结"]
    contents = "\n".join(f"{title}……{page}" for page, title in enumerate(titles, 1))
    plain = "\n".join(titles)
    text = f"云溪县2023年工作总结汇编\n目录\n{contents}\n{plain}\n" + "\n".join(f"{title}\n{BODY}" for title in titles)
    assert [text[start:end].split("\n")[0] for start, end in reports_split(text)] == titles


def test_a_title_over_two_lines_begins_a_report() -> None:
    text = f"县水务局\n2023年工作总结\n{BODY}\n县民政局\n2023年工作总结\n{BODY}"
    assert [text[start:end][:4] for start, end in reports_split(text)] == ["县水务局", "县民政局"]


def test_a_single_report_is_the_whole_text() -> None:
    text = f"县水务局2023年工作总结及2024年工作计划\n{BODY}\n2024年工作计划\n{BODY}\n县水务局\n2024年1月3日\n"
    assert reports_split(text) == [(0, len(text))]


@pytest.mark.parametrize(
    "line",
    [
        "— 12 —",
        "第3页 共9页",
        "￥9.9元/份",
        "本文由原创力文档提供",
        "付费阅读全文",
        "www.example.com",
        "扫码关注公众号，获取更多材料",
        "点击下载全文",
        "首页 > 政务公开 > 规划总结",
        "发布时间：2024-01-18 来源：本站 浏览次数：1284次",
        "【打印本页】【关闭窗口】",
        "上一篇：关于开展3项考核的通知",
        "网站标识码：1234560001",
    ],
)
def test_furniture_is_blanked_in_place(line: str) -> None:
    text = f"开展宣讲5场。\n{line}\n走访20户。"
    clear = furniture_clear(text)
    assert len(clear) == len(text) and clear.split("\n")[1].strip() == ""
    assert clear.startswith("开展宣讲5场。") and clear.endswith("走访20户。")


@pytest.mark.parametrize("line", ["开展版权宣传5场。", "2.推广新技术12项，", "建设推广基地3个。"])
def test_real_sentences_stay(line: str) -> None:
    assert furniture_clear(line) == line
