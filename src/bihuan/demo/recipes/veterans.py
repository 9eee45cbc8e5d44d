"""退役军人事务局: stations, benefits, placements, visits, files, requests. People are counted, never listed."""

from datetime import date, timedelta
from random import Random

from bihuan.demo.county import COUNTY_CODE, TOWNS, VETERANS_BUREAU, Town
from bihuan.demo.draws import AS_OF, EVEN, SPRING_AUTUMN, Draw, Recipe, Row
from bihuan.demo.recipes.steps import counted, month_ends

REQUEST_MATTERS = {"benefits": 34, "placement": 18, "insurance": 20, "hardship": 14, "honour": 6, "other": 8}
CLOSED_STATION = "QH-19-03"  # merged in 2023, so that the stock is not the number of names


def veteran_request(draw: Draw) -> Row:
    """A request with its clock, written reply, settlement and the person's own judgement."""
    late = draw.slow(0.03)
    replied = draw.after(draw.day, 31, 45) if late else draw.after(draw.day, 2, 14)
    resolved = draw.after(replied, 1, 13) if draw.chance(0.97) else None
    waiting = replied is None and (AS_OF - draw.day).days <= 3
    return {
        "request_no": f"TY{draw.year}-{draw.number:04d}",
        "matter": draw.pick(REQUEST_MATTERS),
        "received_on": draw.day,
        "due_on": draw.day + timedelta(30),  # the bureau's own promise; the law allows sixty
        "handler": None if waiting else f"{VETERANS_BUREAU}-{draw.between(2, 4)}",
        "answerable": "副局长" if draw.chance(0.08) else None,
        "dispatched_on": None if waiting else draw.day,
        "replied_on": replied,
        "resolved_on": resolved,
        "checked_on": draw.after(resolved, 1, 9),
        "satisfaction": draw.pick({"satisfied": 82, "fair": 14, "dissatisfied": 4}) if resolved else None,
        "reworks": counted(draw, 0.02),
    }


def job_fair(draw: Draw) -> Row:
    """A fair for veterans and their families."""
    firms = draw.between(18, 42)
    attendants = draw.between(90, 260)
    return {
        "held_on": draw.day,
        "name": f"退役军人军属专场招聘会（第{draw.number}场）",
        "firms": firms,
        "posts": firms * draw.between(9, 21),
        "attendants": attendants,
        "intents": attendants * draw.between(18, 34) // 100,
        "hired": attendants * draw.between(6, 15) // 100,
    }


def file_batch(draw: Draw) -> Row:
    """A batch of files: sorted, scanned, checked."""
    scanned = draw.after(draw.day, 8, 25)
    indexed = draw.after(scanned, 2, 8)
    return {
        "batch": f"{draw.year}年第{draw.number}批",
        "volumes": draw.between(70, 160),
        "received_on": draw.day,
        "scanned_on": scanned,
        "indexed_on": indexed,
        "checked_on": draw.after(indexed, 3, 12),
        "due_on": draw.day + timedelta(60),
    }


def card_registration(draw: Draw) -> Row:
    """A person's own registration by number, with consent; no contact is drawn: people are not invented."""
    issued = draw.after(draw.day, 10, 30) if draw.chance(0.9) else None
    return {
        "registration_no": f"DJ{draw.year}-{draw.number:04d}",
        "purpose": draw.pick({"file": 30, "card": 50, "both": 20}),
        "consented_on": draw.day,
        "issued_on": issued,
        "corrected_on": draw.after(draw.day, 5, 60) if draw.chance(0.04) else None,
        "withdrawn_on": draw.after(draw.day, 40, 90) if draw.chance(0.02) else None,
    }


SKILLS = ("driving", "electric", "welding", "cooking", "computing", "security", "medical", "farming")


def skill_registration(draw: Draw) -> Row:
    """What somebody can do and wants to be asked for, until it expires or is withdrawn."""
    placed = draw.after(draw.day, 15, 120) if draw.chance(0.45) else None
    return {
        "registration_no": f"JN{draw.year}-{draw.number:04d}",
        "skills": sorted(draw.rng.sample(SKILLS, draw.between(1, 2)), key=SKILLS.index),
        "consented_on": draw.day,
        "expires_on": draw.day + timedelta(730),
        "recommended": draw.between(0, 4),
        "placed_on": placed,
    }


VETERANS = {
    "card_registrations": Recipe(220, card_registration, season=EVEN),
    "skill_registrations": Recipe(90, skill_registration, season=SPRING_AUTUMN),
    "veteran_requests": Recipe(260, veteran_request, season=EVEN, growth=0.92),
    "job_fairs": Recipe(6, job_fair, season=SPRING_AUTUMN, unit=VETERANS_BUREAU, growth=1.3),
    "file_batches": Recipe(26, file_batch, season=EVEN, unit=VETERANS_BUREAU, growth=1.4),
}


def stations(year: int) -> list[Row]:
    """One centre, a station in every town and village. Later star grades and upgrades are written in the 2024 workbook."""
    if year != 2023:
        return [station(town, 0, upgraded=True) for town in TOWNS[:12]]
    centre = station_row(COUNTY_CODE, "青禾县退役军人服务中心", "county", date(2019, 4, 28), 6)
    below = [station(town, index) for town in TOWNS for index in range(len(town.villages) + 1)]
    return [{**centre, "star": "five", "star_on": date(2022, 12, 9), "five_haves_on": date(2020, 6, 30)}, *below]


def station(town: Town, index: int, *, upgraded: bool = False) -> Row:
    """The town's own station (index 0) or that of its n-th village."""
    code = f"{town.code}-{index:02d}" if index else town.code
    name = (town.villages[index - 1] if index else town.name) + "退役军人服务站"
    row = station_row(code, name, "village" if index else "town", date(2019, 6, 1 + index), 1 if index else 2)
    row["five_haves_on"] = date(2021, 3 + index, 15) if town.weight > 24 or not index else None
    met = row["five_haves_on"] is not None
    row |= {
        "has_body": True,
        "has_posts": met,
        "has_staff": True,
        "has_funds": met or town.weight > 22,
        "has_means": met,
    }
    row["closed_on"] = date(2023, 5, 31) if code == CLOSED_STATION else None
    if not index and town.weight >= 60:
        row |= {"star": "four" if town.weight >= 80 else "three", "star_on": date(2022, 11, 18)}
        row["star_evidence"] = "2022年度星级服务站评定通报"
    if upgraded:
        row["upgrade_planned_on"] = date(2024, 1, 15)
        row["upgraded_on"] = date(2024, 2 + int(town.code[-2:]) % 8, 20)
    return row


def station_row(unit: str, name: str, tier: str, opened_on: date, staff: int) -> Row:
    """The columns that every station fills."""
    return {
        "unit": unit,
        "name": name,
        "tier": tier,
        "opened_on": opened_on,
        "full_time": staff,
        "part_time": staff + 1,
    }


def registrations(year: int) -> list[Row]:
    """Every town's monthly counts of files made, cards applied for and issued; soldiers return twice a year."""
    rng = Random(f"qinghe/registrations/{year}")
    rows = []
    for day in month_ends(year):
        for town in TOWNS:
            applied = rng.randint(0, 2 + town.weight // 12)
            counts = {"filed": rng.randint(0, 1 + town.weight // 20), "card_applied": applied}
            counts["card_issued"] = max(0, applied - rng.randint(0, 2))
            if day.month in (4, 9):
                counts["returned"] = rng.randint(1, 2 + town.weight // 25)
            if day.month == 6:
                counts["confirmed"] = town.weight * 2 + rng.randint(0, 9)
            rows += [
                {"unit": town.code, "kind": kind, "counted_on": day, "persons": persons}
                for kind, persons in counts.items()
                if persons
            ]
    return rows


BENEFITS = {  # kind → (months, persons for each 100 of a town's weight, yuan a person)
    "pension": (tuple(range(1, 13)), 46, 1180),
    "medical": ((3, 6, 9, 12), 9, 1460),
    "hardship": ((2, 5, 8, 11), 4, 1900),
    "employee_insurance": ((7,), 5, 4120),
    "resident_insurance": ((8,), 30, 380),
    "family_allowance": ((7,), 11, 21400),
    "local_subsidy": ((9,), 8, 18600),
}


def benefits(year: int) -> list[Row]:
    """Payments by town, kind and batch; the yearly subsidy of one small town was late in 2023, so its rate is below 100 %."""
    rng = Random(f"qinghe/benefits/{year}")
    rows = []
    for kind, (months, share, amount) in BENEFITS.items():
        for number, month in enumerate(months, start=1):
            paid_on = date(year, month, 18)
            if paid_on <= AS_OF:
                rows += [benefit(rng, town, kind, number, paid_on, share, amount) for town in TOWNS]
    return rows


def benefit(rng: Random, town: Town, kind: str, number: int, paid_on: date, share: int, amount: int) -> Row:
    """One batch of one town."""
    due = max(1, town.weight * share // 100 + rng.randint(-1, 1))
    each = round(amount * (1.05 if paid_on.year > 2023 else 1) * rng.uniform(0.94, 1.06))
    missed = 1 if due > 2 and rng.random() < 0.03 else 0
    return {
        "unit": town.code,
        "kind": kind,
        "batch": f"{paid_on.year}年第{number}批",
        "paid_on": paid_on,
        "persons_due": due,
        "persons": due - missed,
        "amount_due": due * each,
        "amount": (due - missed) * each,
    }


def placements(year: int) -> list[Row]:
    """Those whom the state places: all sergeants placed in both years, one retired soldier of 2024 still waits."""
    day = date(year, 8, 30)
    counts = {"sergeant": (4, 4), "soldier": (6, 6), "officer": (2, 2)}
    if year == 2024:
        counts = {"sergeant": (5, 5), "soldier": (7, 6), "officer": (1, 1), "retired": (2, 2)}
    return [
        {
            "unit": COUNTY_CODE,
            "kind": kind,
            "batch": f"{year}年度",
            "eligible": eligible,
            "placed": placed,
            "decided_on": day,
            "employer": "县属事业单位",
        }
        for kind, (eligible, placed) in counts.items()
    ]


VISITS = {  # occasion → (month, day, target groups)
    "spring": (1, 29, ("veterans", "honoured_families")),
    "martyrs_day": (4, 3, ("honoured_families",)),
    "army_day": (7, 29, ("veterans", "honoured_families")),
}


def visits(year: int) -> list[Row]:
    """Visits at the festivals by town; the troops are visited by the county."""
    rng = Random(f"qinghe/visits/{year}")
    rows = []
    for occasion, (month, day, groups) in VISITS.items():
        for town in TOWNS:
            for group in groups:
                persons = rng.randint(2, 4 + town.weight // 12) if group == "veterans" else rng.randint(0, 2)
                if persons:
                    rows.append(visit(town.code, date(year, month, day), occasion, group, persons, 600))
        if occasion != "martyrs_day":
            troops = visit(COUNTY_CODE, date(year, month, day + 1), occasion, "troops", rng.randint(40, 60), 0)
            rows.append({**troops, "goods": rng.randint(38, 62) * 1000})
    return rows


def visit(unit: str, day: date, occasion: str, group: str, persons: int, each: int) -> Row:
    """One round of visits to one group."""
    cash = persons * each or None
    return {
        "unit": unit,
        "visited_on": day,
        "occasion": occasion,
        "target_group": group,
        "persons": persons,
        "cash": cash,
    }


STEPS = (
    "成立创建领导小组", "印发创建方案", "召开动员会", "组建军地联络员队伍", "完成政策自查", "整理历年资料",
    "建成国防教育宣传栏", "开展军民共建活动", "完成群众满意度调查", "迎接市级初评", "整改初评意见", "上报申报材料",
)  # fmt: skip


def model_steps(year: int) -> list[Row]:
    """Steps towards a model county: five done in 2023, most of the rest in 2024."""
    chosen = STEPS[:6] if year == 2023 else STEPS[6:]
    return [
        {
            "unit": VETERANS_BUREAU,
            "step": step,
            "planned_on": date(year, 1 + index, 8),
            "due_on": date(year, 4 + index, 28),
            "done_on": date(year, 3 + index, 20) if index < 5 else None,
            "evidence": f"创建台账第{index + 1}卷" if index < 5 else None,
        }
        for index, step in enumerate(chosen)
    ]


VETERANS_LISTS = {
    "stations": stations,
    "registrations": registrations,
    "benefits": benefits,
    "placements": placements,
    "visits": visits,
    "model_steps": model_steps,
}
