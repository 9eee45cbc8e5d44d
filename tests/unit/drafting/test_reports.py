"""Whole reports in other hands than the shared ones: what each number is bound to, read by a person and kept."""

from datetime import date
from pathlib import Path

import pytest

from bihuan.commitments import text_read
from bihuan.drafting.binding import Binder
from bihuan.drafting.phrases import Phrases
from bihuan.drafting.source import report_from_json
from bihuan.packs import catalog_load, shipped_packs_folder

HERE = Path(__file__).parent
SHARED = HERE.parents[2] / "../shared/data/dev"


def bound(path: Path, pack: str, own: str) -> list[tuple[str, str]]:
    """Each number with the reference (and measure) it is bound to, ``-`` where it is left blank."""
    text = path.read_text(encoding="utf-8")
    catalog = catalog_load([shipped_packs_folder() / name for name in ("common", pack)])
    report = report_from_json(text_read(text, path.name).to_json()["documents"][0], text)
    slots = Binder(Phrases(catalog), (own,), 2024, date(2024, 10, 31)).slots(report)
    return [(slot.quantity.text, said(slot)) for slot in slots]


def said(slot) -> str:
    """``ref`` or ``ref:measure``."""
    binding = slot.binding
    return "-" if binding is None else binding.indicator + ("" if binding.measure == "value" else f":{binding.measure}")


@pytest.mark.parametrize(
    ("name", "pack", "own"),
    [("urban", "urban_management", "临川区城市管理局"), ("veterans", "veterans", "云安县退役军人事务局")],
)
def test_every_pair_is_as_a_person_read_it(name, pack, own):
    expected = [tuple(line.split()) for line in (HERE / "reports" / f"{name}.pairs").read_text("utf-8").splitlines()]
    assert bound(HERE / "reports" / f"{name}.txt", pack, own) == expected


@pytest.mark.shared
@pytest.mark.parametrize(
    ("name", "pack", "own", "least"),
    [
        ("chengguan", "urban_management", "县城乡管理和综合执法局", 0.6),
        ("tuiyi", "veterans", "县退役军人事务局", 0.6),
    ],
)
def test_most_numbers_of_a_real_report_are_bound(name, pack, own, least):
    path = SHARED / f"{name}.txt"
    if not path.is_file():
        pytest.skip("旁边没有共享的标注报告（../shared/data/dev）")
    pairs = bound(path, pack, own)
    assert sum(ref != "-" for _, ref in pairs) >= least * len(pairs)
