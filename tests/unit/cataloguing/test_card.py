"""What stands on the card of a document: red-head papers, reports, laws, speeches."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bihuan.cataloguing.card import Card, card_of
from bihuan.commitments import text_read

NOTICE = """云川县人民政府办公室文件
云政办发〔2024〕3号　　签发人：张 三
云川县人民政府办公室
关于做好今冬明春防火工作的通知

各镇人民政府，县直各单位：
为做好今冬明春防火工作，根据《防火条例》（云政发〔2019〕18号），现将有关事项通知如下。
一、落实责任
各镇要落实责任。
联系人：李四，联系电话：0571-88880000
云川县人民政府办公室
2024年11月5日
"""
LAW = """# 云海市水渠管理条例

2009年3月1日 云海市第十届人民代表大会常务委员会第二次会议通过

2019年10月26日 云海市第十二届人民代表大会常务委员会第七次会议《关于修改〈云海市水渠管理条例〉的决定》修正

2019年12月1日 起施行

<!-- INFO END -->

## 第一章 总则

第一条 为了管理水渠，制定本条例。
"""
SPEECH = (
    "各位代表：\n现在，我代表云川县人民政府，向大会报告政府工作，请予审议。\n一、2023年工作回顾\n全年新建水渠3条。\n"
)


def card(text: str, name: str = "文件.txt", **topics: list[str]) -> Card:
    return card_of(text_read(text, name), name, topics)


def test_a_notice_with_a_red_head() -> None:
    assert card(NOTICE) == Card(
        title="云川县人民政府办公室关于做好今冬明春防火工作的通知",
        issuer="云川县人民政府办公室",
        region="云川县",
        year=2024,
        kind="通知",
        topic="",
        doc_number="云政办发〔2024〕3号",
        signed_on=date(2024, 11, 5),
        addressee="各镇人民政府，县直各单位",
        signer="张三",
    )


def test_a_law_is_of_its_body_and_of_its_latest_amendment() -> None:
    assert card(LAW, "云海市水渠管理条例(2019-10-26).md") == Card(
        title="云海市水渠管理条例",
        issuer="云海市人民代表大会常务委员会",
        region="云海市",
        year=2019,
        kind="法规",
        topic="",
        doc_number="",
        signed_on=date(2019, 10, 26),
    )


def test_a_law_with_its_making_in_one_bracket() -> None:
    text = "水渠管理条例\n（1999年5月1日国务院令第38号公布　2011年1月8日第一次修订）\n第一条 为了管理水渠，制定本条例。"
    law = card(text)
    assert (law.issuer, law.doc_number, law.signed_on) == ("国务院", "国务院令第38号", date(2011, 1, 8))


def test_a_law_passed_by_the_body_of_the_place_in_its_title() -> None:
    text = "# 云海市养犬条例\n\n2013年10月29日 市十四届人民代表大会常务委员会第十二次会议通过\n\n第一条 为了管理养犬。"
    assert card(text).issuer == "云海市人民代表大会常务委员会"


def test_who_passed_a_law_made_it_not_who_approved_it() -> None:
    text = (
        "# 云海市养犬条例\n\n2020年12月29日 云海市第十五届人大常委会第三次会议通过\n\n"
        "2021年3月26日 云江省第十三届人民代表大会常务委员会第二次会议批准\n\n第一条 为了管理养犬。"
    )
    law = card(text)
    assert (law.issuer, law.region, law.signed_on) == ("云海市人民代表大会常务委员会", "云海市", date(2021, 3, 26))


def test_a_report_speaks_of_the_year_that_it_sums_up() -> None:
    report = card(
        "云川县教育局2023年工作总结及2024年工作计划\n一、2023年工作情况\n新建学校2所。\n云川县教育局\n2024年1月9日"
    )
    assert (report.kind, report.year, report.issuer, report.region) == ("总结", 2023, "云川县教育局", "云川县")
    assert report.signed_on == date(2024, 1, 9)


def test_a_speech_without_a_title_is_named_by_its_file() -> None:
    speech = card(SPEECH, "报告/2024年政府工作报告.docx")
    assert (speech.title, speech.kind, speech.year, speech.issuer) == (
        "2024年政府工作报告",
        "报告",
        2023,
        "云川县人民政府",
    )
    assert card(SPEECH, "2024.txt").kind == "报告"
    assert card("同志们：\n今天召开全县防汛会议。", "防汛.txt").kind == "讲话"


def test_the_name_of_the_file_tells_what_the_text_does_not() -> None:
    unknown = card("全年新建水渠3条。", "云川县防汛预案(2023-06-01).txt")
    assert unknown.title == "云川县防汛预案(2023-06-01)"
    assert (unknown.kind, unknown.region, unknown.year) == ("方案", "云川县", 2023)
    assert unknown.signed_on == date(2023, 6, 1)


def test_a_compilation_is_named_by_its_file() -> None:
    one = (
        "{}2023年工作总结\n一、工作情况\n全年新建水渠3条，修复塘坝12座，完成投资300万元。"
        + "组织巡查12次。" * 20
        + "\n{}\n2023年12月1日\n\n"
    )
    text = "".join(one.format(name, name) for name in ("云川县水利局", "云川县教育局"))
    assert card(text, "各单位总结汇编.txt").title == "各单位总结汇编"


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("云川县2024年政府工作报告", "报告"),
        ("关于印发《云川县防汛实施方案》的通知", "通知"),
        ("云川县防汛应急预案（试行）", "方案"),
        ("关于加强水渠管护的实施意见", "意见"),
        ("云川县水渠管护考核办法（2023年修订）", "办法"),
        ("关于商请支持水渠建设的函", "函"),
        ("县长办公会议纪要", "纪要"),
        ("在全县水利工作会议上的讲话", "讲话"),
        ("2024年工作要点", "计划"),
        ("中华人民共和国水渠法", "法规"),
        ("刑法修正案（十二）", "法规"),
        ("2023年上半年工作总结和下半年工作打算", "总结"),
        ("关于水渠权属问题的批复", "批复"),
    ],
)
def test_the_last_word_of_a_title_is_its_kind(title: str, kind: str) -> None:
    assert card(f"# {title}\n\n正文。").kind == kind


@pytest.mark.parametrize(
    ("title", "region"),
    [
        ("云海市云川县教育局2023年工作总结", "云川县"),
        ("中共云川县委办公室2023年工作总结", "云川县"),
        ("中共云川县委云川县人民政府关于兴修水利的意见", "云川县"),
        ("2024年1-6月云川县水利工作情况通报", "云川县"),
        ("县教育局2023年工作总结", ""),
        ("XX县教育局2023年工作总结", ""),
        ("云城市人民政府关于养犬的意见", "云城市"),
        ("成都市养犬条例", "成都市"),
        ("上海市促进浦东新区发展规定", "上海市"),
        ("中心城市建设条例", ""),
        ("城市市容管理条例", ""),
        ("自然保护区条例", ""),
        ("全县2023年工作总结", ""),
        ("云海经济技术开发区管理条例", "云海经济技术开发区"),
        ("云山侗族自治县水渠条例", "云山侗族自治县"),
        ("中华人民共和国国旗法", ""),
    ],
)
def test_the_region_is_the_last_place_of_the_name(title: str, region: str) -> None:
    assert card(f"# {title}\n\n正文。").region == region


def test_the_topic_is_that_whose_words_come_most() -> None:
    words = {"水利": ["水渠", "防汛"], "教育": ["学校"]}
    assert card(NOTICE.replace("防火", "防汛"), **words).topic == "水利"
    assert card("# 会议\n\n新建学校1所，水渠1条。", **words).topic == ""
    assert card("# 水渠\n\n正文。", **words).topic == "水利"


@pytest.mark.parametrize("line", ["同志们：", "各位代表：", "第二条 下列单位应当登记的机构："])
def test_a_greeting_is_no_addressee(line: str) -> None:
    assert card(f"云川县水渠管理办法\n{line}\n正文。").addressee == ""


def test_a_number_that_is_only_cited_is_not_its_own() -> None:
    assert card("云川县水渠管理办法\n根据《云川县条例》（云政发〔2019〕18号）制定本办法。").doc_number == ""


@given(st.text(max_size=300), st.text(max_size=30))
def test_any_text_has_a_card_with_a_title(text: str, name: str) -> None:
    assert card(text, name).title


@given(
    st.lists(
        st.sampled_from([*NOTICE.split("\n"), *LAW.split("\n"), *SPEECH.split("\n"), "2024年2月30日"]), max_size=14
    )
)
def test_any_order_of_lines_has_a_card(lines: list[str]) -> None:
    assert card("\n".join(lines)).title
