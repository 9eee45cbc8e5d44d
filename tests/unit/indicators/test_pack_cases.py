"""The packs' own cases: entries and the figures that they make."""

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from bihuan.datamodel import Period
from bihuan.indicators import FigureQuery
from bihuan.indicators.formulas import field_places
from bihuan.indicators.outcomes import decimal_round
from bihuan.packs import catalog_load
from support.engines import Engine, sqlite_engine

PACKS = Path(__file__).parents[3] / "packs"
CATALOG = catalog_load([PACKS])
BUREAU = 7  # whose jurisdiction is unit 2


def cases() -> list[Any]:
    """Every case with the file and name that a failure is reported under."""
    files = sorted(PACKS.glob("*/tests/*.yaml"))
    return [
        pytest.param(case, id=f"{file.parent.parent.name}/{file.stem}: {case['name']}")
        for file in files
        for case in YAML(typ="safe").load(file)["cases"]
    ]


@pytest.fixture(scope="module")
def packs() -> Engine:
    """Every ledger of every pack, empty."""
    return sqlite_engine(CATALOG)


@pytest.mark.parametrize("case", cases())
def test_case_of_a_pack(packs, case):
    packs.load(**{name: [stored(name, entry) for entry in case["entries"].get(name, ())] for name in CATALOG.ledgers})
    asked = [FigureQuery(ref, "A-CG", Period.parse(str(case["period"])), day(case["as_of"])) for ref in case["expect"]]
    figures = packs.desk.figures_answer(asked)
    assert {figure.query.indicator: printed(figure.value) for figure in figures} == {
        ref: printed(value) for ref, value in case["expect"].items()
    }


def stored(name: str, entry: dict[str, Any]) -> dict[str, Any]:
    """An entry as the table keeps it: money in 分, decimals scaled."""
    ledger = CATALOG.ledgers[name]
    unit = 2 if ledger.territory else BUREAU
    scales = {field: field_places(ledger, field) for field in entry}
    return {"unit": unit} | {field: kept(value, scales[field]) for field, value in entry.items()}


def kept(value: Any, scale: int) -> Any:
    if isinstance(value, list):
        return f",{','.join(value)},"
    return int(Decimal(str(value)).scaleb(scale)) if scale else value


def day(value: Any) -> date:
    return value if isinstance(value, date) else date.fromisoformat(value)


def printed(value: Any) -> Decimal | None:
    return None if value is None else decimal_round(Decimal(str(value)), 6)
