"""What befalls the index of a library while people read in it: lost, damaged, written by two, left behind by who was killed."""

import os
import random
import re
import shutil
import signal
import sqlite3
import subprocess
import sys
import threading
import urllib.error
import urllib.parse
import urllib.request
from contextlib import contextmanager
from socket import socket

import pytest

from support.commands import bihuan, running, soon
from support.once import own_environment
from support.papers import SOUGHT, TEXTS, counted, papers_write, whole

LOGIN = """
import django; django.setup()
from django.conf import settings
settings.ALLOWED_HOSTS.append("testserver")
from bihuan.apps.people.services import policy_change
from bihuan.apps.units.actors import console
from support.people import client_of, person_make
policy_change(actor=console("甲"), second_factor=False)
print(client_of(person_make("reader1", unit="Q1")).cookies["bihuan"].value)
"""
STORED_NOT_INDEXED = """
import os, signal, sys
import django; django.setup()
from pathlib import Path
from bihuan.apps.library.arriving import Shelf, files_found, lot_arrive
from bihuan.apps.library.indexing import shelving
from bihuan.apps.library.taking import documents_read, lot_store
from bihuan.apps.units.actors import console
rows = lot_arrive(files_found([Path(sys.argv[1])]), Shelf(), console("甲")).rows
with shelving() as shelver:
    for row, taken in lot_store(list(documents_read(rows, {}, 1))):
        shelver.put(row, taken.shelved, fresh=True)
    os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.fixture(scope="module")
def papers(tmp_path_factory):
    return papers_write(tmp_path_factory.mktemp("papers"))


@pytest.fixture
def full(folder, papers):
    """A data folder with all papers in it."""
    assert bihuan("library", "add", papers, folder=folder).status == 0
    return folder


def script(text, *words, folder):
    environment = {
        **own_environment(dir=str(folder)), "DJANGO_SETTINGS_MODULE": "bihuan.web.settings", "PYTHONPATH": os.pathsep.join(sys.path),
    }  # fmt: skip
    return subprocess.run(
        [sys.executable, "-c", text, *map(str, words)], env=environment, capture_output=True, text=True
    )


def port_free() -> int:
    with socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
    return port


class Reader:
    """Somebody who asks the served library again and again; ``answers``: of each exact question how many, and what was said."""

    def __init__(self, address, session) -> None:
        self._address, self._session = address, session
        self.statuses: set[int] = set()
        self.answers: list[tuple[int, str]] = []

    def page(self, query: str) -> str:
        asked = urllib.request.Request(
            f"{self._address}/library/?{query}", headers={"Cookie": f"bihuan={self._session}"}
        )
        try:
            with urllib.request.urlopen(asked, timeout=60) as answer:
                self.statuses.add(answer.status)
                return answer.read().decode()
        except urllib.error.HTTPError as error:
            self.statuses.add(error.code)
            return ""

    def exact(self) -> tuple[int, str]:
        page = self.page(urllib.parse.urlencode({"q": SOUGHT, "exact": "1"}))
        total = re.search(r"<b>共 ([\d,]+) 段", page)
        said = "waits" if "正在编入索引" in page else "slow" if "逐份查" in page else ""
        return int(total[1].replace(",", "")) if total else -1, said

    def ranked(self) -> str:
        return self.page(urllib.parse.urlencode({"q": "防汛抗旱"}))

    @contextmanager
    def asking(self):
        over = threading.Event()

        def ask():
            while not over.is_set():
                self.answers.append(self.exact())
                self.ranked()

        thread = threading.Thread(target=ask)
        thread.start()
        try:
            yield
        finally:
            over.set()
            thread.join()


@contextmanager
def served(folder):
    """The library served, and a reader who has logged in."""
    session = script(LOGIN, folder=folder)
    assert session.returncode == 0, session.stderr
    with running("serve", "--port", port := port_free(), folder=folder, heard=False):
        reader = Reader(f"http://127.0.0.1:{port}", session.stdout.strip())

        def answers():
            try:
                return reader.exact()[0] == TEXTS
            except OSError:
                return False

        assert soon(answers)
        yield reader


def folder_lost(index):
    shutil.rmtree(index)


def segments_cut(index):
    """New files in place of the old: one that is cut while somebody has it open takes its reader along."""
    for file in (*index.glob("*/*.idx"), *index.glob("*/*.store")):
        data = file.read_bytes()
        file.unlink()
        file.write_bytes(data[: len(data) // 2])


def segments_garbled(index):
    dice = random.Random(3)
    for file in (*index.glob("*/*.idx"), *index.glob("*/*.pos"), *index.glob("*/*.store"), *index.glob("*/*.term")):
        with file.open("r+b") as stream:
            stream.write(dice.randbytes(file.stat().st_size))


@pytest.mark.parametrize("harm", [folder_lost, segments_cut, segments_garbled])
def test_readers_are_answered_while_the_index_is_lost_and_made_anew(full, harm):
    with served(full) as reader:
        assert reader.exact() == (TEXTS, "")
        harm(full / "library-index")
        assert soon(lambda: reader.exact() == (TEXTS, "slow"), 10)
        assert "检索索引" in reader.ranked()
        with reader.asking():
            assert f"已编入 {TEXTS} 份" in bihuan("library", "rebuild", folder=full).out
        assert reader.exact() == (TEXTS, "")
        assert reader.statuses == {200}
        assert [one for one in reader.answers if one[0] != TEXTS and one[1] != "waits"] == []
    whole(full)


def test_a_server_that_starts_makes_a_damaged_index_anew(full):
    segments_garbled(full / "library-index")
    with served(full) as reader:
        assert soon(lambda: reader.exact() == (TEXTS, ""))
        assert reader.statuses == {200}


@pytest.mark.parametrize("harm", ["DELETE FROM library_librarytext", "UPDATE library_librarytext SET body = x'0001'"])
def test_what_has_no_text_any_more_is_read_again_from_its_original(full, harm):
    with sqlite3.connect(full / "bihuan.sqlite3") as base:
        base.execute(f"{harm} WHERE document_id % 2 = 0")
    base.close()
    shutil.rmtree(full / "library-index")
    assert f"已编入 {TEXTS} 份" in bihuan("library", "rebuild", folder=full).out
    whole(full)


def test_an_original_that_is_lost_with_its_text_is_named_and_stops_no_other(full):
    with sqlite3.connect(full / "bihuan.sqlite3") as base:
        base.execute("DELETE FROM library_librarytext WHERE document_id < 3")
        (digest,) = base.execute("SELECT sha256 FROM library_librarydocument WHERE id = 1").fetchone()
    base.close()
    (full / "originals" / digest).unlink()
    assert f"已编入 {TEXTS - 1} 份" in bihuan("library", "rebuild", folder=full).out
    assert (
        counted(full, "SELECT COUNT(*) FROM library_librarydocument WHERE state = 'failed' AND reason LIKE '%原件%'")
        == 1
    )


@pytest.mark.parametrize("round_", range(2))
def test_programs_that_take_in_at_once_all_end_well(folder, papers, round_):
    files = sorted(papers.iterdir())
    parts = (files[:70], files[40:], files[20:100])
    commands = [
        [sys.executable, "-m", "bihuan.cli", "library", "add", *map(str, part), "--dir", str(folder)] for part in parts
    ]
    several = [subprocess.Popen(one, env=own_environment(), stderr=subprocess.PIPE, text=True) for one in commands]
    assert [(one.communicate()[1], one.returncode) for one in several] == [("", 0)] * 3
    whole(folder)


def test_who_was_killed_between_the_database_and_the_index_left_nothing_unfound(folder, papers):
    killed = script(STORED_NOT_INDEXED, papers, folder=folder)
    assert killed.returncode == -signal.SIGKILL, killed.stderr
    assert (
        counted(folder, "SELECT COUNT(*) FROM library_librarydocument WHERE state = 'read' AND indexed = ''") == TEXTS
    )
    with running("serve", "--port", port_free(), folder=folder):
        assert soon(lambda: counted(folder, "SELECT COUNT(*) FROM library_librarydocument WHERE indexed = ''") == 0)
    whole(folder)


def test_a_server_killed_while_it_mends_mends_the_rest_the_next_time(full):
    shutil.rmtree(full / "library-index")
    dice = random.Random(11)
    command = [sys.executable, "-m", "bihuan.cli", "library", "rebuild", "--dir", str(full)]
    for _ in range(4):
        mending = subprocess.Popen(command, env=own_environment(), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        with pytest.raises(subprocess.TimeoutExpired):
            mending.wait(dice.uniform(0.8, 1.6))
        mending.kill()
        mending.wait()
    assert f"已编入 {TEXTS} 份" in bihuan("library", "rebuild", folder=full).out
    whole(full)
