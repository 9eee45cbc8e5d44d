"""A small sound pack, written fresh for each test, of which a test spoils one line."""

from collections.abc import Callable
from pathlib import Path

import pytest

from bihuan.datamodel import Finding
from bihuan.packs import pack_check

HEAD = "pack: small\nname: 小包\nversion: 1\n"

LEDGERS = """\
ledgers:
  - ledger: matters
    name: 事项台账
    measure: 件
    date: received_on
    key: [number]
    fields:
      - {name: number, label: 编号, type: text}
      - {name: source, label: 来源, type: choice, choices: [{key: letter, label: 来信}, {key: phone, label: 电话}]}
      - {name: received_on, label: 受理日期, type: date}
      - {name: closed_on, label: 办结日期, type: date}
      - {name: amount, label: 金额, type: money}
    states:
      - {key: open, label: 受理}
      - {key: closed, label: 办结}
    moves:
      - {key: close, label: 办结, source: [open], target: closed, sets: closed_on}
"""

INDICATORS = """\
indicators:
  - indicator: received
    name: 受理数
    definition: 受理的件数。
    unit: 件
    ledger: matters
    count: true
    breakdowns: [source]
    wording:
      - {words: [受理], within: [[事项]]}
  - indicator: closed
    name: 办结数
    definition: 办结的件数。
    unit: 件
    ledger: matters
    count: true
    where: {state: {reached: closed}}
    breakdowns: [source]
  - indicator: close_rate
    name: 办结率
    definition: 办结 ÷ 受理。
    unit: "%"
    ratio: {numerator: closed, denominator: received}
    breakdowns: [source]
"""

Writer = Callable[..., Path]


@pytest.fixture
def pack_written(tmp_path: Path) -> Writer:
    """Write the small pack, or another text of one of its files, and give its folder."""

    def write(*, head: str = HEAD, ledgers: str = LEDGERS, indicators: str = INDICATORS, name: str = "small") -> Path:
        folder = tmp_path / name
        for path, text in (("pack.yaml", head), ("ledgers/a.yaml", ledgers), ("indicators/b.yaml", indicators)):
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_text(text, encoding="utf-8")
        return folder

    return write


@pytest.fixture
def spoilt(pack_written: Writer) -> Callable[[str, str], list[Finding]]:
    """Replace words of the small pack, wherever they stand, and check it."""

    def check(old: str, new: str) -> list[Finding]:
        texts = {"head": HEAD, "ledgers": LEDGERS, "indicators": INDICATORS}
        assert any(old in text for text in texts.values())
        return pack_check(pack_written(**{key: text.replace(old, new, 1) for key, text in texts.items()}))

    return check
