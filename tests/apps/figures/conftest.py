"""A pack over the small county: one territorial ledger with every kind of field, one of the bureau's own, and targets."""

import json
from pathlib import Path

import pytest

from support.indicators import spots_pack


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    """The pack's folder. JSON is YAML."""
    folder = tmp_path / "tested"
    (folder / "ledgers").mkdir(parents=True)
    (folder / "indicators").mkdir()
    (folder / "pack.yaml").write_text("{pack: tested, name: 试验, version: 1}", encoding="utf-8")
    for part in ("ledgers", "indicators"):
        declared = spots_pack().model_dump(mode="json", exclude_defaults=True)[part]
        (folder / part / "all.yaml").write_text(json.dumps({part: declared}, ensure_ascii=False), encoding="utf-8")
    return folder


@pytest.fixture
def spots_county(county: dict[str, int], pack: Path) -> dict[str, int]:
    """The small county with the pack installed and no entries yet."""
    from bihuan.apps.ledgers.services import pack_install

    pack_install(folder=pack, actor="甲")
    return county
