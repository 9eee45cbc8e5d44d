"""A pack's own test cases: a few entries, and what the indicators make of them. ``tests/*.yaml`` of the pack's folder."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from bihuan.datamodel import BihuanError, Finding
from bihuan.packs.catalog import Catalog
from bihuan.packs.faults import fault
from bihuan.packs.schema import Case
from bihuan.packs.sources import Located, PackSource, items_read


def cases_read(folder: Path) -> tuple[list[Located], list[Finding]]:
    """The cases of a pack's folder, each ``item`` a ``Case``, and what is wrong with their files."""
    source = PackSource(folder)
    cases = [case for path in sorted(folder.glob("tests/*.yaml")) for case in items_read(source, path, "cases", Case)]
    return cases, source.findings


def cases_agree(folder: Path, catalog: Catalog) -> list[Finding]:
    """Faults of the cases: what cannot be read, and what names no ledger, field or indicator of the catalogue."""
    cases, found = cases_read(folder)
    return found + [finding for case in cases for finding in _case_agrees(case, catalog)]


def _case_agrees(located: Located, catalog: Catalog) -> Iterator[Finding]:
    for ledger, entries in located.item.entries.items():
        where = located.where("entries", ledger)
        if ledger not in catalog.ledgers:
            yield fault("pack.unknown_ledger", f"没有台账“{ledger}”", where)
            continue
        names = {field.name for field in catalog.ledgers[ledger].fields}
        for index, entry in enumerate(entries):
            yield from _entry_agrees(located, ledger, index, entry, names)
    for ref in located.item.expect:
        try:
            catalog.indicator(ref)
        except BihuanError as error:
            yield fault("pack.unknown_indicator", error.what, located.where("expect", ref), hint=error.hint)


def _entry_agrees(
    located: Located, ledger: str, index: int, entry: dict[str, Any], names: set[str]
) -> Iterator[Finding]:
    for name in entry.keys() - names:
        where = located.where("entries", ledger, index, name)
        yield fault(
            "pack.unknown_field", f"“{name}”不是台账 {ledger} 的字段", where, hint=f"可用：{'、'.join(sorted(names))}"
        )
