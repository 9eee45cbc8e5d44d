"""A pack over the small county: one territorial ledger with every kind of field, one of the bureau's own, and targets."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from bihuan.apps.units.actors import console
from support.indicators import spots_pack

OF_PERSONS = {"named_spots", "contacts", "fine_each"}  # look at the personal field


@pytest.fixture
def pack(tmp_path: Path) -> Callable[..., Path]:
    """Writes the pack without some of its indicators; returns its folder. JSON is YAML."""

    def write(*, without: set[str] = frozenset(), version: int = 1) -> Path:
        declared = spots_pack().model_dump(mode="json", exclude_defaults=True)
        declared["indicators"] = [item for item in declared["indicators"] if item["indicator"] not in without]
        folder = tmp_path / "tested"
        folder.mkdir(exist_ok=True)
        (folder / "pack.yaml").write_text(f"{{pack: tested, name: 试验, version: {version}}}", encoding="utf-8")
        for part in ("ledgers", "indicators"):
            (folder / part).mkdir(exist_ok=True)
            told = json.dumps({part: declared[part]}, ensure_ascii=False)
            (folder / part / "all.yaml").write_text(told, encoding="utf-8")
        return folder

    return write


@pytest.fixture
def spots_county(county: dict[str, int], pack) -> dict[str, int]:
    """The small county with the whole pack installed and no entries yet."""
    from bihuan.apps.ledgers.services import pack_install

    pack_install(folder=pack(), actor=console("甲"))
    return county


@pytest.fixture
def open_county(county: dict[str, int], pack) -> dict[str, int]:
    """The small county with the pack but for the indicators that look at the personal field."""
    from bihuan.apps.ledgers.services import pack_install

    pack_install(folder=pack(without=OF_PERSONS), actor=console("甲"))
    return county
