"""Ledgers of the common pack that bureaus keep alike: duties, rectifications, papers, readiness, residents' matters."""

from collections.abc import Callable
from datetime import date, timedelta
from functools import partial
from random import Random

from bihuan.demo.county import OFFICES, TOWNS, URBAN_BUREAU, VETERANS_BUREAU, WATER_BUREAU
from bihuan.demo.draws import AS_OF, EVEN, SPRING_AUTUMN, Draw, Recipe, Row
from bihuan.demo.recipes.steps import counted, passed, workdays_after

BUREAUS = (URBAN_BUREAU, VETERANS_BUREAU, WATER_BUREAU)
SHORT = {URBAN_BUREAU: "城管", VETERANS_BUREAU: "双拥", WATER_BUREAU: "水务"}
DUTIES = {
    URBAN_BUREAU: ("完成年度拆违任务", "推进户外广告整治", "建设便民疏导点", "升级智慧城管平台", "开展燃气安全排查"),
    VETERANS_BUREAU: ("推进服务站提档升级", "完成档案数字化", "办好专场招聘会", "创建双拥模范县", "兑现各项补助"),
    WATER_BUREAU: ("推进水库除险加固", "完成河道治理", "关停自备井", "安装取水计量设施", "备足防汛物资"),
}
ITEMS = {  # action, subject, comparator, amount, measure word
    URBAN_BUREAU: (("拆除", "两违建筑", "at_least", 130000, "平方米"), ("整治", "违规广告牌", "at_least", 800, "块"),
                   ("新增", "便民疏导点", "exact", 4, "处"),
                   ("组织", "执法业务培训", "at_least", 10, "次"), ("升级", "智慧城管平台", None, None, None)),
    VETERANS_BUREAU: (("举办", "专场招聘会", "at_least", 6, "场"), ("提供", "就业岗位", "at_least", 3000, "个"),
                      ("完成", "服务站提档升级", "range", 8, "个")),
    WATER_BUREAU: (("治理", "河道", "at_least", 20, "公里"), ("关停", "自备井", "at_least", 40, "眼"),
                   ("安装", "计量设施", "at_least", 3000, "块"),
                   ("完成", "小型水库除险加固", "all", None, None)),
}  # fmt: skip
RECTIFY = {
    "inspection": ("制度执行不严", "项目推进偏慢", "资金支付不及时"), "education": ("深入基层不够", "服务群众方式单一"),
    "audit": ("固定资产登记不全", "合同归档不及时"), "ecology": ("问题点位整改滞后", "长效管护不到位"),
    "self_check": ("台账更新不及时", "值班记录缺页"), "supervision": ("任务超期未报", "佐证材料不全"),
}  # fmt: skip


def duty(bureau: str, draw: Draw) -> Row:
    """One duty with its lead, supports and the leader in charge."""
    closed = draw.after(draw.day, 30, 110)
    return {
        "duty_no": f"{SHORT[bureau]}{draw.year}-{draw.number:03d}",
        "title": f"{draw.one_of(DUTIES[bureau])}（第{draw.number}项）",
        "kind": draw.pick({"key_task": 50, "contact": 20, "reform": 10, "assigned": 20}),
        "lead": f"{bureau}-{draw.between(1, len(OFFICES[bureau]))}",
        "supports": "、".join(sorted({draw.one_of(OFFICES[bureau]), draw.one_of(OFFICES[bureau])})),
        "leader": draw.one_of(("局长", "副局长", "党组成员")),
        "assigned_on": draw.day,
        "due_on": draw.day + timedelta(90),
        "closed_on": closed,
        "struck_off_on": draw.after(closed, 2, 12),
        "reworks": counted(draw, 0.06),
        "extensions": counted(draw, 0.08),
    }


def measure(bureau: str, draw: Draw) -> Row:
    """A measure of the next plan; two in three answer a problem of last year's report."""
    return {
        "measure_no": f"CS{draw.year}-{draw.number:03d}",
        "title": f"{draw.one_of(DUTIES[bureau])}的措施（第{draw.number}条）",
        "problem_no": f"{SHORT[bureau]}-{draw.between(1, 3)}" if draw.chance(0.9) else None,
        "owner": f"{bureau}-{draw.between(1, len(OFFICES[bureau]))}",
        "decided_on": draw.day,
        "due_on": draw.day + timedelta(180),
        "done_on": draw.after(draw.day, 40, 200),
    }


def normative(bureau: str, draw: Draw) -> Row:
    """A normative document from draft to filing."""
    reviewed = draw.after(draw.day, 15, 40)
    issued = draw.after(reviewed, 10, 30)
    return {
        "title": f"青禾县{SHORT[bureau]}管理办法（第{draw.number}件）",
        "doc_number": f"青禾{SHORT[bureau]}规〔{draw.year}〕{draw.number}号" if issued else None,
        "drafted_on": draw.day,
        "consulted_on": draw.after(draw.day, 5, 12),
        "reviewed_on": reviewed,
        "issued_on": issued,
        "filed_on": draw.after(issued, 3, 14),
        "trial": draw.chance(0.3),
        "valid_until": issued.replace(year=issued.year + 3) if issued else None,
        "file_due_on": issued + timedelta(15) if issued else None,
    }


def reprint(bureau: str, draw: Draw) -> Row:
    """A piece of news that another outlet took up."""
    level = draw.pick({"county": 60, "city": 28, "province": 10, "national": 2})
    outlet = {"county": "青禾发布", "city": "澜江日报", "province": "省级简报", "national": "国家级行业报"}[level]
    return {
        "title": f"青禾{SHORT[bureau]}工作动态（{draw.number}）",
        "level": level,
        "outlet": outlet,
        "printed_on": draw.day,
    }


def application(bureau: str, draw: Draw) -> Row:
    """An award that the bureau applied for."""
    approved = draw.after(draw.day, 30, 90) if draw.chance(0.6) else None
    return {
        "title": f"{SHORT[bureau]}工作先进集体（第{draw.number}项）",
        "level": draw.pick({"county": 40, "city": 40, "province": 20}),
        "batch": f"{draw.year}年第{1 + draw.day.month // 7}批",
        "applied_on": draw.day,
        "proof": "申报材料一册",
        "approved_on": approved,
        "refused_on": None if approved else draw.after(draw.day, 60, 120),
        "valid_until": approved.replace(year=approved.year + 3, day=1) if approved else None,
    }


def drill(domains: tuple[str, ...], draw: Draw) -> Row:
    """A drill of one of the bureau's plans."""
    domain = draw.one_of(domains)
    title = {
        "flood": "防汛",
        "dam": "水库险情",
        "water_supply": "供水中断",
        "safety": "安全生产",
        "gas": "燃气泄漏",
        "fire": "消防",
    }[domain]
    return {
        "title": f"{title}应急演练（第{draw.number}次）",
        "plan_title": f"{title}应急预案",
        "domain": domain,
        "held_on": draw.day,
        "participants": draw.between(18, 90),
    }


def question(draw: Draw) -> Row:
    """A question sent to the bureau and its published answer."""
    channel = draw.pick({"website": 45, "mailbox": 25, "wechat": 25, "press": 5})
    due = workdays_after(draw.day, 1 if channel == "press" else 5)
    replied = draw.after(due, 1, 6) if draw.chance(0.03) else draw.after(draw.day, 0, max(0, (due - draw.day).days - 1))
    return {
        "question_no": f"LY{draw.year}-{draw.number:04d}",
        "channel": channel,
        "matter": draw.one_of(("办事流程", "收费标准", "政策条件", "设施维护", "办理进度")),
        "asked_on": draw.day,
        "due_on": due,
        "replied_on": replied,
        "published_on": draw.after(replied, 0, 5),
    }


def help_request(draw: Draw) -> Row:
    """Help that a person asked for, or agreed to, and when it came."""
    due = workdays_after(draw.day, 15)
    withdrawn = draw.after(draw.day, 1, 6) if draw.chance(0.03) else None
    late = draw.slow(0.04)
    delivered = None if withdrawn else draw.after(due, 1, 12) if late else draw.after(draw.day, 2, 18)
    return {
        "help_no": f"BF{draw.year}-{draw.number:04d}",
        "need": draw.pick({"living": 34, "medical": 22, "schooling": 14, "work": 16, "housing": 8, "legal": 6}),
        "asked_on": draw.day,
        "agreed_on": draw.day,
        "due_on": due,
        "delivered_on": delivered,
        "withdrawn_on": withdrawn,
        "amount": draw.between(5, 40) * 100 if delivered else None,
        "satisfaction": draw.pick({"satisfied": 84, "fair": 13, "dissatisfied": 3}) if delivered else None,
    }


def service_count(draw: Draw) -> Row:
    """How many were served; small numbers never reach the ledger."""
    return {
        "kind": draw.pick({"visit": 40, "errand": 25, "counsel": 20, "care": 15}),
        "counted_on": draw.day,
        "persons": draw.between(5, 8 + draw.town.weight // 6),
    }


def bureau_recipes(bureau: str) -> list[tuple[str, Recipe]]:
    """The drawn ledgers of one bureau."""
    domains = {URBAN_BUREAU: ("gas", "fire", "safety"), WATER_BUREAU: ("flood", "dam", "water_supply")}.get(
        bureau, ("fire", "safety")
    )
    return [
        ("duties", Recipe(40, partial(duty, bureau), EVEN, unit=bureau)),
        ("measures", Recipe(9, partial(measure, bureau), EVEN, unit=bureau)),
        ("normative_docs", Recipe(3, partial(normative, bureau), EVEN, unit=bureau)),
        ("brief_reprints", Recipe(22, partial(reprint, bureau), EVEN, unit=bureau)),
        ("award_applications", Recipe(4, partial(application, bureau), EVEN, unit=bureau)),
        ("emergency_drills", Recipe(7, partial(drill, domains), SPRING_AUTUMN, unit=bureau)),
        ("questions", Recipe(60, question, EVEN, unit=bureau)),
    ]


SHARED: list[tuple[str, Recipe]] = [pair for bureau in BUREAUS for pair in bureau_recipes(bureau)]
SHARED += [
    ("help_requests", Recipe(180, help_request, EVEN)),
    ("service_counts", Recipe(320, service_count, EVEN, growth=1.1, villages=0.4)),
]


def plan_items(year: int) -> list[Row]:
    """Each bureau's plan read into rows: confirmed in the same month, most answered by the end of October."""
    return [
        {
            "unit": bureau, "item_no": f"{year}-{number:02d}", "action": action, "subject": subject, "comparator": comparator,
            "amount": amount, "amount_max": 10 if comparator == "range" else None, "measure_word": word,
            "owner": f"{bureau}-1", "due_on": date(year, 12, 31), "planned_on": date(year, 1, 12),
            "source_doc": f"{year}年度工作要点", "paragraph": f"{action}{subject}{amount or ''}{word or ''}。",
            "measurability": "number_and_date" if amount else "verb_only", "confirmed_on": date(year, 1, 25),
            "done_on": date(year, 9, 20 + number) if number % 3 else None,
        }
        for bureau, items in ITEMS.items()
        for number, (action, subject, comparator, amount, word) in enumerate(items, start=1)
    ]  # fmt: skip


def duty_handovers(year: int) -> list[Row]:
    """A duty that changed hands in each bureau."""
    return [
        {
            "unit": bureau, "duty_no": f"{SHORT[bureau]}{year}-{number:03d}", "handed_on": date(year, 6 + number % 4, 11),
            "from_unit": f"{bureau}-1", "to_unit": f"{bureau}-2", "from_post": "办公室主任", "to_post": "股长", "reason": "职责调整",
        }
        for bureau in BUREAUS
        for number in (3, 8)
    ]  # fmt: skip


def target_splits(year: int) -> list[Row]:
    """The county's demolition target by town, largest share last so that the parts sum to the whole."""
    whole = {2023: 120000, 2024: 130000}[year]
    shares = [whole * town.weight // sum(town.weight for town in TOWNS) // 100 * 100 for town in TOWNS]
    shares[0] += whole - sum(shares)
    return [
        {"unit": URBAN_BUREAU, "indicator": "demolished_area", "year": year, "set_on": date(year, 2, 20),
         "part_unit": town.code, "split_value": share}
        for town, share in zip(TOWNS, shares, strict=True)
    ]  # fmt: skip


def supervisions(year: int) -> list[Row]:
    """Monthly rounds of each bureau; what they found stands in the ledger of rectifications."""
    return [
        {
            "unit": bureau, "supervision_no": f"DC{year}-{month:02d}", "topic": DUTIES[bureau][month % len(DUTIES[bureau])],
            "visited_on": date(year, month, 17), "kind": ("spot", "paper", "unannounced", "review")[month % 4],
            "inspected": TOWNS[month].code, "sampled": 4 + month % 5, "findings": found_by(bureau, month),
            "signal": ("green", "green", "yellow", "red")[found_by(bureau, month)],
        }
        for bureau in BUREAUS
        for month in range(1, 13)
        if date(year, month, 17) <= AS_OF
    ]  # fmt: skip


def found_by(bureau: str, month: int) -> int:
    """How many problems a round found."""
    return (month * 7 + len(SHORT[bureau]) + BUREAUS.index(bureau)) % 4


def rectifications(year: int) -> list[Row]:
    """Problems that inspections named, and those of the bureau's own rounds; a few came back after they were struck off."""
    rows: list[Row] = []
    for bureau in BUREAUS:
        rng = Random(f"qinghe/rectifications/{bureau}/{year}")
        for source in ("inspection", "education", "audit", "ecology", "self_check"):
            for _ in range(rng.randint(2, 6)):
                rows.append(
                    rectification(rng, bureau, source, date(year, rng.randint(1, 9), rng.randint(1, 28)), len(rows))
                )
        for row in supervisions(year):
            for _ in range(row["findings"] if row["unit"] == bureau else 0):
                rows.append(
                    rectification(rng, bureau, "supervision", row["visited_on"], len(rows), row["supervision_no"])
                )
    return rows


def rectification(rng: Random, bureau: str, source: str, found: date, number: int, round_no: str | None = None) -> Row:
    """One problem with its clock of three months."""
    rectified = passed(found + timedelta(rng.randint(10, 100)))
    return {
        "unit": bureau, "rectify_no": f"ZG{found.year}-{number + 1:03d}", "source": source, "supervision_no": round_no,
        "matter": rng.choice(RECTIFY[source]), "measures": "明确专人，限期整改，建立长效机制", "owner": f"{bureau}-{rng.randint(1, 3)}",
        "leader": rng.choice(("局长", "副局长")), "found_on": found, "due_on": found + timedelta(92), "rectified_on": rectified,
        "struck_off_on": passed(rectified + timedelta(rng.randint(3, 15))) if rectified else None,
        "reworks": 1 if rng.random() < 0.06 else None,
    }  # fmt: skip


SCORED = (("市容环境", 30), ("市场秩序", 25), ("广告管理", 20), ("案件处置", 25))


def score_sheets(year: int) -> list[Row]:
    """The yearly field test of the towns: full marks, what was taken off and why."""
    day = {2023: date(2023, 9, 26), 2024: date(2024, 9, 11)}[year]
    rng = Random(f"qinghe/scores/{year}")
    rows = []
    for town in TOWNS:
        for item, full in SCORED:
            off, bonus = rng.randint(0, 12) / 2, 1 if rng.random() < 0.08 else 0
            rows.append(
                {"unit": URBAN_BUREAU, "scheme": f"{year}年精细化管理考评", "scored_on": day, "scored_unit": town.code, "item": item,
                 "full_marks": full, "deducted": off, "bonus": bonus, "score": full + bonus - off,
                 "basis": "现场测评记录" if off else None, "appeal_until": day + timedelta(7)}
            )  # fmt: skip
    return rows


def briefs(year: int) -> list[Row]:
    """Two issues a month, numbered without gap."""
    days = [date(year, month, day) for month in range(1, 13) for day in (9, 24)]
    return [
        {"unit": bureau, "series": f"青禾{SHORT[bureau]}简报", "year": year, "issue_no": number,
         "title": f"{DUTIES[bureau][number % len(DUTIES[bureau])]}情况", "issued_on": day}
        for bureau in BUREAUS
        for number, day in enumerate(days, start=1)
        if day <= AS_OF
    ]  # fmt: skip


def certificates(year: int) -> list[Row]:
    """Enforcement certificates by batch; those of 2019 expire in 2024."""
    if year == 2023:
        batches = [
            ("2019年第一批", 18, date(2019, 8, 1), date(2024, 7, 31)),
            ("2023年第一批", 9, date(2023, 6, 1), date(2028, 5, 31)),
        ]
    else:
        batches = [("2024年第一批", 21, date(2024, 7, 15), date(2029, 7, 14))]
    return [
        {"unit": URBAN_BUREAU, "kind": "enforcement", "batch": batch, "persons": persons, "issued_on": issued, "expires_on": until}
        for batch, persons, issued, until in batches
    ]  # fmt: skip


PLANS = {
    URBAN_BUREAU: (("燃气泄漏应急预案", "gas"), ("消防应急预案", "fire"), ("安全生产应急预案", "safety")),
    VETERANS_BUREAU: (("消防应急预案", "fire"),),
    WATER_BUREAU: (("防汛应急预案", "flood"), ("水库险情应急预案", "dam"), ("供水中断应急预案", "water_supply")),
}


def emergency_plans(year: int) -> list[Row]:
    """The plans in force; one of each bureau was revised in 2024."""
    return [
        {"unit": bureau, "title": title, "domain": domain, "issued_on": date(2021 if year == 2023 else 2024, 4, 1 + number),
         "revise_due_on": date(2024 if year == 2023 else 2027, 3, 31), "drill_due_on": date(2024, 12, 1),
         "replaced_on": date(2024, 4, 1) if year == 2023 and not number else None}
        for bureau, plans in PLANS.items()
        for number, (title, domain) in enumerate(plans)
        if year == 2023 or not number
    ]  # fmt: skip


SHARED_LISTS: dict[str, Callable[[int], list[Row]]] = {
    "plan_items": plan_items,
    "duty_handovers": duty_handovers,
    "target_splits": target_splits,
    "supervisions": supervisions,
    "rectifications": rectifications,
    "score_sheets": score_sheets,
    "briefs": briefs,
    "certificates": certificates,
    "emergency_plans": emergency_plans,
}
