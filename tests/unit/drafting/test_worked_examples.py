"""The worked examples of drafting, one test a case: last year's sentence, what the ledgers say, this year's sentence."""

from datetime import date
from decimal import Decimal

import pytest

from bihuan.datamodel import ClaimKind, Measure
from bihuan.drafting.dates import Milestone
from bihuan.drafting.facts import Cited, Facts, Problem, Reporter

SENTENCES = [
    (
        "派发手册传单张5000余份。",
        {"leaflets": 5312},
        "派发手册传单张5300余份。",
    ),
    ("派发手册传单张5000余份。", {"leaflets": 5300}, "派发手册传单张5300份。"),
    ("我县参加招聘会的退役军人近XX余人。", {"attendants": 148}, "我县参加招聘会的退役军人近150人。"),
    (
        "发放宣传海报300余份、主题标语20多幅。",
        {"posters": 300},
        "发放宣传海报300份、主题标语XX幅。",
    ),
    ("非税收入XX万元，同比增长XX%。", {"income": 500000, "income:yoy": "-3.2"}, "非税收入50万元，同比下降3.2%。"),
    ("非税收入XX万元，同比增长XX%。", {"income": 500000, "income:yoy": 0}, "非税收入50万元，与上年持平。"),
    (
        "非税收入XX万元，同比增长XX%。",
        {"income": 500000, "income:yoy": "上年同期为零或负数，记作“—”"},
        "非税收入50万元，同比—。",
    ),
    (
        "非税收入XX万元，是去年的X倍。",
        {"income": 500000, "income:times_last_year": "2.04"},
        "非税收入50万元，是去年的2倍。",
    ),
    (
        "完成水资源费XX万元，同比提高XX个百分点。",
        {"fee": 1200000, "fee_rate:yoy_points": "2.3"},
        "完成水资源费120万元，同比提高2.3个百分点。",
    ),
    (
        "立案XX宗，结案XX宗，共处罚款XX万元。",
        {"filed": 41, "closed": 38, "fines": 172500},
        "立案41宗，结案38宗，共处罚款17.25万元。",
    ),
    ("建成全县33个退役军人服务站。", {"stations": 33}, "建成全县33个退役军人服务站。"),
    (
        "安装计量设施X万块，累计达到X万块。",
        {"installed": 12000, "meters": 87400},
        "安装计量设施1.2万块，累计达到8.74万块。",
    ),
    (
        "截至10月24日，共转办XX件，办结XX件，1件待办。",
        {"dispatched": 520, "done": 517, "pending": 3},
        "截至10月31日，共转办520件，办结517件，3件待办。",
    ),
]


@pytest.mark.parametrize(("last_year", "known", "this_year"), SENTENCES)
def test_sentence(said, last_year, known, this_year):
    assert said(last_year, known) == this_year


def test_demolition_against_a_target_with_a_rank_from_above(said):
    known = {"area": 123456, "area:target": 130000, "area:completion": "94.9661", "area:rank": 1}
    text = said("全县累计拆除“两违”建筑XX万㎡，完成市下达任务(XX万㎡)的XX%，居全市排名第三。", known)
    assert text == "全县累计拆除“两违”建筑12.35万㎡，完成市下达任务(13万㎡)的94.97%，居全市排名第X。"


def test_near_and_odd_exclude_each_other_and_say_so(draw):
    claim = draw("我县参加招聘会的退役军人近XX余人。", {"attendants": 148}).draft.manifest.claims[0]
    assert "相互矛盾" in claim.note


@pytest.mark.parametrize(("last_year", "this_year"), [("全市第X名", "全市第2名"), ("居全市第三", "居全市第二")])
def test_a_rank_among_own_units_keeps_its_numeral(said, last_year, this_year):
    county = Reporter("X", ("某县",), ranked_in=("全市",), is_place=True)
    known = {"done_rate": 96, "done_rate:rank": 2}
    assert said(f"办结率XX%，{last_year}。", known, reporter=county) == f"办结率96%，{this_year}。"


def test_a_rank_given_from_above_is_cited_with_its_source(draw):
    cited = Cited("done_rate", Measure.RANK, "全市", 2024, Decimal(3), date(2024, 10, 12), "市城管局《第9期通报》", "d")
    drafted = draw("办结率XX%（全市第X名）。", {"done_rate": 96}, facts=Facts(cited=(cited,)))
    claim = drafted.draft.manifest.claims[1]
    assert (claim.text, claim.rows, "第9期通报" in claim.note) == ("第3名", 1, True)


PARTS = "受理诉求件共197件。其中省一体化信访平台3件、智慧城管信访平台3件、网络问政18件、县12345热线中心诉求工单XX3件。"
CHANNELS = {
    "requests[channel=platform]": 5,
    "requests[channel=smart]": 2,
    "requests[channel=online]": 31,
    "requests[channel=hotline]": 176,
}


def test_parts_that_add_to_the_whole_are_written(said):
    text = said(PARTS, {"requests": 214, **CHANNELS})
    assert text.startswith("受理诉求件共214件。其中省一体化信访平台5件、智慧城管信访平台2件、网络问政31件")
    assert text.endswith("诉求工单176件。")


def test_parts_that_do_not_add_up_leave_the_whole_sentence_open(draw):
    drafted = draw(PARTS, {"requests": 220, **CHANNELS})
    assert {claim.text for claim in drafted.draft.manifest.claims} == {"XX件"}
    assert "214" in drafted.draft.manifest.claims[0].note and "群众来信" in drafted.draft.manifest.claims[0].note


def test_all_is_marked_where_the_ledger_says_otherwise(draw):
    drafted = draw("信访案件全部化解，化解率达100%。", {"resolve_rate": 96})
    runs = {run.text: run.comment for run in drafted.draft.paragraphs[-1].runs}
    assert drafted.draft.paragraphs[-1].text == "信访案件全部化解，化解率达96%。"
    assert "96%" in runs["全部"]


def test_same_value_is_traced_like_any_other(draw):
    claim = draw("建成全县33个退役军人服务站。", {"stations": 33}).draft.manifest.claims[0]
    assert (claim.kind, claim.rows, claim.digest) == (ClaimKind.BOUND, 3, "digest of 33")


def test_a_day_of_last_year_is_left_open_and_marked(draw):
    drafted = draw("9月25日，局党组审定通过《专项整治实施方案》。", {})
    run = next(run for run in drafted.draft.paragraphs[-1].runs if run.comment)
    assert (run.text, "上年的事" in run.comment) == ("X月X日", True)


def test_a_recorded_milestone_gives_its_day(said):
    facts = Facts(milestones=(Milestone(date(2024, 4, 8), "审定实施方案", "专项整治实施方案"),))
    assert said("9月25日，局党组审定通过《专项整治实施方案》。", {}, facts=facts).startswith("4月8日，")


def test_years_of_the_report_move_on_and_no_other(draw):
    body = "2022年，转办XX件；2023年，转办XX件，落实《规划（2022-2035）》和“十四五”要求，去年基础上今年以来提升。"
    drafted = draw(body, {"dispatched": 5, "dispatched@2023": 4})
    assert drafted.draft.paragraphs[0].text == "某县城管局2024年工作总结及2025年工作计划"
    assert drafted.draft.paragraphs[-1].text == (
        "2023年，转办4件；2024年，转办5件，落实《规划（2022-2035）》和“十四五”要求，去年基础上今年以来提升。"
    )


PROBLEMS = """某局2023年工作总结及2024年工作计划
一、工作情况
抓好工作。
二、存在问题
（一）行政编制偏少。人手不足。
（二）执法车辆老旧。亟需更新。
"""


def test_an_open_problem_is_kept_with_its_age(draw):
    facts = Facts(problems=(Problem("行政编制偏少", date(2023, 6, 1)),))
    runs = [run for p in draw(PROBLEMS, {}, whole=True, facts=facts).draft.paragraphs for run in p.runs]
    assert any("16 个月未解决" in run.comment for run in runs)


def test_a_solved_problem_is_left_out_and_listed(draw):
    facts = Facts(problems=(Problem("行政编制偏少", date(2023, 6, 1), date(2024, 5, 1)),))
    draft = draw(PROBLEMS, {}, whole=True, facts=facts).draft
    assert "（一）执法车辆老旧。" in draft.text and "编制" not in draft.text
    assert any("行政编制偏少" in note for note in draft.manifest.notes)


PLAN = "某局2023年工作总结及2024年工作计划\n一、工作情况\n抓好工作。\n二、2024年工作计划\n（一）抓宣传。力争完成宣传活动100场以上。\n"


def test_an_unfinished_plan_item_is_answered_and_carried_over(draw):
    known = {"activities": 86, "activities:target": 100, "activities:remaining": 14, "activities:completion": 86}
    text = draw(PLAN, known, whole=True).draft.text
    assert "对照2024年工作计划，截至10月31日，宣传活动目标100场以上、完成86场，完成率86%。" in text
    assert "二、2025年工作计划\n（一）抓宣传。力争完成宣传活动14场以上。" in text


def test_a_new_target_replaces_the_old_one(draw):
    assert "宣传活动120场以上" in draw(PLAN, {"activities:target@2025": 120}, whole=True).draft.text


def test_a_plan_number_without_a_target_is_left_open(draw):
    assert "宣传活动XX场以上" in draw(PLAN, {"activities": 86}, whole=True).draft.text
