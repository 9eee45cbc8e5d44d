"""What people type into the search box of the library, and what it means."""

from decimal import Decimal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bihuan.datamodel import BihuanError
from bihuan.search.names import ROLES
from bihuan.search.syntax import (
    And,
    Fact,
    Is,
    Not,
    Or,
    Phrase,
    Promises,
    Words,
    Years,
    all_of,
    any_of,
    negation,
    query_read,
    query_write,
)


def facts(text):
    fact = query_read(text)
    return fact.low, fact.high, fact.unit


@pytest.mark.parametrize("text", ["", " ", "　\n", "。", "！？", '""', "( )"])
def test_nothing_said_is_no_question(text):
    assert query_read(text) is None


@pytest.mark.parametrize(
    "text", ["防汛 演练", "防汛　演练", "防汛 AND 演练", "防汛 与 演练", "防汛，演练", "（防汛 演练", "防汛) 演练"]
)
def test_words_side_by_side_must_all_hold(text):
    assert query_read(text) == And((Words("防汛"), Words("演练")))


@pytest.mark.parametrize("text", ["防汛 OR 抗旱", "防汛|抗旱", "防汛 ｜ 抗旱", "防汛 或 抗旱", "(防汛) 或 (抗旱)"])
def test_or_in_every_spelling(text):
    assert query_read(text) == Or((Words("防汛"), Words("抗旱")))


@pytest.mark.parametrize(
    "text", ["防汛 -演练", "防汛 NOT 演练", "防汛 非 演练", "防汛 AND NOT 演练", "防汛 －演练", "防汛 ---演练"]
)
def test_not_in_every_spelling(text):
    assert query_read(text) == And((Words("防汛"), Not(Words("演练"))))


def test_not_binds_before_and_before_or():
    assert query_read("甲 OR 乙 -丙") == Or((Words("甲"), And((Words("乙"), Not(Words("丙"))))))


def test_brackets_bind_first():
    assert query_read("（甲 OR 乙） 丙") == And((Or((Words("甲"), Words("乙"))), Words("丙")))


@pytest.mark.parametrize(
    "text", ['"安全 生产"', "“安全 生产”", "「安全 生产」", "＂安全 生产＂", "“安全 生产", '“安全 生产"', "”安全 生产“"]
)
def test_phrase_in_any_quotes_even_left_open(text):
    assert query_read(text) == Phrase("安全 生产")


@pytest.mark.parametrize(
    "text", ["时间:长", "https://a.example/b", "10:30", "云政发〔2023〕5号", "与", "非遗", "1,000", "城乡-一体"]
)
def test_what_only_looks_like_syntax_is_words(text):
    assert query_read(text) == Words(text)


@pytest.mark.parametrize(
    "text",
    ["标题:防汛", "标题：防汛", "题目: 防汛", "title:防汛", "TITLE：防汛", "标题=防汛", "标题 ：防汛", "标题:(防汛)"],
)
def test_field_by_any_of_its_names(text):
    assert query_read(text) == Words("防汛", "title")


def test_field_before_a_bracket_is_asked_of_all_in_it():
    assert query_read("标题:(防汛 OR 抗旱 -演练)") == Or(
        (Words("防汛", "title"), And((Words("抗旱", "title"), Not(Words("演练", "title")))))
    )


@pytest.mark.parametrize(
    "text", ["单位:水务局、交通局", "单位：水务局，交通局", "部门:水务局|交通局", 'unit:"水务局",交通局']
)
def test_any_of_several_values(text):
    assert query_read(text) == Is("unit", ("水务局", "交通局"))


@pytest.mark.parametrize("key", ROLES)
def test_roles_in_chinese_and_by_key(key):
    assert query_read(f"部分:{ROLES[key].split()[0]}") == query_read(f"role:{key}") == Is("role", (key,))


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("年:2023", 2023, 2023), ("年份：２０２３年", 2023, 2023), ("年度:二〇二三", 2023, 2023), ("年=2023", 2023, 2023),
        ("年:2022..2024", 2022, 2024), ("年:2022-2024", 2022, 2024), ("年:2022年至2024年", 2022, 2024), ("年:2024~2022", 2022, 2024),
        ("年>=2022", 2022, None), ("年＞2022", 2023, None), ("年≤2022", None, 2022), ("year<2022", None, 2021),
        ("年>=2022 <=2024", 2022, 2024), ("年:2022..", 2022, None), ("年:..2022", None, 2022), ("年:2022年至今", 2022, None),
    ],
)  # fmt: skip
def test_years(text, first, last):
    assert query_read(text) == Years(first, last)


def test_several_years():
    assert query_read("年:2021、2023") == Or((Years(2021, 2021), Years(2023, 2023)))


@pytest.mark.parametrize(
    ("text", "low", "unit"),
    [
        ("金额>=30万元", "300000", "元"), ("金额≥30万", "300000", "元"), ("金额>=三十万元", "300000", "元"), ("金额:300,000元以上", "300000", "元"),
        ("金额 >= 0.5亿元", "50000000", "元"), ("金额>=1亿2000万元", "120000000", "元"), ("金额>=30余万元", "300000", "元"), ("面积>=2公顷", "20000", "平方米"), ("面积>=30亩", "20000", "平方米"),
        ("长度>=5公里", "5000", "米"), ("长度>=5千米", "5000", "米"), ("重量>=3千克", "0.003", "吨"), ("体积>=3万方", "30000", "立方米"),
        ("比例>=95%", "95", "%"), ("比例>=百分之九十五", "95", "%"), ("比例>=九成五", "95", "%"), ("比例>=9成", "90", "%"),
        ("比例>=3个百分点", "3", "百分点"), ("人数>=3千", "3000", "人"), ("户数>=两千", "2000", "户"), ("人数>=三百多人", "300", "人"), ("数量>=100人次", "100", "人次"),
        ("数量>=100名", "100", "人"), ("数值>=2小时", "2", "小时"), ("金额>=5元/亩", "5", "元/亩"), ("比例>=-5%", "-5", "%"),
    ],
)  # fmt: skip
def test_amounts_are_in_base_units(text, low, unit):
    assert facts(text) == (Decimal(low), None, unit)


@pytest.mark.parametrize(
    "text",
    ["面积:1000..2000平方米", "面积:1000-2000平方米", "面积：1千至2千㎡", "面积>=1000平方米 <=2000", "面积:2000..1000"],
)
def test_ranges(text):
    assert facts(text) == (1000, 2000, "平方米")


@pytest.mark.parametrize(
    ("text", "unit", "word"),
    [("金额>30 万元 防汛", "元", "防汛"), ("数值>1亿2000 防汛", None, "防汛"), ("数量>30 件 起重", "件", "起重")],
)
def test_after_a_space_only_a_common_unit_is_one(text, unit, word):
    fact, words = query_read(text).parts
    assert (fact.unit, words) == (unit, Words(word))


def test_first_number_of_a_range_has_the_magnitude_of_the_second():
    assert facts("金额:8-10万元") == (80_000, 100_000, "元")


@pytest.mark.parametrize(
    "text", ["指标:城镇新增就业 >3000", "指标：城镇新增就业＞3000", '指标:"城镇新增就业">3千', "城镇新增就业>3000"]
)
def test_number_of_an_indicator(text):
    assert query_read(text) == Fact("城镇新增就业", Decimal(3000), low_open=True)


def test_unit_of_an_indicator_tells_the_dimension():
    fact = query_read("指标:救助资金>=30万元")
    assert (fact.subject, fact.low, fact.dimension) == ("救助资金", 300_000, "money")


def test_number_of_things_of_any_unit():
    fact = query_read("数量>100")
    assert (fact.unit, fact.dimension) == (None, "count")


def test_people_are_not_visits():
    assert query_read("数量>100人").dimension != query_read("数量>100人次").dimension


def test_indicator_without_bounds_is_any_figure_of_it():
    assert query_read("指标:城镇新增就业") == Fact("城镇新增就业")


@pytest.mark.parametrize(
    ("word", "state"), [("未完成", "unmet"), ("未反馈", "unreported"), ("全部", "all"), ("UNMET", "unmet")]
)
def test_promises(word, state):
    assert query_read(f"承诺:{word}") == Promises(state)


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("年:abc", 3), ("金额>", 3), ("金额:很多", 3), ("防汛 AND AND", 4), ("AND AND", 1), ("OR 防汛", 1), ("防汛 OR", 4), ("防汛 -()", 4),
        ("防汛 标题>=5", 4), ("标题:", 1), ("标题: AND 防汛", 1), ("标题:()", 1), ("单位: 年:2023", 1), ("部分:附表", 4), ("防汛 部分:(附表)", 4), ("承诺:也许", 4),
        ("金额>30亩", 1), (">3000", 1), ("金额>30万元 >20万元", 9), ("金额>30万元 <20万元", 1), ("年>2024 <2022", 2), ("年:20235", 3),
    ],
)  # fmt: skip
def test_what_cannot_mean_anything_is_named_with_its_place(text, place):
    with pytest.raises(BihuanError) as error:
        query_read(text)
    assert (error.value.code, error.value.where) == ("search.syntax", f"第{place}个字")
    assert error.value.hint


@pytest.mark.parametrize("text", ["词" * 1001, "(" * 500 + "词"])
def test_question_without_end_is_refused(text):
    with pytest.raises(BihuanError, match="个字"):
        query_read(text)


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("甲 或 乙 与 丙", "甲 OR 乙 丙"), ("(甲|乙) 丙", "(甲 OR 乙) 丙"), ("NOT（甲 乙）", "-(甲 乙)"), ("面积:1000..2000亩", "面积:1000亩..2000亩"),
        ("金额>=12000万", "金额>=1.2亿元"), ("部分:problems", "部分:问题"), ("全文:AND", "全文:AND"), ('「说"好"」', '「说"好"」'),
    ],
)  # fmt: skip
def test_one_spelling_when_written_back(text, written):
    assert query_write(query_read(text)) == written


WORD = st.text("防汛演练甲乙ab12《》〔〕/", min_size=1, max_size=6).filter(lambda word: any(map(str.isalnum, word)))
ODD_WORD = st.sampled_from(["AND", "OR", "与", "非", "标题", "金额", "年", "标题:甲", "10:30", "1,000"])
QUOTED = st.text('防汛演练 AND:：>"（-、，|1', min_size=1, max_size=8).map(str.strip).filter(bool)
FIELD = st.sampled_from(["any", "title", "heading", "text"])
FACET = st.sampled_from(["unit", "issuer", "region", "kind", "topic", "name"])
YEAR = st.integers(1949, 2100)
NUMBER = st.decimals(-(10**9), 10**9, places=3)
UNITS = {
    "元": "money", "平方米": "area", "%": "rate", "百分点": "points", "人": "count:人", "项": "count:项", "元/吨": "money/吨", "小时": "time",
    "倍": "ratio", "人次": "count:人次", "户": "count:户", "个月": "months", None: None,
}  # fmt: skip
UNIT = st.sampled_from(list(UNITS.items()))


@st.composite
def fact(draw):
    subject = draw(st.none() | WORD | QUOTED)
    unit, dimension = draw(UNIT if subject else UNIT | st.just((None, "count")))
    low, high = sorted([draw(NUMBER), draw(NUMBER)])
    ends = draw(st.sampled_from(["low", "high", "both"]))
    opens = draw(st.tuples(st.booleans(), st.booleans()))
    has_low, has_high = ends != "high", ends != "low"
    if has_low and has_high and low == high:
        opens = (False, False)
    return Fact(
        subject,
        low if has_low else None,
        high if has_high else None,
        has_low and opens[0],
        has_high and opens[1],
        unit,
        dimension,
    )


LEAF = st.one_of(
    st.builds(Words, WORD | ODD_WORD, FIELD),
    st.builds(Phrase, QUOTED, FIELD),
    st.builds(Is, FACET, st.lists(WORD | QUOTED, min_size=1, max_size=3, unique=True).map(tuple)),
    st.builds(Is, st.just("role"), st.lists(st.sampled_from(list(ROLES)), min_size=1, unique=True).map(tuple)),
    st.builds(lambda a, b: Years(min(a, b), max(a, b)), YEAR, YEAR)
    | st.builds(Years, YEAR, st.none())
    | st.builds(Years, st.none(), YEAR),
    st.builds(Promises, st.sampled_from(["all", "unmet", "unreported"])),
    st.builds(Fact, WORD | QUOTED) | fact(),
)
QUERY = st.recursive(
    LEAF,
    lambda part: (
        st.lists(part, min_size=2, max_size=3).map(all_of)
        | st.lists(part, min_size=2, max_size=3).map(any_of)
        | part.map(negation)
    ),
    max_leaves=8,
)
SIGNS = '-()（"“”「」| 　:：,、><＝./\n…'
OTHERS = (
    "标题", "单位", "年", "金额", "指标", "数量", "人数", "部分", "承诺", "全文", "防汛", "与", "或", "非", "AND", "OR", "NOT", "未完成", "计划",
    ">=", "..", "2023", "30", "万", "元", "亩", "%", "至", "九", "成", "百分之", "年至今", "以上", "人次", "x",
)  # fmt: skip
SHREDS = st.lists(st.sampled_from(SIGNS) | st.sampled_from(OTHERS), max_size=14).map("".join)


@given(QUERY)
def test_written_question_is_read_again_as_itself(query):
    assert query_read(query_write(query)) == query


@given(SHREDS | st.text(max_size=30))
@example("(防汛 与) 演练")
@example("(标题) :甲")
@example("金额 (>30)")
def test_anything_typed_is_a_question_with_one_spelling_or_a_named_error(text):
    try:
        query = query_read(text)
    except BihuanError as error:
        assert error.code == "search.syntax"
        assert error.where.startswith("第")
        return
    assert query is None or query_read(query_write(query)) == query
