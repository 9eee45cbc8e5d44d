"""Whole reports in many hands: what each number is bound to, read by a person and kept.

``reports/NAME.pairs`` opens with the bureau's names after ``#``; then one line a number: ``TEXT REF``, or ``TEXT -`` where no
indicator of the packs counts what the sentence says. After ``REF`` may stand ``:measure``, ``/全市`` (a rank's place), ``@period`` where it
is not the draft's year, and a second ``@day`` where the period is cut short on another day than the draft's. ``?`` before a line: a
person would bind the number, the product may leave it blank, but may not bind it to anything else. ``!`` before a line: known to be
bound wrongly, with the reason at the line's end.
"""

from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from bihuan.commitments import text_read
from bihuan.datamodel import Measure
from bihuan.drafting.binding import Binder
from bihuan.drafting.phrases import Phrases
from bihuan.drafting.report import report_completed
from bihuan.drafting.slots import Binding
from bihuan.drafting.source import report_from_json
from bihuan.packs import catalog_load, shipped_packs_folder

REPORTS = Path(__file__).parent / "reports"
NAMES = sorted(path.stem for path in REPORTS.glob("*.pairs"))
SHARED = Path(__file__).parents[3] / "../shared/data/dev"
PACKS = {"urban": "urban_management", "veterans": "veterans"}
YEAR, TODAY = 2024, date(2024, 10, 31)


@dataclass(frozen=True)
class Pair:
    """One number as a person read it."""

    text: str
    ref: str
    mark: str = ""
    why: str = ""

    def allows(self, found: str) -> bool:
        """Whether the product may say so; what is known to be wrong has a test of its own."""
        return self.mark == "!" or found == self.ref or (found == "-" and self.mark == "?")


def pairs_read(name: str) -> tuple[tuple[str, ...], list[Pair]]:
    """The bureau's names, and every number of the report."""
    first, *lines = (REPORTS / f"{name}.pairs").read_text(encoding="utf-8").splitlines()
    return tuple(first.removeprefix("#").split()), [pair_read(line) for line in lines]


def pair_read(line: str) -> Pair:
    """``?TEXT REF`` or ``!TEXT REF # why``."""
    mark = line[0] if line[0] in "?!" else ""
    pair, _, why = line.removeprefix(mark).partition(" # ")
    return Pair(*pair.split(), mark, why)


@cache
def found_in(path: Path, pack: str, own: tuple[str, ...]) -> list[tuple[str, str]]:
    """Each number with what it is bound to, ``-`` where it is left blank."""
    text = path.read_text(encoding="utf-8")
    catalog = catalog_load([shipped_packs_folder() / name for name in ("common", pack)])
    report = report_completed(report_from_json(text_read(text, path.name).to_json()["documents"][0], text))
    slots = Binder(Phrases(catalog), own, YEAR, TODAY).slots(report)
    return [(slot.quantity.text, said(slot.binding) if slot.binding else "-") for slot in slots]


def said(binding: Binding) -> str:
    """A binding as the pairs write it."""
    measure = "" if binding.measure is Measure.VALUE else f":{binding.measure}"
    among = f"/{binding.among}" if binding.among else ""
    cut = binding.as_of != TODAY and binding.as_of < binding.period.end
    period = "" if binding.period.name == str(YEAR) and not cut else f"@{binding.period.name}"
    return f"{binding.indicator}{measure}{among}{period}{f'@{binding.as_of}' if cut else ''}"


def compared(name: str) -> list[tuple[Pair, str]]:
    """Every number as read by a person beside what the product says."""
    own, pairs = pairs_read(name)
    found = found_in(REPORTS / f"{name}.txt", PACKS[name.partition("_")[0]], own)
    assert [text for text, _ in found] == [pair.text for pair in pairs]
    return [(pair, ref) for pair, (_, ref) in zip(pairs, found, strict=True)]


@pytest.mark.parametrize("name", NAMES)
def test_every_number_is_bound_as_a_person_read_it(name):
    other = [f"{pair.text} {ref}, a person: {pair.ref}" for pair, ref in compared(name) if not pair.allows(ref)]
    assert not other, "\n".join(other)


@pytest.mark.parametrize(
    ("name", "place"),
    [
        pytest.param(
            name, place, marks=pytest.mark.xfail(strict=True, reason=pair.why), id=f"{name}-{place}-{pair.text}"
        )
        for name in NAMES
        for place, pair in enumerate(pairs_read(name)[1])
        if pair.mark == "!"
    ],
)
def test_known_to_be_bound_wrongly(name, place):
    pair, ref = compared(name)[place]
    assert ref in (pair.ref, "-")


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
    found = found_in(path, pack, (own,))
    assert sum(ref != "-" for _, ref in found) >= least * len(found)
