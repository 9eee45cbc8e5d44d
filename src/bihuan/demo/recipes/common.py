"""What every bureau keeps: meetings, activities, trainings, documents, posts, targets, figures given from above, milestones, problems."""

from collections.abc import Callable
from datetime import date
from functools import partial

from bihuan.demo.county import AREA_BUREAU, ETHNIC_BUREAU, OFFICES, URBAN_BUREAU, VETERANS_BUREAU, WATER_BUREAU
from bihuan.demo.draws import AS_OF, EVEN, SPRING_AUTUMN, Draw, Recipe, Row
from bihuan.demo.recipes.written import CITED, MILESTONES, PROBLEMS, TARGETS

MEETINGS = {
    "party_group": 20, "study_group": 10, "staff": 8, "clean_governance": 6, "party_lecture": 9, "party_day": 12,
    "party_history": 5, "regulations": 5, "branch": 12, "work": 16, "other": 3,
}  # fmt: skip
LECTURERS = ("group_secretary", "branch_secretary", "group_member")
TOPICS = {
    "party_group": ("研究重点工作", "研究人事和经费", "研究整改事项"),
    "study_group": ("学习重要会议精神", "学习法治建设要求"),
    "staff": ("工作部署", "作风建设"),
    "clean_governance": ("廉政风险排查", "警示教育"),
    "party_lecture": ("理想信念", "担当作为", "为民服务"),
    "party_day": ("清洁家园", "重温誓词", "结对共建"),
    "party_history": ("县域奋斗史", "先烈故事"),
    "regulations": ("纪律条例", "信访工作条例", "行政执法规定"),
    "branch": ("支部学习", "组织生活会"),
    "work": ("专项调度", "安全生产部署", "重点任务推进"),
    "other": ("座谈交流",),
}
ACTIVITIES = {
    URBAN_BUREAU: ("城管服务进社区", "垃圾分类宣传", "燃气安全宣传", "有限空间应急演练", "送法进企业", "困难家庭慰问"),
    VETERANS_BUREAU: (
        "保障法宣讲",
        "国防教育进校园",
        "退役军人志愿服务",
        "优待证政策宣传",
        "困难退役军人慰问",
        "清明祭扫活动",
    ),
    WATER_BUREAU: ("世界水日宣传", "节水宣传进校园", "水法宣讲", "河小青志愿护河", "防溺水宣传", "移民村慰问"),
    ETHNIC_BUREAU: (
        "民族团结进步宣传月广场活动",
        "民族政策宣讲进校园",
        "民族团结进步进社区",
        "各族青少年交流营",
        "民族团结志愿服务",
        "三月三民俗联欢",
    ),
    AREA_BUREAU: (
        "招商推介会",
        "安全生产月宣传",
        "文明实践志愿服务",
        "征地政策宣传进村居",
        "企业用工服务进社区",
        "园区消防应急演练",
    ),
}
THEMES = {  # words of an activity's name → its themes; several words, several themes
    "民族团结": "unity", "民族政策": "unity", "宣传月": "publicity_month", "进校园": "entering", "进社区": "entering",
    "交流营": "exchange", "联欢": "exchange", "招商": "investment", "安全生产月": "safety_month", "文明实践": "civilised",
}  # fmt: skip
TRAININGS = {
    URBAN_BUREAU: {"enforcement": 42, "safety": 26, "licence_exam": 12, "law_exam": 8, "policy": 12},
    VETERANS_BUREAU: {"policy": 40, "skills": 44, "other": 16},
    WATER_BUREAU: {"policy": 50, "safety": 30, "law_exam": 10, "other": 10},
    ETHNIC_BUREAU: {"policy": 62, "law_exam": 12, "other": 26},
    AREA_BUREAU: {"safety": 48, "policy": 30, "other": 22},
}
TRAINING_NAMES = {
    "enforcement": "城管执法业务培训", "safety": "有限空间作业安全生产培训", "licence_exam": "行政执法证考试", "law_exam": "学法考试",
    "policy": "政策业务培训", "skills": "退役军人职业技能培训", "other": "综合能力培训",
}  # fmt: skip
AUDIENCE = {"enforcement": "own_and_town", "safety": "firms", "skills": "veterans", "policy": "town_staff"}
DOCUMENTS = {"plan": 18, "rule": 10, "list": 6, "brief": 46, "notice": 20}
DOCUMENT_NAMES = {"plan": "工作方案", "rule": "管理规定", "list": "任务清单", "brief": "工作简报", "notice": "情况通报"}


def meeting(draw: Draw) -> Row:
    """A meeting or study; lectures name the lecturer's post."""
    kind = draw.pick(MEETINGS)
    return {
        "held_on": draw.day,
        "topic": f"{draw.one_of(TOPICS[kind])}（第{draw.number}次）",
        "kind": kind,
        "instructions_studied": kind in {"party_group", "study_group"} and draw.chance(0.6),
        "lecturer": LECTURERS[draw.number % len(LECTURERS)] if kind == "party_lecture" else None,
        "attendants": draw.between(6, 34),
    }


def activity(bureau: str, draw: Draw) -> Row:
    """An activity with its tags and what was handed out; counted once."""
    name = draw.one_of(ACTIVITIES[bureau])
    comfort = "慰问" in name
    row: Row = {
        "held_on": draw.day,
        "name": name,
        "place": f"{draw.town.name}{draw.one_of(draw.town.villages)}",
        "publicity": "宣" in name or "法" in name,
        "law": "法" in name,
        "community": "社区" in name or "优待证" in name,
        "volunteer": "志愿" in name or draw.chance(0.15),
        "comfort": comfort,
        "drill": "演练" in name,
        "themes": [*dict.fromkeys(theme for word, theme in THEMES.items() if word in name)] or None,
        "participants": draw.between(12, 90),
        "reached": draw.between(60, 480),
        "comforted": draw.between(4, 16) if comfort else None,
    }
    if not comfort:
        row |= {"leaflets": draw.between(6, 24) * 10 + draw.between(0, 9), "posters": draw.between(0, 12)}
        row |= {"banners": draw.between(0, 2), "boards": int(draw.chance(0.45)), "videos": int(draw.chance(0.2))}
    return row


def training(bureau: str, draw: Draw) -> Row:
    """A training, or an examination with those who passed."""
    kind = draw.pick(TRAININGS[bureau])
    exam = kind.endswith("exam")
    persons = draw.between(6, 14) if exam else draw.between(35, 130)
    return {
        "held_on": draw.day,
        "name": f"{TRAINING_NAMES[kind] if bureau != WATER_BUREAU or kind != 'safety' else '水利工程安全生产培训'}（第{draw.number}期）",
        "kind": kind,
        "audience": AUDIENCE.get(kind, "own_staff"),
        "participants": persons,
        "passed": persons * draw.between(45, 90) // 100 if exam else None,
    }


def document(draw: Draw) -> Row:
    """A document of the bureau's own: drafted, issued."""
    kind = draw.pick(DOCUMENTS)
    issued = draw.after(draw.day, 1, 20)
    return {
        "title": f"{draw.day.month}月{DOCUMENT_NAMES[kind]}（第{draw.number}号）",
        "doc_number": f"青禾〔{draw.year}〕{draw.number}号" if issued else None,
        "kind": kind,
        "drafted_on": draw.day,
        "issued_on": issued,
    }


def fund(draw: Draw) -> Row:
    """Money allotted by a tier of government, and how much of it has been paid out."""
    source = draw.pick({"central": 15, "province": 30, "city": 20, "county": 35})
    allotted = draw.between(4, 90) * 10_000
    return {
        "project": f"{draw.one_of(('业务工作经费', '能力提升项目', '设施设备更新', '专项工作补助'))}（第{draw.number}笔）",
        "source": source,
        "allotted_on": draw.day,
        "allotted": allotted,
        "paid": allotted * draw.between(55, 100) // 100,
        "source_doc": f"青禾财〔{draw.year}〕{draw.number}号",
    }


def honour(draw: Draw) -> Row:
    """A commendation of the bureau; nothing about persons."""
    level = draw.pick({"county": 70, "city": 30})
    return {
        "title": f"{draw.year}年度{draw.one_of(('先进集体', '平安建设优秀单位', '法治建设示范单位'))}（第{draw.number}项）",
        "level": level,
        "awarded_on": draw.day,
        "awarded_by": {"county": "县委、县政府", "city": "市级主管部门"}[level],
        "source_doc": f"关于表彰{draw.year}年度先进的决定",
    }


def bureau_recipes(bureau: str) -> list[tuple[str, Recipe]]:
    """The drawn ledgers of one bureau."""
    busy = 1.0 if bureau == URBAN_BUREAU else 0.7
    return [
        ("meetings", Recipe(round(90 * busy), meeting, EVEN, unit=bureau)),
        ("activities", Recipe(round(64 * busy), partial(activity, bureau), SPRING_AUTUMN, 1.15, bureau)),
        ("trainings", Recipe(round(26 * busy), partial(training, bureau), SPRING_AUTUMN, unit=bureau)),
        ("documents", Recipe(round(70 * busy), document, EVEN, unit=bureau)),
        ("funds", Recipe(14, fund, EVEN, unit=bureau)),
        ("honours", Recipe(3, honour, EVEN, unit=bureau)),
    ]


COMMON = [pair for bureau in ACTIVITIES for pair in bureau_recipes(bureau)]


def party_branches(year: int) -> list[Row]:
    """Branch members as a count; one line ends where the next begins."""
    if year == 2023:
        counts = {URBAN_BUREAU: 34, VETERANS_BUREAU: 17, ETHNIC_BUREAU: 12, AREA_BUREAU: 41, WATER_BUREAU: 26}
        return [branch(bureau, members, date(2023, 1, 1), date(2024, 2, 29)) for bureau, members in counts.items()]
    counts = {URBAN_BUREAU: 36, VETERANS_BUREAU: 18, ETHNIC_BUREAU: 13, AREA_BUREAU: 43, WATER_BUREAU: 27}
    return [branch(bureau, members, date(2024, 3, 1), None) for bureau, members in counts.items()]


def branch(bureau: str, members: int, start: date, end: date | None) -> Row:
    """One branch between two days."""
    return {"unit": bureau, "branch": "机关党支部", "members": members, "counted_on": start, "counted_until": end}


def offices(year: int) -> list[Row]:
    """The bureaus' offices, unchanged since 2019."""
    if year != 2023:
        return []
    return [
        {"unit": bureau, "office": office, "kind": office_kind(office), "since": date(2019, 4, 1)}
        for bureau, names in OFFICES.items()
        for office in names
    ]


def office_kind(office: str) -> str:
    """股室, 执法队 or 下属单位, by name."""
    return "team" if office.endswith("大队") else "subordinate" if office.endswith("中心") else "section"


def staffing(year: int) -> list[Row]:
    """Posts allotted and filled; the enforcement posts of the urban bureau grew by two in 2024."""
    if year == 2023:
        lines = [
            (URBAN_BUREAU, "law_enforcement", "行政执法大队", 8, 8, date(2024, 5, 31)),
            (URBAN_BUREAU, "administrative", "机关", 9, 8, None),
            (URBAN_BUREAU, "institution", "机关", 14, 12, None),
            (URBAN_BUREAU, "auxiliary", "行政执法大队", 46, 43, None),
            (VETERANS_BUREAU, "administrative", "机关", 8, 7, None),
            (VETERANS_BUREAU, "institution", "退役军人服务中心", 12, 11, None),
            (WATER_BUREAU, "administrative", "机关", 11, 10, None),
            (WATER_BUREAU, "institution", "河长制事务中心", 16, 14, None),
            (ETHNIC_BUREAU, "administrative", "机关", 9, 8, None),
            (AREA_BUREAU, "administrative", "机关", 22, 20, None),
            (AREA_BUREAU, "institution", "机关", 30, 27, None),
        ]
        return [post(*line, date(2022, 1, 1)) for line in lines]
    return [post(URBAN_BUREAU, "law_enforcement", "行政执法大队", 10, 9, None, date(2024, 6, 1))]


def post(bureau: str, kind: str, office: str, allotted: int, filled: int, until: date | None, since: date) -> Row:
    """One line of posts."""
    return {
        "unit": bureau, "kind": kind, "office": office, "allotted": allotted, "filled": filled, "since": since, "until": until,
    }  # fmt: skip


def written(table: dict[str, list[Row]], day: str, year: int) -> list[Row]:
    """The lines of a written table whose day falls in the year and is not still to come."""
    return [
        {"unit": bureau, **row}
        for bureau, rows in table.items()
        for row in rows
        if row[day].year == year and row[day] <= AS_OF
    ]


COMMON_LISTS: dict[str, Callable[[int], list[Row]]] = {
    "party_branches": party_branches,
    "offices": offices,
    "staffing": staffing,
    "targets": partial(written, TARGETS, "set_on"),
    "cited_figures": partial(written, CITED, "reported_on"),
    "milestones": partial(written, MILESTONES, "happened_on"),
    "problems": partial(written, PROBLEMS, "raised_on"),
}
