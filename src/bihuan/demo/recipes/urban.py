"""城乡管理和综合执法局: cases, requests, map spots, demolitions, penalties, inspections, campaigns."""

from datetime import date, timedelta
from typing import Any

from bihuan.demo.county import TOWNS, URBAN_BUREAU
from bihuan.demo.draws import AS_OF, EVEN, SPRING_AUTUMN, Draw, Recipe, Row
from bihuan.demo.outlines import point_text, spot_text
from bihuan.demo.recipes.steps import counted, workdays_after

SOURCES = {"dust_monitor": 24, "citizen_app": 33, "public_report": 3, "city_patrol": 15, "county_patrol": 25}
CATEGORIES = {"appearance": 34, "street_order": 28, "construction": 16, "advertising": 10, "facilities": 8, "other": 4}
CHANNELS = {
    "hotline": 78,
    "online": 13,
    "petition_platform": 4,
    "smart_platform": 5,
}  # letters go to the petition office
MATTERS = {
    "noise": 24, "stalls": 19, "illegal_building": 15, "dust": 12, "smoke": 9, "sanitation": 9, "parking": 8, "other": 4,
}  # fmt: skip
FINES = {  # kind → (weight, lowest and highest fine in hundreds of yuan)
    "planning": (22, 20, 600), "construction": (14, 50, 500), "real_estate": (4, 50, 300), "appearance": (30, 1, 20),
    "gas": (6, 20, 200), "uncovered_transport": (10, 10, 60), "waste_site": (4, 10, 50), "disposal_site": (3, 50, 400),
    "dumping": (4, 30, 300), "site_dust": (6, 20, 150), "other": (3, 1, 20),
}  # fmt: skip
CAMPAIGN_CASES = {  # kind → the campaigns in which such cases are found
    "appearance": {"vendors": 70, "parking": 30}, "gas": {"gas": 1}, "site_dust": {"dust": 1}, "uncovered_transport": {"dust": 1},
    "waste_site": {"waste": 1}, "disposal_site": {"waste": 1}, "dumping": {"waste": 1},
}  # fmt: skip
DOMAINS = {"confined_space": 22, "gas": 26, "construction": 30, "waste": 14, "other": 8}
HAZARDS = {
    "confined_space": ("气体检测仪未校准", "作业审批表填写不全", "防护用品配备不足", "警示标识缺失"),
    "gas": ("气瓶存放间通风不畅", "软管老化未更换", "报警装置未接通", "从业人员未持证"),
    "construction": ("围挡破损", "裸土未覆盖", "出入口冲洗设施停用", "材料堆放占道"),
    "waste": ("台账登记不全", "车辆未密闭", "堆放超高"),
    "other": ("消防通道堆物", "用电线路私拉乱接"),
}
FIRM_WORDS = ("清源", "洁禾", "润泽", "恒序", "安垣", "明渠", "净川", "同筑", "启砾", "和炬")
FIRM_TRADES = {
    "confined_space": "环卫服务有限公司", "gas": "燃气服务站", "construction": "建筑工程有限公司",
    "waste": "建材堆场", "other": "商贸有限公司",
}  # fmt: skip


TERMS = {"street_order": 2, "appearance": 3, "construction": 5, "advertising": 7, "facilities": 7, "other": 5}
CONTENTS = {
    "appearance": ("路面有积存垃圾", "绿化带散落白色垃圾", "果皮箱满溢"),
    "street_order": ("流动摊点占用人行道", "店外摆放桌椅", "电动车停在盲道上"),
    "construction": ("工地出入口带泥上路", "围挡破损", "夜间超时施工"),
    "advertising": ("墙面张贴小广告", "门头招牌松动", "条幅未拆除"),
    "facilities": ("井盖缺失", "路灯不亮", "护栏损坏"),
    "other": ("其他市容问题",),
}


def smart_case(draw: Draw) -> Row:
    """A case and its life: most closed in time, a few late, sent back, reworked or extended; those of the last days are open."""
    category = draw.pick(CATEGORIES)
    filed = draw.day if draw.chance(0.96) else None
    declined = draw.day if filed and draw.chance(0.004) else None
    waiting = (AS_OF - draw.day).days <= 2 and draw.chance(0.5)
    row: Row = {
        "case_no": f"ZH{draw.year}-{draw.number:05d}",
        "source": draw.pick(SOURCES),
        "category": category,
        "content": draw.one_of(CONTENTS[category]),
        "place": draw.place,
        "point": point_text(draw.town, f"case/{draw.year}/{draw.number}"),
        "received_on": draw.day,
        "filed_on": None if declined or (waiting and draw.chance(0.4)) else filed,
        "declined_on": declined,
        "returns": counted(draw, 0.25) if waiting and filed else None,
    }
    return row if declined or waiting else {**row, **handled(draw, workdays_after(draw.day, TERMS[category]))}


def handled(draw: Draw, due: date) -> Row:
    """From dispatch to the end: unit, clock, closure, re-check by another, and what went round again."""
    late = draw.slow(0.03)
    reworks, extensions = counted(draw, 0.04), counted(draw, 0.03)
    closed = draw.after(due, 1, 20) if late else draw.after(draw.day, 0, max(1, (due - draw.day).days - 1))
    checked = draw.after(closed, 0, 3)
    return {
        "dispatched_on": draw.day,
        "handler": draw.town.code if draw.chance(0.8) else f"{URBAN_BUREAU}-4",
        "due_on": due,
        "closed_on": closed,
        "checked_on": checked,
        "struck_off_on": draw.after(checked, 0, 2),
        "returns": counted(draw, 0.03),
        "reworks": reworks,
        "extensions": extensions,
    }


REQUEST_WORDS = {
    "noise": "夜间施工噪声", "stalls": "摊点占道", "illegal_building": "楼顶加建", "dust": "裸土扬尘", "smoke": "餐饮油烟",
    "sanitation": "垃圾清运不及时", "parking": "车辆堵塞通道", "other": "市容问题",
}  # fmt: skip


def request(draw: Draw) -> Row:
    """A resident's request: handed on, answered, closed, re-checked, call back, satisfaction."""
    late = draw.slow(0.04)
    replied = draw.after(draw.day, 16, 30) if late else draw.after(draw.day, 1, 9)
    closed = draw.after(replied, 0, 5)
    called = draw.after(closed, 1, 8) if draw.chance(0.8) else None
    matter, channel = draw.pick(MATTERS), draw.pick(CHANNELS)
    satisfaction = draw.pick({"satisfied": 79, "fair": 16, "dissatisfied": 5}) if called else None
    checked = draw.after(closed, 0, 6)
    waiting = replied is None and (AS_OF - draw.day).days <= 2 and draw.chance(0.5)
    return {
        "request_no": f"SQ{draw.year}-{draw.number:05d}",
        "channel": channel,
        "matter": matter,
        "content": f"{draw.town.name[:2]}一带{REQUEST_WORDS[matter]}",
        "place": draw.place,
        "point": point_text(draw.town, f"request/{draw.year}/{draw.number}"),
        "handler": None if waiting else draw.town.code if draw.chance(0.7) else f"{URBAN_BUREAU}-3",
        "answerable": "副局长" if draw.chance(0.05) else None,
        "received_on": draw.day,
        "due_on": draw.day + timedelta(60 if channel == "petition_platform" else 15),
        "dispatched_on": None if waiting else draw.day,
        "replied_on": replied,
        "closed_on": closed,
        "checked_on": checked,
        "struck_off_on": draw.after(checked, 0, 2),
        "called_back_on": called,
        "satisfaction": satisfaction,
        "review_asked_on": draw.after(closed, 3, 25) if satisfaction == "dissatisfied" and draw.chance(0.2) else None,
        "returns": counted(draw, 0.02),
        "reworks": counted(draw, 0.03),
        "extensions": counted(draw, 0.02),
    }


def device_reading(draw: Draw) -> Row:
    """One hour's mean of a dust monitor at a site; one in twenty is over the limit and opened a case."""
    site = draw.between(1, 3)
    over = draw.chance(0.05)
    number = draw.between(1, 900)
    return {
        "device": f"{draw.town.code}-D{site}",
        "site": f"{draw.town.name[:2]}{('安置房', '学校扩建', '道路改造')[site - 1]}工地",
        "point": point_text(draw.town, f"device/{site}"),
        "read_on": draw.day,
        "read_at": f"{draw.between(7, 19):02d}:00",
        "pm10": draw.between(151, 260) if over else draw.between(35, 140),
        "limit_value": 150,
        "exceeded": over,
        "case_no": f"ZH{draw.year}-{number:05d}" if over else None,
    }


def reception(draw: Draw) -> Row:
    """A visit to the bureau; nearly all received on the day."""
    return {
        "visit_no": f"LF{draw.year}-{draw.number:03d}",
        "visited_on": draw.day,
        "matter": draw.one_of(("违法建设", "夜间施工噪声", "油烟扰民", "占道经营", "广告牌安全")),
        "received_on": draw.day if draw.chance(0.97) else None,
        "received_by": draw.one_of(("局长", "副局长", "股室负责人")),
    }


def penalty(draw: Draw) -> Row:
    """A penalty case: filed, decided, closed; what is fined is not yet what is paid."""
    kind = draw.pick({name: weight for name, (weight, _, _) in FINES.items()})
    decided = draw.after(draw.day, 12, 75) if draw.chance(0.96) else None
    closed = draw.after(decided, 3, 45) if draw.chance(0.92) else None
    fine = draw.between(*FINES[kind][1:]) * 100 if decided else None
    carried = kind in {"uncovered_transport", "dumping"}
    investigated = draw.day + (decided - draw.day) * 2 // 5 if decided else draw.after(draw.day, 6, 30)
    notified = draw.day + (decided - draw.day) * 7 // 10 if decided else draw.after(investigated, 3, 12)
    paid = fine if closed else (fine // 2 if fine and draw.chance(0.3) else None)
    written_off = fine // 4 if fine and closed and draw.chance(0.04) else None
    return {
        "case_no": f"青禾城执罚立〔{draw.year}〕{draw.number}号",
        "kind": kind,
        "power_item": f"CF-{draw.between(1, 24):03d}",
        "campaign": draw.pick(CAMPAIGN_CASES[kind]) if kind in CAMPAIGN_CASES else None,
        "cross_city": kind == "dumping" and draw.chance(0.3),
        "vehicles": draw.between(1, 3) if carried else None,
        "filed_on": draw.day,
        "due_on": draw.day + timedelta(90),
        "investigated_on": investigated,
        "notified_on": notified,
        "reviewed_on": draw.day + (decided - draw.day) * 17 // 20 if decided else draw.after(notified, 2, 8),
        "decided_on": decided,
        "published_on": draw.after(decided, 1, 7),
        "executed_on": closed,
        "closed_on": closed,
        "fine": fine,
        "paid": paid - written_off if paid and written_off else paid,
        "written_off": written_off,
    }


def firm_name(draw: Draw, domain: str) -> str:
    """A firm of the town; the names are invented."""
    return f"青禾县{draw.town.name[:2]}{draw.one_of(FIRM_WORDS)}{FIRM_TRADES[domain]}"


def inspection(draw: Draw) -> Row:
    """An inspection of a firm or site."""
    domain = draw.pick(DOMAINS)
    kinds = {"routine": 60, "special": 22, "random": 12, "cross": 6 if domain != "confined_space" else 40}
    return {
        "inspection_no": f"JC{draw.year}-{draw.number:04d}",
        "inspected_on": draw.day,
        "firm": firm_name(draw, domain),
        "domain": domain,
        "kind": draw.pick(kinds),
        "officers": draw.between(2, 6),
    }


def hazard(draw: Draw) -> Row:
    """A hazard: put right on the spot, or ordered with a date and checked again by another."""
    domain = draw.pick(DOMAINS)
    ordered = draw.chance(0.36)
    rectified = draw.after(draw.day, 16, 30) if ordered and draw.slow(0.06) else draw.after(draw.day, 2, 14)
    rectified = rectified if ordered else draw.day
    return {
        "hazard_no": f"YH{draw.year}-{draw.number:04d}",
        "firm": firm_name(draw, domain),
        "domain": domain,
        "matter": draw.one_of(HAZARDS[domain]),
        "level": "major" if draw.chance(0.02) else "general",
        "point": point_text(draw.town, f"hazard/{draw.year}/{draw.number}"),
        "remedy": "ordered" if ordered else "on_site",
        "found_on": draw.day,
        "due_on": draw.day + timedelta(15) if ordered else draw.day,
        "rectified_on": rectified,
        "struck_off_on": draw.after(rectified, 1, 10),
        "reworks": counted(draw, 0.03),
    }


def firm_talk(draw: Draw) -> Row:
    """A talk with a firm on its duties."""
    domain = draw.pick({"gas": 40, "confined_space": 20, "construction": 25, "transport": 15})
    trade = {"transport": "运输有限公司"}.get(domain) or FIRM_TRADES[domain]
    firm = f"青禾县{draw.town.name[:2]}{draw.one_of(FIRM_WORDS)}{trade}"
    return {"talked_on": draw.day, "firm": firm, "domain": domain, "matter": "压实安全生产主体责任"}


def map_spot(draw: Draw) -> Row:
    """A suspected illegal building seen on the map: excluded, or verified and closed."""
    excluded = draw.after(draw.day, 2, 9) if draw.chance(0.05) else None
    verified = None if excluded else draw.after(draw.day, 2, 24)
    verdict = draw.pick({"illegal": 42, "lawful": 33, "unchanged": 25}) if verified else None
    wait = (20, 75) if verdict == "illegal" else (0, 12)
    area = draw.rng.lognormvariate(5.1, 0.7)
    return {
        "spot_no": f"TB{draw.year}{draw.day.month:02d}-{draw.number:05d}",
        "batch": draw.day.month,
        "area": f"{area:.2f}",
        "outline": spot_text(draw.town, f"{draw.year}/{draw.number}", area),
        "issued_on": draw.day,
        "verify_due_on": workdays_after(draw.day, 15),
        "verified_on": verified,
        "verdict": verdict,
        "closed_on": None if draw.slow(0.05) else draw.after(verified, *wait),
        "excluded_on": excluded,
        "exclude_reason": "与上期图斑重复" if excluded else None,
        "key_supervised": draw.chance(0.025),
    }


def demolition(draw: Draw) -> Row:
    """A demolished building and its area in square metres."""
    kind = draw.pick({"stock": 72, "new": 28})
    middle = 5.29 if kind == "stock" else 4.65
    return {
        "demolition_no": f"CC{draw.year}-{draw.number:04d}",
        "demolished_on": draw.day,
        "place": draw.place,
        "kind": kind,
        "area": f"{draw.rng.lognormvariate(middle, 0.55):.2f}",
    }


def campaign_day(draw: Draw) -> Row:
    """One team's day on one campaign; only the columns of that campaign are filled."""
    campaign = draw.pick({"parking": 30, "vendors": 34, "waste": 14, "dust": 14, "gas": 8})
    row: dict[str, Any] = {
        "worked_on": draw.day,
        "team": f"{draw.town.name}综合行政执法队",
        "campaign": campaign,
        "actions": draw.between(1, 3),
        "officers": draw.between(4, 12),
        "patrol_cars": draw.between(1, 3),
        "violations_advised": draw.between(0, 6),
        "notices": draw.between(0, 3),
    }
    if campaign == "parking":
        names = {"cars_persuaded": 14, "cars_ticketed": 9, "private_spots": 3, "signs_fixed": 3, "car_stalls": 2}
        row |= {name: draw.between(0, most) for name, most in names.items()}
    if campaign == "vendors":
        names = {"cross_door": 8, "hawking": 9, "car_stalls": 3, "seized": 3, "signs_fixed": 2}
        row |= {name: draw.between(0, most) for name, most in names.items()}
        row |= {"leaflets": draw.between(0, 5) * 10, "broadcasts": draw.between(0, 2)}
    return row


def signboard(draw: Draw) -> Row:
    """Outdoor signboards taken down or fastened at one place."""
    action = draw.pick({"removed": 62, "reinforced": 38})
    return {"treated_on": draw.day, "place": draw.place, "action": action, "boards": draw.between(1, 6)}


def public_space(draw: Draw) -> Row:
    """Ground planted again, or public ground given back."""
    kind = draw.pick({"greening": 55, "freed": 45})
    label = {"greening": "街角绿地复绿", "freed": "小区退让公共空间"}[kind]
    return {
        "project": f"{draw.place}{label}",
        "kind": kind,
        "area": draw.between(30, 260) * 10,
        "cars_moved": draw.between(2, 20) if kind == "freed" else None,
        "started_on": draw.day,
        "completed_on": draw.after(draw.day, 25, 120),
    }


URBAN = {
    "smart_cases": Recipe(4400, smart_case, growth=1.07),
    "requests": Recipe(900, request, growth=1.12),
    "device_readings": Recipe(900, device_reading, season=EVEN),
    "receptions": Recipe(38, reception, unit=URBAN_BUREAU, season=EVEN),
    "penalties": Recipe(150, penalty, unit=URBAN_BUREAU, growth=1.15),
    "inspections": Recipe(660, inspection, season=SPRING_AUTUMN),
    "hazards": Recipe(430, hazard, season=SPRING_AUTUMN, growth=0.9),
    "firm_talks": Recipe(24, firm_talk, unit=URBAN_BUREAU),
    "map_spots": Recipe(1500, map_spot, season=EVEN, villages=0.5, batch_day=6, growth=0.88),
    "demolitions": Recipe(640, demolition, villages=0.4, growth=1.09),
    "campaign_days": Recipe(1750, campaign_day),
    "signboards": Recipe(330, signboard, growth=1.05),
    "public_spaces": Recipe(14, public_space, season=SPRING_AUTUMN),
}

POWER_DOMAINS = {
    "appearance": (26, "城市管理部门", ("临街堆放物料", "随意张贴广告", "不按规定倾倒垃圾", "占道作业不清理")),
    "planning": (14, "自然资源局", ("未取得规划许可建设", "未按规划许可建设", "临时建筑逾期不拆")),
    "construction": (18, "住房和城乡建设局", ("未取得施工许可开工", "施工现场未封闭围挡", "质量责任不落实")),
    "gas": (10, "住房和城乡建设局", ("无证经营燃气", "擅自改动燃气设施", "违规充装气瓶")),
    "ecology": (12, "生态环境分局", ("夜间施工噪声超标", "露天焚烧垃圾", "餐饮油烟直排")),
    "greening": (8, "城市管理部门", ("擅自占用绿地", "损坏树木花草")),
    "other": (6, "城市管理部门", ("违反犬只管理规定", "违反停车管理规定")),
}


def powers(year: int) -> list[Row]:
    """The master list of duties; the same in both years but for one that came in 2024."""
    if year != 2023:
        return [power_item(95, "compulsion", "ecology", "生态环境分局", "露天烧烤不听劝阻", date(2024, 3, 1))]
    rows: list[Row] = []
    for domain, (count, department, deeds) in POWER_DOMAINS.items():
        for index in range(count):
            category = "penalty" if index % 5 else "compulsion"
            rows.append(
                power_item(len(rows) + 1, category, domain, department, deeds[index % len(deeds)], date(2022, 1, 1))
            )
    return rows


def power_item(number: int, category: str, domain: str, department: str, deed: str, since: date) -> Row:
    """One duty; a third are delegated to towns, the first two dozen are really performed."""
    verb = {"penalty": "行政处罚", "compulsion": "行政强制"}[category]
    return {
        "unit": URBAN_BUREAU,
        "item_code": f"CF-{number:03d}",
        "item": f"对{deed}的{verb}（第{number}项）",
        "category": category,
        "domain": domain,
        "delegated": number % 3 == 0,
        "performed": number <= 24,
        "empty_reason": "本县没有这类场所" if number % 11 == 7 and number > 24 else None,
        "department": department,
        "since": since,
    }


def space_firms(year: int) -> list[Row]:
    """Firms registered for work in confined spaces; two thirds really do it. Three joined in 2024."""
    first, last = (0, 24) if year == 2023 else (24, 27)
    return [
        {
            "unit": TOWNS[index % len(TOWNS)].code,
            "firm": f"青禾县{FIRM_WORDS[index % 10]}{'第一第二第三'[index // 10 * 2 :][:2]}环卫服务有限公司",
            "operating": index % 3 != 2,
            "trucks": 1 + index % 4,
            "workers": 4 + index * 7 % 11,
            "checked_on": date(year, 3, 1 + index % 28),
        }
        for index in range(first, last)
    ]


def partner_reports(year: int) -> list[Row]:
    """Monthly figures of the transport bureau and the police, with the letter they came in."""
    rows = []
    for month in range(1, 13):
        day = date(year, month, 26)
        if day > AS_OF:
            break
        for index, department in enumerate(("transport", "police")):
            seed = month * 7 + index * 3 + year % 5
            rows.append(
                {
                    "unit": URBAN_BUREAU,
                    "department": department,
                    "reported_on": day,
                    "officers": 60 + seed * 5 % 70,
                    "vehicles_checked": 210 + seed * 17 % 160,
                    "violations": 6 + seed % 9,
                    "spills": 2 + seed % 4,
                    "sources_penalised": seed % 4,
                    "source_doc": f"{year}年{month}月联合执法情况函",
                }
            )
    return rows


URBAN_LISTS = {"powers": powers, "space_firms": space_firms, "partner_reports": partner_reports}
