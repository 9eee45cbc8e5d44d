"""The shipped packs' own cases hold, and a fault in a case is found like any other."""

from decimal import ROUND_HALF_UP, Decimal

import pytest

from bihuan.packs import catalog_load, pack_check, shipped_packs_folder
from bihuan.packs.cases import cases_read
from support.pack_cases import case_values

CASES = [case for folder in sorted(shipped_packs_folder().iterdir()) for case in cases_read(folder)[0]]


@pytest.fixture(scope="module")
def catalog():
    return catalog_load([shipped_packs_folder()])


@pytest.mark.parametrize("located", CASES, ids=lambda located: located.item.name)
def test_case_of_a_shipped_pack_holds(catalog, located):
    case = located.item
    found = {ref: rounded(value, catalog.indicator(ref).rounding) for ref, value in case_values(catalog, case).items()}
    assert found == case.expect, case.name


def rounded(value: Decimal | None, places: int) -> Decimal | None:
    """As a report prints it."""
    return value if value is None else value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("matters:", "nothing:", "pack.unknown_ledger"),
        ("number: A1", "colour: A1", "pack.unknown_field"),
        ("received: 1", "missing: 1", "pack.unknown_indicator"),
        ("received: 1", "'received[source=fax]': 1", "pack.unknown_indicator"),
        ("as_of:", "on:", "pack.unknown_key"),
    ],
)
def test_fault_in_a_case_is_found(pack_written, old, new, code):
    folder = pack_written()
    case = "{name: 甲, period: '2024', as_of: 2024-10-31, entries: {matters: [{number: A1}]}, expect: {received: 1}}"
    (folder / "tests").mkdir()
    (folder / "tests/c.yaml").write_text(f"cases:\n  - {case.replace(old, new)}\n", encoding="utf-8")
    assert code in {finding.code for finding in pack_check(folder) if finding.where.endswith("c.yaml:2")}
