"""What is written down rather than drawn: targets, figures given from above, dated matters, open problems. By bureau."""

from datetime import date, timedelta
from typing import Any

from bihuan.demo.county import AREA_BUREAU, ETHNIC_BUREAU, URBAN_BUREAU, VETERANS_BUREAU, WATER_BUREAU

Lines = dict[str, list[dict[str, Any]]]


def target(year: int, indicator: str, value: float, word: str, by: str, doc: str) -> dict[str, Any]:
    """One yearly target with the document that set it; those of 2025 were announced ahead, in October 2024."""
    day = date(year, 2, 20) if year < 2025 else date(2024, 10, 21)
    return {
        "indicator": indicator, "year": year, "target_value": value, "measure_word": word,
        "set_on": day, "set_by": by, "source_doc": f"{doc}（{year}年）", "comparator": "at_least",
        "approved_on": day + timedelta(3) if year < 2025 else None,
    }  # fmt: skip


COUNTY_LETTER = ("县委督查办", "年度重点任务清单")
CITY_LETTER = ("市城管局", "关于下达年度“两违”拆除任务的通知")
WATER_LETTER = ("市水务局", "关于下达年度水资源管理任务的通知")
TARGETS: Lines = {
    URBAN_BUREAU: [
        target(2023, "demolished_area", 120000, "平方米", *CITY_LETTER),
        target(2024, "demolished_area", 130000, "平方米", *CITY_LETTER),
        target(2024, "trainings_held[kind=enforcement]", 10, "次", *COUNTY_LETTER),
        target(2024, "boards_treated", 800, "块", *COUNTY_LETTER),
        target(2025, "demolished_area", 120000, "平方米", *CITY_LETTER),
        target(2025, "boards_treated", 900, "块", *COUNTY_LETTER),
        target(2025, "requests_on_time_rate", 98, "%", *COUNTY_LETTER),
    ],
    VETERANS_BUREAU: [
        target(2024, "job_fairs_held", 6, "场", *COUNTY_LETTER),
        target(2024, "fair_posts", 3000, "个", *COUNTY_LETTER),
        target(2025, "job_fairs_held", 8, "场", *COUNTY_LETTER),
        target(2025, "fair_posts", 3200, "个", *COUNTY_LETTER),
    ],
    WATER_BUREAU: [
        target(2023, "water_fees_collected", 33000000, "元", *WATER_LETTER),
        target(2024, "water_fees_collected", 35000000, "元", *WATER_LETTER),
        target(2024, "wells_closed", 40, "眼", *WATER_LETTER),
        target(2024, "meters_installed", 1500, "块", *WATER_LETTER),
        target(2025, "wells_closed", 30, "眼", *WATER_LETTER),
    ],
    ETHNIC_BUREAU: [
        target(2024, "model_units_named", 6, "个", *COUNTY_LETTER),
        target(2024, "themed_activities[themes=unity]", 30, "场", *COUNTY_LETTER),
        target(2025, "model_units_named", 7, "个", *COUNTY_LETTER),
        target(2025, "line_paid_rate", 92, "%", *COUNTY_LETTER),
    ],
    AREA_BUREAU: [
        target(2023, "invest_done", 1_400_000_000, "元", *COUNTY_LETTER),
        target(2024, "invest_done", 1_800_000_000, "元", *COUNTY_LETTER),
        target(2024, "projects_signed", 22, "个", *COUNTY_LETTER),
        target(2025, "invest_done", 2_000_000_000, "元", *COUNTY_LETTER),
        target(2025, "projects_signed", 24, "个", *COUNTY_LETTER),
        target(2025, "firms_scaled", 5, "家", *COUNTY_LETTER),
    ],
}


def cited(day: date, indicator: str, stated: str, figure: float, word: str, by: str, doc: str) -> dict[str, Any]:
    """One figure that only the city can give, with its source."""
    return {
        "indicator": indicator, "stated": stated, "ranked_among": "全市", "year": day.year, "figure": figure,
        "measure_word": word, "reported_on": day, "reported_by": by, "source_doc": doc,
    }  # fmt: skip


# 2024: the city has reported the rank of map spots, not yet that of demolitions: the draft must leave the latter blank.
CITED: Lines = {
    URBAN_BUREAU: [
        cited(date(2023, 10, 16), "demolished_area", "rank", 3, "名", "市城管局", "2023年前三季度“两违”治理情况通报"),
        cited(date(2023, 10, 18), "spots_close_rate", "rank", 2, "名", "市城管局", "2023年第三季度图斑办理情况通报"),
        cited(date(2024, 10, 17), "spots_close_rate", "rank", 1, "名", "市城管局", "2024年第三季度图斑办理情况通报"),
    ],
    VETERANS_BUREAU: [],
    WATER_BUREAU: [],
    ETHNIC_BUREAU: [],
    AREA_BUREAU: [
        cited(date(2023, 10, 13), "invest_done", "rank", 4, "名", "市发展改革局", "2023年前三季度重点项目建设通报"),
        cited(date(2024, 10, 15), "invest_done", "rank", 3, "名", "市发展改革局", "2024年前三季度重点项目建设通报"),
    ],
}


def milestone(day: date, subject: str, step: str, title: str, by: str) -> dict[str, Any]:
    """A matter with its exact day."""
    return {"happened_on": day, "title": title, "subject": subject, "step": step, "decided_by": by}


SIGN_PLAN = "户外广告设置规划"
REVIEW = "精细化管理考评"
MILESTONES: Lines = {
    URBAN_BUREAU: [
        milestone(date(2023, 3, 24), SIGN_PLAN, "初稿", "完成户外广告设置规划初步成果", "第三方机构"),
        milestone(date(2023, 6, 15), SIGN_PLAN, "专家评审", "召开户外广告设置规划专家评审会", "县城管执法局"),
        milestone(date(2023, 8, 22), SIGN_PLAN, "规委会", "县国规委会议审议同意户外广告设置规划", "县国规委"),
        milestone(date(2023, 9, 20), SIGN_PLAN, "合法性审查", "户外广告设置规划通过合法性审查", "县司法局"),
        milestone(date(2023, 9, 12), REVIEW, "印发", "印发精细化管理考评方案", "县城管委"),
        milestone(date(2023, 9, 26), REVIEW, "测评", "组织相关单位对各镇街开展实地测评", "县城管委"),
        milestone(date(2024, 1, 19), SIGN_PLAN, "审定", "户外广告设置规划经县政府审定公布", "县政府"),
        milestone(date(2024, 9, 11), REVIEW, "测评", "组织相关单位对各镇街开展实地测评", "县城管委"),
    ],
    VETERANS_BUREAU: [
        milestone(date(2023, 9, 18), "干部能力提升", "审定", "局党组审定通过干部能力提升实施方案", "局党组"),
        milestone(date(2024, 4, 12), "双拥创建", "初评", "双拥模范县创建通过市级初评", "市双拥办"),
    ],
    WATER_BUREAU: [
        milestone(date(2023, 4, 14), "水网规划", "初稿", "完成县级水网建设规划初稿", "设计单位"),
        milestone(date(2023, 9, 27), "水网规划", "专家评审", "县级水网建设规划通过专家评审", "市水务局"),
        milestone(date(2024, 5, 30), "水网规划", "审定", "县级水网建设规划经县政府审定", "县政府"),
    ],
    ETHNIC_BUREAU: [
        milestone(date(2023, 9, 1), "宣传月", "启动", "民族团结进步宣传月启动", "县委统战部"),
        milestone(date(2024, 9, 2), "宣传月", "启动", "民族团结进步宣传月启动", "县委统战部"),
    ],
    AREA_BUREAU: [
        milestone(date(2023, 3, 17), "项目建设", "集中开工", "举行第一季度重点项目集中开工", "管委会"),
        milestone(date(2024, 3, 22), "项目建设", "集中开工", "举行第一季度重点项目集中开工", "管委会"),
    ],
}


def problem(number: str, title: str, detail: str, measures: str, solved_on: date | None = None) -> dict[str, Any]:
    """A problem of last year's report; solved ones leave this year's."""
    return {
        "problem_no": number, "title": title, "detail": detail, "measures": measures,
        "raised_on": date(2023, 11, 6), "due_on": date(2024, 12, 31), "solved_on": solved_on,
    }  # fmt: skip


PROBLEMS: Lines = {
    URBAN_BUREAU: [
        problem("城管-1", "执法力量与任务不匹配", "行政执法专项编制少，夜间任务重", "积极争取增加行政执法专项编制"),
        problem("城管-2", "处罚事项覆盖面不够宽", "部分事项依赖移交线索", "提高主动发现能力"),
        problem("城管-3", "部分镇街处置时效不高", "图斑核查和案件转办超期", "按月通报办理时效"),
        problem("城管-4", "智慧化水平有待提升", "视频巡查手段运用不足", "升级智慧城管平台", date(2024, 8, 30)),
    ],
    VETERANS_BUREAU: [
        problem("双拥-1", "基层服务能力有待提升", "村级服务站兼职多、变动快", "加强业务培训"),
        problem("双拥-2", "就业创业支持不够有力", "岗位匹配度不高", "举办专场招聘会和技能培训"),
        problem("双拥-3", "档案数字化进度偏慢", "历史档案缺项多", "分批扫描质检", date(2024, 9, 12)),
    ],
    WATER_BUREAU: [
        problem("水务-1", "水利投资进度不均衡", "部分项目前期手续办理慢", "逐项目倒排前期工作"),
        problem("水务-2", "农业取水计量覆盖不够", "小型灌区计量设施少", "分批安装计量设施"),
        problem("水务-3", "河湖管护力量薄弱", "村级巡河员年龄偏大", "加强培训和无人机巡河", date(2024, 7, 18)),
    ],
    ETHNIC_BUREAU: [
        problem("民族-1", "创建工作不够均衡", "企业、景区创建数量少", "分类制定测评标准"),
        problem("民族-2", "项目前期工作偏慢", "部分项目开工晚", "提前储备项目", date(2024, 8, 20)),
        problem("民族-3", "宣传载体不够丰富", "形式单一", "用好教育基地"),
    ],
    AREA_BUREAU: [
        problem("管理区-1", "大项目好项目偏少", "龙头项目带动不足", "围绕主导产业延链补链"),
        problem("管理区-2", "用地保障压力较大", "净地储备不足", "加快征收和低效用地盘活"),
        problem("管理区-3", "配套设施仍有短板", "公交、学校、医疗配套不足", "推进民生实事", date(2024, 9, 27)),
    ],
}
