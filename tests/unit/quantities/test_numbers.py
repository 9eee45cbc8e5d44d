"""Which numbers count, and what they are worth."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bihuan.quantities import Quantity, quantities_read


def read(text: str) -> list[Quantity]:
    return quantities_read(text, 0, len(text))


def one(text: str) -> Quantity:
    (found,) = read(text)
    return found


@pytest.mark.parametrize(
    ("text", "span", "value", "unit"),
    [
        ("城镇新增就业3760人。", "3760人", 3760, "人"),
        ("投入资金350万元。", "350万元", 3_500_000, "元"),
        ("债务6亿3000万元。", "6亿3000万元", 630_000_000, "元"),
        ("罚款二十万元。", "二十万元", 200_000, "元"),
        ("外资1.2亿美元。", "1.2亿美元", 120_000_000, "美元"),
        ("派发传单2万余份。", "2万余份", 20_000, "份"),
        ("党员１２名。", "１２名", 12, "名"),
        ("平均受教育年限达到9年以上。", "9年以上", 9, "年"),
        ("人均预期寿命75岁。", "75岁", 75, "岁"),
        ("收烟叶2.2万担。", "2.2万担", 22_000, "担"),
        ("养土鸡4万来羽。", "4万来羽", 40_000, "羽"),
        ("检查57矿次。", "57矿次", 57, "矿次"),
        ("周转量8亿吨公里。", "8亿吨公里", 800_000_000, "吨公里"),
        ("每周下村不少于两天。", "不少于两天", 2, "天"),
        ("省厅“超限率不高于1%”的要求。", "1%", 1, "%"),
        ("建一座日产鲜叶的茶厂。", "一座", 1, "座"),
        ("建好一个老年食堂。", "一个", 1, "个"),
        ("自给率不足三成。", "三成", 30, "%"),
        ("党员1,234名。", "1,234名", 1234, "名"),
        ("共四百多人参加。", "四百多人", 400, "人"),
        ("受理案件二百三十五件。", "二百三十五件", 235, "件"),
        ("召开两场座谈会。", "两场", 2, "场"),
        ("建设一家教育馆。", "一家", 1, "家"),
        ("走访十余次。", "十余次", 10, "次"),
        ("完成率98.6％。", "98.6％", 98.6, "%"),
        ("压减三成。", "三成", 30, "%"),
        ("减少三分之一以上。", "三分之一以上", 33.33, "%"),
        ("减少1/3。", "1/3", 33.33, "%"),
        ("百分之八十五的村达标。", "百分之八十五", 85, "%"),
        ("提高2.3个百分点。", "2.3个百分点", 2.3, "个百分点"),
        ("改造燃煤机组1500万千瓦。", "1500万千瓦", 15_000_000, "千瓦"),
        ("拆除XX万㎡。", "XX万㎡", None, "㎡"),
        ("提供档案6830卷次。", "6830卷次", 6830, "卷次"),
        ("使5.2万群众受益。", "5.2万", 52_000, "人"),
        ("农村贫困人口减少1.2万。", "1.2万", 12_000, "人"),
        ("全县常住人口达到52万。", "52万", 520_000, "人"),
        ("3个工作日内办结。", "3个工作日", 3, "个工作日"),
        ("居全市第三。", "第三", 3, "名"),
        ("全市排名第12位。", "第12位", 12, "名"),
        ("综合排名前三名。", "前三名", 3, "名"),
        ("达标率九成三。", "九成三", 93, "%"),
        ("比上年增长两成。", "两成", 20, "%"),
        ("半数以上村庄建有书屋。", "半数以上", 50, "%"),
        ("按万分之五配备。", "万分之五", 0.05, "%"),
        ("接入视频探头1260路。", "1260路", 1260, "路"),
        ("配置应急设备38台套。", "38台套", 38, "台套"),
        ("编发信息42篇次。", "42篇次", 42, "篇次"),
        ("检查8轮次。", "8轮次", 8, "轮次"),
        ("特种设备320台（套）。", "320台（套）", 320, "台（套）"),
        ("派发传单五千余份。", "五千余份", 5000, "份"),
        ("整理档案三千二百卷。", "三千二百卷", 3200, "卷"),
        ("价值二十余万元。", "二十余万元", 200_000, "元"),
        ("补助一千一百余万元。", "一千一百余万元", 11_000_000, "元"),
        ("节约近千万元。", "近千万元", 10_000_000, "元"),
        ("吸引上百人。", "上百人", 100, "人"),
        ("发表论文SCI2篇。", "2篇", 2, "篇"),
        ("整顿后进党组织一个。", "一个", 1, "个"),
    ],
)
def test_value_and_unit(text: str, span: str, value: float | None, unit: str) -> None:
    assert (one(text).text, one(text).value, one(text).unit) == (span, value, unit)


@pytest.mark.parametrize(
    "blank",
    [
        "XX件",
        "X件",
        "x件",
        "xxx件",
        "×件",
        "××件",
        "*件",
        "**件",
        "某某件",
        "某件",
        "□件",
        "□□件",
        "○○件",
        "XX3件",
        "4*件",
        "XX余件",
        "XX多件",
        "ＸＸ件",
        "X.X件",
        "1xx件",
    ],
)
def test_a_placeholder_in_every_spelling(blank: str) -> None:
    assert (one(f"办结案件{blank}。").text, one(f"办结案件{blank}。").value, one(f"办结案件{blank}。").qualifier) == (
        blank,
        None,
        "placeholder",
    )


def test_a_masked_person_is_no_number() -> None:
    assert [quantity.text for quantity in read("被告人王某某名下房产2套，李某某人身损害案结案。")] == ["2套"]


@pytest.mark.parametrize("blank", ["第X名", "第x位", "第×名", "第*名"])
def test_a_masked_rank(blank: str) -> None:
    assert (one(f"办结率全市{blank}。").kind, one(f"办结率全市{blank}。").value, one(f"办结率全市{blank}。").unit) == (
        "rank",
        None,
        "名",
    )


@pytest.mark.parametrize(
    "text",
    [
        "2023年5月",
        "20xx年",
        "x月x日",
        "XX年",
        "2021-2025年",
        "9月25日",
        "三年行动计划",
        "近三年来",
        "十四五规划",
        "“十四五”时期",
        "第九批",
        "第14届",
        "第X期",
        "第一时间",
        "第一书记",
        "12345热线",
        "3A级景区",
        "三级平台",
        "市县两级",
        "一条龙服务",
        "三会一课",
        "两学一做",
        "8+1+1",
        "“3+1护苗行动”",
        "“四个意识”",
        "一批项目",
        "一系列活动",
        "多次",
        "进一步",
        "一体化",
        "一户一策",
        "一网通办",
        "《规划（2022-2035）》",
        "5G基站",
        "PM2.5",
        "S314线",
        "XX县",
        "XX镇XX村",
        "××局",
        "某县",
        "某同志",
        "24小时值守",
        "党的二十大",
        "二级以上医院",
        "三等功",
        "一等奖",
        "一季度",
        "前三季度",
        "每季度",
        "二期项目",
        "7×24小时",
        "双随机一公开",
        "60岁以上老人",
        "两手抓",
        "数十家",
        "1.统筹推进",
        "（3）加强管理",
        "8:30",
        "3.15消费者权益日",
        "一个重要因素",
        "五个方面",
        "十件实事",
        "五险一金",
        "九年义务教育",
        "国道318线",
        "１号楼",
        "唯一",
        "分别",
        "X射线",
        "x同志",
        "全国第一方阵",
        "最多跑一次",
        "四上企业",
        "千家万户",
        "数十名",
        "十分重要",
        "百万亩良田",
        "发现一宗拆除一宗",
        "统一思想",
        "把人民放在第一位",
        "两项补贴",
        "十八项核心制度",
        "人大三次会议精神",
        "厂房一期、二期",
        "第3至9批次招商",
        "城乡二元结构",
    ],
)
def test_what_does_not_count(text: str) -> None:
    assert read(f"我局抓好{text}，抓落实。") == []


@pytest.mark.parametrize(
    ("text", "qualifier", "most"),
    [
        ("约30人", "about", None),
        ("30余人", "about", None),
        ("30人左右", "about", None),
        ("超30人", "at_least", None),
        ("30人以上", "at_least", None),
        ("不少于30人", "at_least", None),
        ("不超过30人", "at_most", None),
        ("30人以内", "at_most", None),
        ("30人", "exact", None),
        ("8-10人", "range", 10),
        ("8至10人", "range", 10),
        ("8～10人", "range", 10),
        ("两三人", "range", 3),
        ("三至五人", "range", 5),
        ("三四百人", "range", 400),
        ("近XX余人", "placeholder", None),
        ("突破30人", "at_least", None),
        ("不突破30人", "at_most", None),
    ],
)
def test_qualifier(text: str, qualifier: str, most: int | None) -> None:
    assert (one(f"培训{text}。").qualifier, one(f"培训{text}。").max) == (qualifier, most)


@pytest.mark.parametrize(
    ("text", "least", "most"),
    [
        ("5至6万元", 50_000, 60_000),
        ("1.5-2万元", 15_000, 20_000),
        ("5万至6元", 50_000, 60_000),
        ("5万元至6万元", 50_000, 60_000),
        ("5000元至2万元", 5_000, 20_000),
        ("1000元—1亿元", 1_000, 100_000_000),
        ("5万元至8元", 50_000, 8),
        ("5000至2万元", 5_000, 20_000),
        ("500至1000万元", 5_000_000, 10_000_000),
    ],
)
def test_a_number_of_a_range_shares_a_magnitude_unless_it_has_a_unit_of_its_own(text, least, most) -> None:
    assert (one(f"补助{text}。").value, one(f"补助{text}。").max, one(f"补助{text}。").unit) == (least, most, "元")


@pytest.mark.parametrize(
    ("text", "value"),
    [("投资同比增长-6.6%。", -6.6), ("利润为-3万元。", -30_000), ("增速5-6%。", 5), ("降幅－2%左右。", -2)],
)
def test_a_minus_is_part_of_a_number_and_a_range_is_none(text: str, value: float) -> None:
    assert one(text).value == value


def test_a_list_of_ranks_goes_on() -> None:
    found = read("位居全省投资潜力第3、绿色发展第5、创新能力第6。")
    assert [(quantity.value, quantity.kind) for quantity in found] == [(3, "rank"), (5, "rank"), (6, "rank")]


@pytest.mark.parametrize("text", ["预约30人", "节约30吨", "签约30家", "附近30户"])
def test_words_that_end_like_about(text: str) -> None:
    assert one(f"共{text}。").qualifier == "exact"


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("城镇新增就业3760人", ["count"]),
        ("收入增长8.5%", ["change"]),
        ("化解率达到100%", ["rate"]),
        ("提高到45%", ["rate"]),
        ("提高2个百分点", ["change"]),
        ("比上年增加12件", ["change"]),
        ("是去年的2.5倍", ["ratio"]),
        ("修路3公里", ["measure"]),
        ("罚款2万元", ["money"]),
        ("标准分别提高5%和8%", ["change", "change"]),
        ("分别高4.2和0.7个百分点", ["change", "change"]),
    ],
)
def test_kind(text: str, kinds: list[str]) -> None:
    assert [quantity.kind for quantity in read(f"{text}。")] == kinds


@given(
    st.text(max_size=80)
    | st.lists(
        st.sampled_from(
            "一二两三十百千万亿多余个件名%元第年月日Xx×*某□0123456789.,，。、“”《》（）()-至约近超以上内其中"
        ),
        max_size=60,
    ).map("".join)
)
def test_any_text_is_read_and_offsets_slice(text: str) -> None:
    found = read(text)
    for quantity in found:
        assert text[quantity.start : quantity.end] == quantity.text
    assert all(a.end <= b.start for a, b in itertools.pairwise(found))
