"""A pack over the small county: one territorial ledger with every kind of field, one of the bureau's own, and targets."""

import json
from pathlib import Path

import pytest

from support.county import spots

INDICATORS = """
indicators:
  - {indicator: spots_issued, name: 图斑数, definition: 下发的图斑。, unit: 宗, ledger: spots, count: true, breakdowns: [source]}
  - {indicator: spots_checked, name: 已核查图斑, definition: 截至日已核查的图斑。, unit: 宗, ledger: spots, count: true, where: {state: {reached: checked}}, breakdowns: [source]}
  - {indicator: spots_closed, name: 办结图斑, definition: 截至日已办结的图斑。, unit: 宗, ledger: spots, count: true, where: {state: {reached: closed}}}
  - {indicator: check_rate, name: 核查率, definition: 已核查占下发的比例。, unit: "%", ratio: {numerator: spots_checked, denominator: spots_issued}, rounding: 1, breakdowns: [source], better: higher}
  - {indicator: spots_left, name: 未核查图斑, definition: 下发而未核查。, unit: 宗, difference: {of: spots_issued, less: spots_checked}, better: lower}
  - {indicator: spots_open, name: 在办图斑, definition: 截至日在办。, unit: 宗, ledger: spots, count: true, stock: {opened: issued_on, closed: closed_on}}
  - {indicator: area, name: 图斑面积, definition: 下发图斑的面积。, unit: 平方米, ledger: spots, sum: area}
  - {indicator: fine, name: 罚款, definition: 罚款金额。, unit: 元, ledger: spots, sum: fine, date: closed_on}
  - {indicator: contacts, name: 联系人数, definition: 不同的联系人。, unit: 个, ledger: spots, distinct: contact}
"""


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    """The pack's folder. JSON is YAML."""
    folder = tmp_path / "tested"
    (folder / "ledgers").mkdir(parents=True)
    (folder / "indicators").mkdir()
    (folder / "pack.yaml").write_text("{pack: tested, name: 试验, version: 1}", encoding="utf-8")
    ledgers = {"ledgers": [json.loads(spots().model_dump_json(exclude_defaults=True))]}
    (folder / "ledgers" / "spots.yaml").write_text(json.dumps(ledgers, ensure_ascii=False), encoding="utf-8")
    (folder / "indicators" / "spots.yaml").write_text(INDICATORS, encoding="utf-8")
    return folder


@pytest.fixture
def spots_county(county: dict[str, int], pack: Path) -> dict[str, int]:
    """The small county with the pack installed and no entries yet."""
    from bihuan.apps.ledgers.services import pack_install

    pack_install(folder=pack, actor="甲")
    return county
