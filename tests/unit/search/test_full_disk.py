"""A disk that fills up while an index is written."""

import json
import subprocess
import sys

import pytest

from bihuan.search.finding import Finder
from bihuan.search.index import indexes_open
from bihuan.search.wholeness import indexes_whole

COMMON = """
import random, resource, sys
from pathlib import Path
from bihuan.datamodel import BihuanError
from bihuan.search.index import indexes_make, indexes_open, writing
from bihuan.search.pieces import pieces_cut
from bihuan.search.shelving import CardFields, text_shelved

folder, most = Path(sys.argv[1]), int(sys.argv[2])
dice = random.Random(1)

def put(writer, number, text):
    writer.put(number, CardFields(who=("county",)), text_shelved(text, pieces_cut(text, []), []), fresh=True)

def paper(size):
    return "防汛" + "".join(chr(dice.randrange(0x4E00, 0x9000)) for _ in range(size))
"""
CHILD = """
with writing(indexes_make(folder), 1) as writer:
    put(writer, 1, "先有的一份，说的是防汛抗旱。")
    writer.commit()
resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))
try:
    with writing(indexes_open(folder), 1) as writer:
        for number in range(2, 200):
            put(writer, number, paper(500))
        writer.commit()
except BihuanError as error:
    print(error.code)
"""
MERGING = """
resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))
indexes = indexes_make(folder)
committed = 0
for lot in range(1, 41):
    try:
        with writing(indexes, 1) as writer:
            for number in range(lot * 10, lot * 10 + 10):
                put(writer, number, paper(500))
            writer.commit()
        committed += 10
    except BihuanError as error:
        print(error.code)
print(committed)
"""


@pytest.mark.parametrize("most", [2_000, 30_000, 200_000])
def test_a_full_disk_is_named_and_what_was_found_before_is_still_found(tmp_path, most):
    ended = subprocess.run(
        [sys.executable, "-c", COMMON + CHILD, str(tmp_path / "index"), str(most)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert ended.stdout.strip() == "search.unwritten"
    assert Finder(indexes_open(tmp_path / "index")).exact("防汛").total == 1


@pytest.mark.parametrize("most", [250_000, 400_000, 1_000_000])
def test_a_disk_that_is_full_while_segments_are_merged_loses_nothing_that_was_committed(tmp_path, most):
    """A lot fits, several together do not: merging them fails."""
    ended = subprocess.run(
        [sys.executable, "-c", COMMON + MERGING, str(tmp_path / "index"), str(most)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert ended.returncode == 0, ended.stderr
    *faults, committed = ended.stdout.split()
    assert (set(faults) - {"search.unwritten"}, indexes_whole(tmp_path / "index")) == (set(), True)
    assert Finder(indexes_open(tmp_path / "index")).exact("防汛").total >= int(committed) > 0
    segments = json.loads((tmp_path / "index" / "pieces" / "meta.json").read_text("utf-8"))["segments"]
    assert len(segments) > 8  # merged they would be fewer
