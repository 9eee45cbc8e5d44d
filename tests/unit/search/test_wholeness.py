"""The guard of an index that is open: a file that is another than it was is noticed, also while files come and go."""

import pytest

from bihuan.search.index import indexes_make, writing
from bihuan.search.pieces import Piece
from bihuan.search.shelving import CardFields, text_shelved
from bihuan.search.wholeness import Guard, indexes_whole

TEXT = "压实防汛责任，逐库落实责任人。"


@pytest.fixture
def folder(tmp_path):
    """An index of one piece."""
    with writing(indexes_make(tmp_path / "index")) as writer:
        writer.put(
            1,
            CardFields("防汛", "防汛.txt", who=("county",)),
            text_shelved(TEXT, [Piece(0, 0, len(TEXT), "", "")], []),
            fresh=True,
        )
        writer.commit()
    return tmp_path / "index"


def garbled(folder):
    file = next((folder / "pieces").glob("*.term"))
    data = file.read_bytes()
    file.write_bytes(bytes(255 - byte for byte in data) + b"x")
    return file, data


def test_an_index_that_nobody_touched_is_whole(folder):
    assert Guard(folder).whole() and indexes_whole(folder)


def test_a_changed_file_is_noticed(folder):
    guard = Guard(folder)
    assert guard.whole()
    garbled(folder)
    assert not guard.whole()


def test_what_was_found_damaged_stays_so_while_its_files_are_taken_away(folder):
    guard = Guard(folder)
    assert guard.whole()
    garbled(folder)
    assert not guard.whole()
    (folder / "pieces" / "meta.json").unlink()
    assert not guard.whole()


def test_a_file_put_back_as_it_was_is_whole_again(folder):
    guard = Guard(folder)
    assert guard.whole()
    file, data = garbled(folder)
    assert not guard.whole()
    file.write_bytes(data)
    assert guard.whole()
