"""An indicator is computed in exactly one way, from a ledger that exists, over fields of the right type."""

from collections.abc import Iterator

from bihuan.datamodel import Finding, Measure
from bihuan.packs.faults import fault
from bihuan.packs.rules.view import View
from bihuan.packs.schema import FieldType, Indicator, Ledger
from bihuan.packs.sources import Located

NUMERIC = {FieldType.INTEGER, FieldType.DECIMAL, FieldType.MONEY}
WAYS = ("count", "distinct", "sum", "days", "ratio", "total", "difference")
AS_OF = "as_of"
MEASURES = {measure.value for measure in Measure}


def indicators_agree(view: View) -> Iterator[Finding]:
    """All rules of this module over the pack's own indicators."""
    for located in view.source.indicators:
        yield from _one_way(located)
        yield from _measures(located)
        yield from _parts_named(view, located)
        indicator: Indicator = located.item
        if indicator.parts:
            yield from _composed_plainly(located)
        elif indicator.ledger is None:
            yield fault(
                "pack.missing_key", f"指标“{indicator.name}”没有写 ledger", located.where(), hint="写明从哪本台账统计"
            )
        elif indicator.ledger not in view.ledgers:
            yield from _unknown_ledger(view, located)
        else:
            yield from _fields(located, view.ledgers[indicator.ledger])


def _one_way(located: Located) -> Iterator[Finding]:
    given = [way for way in WAYS if getattr(located.item, way)]
    if len(given) == 1:
        return
    message = f"有 {len(given)} 种算法：{'、'.join(given)}" if given else "没有写怎么算"
    yield fault("pack.not_one_way", f"指标“{located.item.name}”{message}", located.where(given[-1] if given else "indicator"),
                hint=f"{'、'.join(WAYS)} 中只写一种")  # fmt: skip


def _measures(located: Located) -> Iterator[Finding]:
    for index, wording in enumerate(located.item.wording):
        if wording.measure not in MEASURES:
            hint = f"可用：{'、'.join(sorted(MEASURES))}"
            yield fault(
                "pack.wrong_type", f"measure 不能是“{wording.measure}”", located.where("wording", index), hint=hint
            )


def _composed_plainly(located: Located) -> Iterator[Finding]:
    """A rate or a total has its conditions in its parts, not of its own."""
    for key in ("ledger", "where", "date", "stock"):
        if getattr(located.item, key):
            yield fault(
                "pack.unknown_key",
                f"由其他指标组成的指标不写“{key}”",
                located.where(key),
                hint="把条件写在各组成指标里",
            )


def _unknown_ledger(view: View, located: Located) -> Iterator[Finding]:
    name = located.item.ledger
    if view.broken and not any(name == ledger for ledger in view.ledgers):
        return  # perhaps the ledger that could not be read: its own fault says so
    hint = "写本包台账的英文名；别的包的台账要先写进 uses"
    yield fault("pack.unknown_ledger", f"没有台账“{name}”", located.where("ledger"), hint=hint)


def _fields(located: Located, ledger: Ledger) -> Iterator[Finding]:
    indicator: Indicator = located.item
    yield from _field(located, ledger, "date", indicator.date, {FieldType.DATE}, "日期")
    yield from _field(located, ledger, "sum", indicator.sum, NUMERIC, "数字")
    yield from _field(located, ledger, "distinct", indicator.distinct, set(FieldType), "")
    if indicator.days:
        ends = [] if indicator.days.until == AS_OF else [indicator.days.until]
        for name in (*indicator.days.starts, *ends):
            yield from _field(located, ledger, "days", name, {FieldType.DATE}, "日期")
    if indicator.stock:
        yield from _field(located, ledger, "stock", indicator.stock.opened, {FieldType.DATE}, "日期")
        for name in indicator.stock.ends:
            yield from _field(located, ledger, "stock", name, {FieldType.DATE}, "日期")
        if indicator.date:
            yield fault("pack.not_one_way", "存量（stock）不再写 date", located.where("date"), hint="删去 date")
    for name in indicator.breakdowns:
        yield from _field(located, ledger, "breakdowns", name, {FieldType.CHOICE, FieldType.TAGS}, "选项")


def _field(
    located: Located, ledger: Ledger, key: str, name: str | None, types: set[FieldType], noun: str
) -> Iterator[Finding]:
    if name is None:
        return
    found = next((field for field in ledger.fields if field.name == name), None)
    if found is None:
        names = "、".join(field.name for field in ledger.fields)
        yield fault(
            "pack.unknown_field",
            f"{key} 写的“{name}”不是{ledger.name}的字段",
            located.where(key),
            hint=f"可用：{names}",
        )
    elif found.type not in types:
        yield fault(
            "pack.wrong_field_type",
            f"{key} 写的“{name}”不是{noun}字段",
            located.where(key),
            hint=f"它的 type 是 {found.type}",
        )


def _parts_named(view: View, located: Located) -> Iterator[Finding]:
    """The keys of part_wording name a choice of a breakdown."""
    indicator: Indicator = located.item
    bases = view.bases(indicator.indicator)
    ledger = view.ledger_of(bases[0]) if bases else None
    fields = {field.name: field for field in ledger.fields} if ledger else {}
    for key in indicator.part_wording if ledger else {}:
        name, _, choice = key.partition("=")
        if (
            name not in indicator.breakdowns
            or name not in fields
            or choice not in {item.key for item in fields[name].choices}
        ):
            hint = "写成 字段=选项，字段要在 breakdowns 里"
            yield fault(
                "pack.unknown_choice",
                f"part_wording 写的“{key}”不是细分项",
                located.where("part_wording", key),
                hint=hint,
            )
