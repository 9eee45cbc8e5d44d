"""Mutated files: a bounded part of what ``make fuzz`` runs by the ten thousand, and the proof that it sees what it should."""

import hashlib
import os
import subprocess
import sys
from pathlib import Path

import pytest

from hostile.fuzz import fuzzed, main
from hostile.mutants import FAMILIES, SLOW, Mutant, format_of, mutant, numbers, seed_bytes
from hostile.tally import Tally
from hostile.verdict import caged
from hostile.watch import Outcome

QUICK = frozenset(family.format for family in FAMILIES) - SLOW
QUICK_FAMILIES = [family for family in FAMILIES if family.format in QUICK]


def tallied(results) -> Tally:
    tally = Tally()
    for result in results:
        tally.add(result)
    return tally


def test_three_hundred_mutants_end_in_a_result_or_a_named_error() -> None:
    tally = tallied(fuzzed(numbers(300, formats=QUICK)))
    assert not tally.defects, "\n".join(map(str, tally.defects))
    assert tally.read_share > 0.5, str(tally)


@pytest.mark.parametrize("family", QUICK_FAMILIES, ids=lambda family: family.format)
def test_every_seed_is_read_unharmed(family) -> None:
    seeds = dict(enumerate(family.seeds.items()))
    results = fuzzed(seeds, lambda at: Mutant(at, family.format, seeds[at][0], seed_bytes(seeds[at][1])))
    for result in results:
        assert result.outcome and (result.outcome.defect, result.outcome.codes) == ("", []), result


def test_a_number_is_the_same_file_in_every_process() -> None:
    script = "from hostile.test_mutations import digest; print(digest())"
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path)), "PYTHONHASHSEED": "7"}
    told = subprocess.run([sys.executable, "-c", script], env=environment, capture_output=True, text=True, check=True)
    assert told.stdout.strip() == digest()


def digest() -> str:
    """Of the first two hundred that need no LibreOffice."""
    made = (mutant(number) for number in numbers(200, formats=QUICK))
    return hashlib.sha256(b"".join(one.data + one.made.encode() for one in made)).hexdigest()


def test_another_seed_makes_other_files() -> None:
    assert mutant(3, seed=1).data != mutant(3, seed=2).data


def test_asking_for_one_format_leaves_the_numbers_alone() -> None:
    assert list(numbers(20, formats=frozenset({"docx"}))) == [n for n in range(200) if format_of(n) == "docx"][:20]


def test_a_seed_that_cannot_be_made_here_is_counted_as_skipped() -> None:
    (result,) = fuzzed([7], lambda number: Mutant(number, "doc", "doc", b""))
    assert result.outcome is None
    assert tallied([result]).read_share == 0


@pytest.mark.parametrize(
    ("word", "defect"),
    [
        ("raise", "KeyError: 'a defect'"),
        ("allocate", "MemoryError"),
        ("spin", "no end within 5 s"),
        ("crash", "the worker died with status -11"),
        ("leave", "the worker died with status 0"),
        ("unnamed", "read.nobody_documented_it not in docs/reference"),
        ("nothing", "neither a result nor a named error"),
        ("unwritable", "surrogates not allowed"),
        ("beyond", "is no place in a text of"),
        ("fine", ""),
    ],
)
def test_a_defect_is_noticed_and_the_next_file_is_read(word: str, defect: str) -> None:
    words = [word, "fine"]
    results = fuzzed(
        range(2), lambda at: Mutant(at, "txt", words[at], words[at].encode()), worker="hostile.culprit", seconds=5
    )
    first, second = (result.outcome for result in results)
    assert first and second and second.defect == ""
    assert defect in first.defect and bool(defect) == bool(first.defect)


def test_what_the_cage_sees_otherwise_is_a_defect() -> None:
    made = Mutant(1, "txt", "", b" ")
    assert caged(made, Outcome(codes=["read.empty"])).defect == ""
    assert caged(made, Outcome(codes=["read.binary"])).defect == "in the cage read.empty, outside read.binary"


def test_the_command_keeps_the_file_and_fails(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--number", "5", "--worker", "hostile.culprit", "--keep", str(tmp_path)]) == 1
    assert (tmp_path / f"1-{mutant(5).name}").read_bytes() == mutant(5).data
    assert f"DEFECT {mutant(5).name}" in capsys.readouterr().err


def test_the_command_ends_well_without_defects(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--number", "2", "--caged-every", "1"]) == 0
    assert "read to the end" in capsys.readouterr().out
