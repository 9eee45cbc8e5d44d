"""Matters of the common pack that go by steps: plans in the making, funds and their lines, proposals, practical matters, selections."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from functools import partial
from random import Random

from bihuan.demo.county import AREA_BUREAU, ETHNIC_BUREAU, TOWNS, URBAN_BUREAU, VETERANS_BUREAU
from bihuan.demo.draws import AS_OF, Draw, Recipe, Row

AFTER_THE_SESSIONS = (0, 2, 14, 8, 1, 0, 0, 1, 0, 0, 0, 0)  # proposals are handed over after the yearly sessions
PROPOSALS = {
    URBAN_BUREAU: (22, ("增设便民停车位", "规范夜市经营时间", "加强渣土运输监管", "老旧小区垃圾分类")),
    VETERANS_BUREAU: (10, ("拓宽退役军人就业渠道", "修缮烈士纪念设施", "落实优待证优待项目")),
    ETHNIC_BUREAU: (9, ("保护特色村寨传统民居", "扶持民族手工业", "办好三月三民俗活动", "建设民族团结教育基地")),
    AREA_BUREAU: (14, ("完善园区公交线路", "建设产业工人公寓", "加快污水管网配套", "解决企业用工难")),
}


def proposal(titles: tuple[str, ...], draw: Draw) -> Row:
    """A deputy's suggestion or a member's proposal: handed over, talked over, answered in writing, rated."""
    replied = draw.after(draw.day, 30, 88) if draw.chance(0.95) else draw.after(draw.day, 93, 120)
    rated = draw.after(replied, 5, 25)
    return {
        "proposal_no": f"{draw.year}-{draw.number:03d}",
        "title": f"关于{draw.one_of(titles)}的建议（{draw.number}）",
        "class": draw.pick({"suggestion": 55, "proposal": 45}),
        "role": draw.pick({"lead": 70, "support": 30}),
        "received_on": draw.day,
        "due_on": month_after(draw.day, 3),
        "met_on": draw.after(draw.day, 10, 29),
        "replied_on": replied,
        "outcome": draw.pick({"a": 62, "b": 30, "c": 8}) if replied else None,
        "rated_on": rated,
        "satisfaction": draw.pick({"satisfied": 86, "fair": 12, "dissatisfied": 2}) if rated else None,
    }


def month_after(day: date, months: int) -> date:
    """The same day some months later, at most the 28th."""
    years, month = divmod(day.month - 1 + months, 12)
    return date(day.year + years, month + 1, min(day.day, 28))


MATTERS: list[tuple[str, Recipe]] = [
    ("proposals", Recipe(count, partial(proposal, titles), AFTER_THE_SESSIONS, unit=bureau))
    for bureau, (count, titles) in PROPOSALS.items()
]

STEPS = ("drafted_on", "publicised_on", "reviewed_on", "council_on", "legal_on", "approved_on")
PLANS = (  # bureau, title, kind, started, days from each step to the next
    (URBAN_BUREAU, "户外广告设置规划", "special", date(2022, 11, 8), (136, 40, 43, 68, 29, 121)),
    (AREA_BUREAU, "碧涧管理区控制性详细规划（北片）", "detailed", date(2022, 8, 15), (120, 45, 38, 50, 20, 31)),
    (AREA_BUREAU, "碧涧管理区污水专项规划", "special", date(2022, 12, 5), (88, 30, 42, 35, 24, 40)),
    (AREA_BUREAU, "碧涧管理区产业发展规划", "five_year", date(2023, 4, 10), (150, 60, 45, 62, 30, 43)),
    (AREA_BUREAU, "碧涧村村庄规划", "village", date(2023, 7, 3), (110, 30, 52, 61, 28, 36)),
    (AREA_BUREAU, "碧涧管理区控制性详细规划（南片）", "detailed", date(2024, 2, 19), (133, 42, 55)),
    (AREA_BUREAU, "碧涧管理区道路专项规划", "special", date(2024, 5, 13), (97,)),
    (AREA_BUREAU, "石坞村村庄规划", "village", date(2024, 9, 9), ()),
)


def plan_makings(year: int) -> list[Row]:
    """Plans by the year that they were begun in, earlier ones with the first; each step dated as far as it has come."""
    first = year == 2023
    return [plan_row(*plan) for plan in PLANS if plan[3].year == year or (first and plan[3].year < year)]


def plan_row(bureau: str, title: str, kind: str, started: date, gaps: tuple[int, ...]) -> Row:
    """One plan with the days of its steps."""
    row: Row = {"unit": bureau, "title": title, "kind": kind, "made_by": "市规划设计院", "started_on": started,
                "due_on": month_after(started, 18)}  # fmt: skip
    day = started
    for step, gap in zip(STEPS, gaps, strict=False):
        day += timedelta(gap)
        if day > AS_OF:
            break
        row[step] = day
    return row


POTS = {  # year → number, title, source, month received, total in 万元, lines, shares left unallotted
    2023: (
        ("ZJ2023-01", "中央衔接资金少数民族发展任务", "central", 3, 620, 9, 0),
        ("ZJ2023-02", "省级少数民族发展资金", "province", 4, 260, 5, 0),
        ("ZJ2023-03", "县级民族事务配套资金", "county", 5, 90, 3, 0),
    ),
    2024: (
        ("ZJ2024-01", "中央衔接资金少数民族发展任务", "central", 3, 710, 10, 0),
        ("ZJ2024-02", "省级少数民族发展资金", "province", 4, 285, 5, 0),
        ("ZJ2024-03", "县级民族事务配套资金", "county", 6, 100, 3, 12),  # part of it is still to be allotted
    ),
}
USES = ("industry", "roads", "livelihood", "culture", "training")
USE_NAMES = {
    "industry": "特色种养产业",
    "roads": "村内道路硬化",
    "livelihood": "人居环境整治",
    "culture": "特色村寨民居修缮",
    "training": "手工艺技能培训",
}


def fund_pots(year: int) -> list[Row]:
    """The pots of the year."""
    return [
        {"unit": ETHNIC_BUREAU, "pot_no": number, "title": f"{year}年{title}", "source": source,
         "received_on": date(year, month, 14), "amount": total * 10_000, "source_doc": f"财农〔{year}〕{number[-2:]}号"}
        for number, title, source, month, total, _, _ in POTS[year]
    ]  # fmt: skip


def fund_lines(year: int) -> list[Row]:
    """Each pot cut into projects of villages: the last line takes what is left, so that the lines sum to the pot."""
    return [row for pot in POTS[year] for row in pot_lines(year, *pot)]


def pot_lines(
    year: int, number: str, title: str, source: str, month: int, total: int, lines: int, left: int
) -> Iterator[Row]:
    """The lines of one pot."""
    rng, rest = Random(f"qinghe/lines/{number}"), total - left
    for index in range(lines):
        share = (
            rest
            if index == lines - 1
            else max(8, min(rest - 8 * (lines - index - 1), rng.randint(60, 140) * total // lines // 100))
        )
        rest -= share
        yield fund_line(rng, year, number, month, index, share * 10_000)


def fund_line(rng: Random, year: int, pot: str, month: int, index: int, allotted: int) -> Row:
    """One project: built, accepted, appraised; what is accepted is paid in full."""
    town = TOWNS[(index * 3 + int(pot[-1]) * 5) % len(TOWNS)]
    use = USES[(index + int(pot[-1])) % len(USES)]
    given = date(year, month + 1, 8)
    finished = come(given + timedelta(rng.randint(80, 175)))
    accepted = come(finished + timedelta(rng.randint(10, 40))) if finished else None
    appraised = come(accepted + timedelta(rng.randint(15, 60))) if accepted else None
    return {
        "unit": ETHNIC_BUREAU, "pot_no": pot, "project": f"{town.name}{town.villages[index % 3]}{USE_NAMES[use]}项目", "use": use,
        "recipient": town.code, "allotted_on": given, "allotted": allotted,
        "paid": allotted if accepted else allotted * rng.randint(3, 7) // 10, "finished_on": finished, "accepted_on": accepted,
        "appraised_on": appraised, "grade": rng.choices(("excellent", "good", "fair"), (5, 4, 1))[0] if appraised else None,
    }  # fmt: skip


def come(day: date) -> date | None:
    """The day, unless it is still to come."""
    return day if day <= AS_OF else None


PRACTICAL = (  # title, domain, due month and day, 万元 planned, steps
    ("碧涧大道人行道改造", "roads", (9, 30), 320, 4), ("园区公交首末站建设", "roads", (10, 31), 260, 5),
    ("碧涧中心小学扩建", "education", (8, 31), 1280, 6), ("社区卫生服务站改造", "health", (6, 30), 150, 3),
    ("老旧小区雨污分流", "housing", (10, 20), 460, 5), ("社区长者饭堂", "elderly", (5, 31), 60, 3),
    ("产业工人技能提升", "jobs", (11, 30), 45, 4), ("村级文化广场", "culture", (9, 15), 90, 3),
)  # fmt: skip


def practical_matters(year: int) -> list[Row]:
    """Eight matters a year made known in January, most of them finished by autumn; one is late in each year."""
    rng = Random(f"qinghe/practical/{year}")
    return [practical_matter(rng, year, index, *one) for index, one in enumerate(PRACTICAL)]


def practical_matter(
    rng: Random, year: int, index: int, title: str, domain: str, due: tuple[int, int], money: int, steps: int
) -> Row:
    """One matter of the year."""
    due_on = date(year, *due)
    late = index == (4 if year == 2023 else 1)
    finished = come(due_on + timedelta(20 if late else -rng.randint(3, 25)))
    open_year = finished is None and due_on <= AS_OF
    planned = round(money * (1 if year == 2023 else 1.06)) * 10_000
    return {
        "unit": AREA_BUREAU, "year": year, "title": title if year == 2023 else f"{title}（二期）", "domain": domain,
        "lead_unit": f"{AREA_BUREAU}-{3 if domain in {'roads', 'housing'} else 4}", "listed_on": date(year, 1, 16), "due_on": due_on,
        "steps": steps, "steps_done": steps if finished else max(1, steps - (1 if open_year else 2)),
        "begun_on": date(year, 2 + index % 3, 20), "finished_on": finished,
        "accepted_on": come(finished + timedelta(rng.randint(5, 15))) if finished else None,
        "money_planned": planned, "money_paid": planned * (rng.randint(94, 99) if finished else rng.randint(40, 75)) // 100,
    }  # fmt: skip


SELECTIONS = (
    ("family", "county", 3, 60, 20),
    ("good_neighbour", "county", 5, 26, 8),
    ("village", "city", 4, 6, 2),
    ("household", "county", 7, 180, 66),
)


def selections(year: int) -> list[Row]:
    """Four selections a year; only numbers are kept."""
    more = 0 if year == 2023 else 1
    return [
        {"unit": AREA_BUREAU, "award": award, "level": level, "started_on": date(year, month, 6), "nominated": nominated + 4 * more,
         "publicised_on": date(year, month + 1, 12), "named_on": date(year, month + 1, 26), "named": named + more,
         "document": f"碧管文〔{year}〕{month}号"}
        for award, level, month, nominated, named in SELECTIONS
    ]  # fmt: skip


MATTER_LISTS: dict[str, Callable[[int], list[Row]]] = {
    "plan_makings": plan_makings,
    "fund_pots": fund_pots,
    "fund_lines": fund_lines,
    "practical_matters": practical_matters,
    "selections": selections,
}
