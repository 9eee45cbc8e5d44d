"""Rates, totals and differences: their parts exist, make no circle, and are of a kind that may be put together."""

from collections.abc import Iterator

from bihuan.datamodel import BihuanError, Finding
from bihuan.packs.catalog import Ref
from bihuan.packs.derive import choice_admitted
from bihuan.packs.faults import fault
from bihuan.packs.rules.names import cycle_find
from bihuan.packs.rules.view import View
from bihuan.packs.schema import Indicator
from bihuan.packs.sources import Located


def references_agree(view: View) -> Iterator[Finding]:
    """All rules of this module over the pack's own indicators."""
    for located in view.source.indicators:
        indicator: Indicator = located.item
        if not indicator.parts:
            continue
        circle = cycle_find(indicator.indicator, lambda name: _below(view, name))
        if circle:
            message = f"指标互相引用：{' → '.join(circle)}"
            yield fault("pack.cycle", message, located.where(_way(indicator)), hint="去掉其中一个引用")
            continue
        for ref in indicator.parts:
            yield from _reference(view, located, ref)
        yield from _units(view, located)
        yield from _breakdowns(view, located)


def _below(view: View, name: str) -> list[str]:
    indicator = view.indicators.get(name)
    return [part.partition("[")[0] for part in indicator.parts] if indicator else []


def _way(indicator: Indicator) -> str:
    return "ratio" if indicator.ratio else "difference" if indicator.difference else "total"


def _reference(view: View, located: Located, text: str) -> Iterator[Finding]:
    where = located.where(_way(located.item))
    try:
        ref = Ref.parse(text)
    except BihuanError as error:
        yield fault("pack.bad_reference", error.what, where, hint=error.hint)
        return
    part = view.indicators.get(ref.name)
    if part is None:
        if not view.broken:
            yield fault("pack.unknown_indicator", f"没有指标“{ref.name}”", where, hint="写本包或所用包的指标英文名")
        return
    if part.ratio:
        yield fault(
            "pack.rate_added", f"比率“{part.name}”不能再相加减或相除", where, hint="对分子、分母分别求和，再求比率"
        )
    if ref.field and not _choice_exists(view, part, ref):
        yield fault(
            "pack.unknown_choice",
            f"“{text}”不是“{part.name}”的细分项",
            where,
            hint="字段要在它的 breakdowns 里，选项要存在",
        )


def _choice_exists(view: View, part: Indicator, ref: Ref) -> bool:
    bases = view.bases(ref.name)
    ledger = view.ledger_of(bases[0]) if bases else None
    fields = {field.name: field for field in ledger.fields} if ledger else {}
    if ref.field not in part.breakdowns or ref.choice not in {choice.key for choice in fields[ref.field].choices}:
        return False
    return all(choice_admitted(base.where.get(ref.field), ref.choice) for base in bases)


def _units(view: View, located: Located) -> Iterator[Finding]:
    """人次, 辆次, 宗 are never added together."""
    indicator: Indicator = located.item
    known = [view.indicators.get(part.partition("[")[0]) for part in indicator.parts]
    units = list(dict.fromkeys(part.unit for part in known if part))
    if not indicator.ratio and len({*units, indicator.unit}) > 1:
        named = "、".join(dict.fromkeys([indicator.unit, *units]))
        yield fault(
            "pack.units_mixed",
            f"“{indicator.name}”把不同计量单位放在一起：{named}",
            located.where(_way(indicator)),
            hint="分开统计",
        )


def _breakdowns(view: View, located: Located) -> Iterator[Finding]:
    """A rate may be broken down by a field only when both its parts can be."""
    indicator: Indicator = located.item
    parts = [view.indicators[part] for part in indicator.parts if part in view.indicators]
    for name in indicator.breakdowns:
        if lacking := [part.name for part in parts if name not in part.breakdowns]:
            message = f"“{lacking[0]}”不能按“{name}”细分，由它组成的也就不能"
            yield fault(
                "pack.unknown_field", message, located.where("breakdowns"), hint="给组成指标也写上这个 breakdowns"
            )
