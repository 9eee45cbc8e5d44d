"""Deeds on the unit tree. A workbook is taken whole or not at all."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from django.db import transaction

from bihuan.apps.units.models import PLACES, Unit, UnitLink
from bihuan.apps.units.workbook import UnitRow, unit_rows_read
from bihuan.datamodel import BihuanError


def units_import(*, path: Path) -> list[str]:
    """Read a workbook of units and make the tree so; known codes are updated. Returns the codes in the workbook's order.

    Any fault (unknown parent, cycle, code twice) refuses the whole workbook, naming the cells.
    """
    known = {unit.code: unit.name for unit in Unit.objects.all()}
    rows, findings = unit_rows_read(path, known, parents_stored())
    if findings:
        raise BihuanError(
            "unit.workbook_faults",
            f"单位表有 {len(findings)} 处问题，没有导入：" + "；".join(str(finding) for finding in findings[:5]),
            where=path.name,
            hint="改好后重新导入",
        )
    return units_store(rows=rows)


def parents_stored() -> dict[str, str]:
    """Code → parent's code (empty at the top) of the tree as it stands."""
    codes = {unit.path: unit.code for unit in Unit.objects.all()}
    return {code: codes.get(path[: -Unit.steplen], "") for path, code in codes.items()}


@transaction.atomic
def units_store(*, rows: Iterable[UnitRow]) -> list[str]:
    """Write checked rows, parents before children, then jurisdictions and the closure table."""
    rows = list(rows)
    for row in parents_first(rows):
        unit_store(row)
    jurisdictions_set({row.code: row.jurisdiction for row in rows})
    links_rebuild()
    return [row.code for row in rows]


def parents_first(rows: list[UnitRow]) -> list[UnitRow]:
    """The rows ordered so that no unit comes before its parent; the rows hold no cycle."""
    by_code = {row.code: row for row in rows}
    ordered: dict[str, UnitRow] = {}

    def place(row: UnitRow) -> None:
        if row.code not in ordered:
            if row.parent in by_code:
                place(by_code[row.parent])
            ordered[row.code] = row

    for row in rows:
        place(row)
    return list(ordered.values())


def unit_store(row: UnitRow) -> None:
    """Add the unit under its parent, or update it and move it there."""
    fields = {"name": row.name, "short_name": row.short_name, "kind": row.kind, "aliases": list(row.aliases)}
    parent = Unit.objects.get(code=row.parent) if row.parent else None
    unit = Unit.objects.filter(code=row.code).first()
    if unit is None:
        new = Unit(code=row.code, **fields)
        Unit.objects.add_child(parent, instance=new) if parent else Unit.objects.add_root(instance=new)
        return
    Unit.objects.filter(pk=unit.pk).update(**fields)
    above = Unit.objects.get_parent(unit)
    if parent is None and above is not None:
        Unit.objects.move(unit, Unit.objects.get_last_root_node(), "last-sibling")
    elif parent is not None and parent.pk != (above and above.pk):
        Unit.objects.move(unit, parent, "last-child")


def jurisdictions_set(given: dict[str, str]) -> None:
    """An organisation covers the place given, else the nearest place above it; a place covers itself (null)."""
    units = {unit.path: unit for unit in Unit.objects.all()}
    codes = {unit.code: unit for unit in units.values()}
    for unit in units.values():
        if unit.kind in PLACES:
            unit.jurisdiction = None
        elif given.get(unit.code):
            unit.jurisdiction = codes[given[unit.code]]
        elif unit.code in given or unit.jurisdiction_id is None:
            unit.jurisdiction = place_above(unit, units)
    Unit.objects.bulk_update(units.values(), ["jurisdiction"], batch_size=500)


def place_above(unit: Unit, units: dict[str, Unit]) -> Unit | None:
    """The nearest ancestor that is a place."""
    path = unit.path[: -Unit.steplen]
    while path and units[path].kind not in PLACES:
        path = path[: -Unit.steplen]
    return units.get(path)


def links_rebuild() -> None:
    """Make the closure table anew from the tree's paths."""
    UnitLink.objects.all().delete()
    links = (UnitLink(ancestor_id=above, descendant_id=below, depth=depth) for above, below, depth in links_of())
    UnitLink.objects.bulk_create(links, batch_size=2000)


def links_of() -> Iterator[tuple[int, int, int]]:
    """(ancestor, descendant, depth) of every pair that the tree's paths hold."""
    ids = dict(Unit.objects.values_list("path", "pk"))
    for path, pk in ids.items():
        for cut in range(Unit.steplen, len(path) + 1, Unit.steplen):
            yield ids[path[:cut]], pk, (len(path) - cut) // Unit.steplen
