"""What is printed beside a figure: whose rows, which days, what is left out, and the formula in words."""

from datetime import date

from bihuan.datamodel import Measure
from bihuan.indicators.figure import FigureQuery
from bihuan.indicators.formulas import AS_OF
from bihuan.indicators.measures import FORMULAS
from bihuan.indicators.outcomes import Part
from bihuan.indicators.targets import Target
from bihuan.indicators.tree import UnitTree
from bihuan.packs import Catalog
from bihuan.packs.schema import Days, Ledger

KINDS = {"Q": "第{}季度", "H": "{}半年", "W": "第{}周"}


def scope_text(catalog: Catalog, tree: UnitTree, query: FigureQuery, part: Part, target: Target | None) -> str:
    """统计口径 in one Chinese sentence."""
    whose = "、".join(dict.fromkeys(f"{tree.by_id[root].name}及其下级" for _, root in part.roots))
    ledgers = "、".join(catalog.ledgers[name].name for name, _ in part.roots)
    pieces = [f"{whose}的{ledgers}", f"{period_text(query.period.name)}，截至{day_text(query.as_of)}"]
    pieces += [_clock_text(catalog, part)]
    exclusions = catalog.indicator(query.indicator).exclusions
    pieces += [f"剔除：{exclusions}"] if exclusions else []
    pieces += [f"目标于{day_text(target.set_on)}下达"] if target else []
    return "；".join(pieces)


def _clock_text(catalog: Catalog, part: Part) -> str:
    texts = []
    for base in part.formula.bases:
        ledger = catalog.ledgers[base.ledger]
        if base.clock.stock:
            texts.append("期末存量")
        else:
            texts.append(f"按{ledger.field(base.clock.opened).label}统计")
    return "、".join(dict.fromkeys(texts))


def formula_text(catalog: Catalog, ref: str, measure: Measure = Measure.VALUE) -> str:
    """The formula as a clerk writes it: 办结率 = 办结 ÷ 应办结 × 100%."""
    indicator = catalog.indicator(ref)
    own = f"{indicator.name} = {_right_side(catalog, ref)}"
    return f"{own}；{FORMULAS[measure]}" if FORMULAS[measure] else own


def _right_side(catalog: Catalog, ref: str) -> str:
    indicator = catalog.indicator(ref)

    def name(part: str) -> str:
        return catalog.indicator(part).name

    if indicator.ratio:
        times = f" × 100{indicator.unit}" if indicator.unit == "%" else ""
        return f"{name(indicator.ratio.numerator)} ÷ {name(indicator.ratio.denominator)}{times}"
    if indicator.difference:
        return f"{name(indicator.difference.of)} − {name(indicator.difference.less)}"
    if indicator.total:
        return " + ".join(name(part) for part in indicator.total)
    ledger = catalog.ledgers[str(indicator.ledger)]
    if indicator.days:
        return f"{ledger.name}{_days_text(ledger, indicator.days)}"
    field = indicator.sum or indicator.distinct
    return f"{ledger.name}{_how(indicator.sum, ledger.field(field).label) if field else '条目数'}"


def _days_text(ledger: Ledger, days: Days) -> str:
    first = "、".join(f"“{ledger.field(name).label}”" for name in days.starts)
    last = "统计日" if days.until == AS_OF else f"“{ledger.field(days.until).label}”"
    return f"从{first}{'中最近的一天' if len(days.starts) > 1 else ''}到{last}的自然日天数之和"


def _how(summed: str | None, label: str) -> str:
    return f"“{label}”之和" if summed else f"不同“{label}”的个数"


def period_text(name: str) -> str:
    """2024 → 2024年; 2024Q3 → 2024年第3季度; 2024-09..2024-12 → 2024年9月至12月."""
    if ".." in name:
        first, last = map(period_text, name.split(".."))
        return f"{first}至{last.removeprefix(first[: first.index('年') + 1])}"
    year, rest = name[:4], name[4:].lstrip("-")
    if not rest:
        return f"{year}年"
    if rest.isdigit():
        return f"{year}年{int(rest)}月"
    number = {"H1": "上", "H2": "下"}.get(rest, str(int(rest[1:])))
    return f"{year}年{KINDS[rest[0]].format(number)}"


def day_text(day: date) -> str:
    """2024年10月31日, without zero padding."""
    return f"{day.year}年{day.month}月{day.day}日"
