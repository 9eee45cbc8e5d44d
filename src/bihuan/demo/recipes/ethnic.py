"""民族宗教事务局: model units, education bases, the service desk, subsidised loans. Nobody is listed, services are counted by matter."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from random import Random

from bihuan.demo.county import ETHNIC_BUREAU, TOWNS, Town
from bihuan.demo.draws import AS_OF, EVEN, Draw, Recipe, Row

SERVICES = {"permit": 26, "schooling": 14, "jobs": 18, "trade": 16, "language": 8, "law": 7, "medical": 9, "other": 2}
PURPOSES = {
    "permit": "办理居住证", "schooling": "办理入学转学", "jobs": "推荐岗位", "trade": "办理营业执照", "language": "报名语言学习班",
    "law": "联系法律援助", "medical": "办理医保参保", "other": "办理所提事项",
}  # fmt: skip
TERMS = {"law": 14, "schooling": 21}  # calendar days that the working days of the pack come to


def service_request(draw: Draw) -> Row:
    """What a resident asked for at the desk: consent, purpose, a day by which what was given is erased. No ethnicity."""
    service = draw.pick(SERVICES)
    term = TERMS.get(service, 7)
    served = draw.after(draw.day, term + 1, term + 6) if draw.slow(0.03) else draw.after(draw.day, 0, term - 1)
    rated = draw.after(served, 1, 6) if draw.chance(0.7) else None
    expires = draw.day + timedelta(90)
    return {
        "request_no": f"FW{draw.year}-{draw.number:04d}",
        "service": service,
        "channel": draw.pick({"desk": 64, "phone": 22, "online": 14}),
        "detail": PURPOSES[service],
        "consent": True,
        "purpose": PURPOSES[service],
        "expires_on": expires,
        "erased_on": expires if expires <= AS_OF and draw.chance(0.985) else None,
        "received_on": draw.day,
        "handler": f"{ETHNIC_BUREAU}-2",
        "handed_on": draw.day,
        "due_on": draw.day + timedelta(term),
        "served_on": served,
        "rated_on": rated,
        "satisfaction": draw.pick({"satisfied": 84, "fair": 13, "dissatisfied": 3}) if rated else None,
    }


ETHNIC = {"service_requests": Recipe(420, service_request, season=EVEN, growth=1.12)}

KINDS = {
    "community": "中心社区", "village": "", "school": "中心小学", "enterprise": "禾丰食品有限公司", "agency": "便民服务中心",
    "town": "", "scenic": "古埠景区",
}  # fmt: skip
CREATED = {  # year → (level, kinds of the towns that applied, from which town on)
    2020: (("county", ("community", "school", "village", "agency", "enterprise", "town"), 0), ("city", ("community", "school"), 2)),
    2021: (("county", ("village", "community", "enterprise"), 6), ("province", ("community",), 0)),
    2022: (("county", ("school", "village", "agency", "scenic"), 9), ("city", ("village", "town"), 4)),
    2023: (("county", ("community", "village", "school", "enterprise", "agency"), 13), ("city", ("enterprise", "agency"), 1)),
    2024: (("county", ("community", "village", "school", "enterprise", "town", "scenic"), 3), ("city", ("school", "village"), 7),
           ("province", ("school",), 2)),
}  # fmt: skip
REFUSED = 79.5  # a score that is not enough for a name


def unit_name(town: Town, kind: str) -> str:
    """The organisation of a town that applies."""
    return town.name if kind == "town" else town.villages[0] if kind == "village" else f"{town.name}{KINDS[kind]}"


def model_units(year: int) -> list[Row]:
    """Applications of the year, with 2023 those before it; each fifth scores too low, one named in 2020 has left since."""
    years = [one for one in CREATED if one == year or (year == 2023 and one < year)]
    return [row for one in years for row in units_applied(one)]


def units_applied(year: int) -> Iterator[Row]:
    """One year's applications: applied in March, scored in May and June, named in September."""
    rng = Random(f"qinghe/model/{year}")
    for level, kinds, first in CREATED[year]:
        for index, kind in enumerate(kinds):
            town = TOWNS[(first + index * 2) % len(TOWNS)]
            low = index == 4
            scored = date(year, 5, 20) + timedelta(rng.randint(0, 30))
            named = None if low else date(year, 9, 10 + index)
            yield {
                "unit": town.code, "name": unit_name(town, kind), "kind": kind, "level": level, "batch": f"第{year - 2017}批",
                "applied_on": date(year, 3, 5 + index), "scored_on": scored, "score": REFUSED if low else f"{rng.randint(850, 975) / 10}",
                "named_on": named, "document": f"青民宗〔{year}〕{12 + index}号" if named else None,
                "removed_on": date(2024, 4, 18) if (year, level, index) == (2020, "county", 5) else None,
            }  # fmt: skip


def model_rechecks(year: int) -> list[Row]:
    """Those named two or three years before come up again; one is told to mend, in 2024 one fails."""
    rng = Random(f"qinghe/rechecks/{year}")
    named = [row for row in model_units(2023) if row["named_on"] and row["named_on"].year in (year - 3, year - 2)]
    return [recheck(rng, year, index, row) for index, row in enumerate(named)]


def recheck(rng: Random, year: int, index: int, row: Row) -> Row:
    """One round of one unit, the last of a year still to be made."""
    done = None if year == 2024 and index == 6 else date(year, 4, 8) + timedelta(rng.randint(0, 60))
    result = "fail" if row["removed_on"] and year == 2024 else "mend" if index == 3 else "keep"
    return {
        "unit": row["unit"], "name": row["name"], "level": row["level"], "planned_on": date(year, 3, 28), "due_on": date(year, 6, 24),
        "rechecked_on": done, "result": result if done else None, "mended_on": done + timedelta(40) if done and result == "mend" else None,
    }  # fmt: skip


BASES = (
    ("青禾县民族团结进步教育馆", "hall", "city", 0, date(2021, 6, 18)), ("云桥石榴主题公园", "park", "county", 1, date(2022, 5, 20)),
    ("鹤洲水街文化长廊", "corridor", "county", 2, date(2022, 9, 28)), ("墨泉实验学校实践基地", "practice", "city", 3, date(2023, 4, 10)),
    ("竹汀匠人工坊实践基地", "practice", "county", 6, date(2023, 8, 25)), ("兰谷民俗教育馆", "hall", "county", 10, date(2024, 5, 16)),
)  # fmt: skip


def education_bases(year: int) -> list[Row]:
    """Bases by the year they were opened in, earlier ones with 2023."""
    return [
        {"unit": TOWNS[town].code, "name": name, "kind": kind, "level": level, "opened_on": opened}
        for name, kind, level, town, opened in BASES
        if opened.year == year or (year == 2023 and opened.year < year)
    ]


def base_visits(year: int) -> list[Row]:
    """Groups that visited each base, a few a month since it was opened."""
    rng = Random(f"qinghe/visits-of-bases/{year}")
    rows = []
    for name, _, _, town, opened in BASES:
        for month in range(1, 13):
            for _ in range(rng.randint(1, 4)):
                day = date(year, month, rng.randint(2, 27))
                if opened < day <= AS_OF:
                    rows.append(
                        {
                            "unit": TOWNS[town].code,
                            "base": name,
                            "visited_on": day,
                            "visitors": rng.randint(18, 120),
                            "talks": rng.randint(1, 3),
                        }
                    )
    return rows


FIRMS = ("青禾绣坊手工艺有限公司", "鹤洲茶业有限公司", "墨泉银饰制作有限公司", "竹汀竹编有限公司", "兰谷食品有限公司")


def trade_subsidies(year: int) -> list[Row]:
    """Each firm applies a month after a quarter ends; approved and paid some weeks later."""
    rng = Random(f"qinghe/subsidies/{year}")
    rows: list[Row] = []
    for index, firm in enumerate(FIRMS):
        loan = (120 + 55 * index + (year - 2023) * 40) * 10_000
        for quarter, day in (
            (4, date(year, 1, 10)),
            (1, date(year, 4, 10)),
            (2, date(year, 7, 10)),
            (3, date(year, 10, 11)),
        ):
            interest = loan * rng.randint(62, 74) // 10_000
            approved = day + timedelta(rng.randint(12, 25))
            paid = approved + timedelta(rng.randint(10, 30))
            done = approved <= AS_OF
            rows.append({
                "unit": TOWNS[index * 2].code, "firm": firm, "quarter": f"{year - (quarter == 4)}年第{quarter}季度", "bank": "青禾农商银行",
                "loan": loan, "applied_on": day, "interest": interest, "approved_on": approved if done else None,
                "approved": interest * rng.randint(96, 100) // 100 if done else None, "paid_on": paid if paid <= AS_OF else None,
            })  # fmt: skip
    return [row for row in rows if row["applied_on"] <= AS_OF]


ETHNIC_LISTS: dict[str, Callable[[int], list[Row]]] = {
    "model_units": model_units,
    "model_rechecks": model_rechecks,
    "education_bases": education_bases,
    "base_visits": base_visits,
    "trade_subsidies": trade_subsidies,
}
