"""水务局: works, permits, meters, wells, fees, river patrols, flood supplies, soil, resettlement, requests."""

from collections.abc import Callable
from datetime import date, timedelta
from functools import cache
from random import Random

from bihuan.demo.county import COUNTY_CODE, TOWNS, WATER_BUREAU
from bihuan.demo.draws import AS_OF, EVEN, SUMMER, Draw, Recipe, Row
from bihuan.demo.outlines import point_text
from bihuan.demo.recipes.steps import counted, month_ends, passed, workdays_after

RIVERS = ("青禾河", "蕉溪", "墨泉水", "菱湾水", "竹汀涌", "槐岭溪")
OFFICES = tuple(f"{WATER_BUREAU}-{number}" for number in range(1, 6))
PROBLEM_DAYS = {"occupied": 30, "mined": 30, "dumped": 30, "built": 60, "sewage": 15, "floating": 7}
WORDS = {
    "outage": "停水",
    "quality": "水质发黄",
    "fee": "水费有疑问",
    "leak": "管道漏水",
    "river": "河面漂浮物",
    "other": "其他用水问题",
}


def water_request(draw: Draw) -> Row:
    """A request about supply or rivers: handed on, answered, closed, checked, rated."""
    matter = draw.pick({"outage": 30, "quality": 18, "fee": 20, "leak": 22, "river": 6, "other": 4})
    due = workdays_after(draw.day, {"outage": 2, "leak": 3}.get(matter, 10))
    late = draw.slow(0.04)
    replied = draw.after(due, 1, 9) if late else draw.after(draw.day, 0, max(0, (due - draw.day).days - 1))
    closed = draw.after(replied, 0, 1)
    waiting = replied is None and (AS_OF - draw.day).days <= 1
    return {
        "request_no": f"GS{draw.year}-{draw.number:04d}",
        "channel": draw.pick({"hotline": 66, "online": 12, "petition_platform": 4, "counter": 18}),
        "matter": matter,
        "content": f"{draw.place}{WORDS[matter]}",
        "place": draw.place,
        "point": point_text(draw.town, f"water/{draw.year}/{draw.number}"),
        "handler": None if waiting else draw.town.code if draw.chance(0.6) else OFFICES[1],
        "received_on": draw.day,
        "due_on": due,
        "dispatched_on": None if waiting else draw.day,
        "replied_on": replied,
        "closed_on": closed,
        "checked_on": draw.after(closed, 1, 6),
        "satisfaction": draw.pick({"satisfied": 80, "fair": 15, "dissatisfied": 5})
        if closed and draw.chance(0.7)
        else None,
        "reworks": counted(draw, 0.03),
        "extensions": counted(draw, 0.02),
    }


def permit(draw: Draw) -> Row:
    """A permit to take water for five years."""
    return {
        "permit_no": f"取水（青禾）字〔{draw.year}〕第{draw.number:03d}号",
        "holder": f"{draw.town.name[:2]}{draw.one_of(('灌溉管理站', '食品厂', '自来水站', '电站', '砂石厂'))}",
        "source": draw.pick({"surface": 70, "ground": 30}),
        "volume": draw.between(200, 9000) / 100,
        "metered": draw.chance(0.88),
        "granted_on": draw.day,
        "valid_until": draw.day.replace(year=draw.year + 5, day=1) - timedelta(1),
        "cancelled_on": draw.after(draw.day, 60, 400) if draw.chance(0.05) else None,
    }


def soil_work(draw: Draw) -> Row:
    """A scheme approved, a site inspected, or land treated."""
    kind = draw.pick({"scheme": 45, "inspection": 40, "treatment": 15})
    return {
        "matter_no": f"SB{draw.year}-{draw.number:03d}",
        "kind": kind,
        "subject": f"{draw.town.name[:2]}{('小流域治理' if kind == 'treatment' else '建设项目')}（{draw.number}）",
        "approved_on": draw.day,
        "area": draw.between(40, 260) / 100 if kind == "treatment" else None,
        "fee": draw.between(5, 90) * 1000 if kind == "scheme" else None,
        "done_on": draw.after(draw.day, 40, 160) if kind == "treatment" else draw.day,
    }


WATER: dict[str, Recipe] = {
    "water_requests": Recipe(420, water_request, SUMMER, growth=1.06),
    "intake_permits": Recipe(34, permit, EVEN, unit=WATER_BUREAU, growth=1.1),
    "soil_works": Recipe(46, soil_work, EVEN),
}

PROJECTS = (  # name, kind, km, yuan, started, months, grade
    ("蕉溪水库除险加固", "reservoir", 0.62, 8_600_000, date(2022, 10, 12), 11, "excellent"),
    ("岚坞水库除险加固", "reservoir", 0.48, 6_900_000, date(2023, 3, 20), 9, "passed"),
    ("鹭谷水库除险加固", "reservoir", 0.55, 7_400_000, date(2024, 1, 15), 8, "excellent"),
    ("青禾河城区段治理", "river", 6.4, 42_000_000, date(2022, 11, 8), 10, "excellent"),
    ("墨泉水中小河流治理", "river", 11.25, 36_500_000, date(2023, 9, 5), 11, "excellent"),
    ("菱湾水中小河流治理", "river", 9.8, 31_200_000, date(2024, 2, 26), 14, None),
    ("竹汀涌堤防加固", "dyke", 4.35, 18_800_000, date(2023, 1, 10), 8, "passed"),
    ("槐岭溪堤防加固", "dyke", 3.9, 16_300_000, date(2023, 11, 14), 10, "excellent"),
    ("霞坪灌区改造", "irrigation", 21.6, 27_000_000, date(2023, 10, 9), 11, "passed"),
    ("芦陂灌区改造", "irrigation", 18.2, 24_500_000, date(2024, 4, 18), 12, None),
    ("北片农村供水提升", "supply", 32.5, 22_600_000, date(2022, 12, 1), 10, "passed"),
    ("南片农村供水提升", "supply", 28.4, 20_900_000, date(2024, 3, 11), 7, "excellent"),
    ("青禾河碧道", "greenway", 7.2, 15_400_000, date(2024, 5, 6), 12, None),
)
CONTENTS = ("坝坡护砌", "溢洪道改造", "清淤疏浚", "护岸工程", "穿堤涵闸", "管理用房", "巡查道路", "观测设施")


def project_number(index: int) -> str:
    """The number of a project."""
    return f"SL-{index + 1:02d}"


def project_sections(index: int) -> int:
    """How many sections a project is built in."""
    return 1 + index % 3


def project_items(index: int) -> int:
    """How many items its list has."""
    return 3 + index % 5


def completion(start: date, months: int) -> date | None:
    """When a project was completed; None while it is being built."""
    return passed(start + timedelta(months * 30))


def projects_of(year: int) -> list[int]:
    """The projects that are entered in a year's workbook: by the year they began, the earlier ones in 2023."""
    return [at for at, project in enumerate(PROJECTS) if (project[4].year >= 2024) == (year == 2024)]


def water_projects(year: int) -> list[Row]:
    """The works; money and progress as they stand at the end of October 2024."""
    rows = []
    for at in projects_of(year):
        name, kind, length, planned, start, months, grade = PROJECTS[at]
        completed = completion(start, months)
        accepted = passed(completed + timedelta(50)) if completed and grade else None
        share = 100 if completed else min(95, (AS_OF - start).days * 100 // (months * 30))
        rows.append(
            {
                "unit": WATER_BUREAU, "project_no": project_number(at), "name": name, "kind": kind, "sections": project_sections(at),
                "items": project_items(at), "length": f"{length:.3f}", "planned": planned, "paid": planned * share // 100,
                "approved_on": start - timedelta(120), "started_on": start, "due_on": start + timedelta(months * 30 + 10),
                "completed_on": completed, "accepted_on": accepted, "grade": grade if accepted else None,
            }
        )  # fmt: skip
    return rows


def water_sections(year: int) -> list[Row]:
    """Each project's sections: their lengths sum to the project's."""
    rows = []
    for at in projects_of(year):
        _, _, length, _, start, months, grade = PROJECTS[at]
        count = project_sections(at)
        metres = [round(length * 1000) // count] * count
        metres[0] += round(length * 1000) - sum(metres)
        completed = completion(start, months)
        for number, metre in enumerate(metres, start=1):
            planned = metre * (9 + at % 5)
            share = 100 if completed else min(90, (AS_OF - start).days * 100 // (months * 30))
            rows.append(
                {
                    "unit": WATER_BUREAU, "project_no": project_number(at), "section_no": f"第{number}标段",
                    "contractor": f"青禾{('明渠', '同筑', '恒序')[number % 3]}水利工程有限公司", "length": f"{metre / 1000:.3f}",
                    "earthwork_planned": planned, "earthwork": planned * share // 100, "started_on": start,
                    "accepted_on": passed(completed + timedelta(30)) if completed and grade else None,
                    "grade": grade if completed and grade and passed(completed + timedelta(30)) else None,
                }
            )  # fmt: skip
    return rows


def water_items(year: int) -> list[Row]:
    """Each project's list, as many items as the project states."""
    rows = []
    for at in projects_of(year):
        start, months = PROJECTS[at][4], PROJECTS[at][5]
        for number in range(project_items(at)):
            rows.append(
                {
                    "unit": WATER_BUREAU, "project_no": project_number(at), "item": CONTENTS[(at + number) % len(CONTENTS)],
                    "amount": 10 * (1 + number) + at, "measure_word": "米", "listed_on": start,
                    "done_on": passed(start + timedelta(months * 30 * (number + 1) // project_items(at))),
                }
            )  # fmt: skip
    return rows


STEPS = (  # name, yuan, days of each step (None: still to come)
    ("雁泉水库新建", 180_000_000, (date(2023, 3, 6), date(2023, 9, 12), date(2024, 6, 18), None, None, None)),
    ("星岩中型灌区改造", 46_000_000, (date(2023, 5, 22), date(2023, 11, 20), date(2024, 3, 28), date(2024, 7, 9), date(2024, 9, 24), None)),
    ("枫冲河治理", 28_000_000, (date(2023, 8, 15), date(2024, 4, 11), None, None, None, None)),
    ("梨垄片区供水", 19_000_000, (date(2024, 2, 5), date(2024, 8, 22), None, None, None, None)),
    ("露岭水库除险加固", 9_000_000, (date(2024, 6, 3), None, None, None, None, None)),
)  # fmt: skip


def project_steps(year: int) -> list[Row]:
    """Projects on their way to being built, and where they wait."""
    fields = ("proposed_on", "studied_on", "designed_on", "land_on", "tendered_on", "started_on")
    return [
        {"unit": WATER_BUREAU, "name": name, "invested": invested, **dict(zip(fields, days, strict=True)),
         "waits_for": None if days[4] else "等待用地批准" if days[2] else "等待上级批复"}
        for name, invested, days in STEPS
        if days[0].year == year
    ]  # fmt: skip


@cache
def meters() -> tuple[Row, ...]:
    """Month by month since January 2023, each town and kind: one month's closing is the next one's opening."""
    rng = Random("qinghe/meters")
    rows: list[Row] = []
    for town in TOWNS:
        for kind, size in (("farm", 14), ("industry", 2), ("household", 120)):
            held = town.weight * size // 4
            for at, day in enumerate([*month_ends(2023), *month_ends(2024)]):
                came, went = rng.randint(0, 2 + size * town.weight // 300), rng.randint(0, 1 + size // 40)
                went = min(went, held)
                rows.append({"unit": town.code, "kind": kind, "counted_on": day, "first": True if at == 0 else None, "opening": held,
                             "installed": came, "taken_out": went, "closing": held + came - went})  # fmt: skip
                held += came - went
    return tuple(rows)


def meter_flows(year: int) -> list[Row]:
    """One year of the meters' books."""
    return [row for row in meters() if row["counted_on"].year == year]


@cache
def supplies() -> tuple[Row, ...]:
    """Stores of the county and of eight towns by month; most is issued in the flood season."""
    rng = Random("qinghe/supplies")
    rows: list[Row] = []
    for unit in (COUNTY_CODE, *(town.code for town in TOWNS[:8])):
        for item, size in (("sandbag", 4000), ("boat", 3), ("pump", 6), ("jacket", 80), ("lamp", 40), ("generator", 2)):
            held = size * (3 if unit == COUNTY_CODE else 1)
            for at, day in enumerate([*month_ends(2023), *month_ends(2024)]):
                wet = 5 <= day.month <= 9
                went = rng.randint(0, max(1, size // 12)) if wet else 0
                came = rng.randint(0, max(1, size // 8)) if day.month in (3, 4, 10) else 0
                rows.append({"unit": unit, "item": item, "counted_on": day, "first": True if at == 0 else None, "opening": held,
                             "received": came, "issued": min(went, held), "closing": held + came - min(went, held),
                             "check_due_on": day + timedelta(180)})  # fmt: skip
                held += came - min(went, held)
    return tuple(rows)


def flood_supplies(year: int) -> list[Row]:
    """One year of the stores' books."""
    return [row for row in supplies() if row["counted_on"].year == year]


TARIFFS = {"resource": "0.2000", "farm": "0.1250", "supply": "1.9500"}


def water_fees(year: int) -> list[Row]:
    """Each town's bills by month: volume times tariff is due, most of it collected."""
    rng = Random(f"qinghe/fees/{year}")
    rows = []
    for day in month_ends(year):
        for town in TOWNS:
            for kind, tariff in TARIFFS.items():
                volume = town.weight * rng.randint(60, 110) * {"resource": 8, "farm": 10, "supply": 3}[kind] // 10 * 40
                due = volume * int(tariff.replace(".", "")) // 10000
                rows.append({"unit": town.code, "kind": kind, "billed_on": day, "volume": volume, "tariff": tariff, "due": due,
                             "collected": due * rng.randint(88, 100) // 100})  # fmt: skip
    return rows


BATCHES = {2023: (("2023年第一批", date(2023, 3, 1), 24), ("2023年第二批", date(2023, 8, 1), 18)),
           2024: (("2024年第一批", date(2024, 3, 4), 26), ("2024年第二批", date(2024, 9, 2), 20))}  # fmt: skip


def well_batches(year: int) -> list[Row]:
    """Public notices that close a number of wells."""
    return [
        {"unit": WATER_BUREAU, "batch": batch, "announced_on": day, "stated": count, "due_on": day + timedelta(60)}
        for batch, day, count in BATCHES[year]
    ]


def wells(year: int) -> list[Row]:
    """Every well of the county; those of a batch closed within two months, a few late, the last batch still open in part."""
    rng = Random("qinghe/wells")
    listed = [(batch, day) for whole in BATCHES.values() for batch, day, count in whole for _ in range(count)]
    listed += [("", date(2024, 12, 31))] * 35
    return [well(rng, number, batch, day) for number, (batch, day) in enumerate(listed)] if year == 2023 else []


def well(rng: Random, number: int, batch: str, ordered: date) -> Row:
    """One well."""
    town = TOWNS[rng.randrange(len(TOWNS))]
    closed = passed(ordered + timedelta(rng.randint(12, 66))) if batch else None
    return {
        "unit": town.code, "well_no": f"J-{number + 1:03d}", "holder": f"{town.name[:2]}{rng.choice(('洗车场', '酒店', '纸品厂', '小区'))}",
        "depth": rng.randint(180, 900) / 10, "point": point_text(town, f"well/{number}"), "registered_on": date(2020, 1 + number % 12, 6),
        "batch": batch or None, "ordered_on": ordered if batch else None, "due_on": ordered + timedelta(60) if batch else None,
        "closed_on": closed, "checked_on": passed(closed + timedelta(rng.randint(3, 12))) if closed else None,
        "reworks": 1 if rng.random() < 0.03 and closed else None,
    }  # fmt: skip


@cache
def patrols(year: int) -> tuple[tuple[Row, ...], tuple[Row, ...]]:
    """A year's patrols and the problems that they found."""
    rng = Random(f"qinghe/patrols/{year}")
    walked, found = [], []
    for number in range(1, 641):
        day = date(year, 1, 2) + timedelta(rng.randint(0, 362))
        town = rng.choices(TOWNS, [town.weight for town in TOWNS])[0]
        problems = rng.choices((0, 1, 2), (74, 20, 6))[0]
        if day > AS_OF:
            continue
        patrol_no, river = f"XH{year}-{number:04d}", rng.choice(RIVERS)
        walked.append({"unit": town.code, "patrol_no": patrol_no, "patrolled_on": day, "river": river,
                       "level": rng.choices(("county", "town", "village"), (4, 30, 66))[0],
                       "length": rng.randint(8, 60) / 10, "problems": problems})  # fmt: skip
        found += [problem(rng, town.code, f"{number:04d}-{at}", patrol_no, river, day) for at in range(1, problems + 1)]
    return tuple(walked), tuple(found)


def problem(rng: Random, unit: str, number: str, patrol_no: str, river: str, day: date) -> Row:
    """A problem of a river and its life: handed to the town, put right, re-checked and struck off."""
    kind = rng.choices(tuple(PROBLEM_DAYS), (14, 3, 26, 7, 16, 34))[0]
    town = next(town for town in TOWNS if town.code == unit)
    term = PROBLEM_DAYS[kind]
    late = rng.random() < 0.05
    closed = passed(day + timedelta(rng.randint(term + 1, term + 20) if late else rng.randint(2, term)))
    waiting = closed is None and (AS_OF - day).days <= 4
    return {
        "unit": unit, "problem_no": f"HH{day.year}-{number}", "patrol_no": patrol_no, "river": river, "kind": kind,
        "place": f"{town.name[:2]}段", "point": point_text(town, f"river/{day.year}/{number}"), "handler": None if waiting else unit,
        "found_on": day, "dispatched_on": None if waiting else day, "due_on": day + timedelta(term), "closed_on": closed,
        "struck_off_on": passed(closed + timedelta(rng.randint(1, 12))) if closed else None,
        "reworks": 1 if closed and rng.random() < 0.04 else None, "extensions": 1 if rng.random() < 0.03 else None,
    }  # fmt: skip


def resettlement(year: int) -> list[Row]:
    """Half-yearly payments and the yearly projects and trainings, by town; towns with few are counted with the county."""
    rng = Random(f"qinghe/resettlement/{year}")
    rows = []
    for month, batch in ((4, "上半年"), (10, "下半年")):
        for town in TOWNS[4:14]:
            persons = 20 + town.weight * 2 + rng.randint(0, 9)
            due = persons * 300
            rows.append({"unit": town.code, "kind": "direct", "batch": f"{year}年{batch}", "paid_on": date(year, month, 22),
                         "persons": persons, "amount_due": due, "amount": due - (300 if rng.random() < 0.1 else 0)})  # fmt: skip
    rows += [
        {"unit": COUNTY_CODE, "kind": "project", "batch": f"{year}年度", "paid_on": date(year, 9, 25), "persons": 860,
         "amount": 3_400_000 + 150_000 * (year - 2023)},
        {"unit": COUNTY_CODE, "kind": "training", "batch": f"{year}年度", "paid_on": date(year, 6, 18), "persons": 130, "amount": 65_000},
    ]  # fmt: skip
    return rows


WATER_LISTS: dict[str, Callable[[int], list[Row]]] = {
    "water_projects": water_projects,
    "water_sections": water_sections,
    "water_items": water_items,
    "project_steps": project_steps,
    "meter_flows": meter_flows,
    "flood_supplies": flood_supplies,
    "water_fees": water_fees,
    "well_batches": well_batches,
    "wells": wells,
    "river_patrols": lambda year: list(patrols(year)[0]),
    "river_problems": lambda year: list(patrols(year)[1]),
    "resettlement_support": resettlement,
}
