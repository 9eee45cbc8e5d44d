"""碧涧管理区: projects from idea to production, investors, firms and their matters, land, safety, requests."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from random import Random

from bihuan.demo.county import AREA_BUREAU
from bihuan.demo.draws import AS_OF, EVEN, SPRING_AUTUMN, Draw, Recipe, Row, recipe_rows

CENTRE = (114.085, 24.431)  # of the area, in degrees
TRADES = {
    "equipment": "机械",
    "food": "食品",
    "materials": "新材料",
    "logistics": "物流",
    "services": "文旅",
    "other": "商贸",
}
WORDS = ("启航", "恒拓", "润丰", "智合", "青岚", "安澜", "禾信", "云汇", "泰和", "远景", "鼎新", "博源")
PROJECT_NAMES = {
    "industry": ("智能装备生产线", "食品精深加工基地", "新型建材生产项目", "电子元件配套项目"), "services": ("冷链物流园", "滨水文旅街区"),
    "infrastructure": ("园区道路", "供水管网", "标准厂房"), "livelihood": ("社区服务综合体", "人才公寓"),
    "ecology": ("污水处理设施", "河岸生态修复"),
}  # fmt: skip
LANDS = {
    "industry": (20, 160),
    "services": (10, 90),
    "infrastructure": (5, 60),
    "livelihood": (5, 30),
    "ecology": (5, 40),
}


def at(rng: Random) -> tuple[float, float]:
    """A point of the area."""
    return round(CENTRE[0] + rng.uniform(-0.03, 0.03), 5), round(CENTRE[1] + rng.uniform(-0.022, 0.022), 5)


def point(rng: Random) -> str:
    """A point as it is stored."""
    return "{:.5f},{:.5f}".format(*at(rng))


def outline(rng: Random) -> str:
    """A plot of land as it is stored: a four-cornered ring."""
    x, y = at(rng)
    wide, high = rng.randint(30, 180) / 100_000, rng.randint(30, 140) / 100_000
    corners = ((x, y), (x + wide, y), (x + wide, y + high), (x, y + high), (x, y))
    return " ".join(f"{east:.5f},{north:.5f}" for east, north in corners)


def firm(rng: Random, trade: str) -> str:
    """A firm of the area; the names are invented."""
    return f"碧涧{rng.choice(WORDS)}{TRADES.get(trade, '商贸')}有限公司"


def project(draw: Draw) -> Row:
    """A project: some are dropped, those of investors are talked over and signed, the area's own are applied for."""
    kind = draw.pick({"industry": 46, "services": 16, "infrastructure": 18, "livelihood": 12, "ecology": 8})
    own = kind in {"infrastructure", "livelihood", "ecology"}
    origin = "government" if own else draw.pick({"investment": 78, "expansion": 22})
    first = draw.after(draw.day, 8, 45)
    dropped = draw.chance(0.07)
    signed = None if own or dropped or draw.chance(0.1) else draw.after(first, 10, 70)
    started = None if dropped else draw.after(first if own else signed, 25, 150) if draw.chance(0.9) else None
    building = draw.after(started, 10, 45)
    completed = draw.after(building, 150, 420)
    planned = draw.between(8, 60) * 500 if not own else draw.between(6, 80) * 10
    low, high = LANDS[kind]
    return {
        "project_no": f"BJ{draw.year}-{draw.number:03d}",
        "name": f"{draw.one_of(WORDS)}{draw.one_of(PROJECT_NAMES[kind])}（{draw.number}）",
        "kind": kind,
        "origin": origin,
        "tier": draw.pick({"province": 8, "city": 27, "county": 65}),
        "firm": None if own else firm(draw.rng, draw.pick(dict.fromkeys(TRADES, 1))),
        "planned": planned * 10_000,
        "year_planned": planned * 4_000,
        "land": draw.between(low, high),
        "point": point(draw.rng),
        "site": outline(draw.rng),
        "conceived_on": draw.day,
        "applied_on": first if own else None,
        "contacted_on": None if own else first,
        "signed_on": signed,
        "start_due": signed + timedelta(183) if signed else None,
        "started_on": started,
        "building_on": building,
        "due_on": started + timedelta(540) if started else None,
        "completed_on": completed,
        "operated_on": draw.after(completed, 15, 60),
        "dropped_on": draw.after(first, 40, 90) if dropped else None,
    }


PROJECTS = Recipe(58, project, season=SPRING_AUTUMN, growth=1.12, unit=AREA_BUREAU)


def projects(year: int) -> list[Row]:
    """Projects by the year they were thought of, those of 2022 with 2023: what stood in building then began before."""
    years = (2022, 2023) if year == 2023 else (year,)
    return [row for one in years for row in recipe_rows("projects", PROJECTS, one, 1.0)]


def project_payments(year: int) -> list[Row]:
    """What every project in building has spent and received, month by month, until its money is used up."""
    rng = Random(f"qinghe/payments/{year}")
    started = [row for one in (2023, 2024) for row in projects(one) if row["started_on"]]
    return [row for one in started for end in month_ends(year) for row in payments(rng, one, end)]


def payments(rng: Random, one: Row, end: date) -> Iterator[Row]:
    """One project's month: nothing before it was started or two years after."""
    months = (end.year - one["started_on"].year) * 12 + end.month - one["started_on"].month
    if end < one["started_on"] or months > 18 or (one["completed_on"] and one["completed_on"] < end):
        return
    spent = one["planned"] * rng.randint(30, 62) // 1000
    yield payment(one, end, "invested", spent)
    if one["origin"] != "government":
        kind = "arrived_abroad" if one["project_no"].endswith("07") else "arrived_home"
        yield payment(one, end, kind, spent * rng.randint(55, 85) // 100)


def payment(one: Row, end: date, kind: str, amount: int) -> Row:
    """One line of the monthly table."""
    return {"unit": AREA_BUREAU, "project_no": one["project_no"], "counted_on": end, "kind": kind, "amount": amount,
            "in_statistics": bool(one["building_on"] and one["building_on"] <= end)}  # fmt: skip


def month_ends(year: int) -> list[date]:
    """The last day of each month that is over."""
    nexts = (date(year + month // 12, month % 12 + 1, 1) for month in range(1, 13))
    return [day for day in (one - timedelta(1) for one in nexts) if day <= AS_OF]


def trip(draw: Draw) -> Row:
    """A journey to investors, or theirs to the area."""
    out = draw.chance(0.45)
    place = draw.one_of(("临海市", "江岸新区", "南屏市", "东澜市")) if out else firm(draw.rng, "equipment")
    return {
        "held_on": draw.day, "direction": "out" if out else "in", "place": f"{place}（{draw.number}）",
        "led_by": draw.pick({"head": 24, "deputy": 46, "team": 30}), "firms": draw.between(2, 9) if out else draw.between(1, 3),
        "intents": int(draw.chance(0.35)) + int(draw.chance(0.12)),
    }  # fmt: skip


def lead(draw: Draw) -> Row:
    """A lead: met, then signed or given up."""
    visited = draw.after(draw.day, 3, 30) if draw.chance(0.86) else None
    turned = draw.after(visited, 30, 120) if draw.chance(0.3) else None
    return {
        "lead_no": f"XS{draw.year}-{draw.number:03d}", "found_on": draw.day, "firm": firm(draw.rng, "food"),
        "industry": draw.pick({"equipment": 26, "food": 24, "materials": 20, "logistics": 14, "tourism": 8, "other": 8}),
        "amount": draw.between(5, 90) * 1_000_000, "visited_on": visited, "turned_on": turned,
        "closed_on": draw.after(visited, 60, 150) if visited and not turned and draw.chance(0.4) else None,
    }  # fmt: skip


def bid(draw: Draw) -> Row:
    """Money asked for from above, granted in part, spent in part."""
    kind = draw.pick({"bond": 40, "central": 22, "treasury": 12, "province": 26})
    asked = draw.between(4, 60) * 1_000_000
    passed = draw.after(draw.day, 20, 60) if draw.chance(0.85) else None
    granted_on = draw.after(passed, 20, 80)
    granted = asked * draw.between(6, 10) // 10 if granted_on else None
    return {
        "project": f"{draw.one_of(PROJECT_NAMES['infrastructure'])}{draw.number}期", "kind": kind, "applied_on": draw.day, "asked": asked,
        "passed_on": passed, "granted_on": granted_on, "granted": granted,
        "spent": granted * draw.between(55, 96) // 100 if granted else None,
    }  # fmt: skip


def issue(draw: Draw) -> Row:
    """What a firm asked to be solved: handed on, solved, called back, struck off."""
    matter = draw.pick(
        {"land": 14, "utilities": 22, "labour": 18, "finance": 14, "permits": 18, "policy": 11, "other": 3}
    )
    term = {"land": 28, "permits": 7}.get(matter, 14)
    late = draw.chance(0.05)
    solved = draw.after(draw.day, term + 1, term + 9) if late else draw.after(draw.day, 1, term - 1)
    struck = draw.after(solved, 2, 7)
    return {
        "issue_no": f"QS{draw.year}-{draw.number:03d}", "firm": firm(draw.rng, draw.one_of(tuple(TRADES))), "matter": matter,
        "channel": draw.pick({"officer": 56, "green": 30, "meeting": 14}), "detail": "企业提出的具体问题见诉求单", "raised_on": draw.day,
        "handler": f"{AREA_BUREAU}-{draw.between(2, 4)}", "handed_on": draw.day, "due_on": draw.day + timedelta(term), "solved_on": solved,
        "struck_off_on": struck, "satisfaction": draw.pick({"satisfied": 88, "fair": 9, "dissatisfied": 3}) if struck else None,
    }  # fmt: skip


def area_request(draw: Draw) -> Row:
    """A resident's request in the area."""
    channel = draw.pick({"hotline": 82, "online": 11, "visit": 7})
    term = 7 if channel == "hotline" else 14
    replied = draw.after(draw.day, term, term + 8) if draw.chance(0.04) else draw.after(draw.day, 1, term - 3)
    closed = draw.after(replied, 0, 2)
    called = draw.after(closed, 1, 6) if draw.chance(0.85) else None
    return {
        "request_no": f"GD{draw.year}-{draw.number:04d}", "channel": channel,
        "matter": draw.pick({"land": 20, "wages": 16, "noise": 24, "roads": 22, "homes": 12, "other": 6}), "place": "碧涧大道沿线",
        "point": point(draw.rng), "received_on": draw.day, "handler": f"{AREA_BUREAU}-{draw.between(2, 4)}", "handed_on": draw.day,
        "due_on": draw.day + timedelta(term), "replied_on": replied, "closed_on": closed, "called_back_on": called,
        "satisfaction": draw.pick({"satisfied": 80, "fair": 15, "dissatisfied": 5}) if called else None,
    }  # fmt: skip


def taking(draw: Draw) -> Row:
    """Land taken for a project: agreed, paid, handed over."""
    agreed = draw.after(draw.day, 20, 80)
    paid = draw.after(agreed, 8, 35)
    land = draw.between(400, 5200) / 100
    return {
        "parcel_no": f"DK{draw.year}-{draw.number:02d}", "project": f"{draw.one_of(WORDS)}项目用地", "outline": outline(draw.rng),
        "land": f"{land:.2f}", "buildings": f"{draw.between(0, 180000) / 100:.2f}", "households": draw.between(2, 26), "begun_on": draw.day,
        "agreed_on": agreed, "paid_on": paid, "compensation": round(land * draw.between(52, 68)) * 1000 if paid else None,
        "delivered_on": draw.after(paid, 5, 30),
    }  # fmt: skip


def land_spot(draw: Draw) -> Row:
    """A spot of changed ground: verified, then closed; a few are doubles and left out."""
    doubled = draw.chance(0.06)
    verified = None if doubled else draw.after(draw.day, 2, 13)
    verdict = draw.pick({"illegal": 24, "lawful": 56, "temporary": 20}) if verified else None
    land = draw.between(30, 900) / 100
    excluded = draw.after(draw.day, 3, 12) if doubled else None
    return {
        "spot_no": f"YD{draw.year}{draw.day.month:02d}-{draw.number:03d}", "batch": draw.day.month, "outline": outline(draw.rng),
        "land": f"{land:.2f}", "farmland": f"{land * draw.between(0, 60) / 100:.2f}", "issued_on": draw.day,
        "due_on": draw.day + timedelta(14), "verified_on": verified, "verdict": verdict,
        "closed_on": draw.after(verified, *((20, 90) if verdict == "illegal" else (0, 10))),
        "excluded_on": excluded, "exclude_reason": "与上期图斑重复" if excluded else None,
    }  # fmt: skip


def inspection(draw: Draw) -> Row:
    """A safety inspection of a firm or a site."""
    return {
        "inspected_on": draw.day, "firm": firm(draw.rng, draw.one_of(tuple(TRADES))),
        "kind": draw.pick({"daily": 58, "special": 24, "expert": 10, "joint": 8}), "officers": draw.between(2, 6),
    }  # fmt: skip


def hazard(draw: Draw) -> Row:
    """A hazard: mended on the spot or in time, checked by another and struck off."""
    on_site = draw.chance(0.45)
    mended = draw.day if on_site else draw.after(draw.day, 3, 20)
    return {
        "hazard_no": f"YH{draw.year}-{draw.number:03d}", "firm": firm(draw.rng, draw.one_of(tuple(TRADES))),
        "detail": draw.one_of(("消防通道堆物", "配电箱未锁闭", "作业审批表不全", "防护栏缺失", "灭火器过期")),
        "level": "major" if not on_site and draw.chance(0.04) else "general", "remedy": "on_site" if on_site else "ordered",
        "found_on": draw.day, "due_on": draw.day + timedelta(1 if on_site else 21), "mended_on": mended,
        "struck_off_on": draw.after(mended, 1, 6), "reworks": 1 if not on_site and draw.chance(0.05) else 0,
    }  # fmt: skip


AREA = {
    "investment_trips": Recipe(64, trip, SPRING_AUTUMN, 1.2, AREA_BUREAU),
    "investment_leads": Recipe(96, lead, EVEN, 1.1, AREA_BUREAU),
    "fund_bids": Recipe(18, bid, (9, 9, 8, 3, 2, 2, 2, 3, 4, 2, 1, 1), 1.15, AREA_BUREAU),
    "firm_issues": Recipe(150, issue, EVEN, 1.1, AREA_BUREAU),
    "area_requests": Recipe(320, area_request, EVEN, 1.05, AREA_BUREAU),
    "land_takings": Recipe(34, taking, EVEN, 0.9, AREA_BUREAU),
    "land_spots": Recipe(72, land_spot, EVEN, 0.85, AREA_BUREAU, batch_day=9),
    "area_inspections": Recipe(210, inspection, SPRING_AUTUMN, 1.1, AREA_BUREAU),
    "area_hazards": Recipe(160, hazard, SPRING_AUTUMN, 0.92, AREA_BUREAU),
}


def area_firms(year: int) -> list[Row]:
    """Firms in the order they came; some grow above the scale, some are recognised as high-tech, a few leave."""
    first, last = (0, 58) if year == 2023 else (58, 66)
    return [firm_row(Random(f"qinghe/area-firm/{number}"), number) for number in range(first, last)]


def firm_row(rng: Random, number: int) -> Row:
    """One firm by its number."""
    industry = rng.choice(tuple(TRADES))
    since = date(2016 + number // 9, 1 + number % 9, 12) if number < 58 else date(2024, number - 57, 12)
    scaled = since + timedelta(rng.randint(300, 1500)) if rng.random() < 0.6 else None
    tech = since + timedelta(rng.randint(400, 1800)) if industry in {"equipment", "materials"} else None
    return {
        "unit": AREA_BUREAU, "firm": f"碧涧{WORDS[number % 12]}{TRADES[industry]}{'一二三四五六'[number // 12]}厂", "industry": industry,
        "point": point(rng), "since": since, "scaled_on": known(scaled), "high_tech_on": known(tech),
        "until": date(2024, 3, 29) if number in (7, 31) else None,
    }  # fmt: skip


def known(day: date | None) -> date | None:
    """The day if it has come."""
    return day if day and day <= AS_OF else None


def area_outputs(year: int) -> list[Row]:
    """The area's economy by month, in yuan, as the offices of statistics and taxation confirmed it."""
    rng = Random(f"qinghe/outputs/{year}")
    growth = 1 if year == 2023 else 1.083
    return [
        {"unit": AREA_BUREAU, "counted_on": end, "output": round(rng.randint(29_000, 36_000) * growth) * 10_000,
         "investment": round(rng.randint(6_200, 8_900) * growth) * 10_000, "tax": round(rng.randint(1_050, 1_420) * growth) * 10_000,
         "trade": rng.randint(700, 1_300) * 10_000, "source_doc": f"{year}年{end.month}月统计、税务月报"}
        for end in month_ends(year)
    ]  # fmt: skip


POSTS = ("党工委副书记", "管委会副主任", "经济发展局局长", "规划建设局局长", "社会事务局局长", "招商专员")


def service_officers(year: int) -> list[Row]:
    """One officer for each of the larger firms, and for projects in building; changed hands once."""
    if year != 2023:
        return [officer(f"{year}年重点项目{number}", "project", number, date(year, 2, 20)) for number in range(1, 9)]
    firms = [officer(row["firm"], "firm", number, date(2023, 1, 9)) for number, row in enumerate(area_firms(2023)[:30])]
    return [
        *firms,
        *(officer(f"2023年重点项目{number}", "project", number, date(2023, 2, 15)) for number in range(1, 13)),
    ]


def officer(target: str, kind: str, number: int, since: date) -> Row:
    """Which post serves whom."""
    return {"unit": AREA_BUREAU, "target": target, "kind": kind, "post": POSTS[number % len(POSTS)],
            "office": f"{AREA_BUREAU}-{1 + number % 4}", "since": since,
            "until": date(2024, 1, 31) if kind == "project" and since.year == 2023 and number < 6 else None}  # fmt: skip


AREA_LISTS: dict[str, Callable[[int], list[Row]]] = {
    "projects": projects,
    "project_payments": project_payments,
    "area_firms": area_firms,
    "area_outputs": area_outputs,
    "service_officers": service_officers,
}
