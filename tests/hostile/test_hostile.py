"""Each hostile file is refused by its named error, in little memory and time, and leaves nothing behind."""

from pathlib import Path

import pytest

from bihuan.reading.office import office_find
from hostile.files import CASES
from hostile.files.case import HARMLESS, Case
from hostile.watch import Watch

NEEDS_OFFICE = pytest.mark.skipif(office_find() is None, reason="LibreOffice is not installed (make system)")
ABOVE_THE_FILE = 96 * 2**20  # what refusing may cost above the reader itself and the file's own bytes


def _case(case: Case):
    marks = [NEEDS_OFFICE, pytest.mark.office] if case.name.endswith(".rtf") else []
    return pytest.param(case, id=case.name, marks=marks)


@pytest.fixture(scope="module")
def watch(tmp_path_factory: pytest.TempPathFactory):
    place = tmp_path_factory.mktemp("worker")
    one = Watch(place)
    yield one
    one.close()
    assert list(place.iterdir()) == []


@pytest.mark.parametrize("case", [_case(case) for case in CASES])
def test_it_is_refused_by_name(case: Case, watch: Watch, tmp_path: Path) -> None:
    path = tmp_path / case.name
    path.write_bytes(case.make())
    outcome = watch.read(path)
    assert (outcome.defect, outcome.code) == ("", case.code), outcome.what
    assert [one.name for one in tmp_path.iterdir()] == [case.name]
    if case.code != HARMLESS:
        assert outcome.grown < ABOVE_THE_FILE + 2 * path.stat().st_size


def test_every_file_has_a_name_of_its_own() -> None:
    assert len({case.name for case in CASES}) == len(CASES)
