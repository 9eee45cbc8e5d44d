"""``bihuan library watch`` and ``BIHUAN_WATCH`` as processes: what is dropped is found a little later, whatever happens to the process."""

import json
import random
import signal
import sqlite3
import time
import urllib.request
from socket import socket

import pytest

from support.commands import bihuan, running, soon

FILES = 30


@pytest.fixture
def place(tmp_path):
    (tmp_path / "共享盘").mkdir()
    return tmp_path / "共享盘"


def rows(folder):
    with sqlite3.connect(folder / "bihuan.sqlite3", timeout=30) as base:
        return base.execute("SELECT source, state, indexed FROM library_librarydocument").fetchall()


def found(folder, text):
    said = bihuan("library", "search", text, "--exact", "--json", folder=folder)
    return json.loads(said.out)["total"]


def test_a_dropped_file_is_found_and_ctrl_c_ends_it_cleanly(folder, place):
    with running("library", "watch", place, "--every", "0.3", folder=folder) as watching:
        assert "正在监看" in watching.stdout.readline()
        (place / "通知.txt").write_text("云川县防火通知\n排查隐患34处。", "utf-8")
        assert "入库 1 份" in watching.stdout.readline()
        watching.send_signal(signal.SIGINT)
        assert watching.wait(20) == 0
    assert (found(folder, "排查隐患"), (folder / "library-watch.json").exists()) == (1, False)


def test_only_one_program_watches(folder, place):
    with running("library", "watch", place, "--every", "0.3", folder=folder):
        assert soon((folder / "library-watch.json").exists)
        said = bihuan("library", "watch", place, folder=folder)
        assert (said.status, "已有另一个程序在监看" in said.err) == (2, True)


@pytest.mark.parametrize(("words", "said"), [((), "没有写明监看哪个文件夹"), (("..",), "数据文件夹在它里面")])
def test_what_cannot_be_watched_is_one_line(folder, words, said):
    ended = bihuan("library", "watch", *words, folder=folder)
    assert (ended.status, said in ended.err) == (2, True)


def test_killed_at_any_moment_nothing_is_lost_and_nothing_comes_twice(folder, place):
    dice = random.Random(7)
    for number in range(FILES):
        (place / f"{number:02}.txt").write_text(f"第{number}号文件\n说的是防汛抗旱，整改隐患{number + 1}处。", "utf-8")
    words = ("library", "watch", place, "--every", "0.3")
    for _ in range(4):
        with running(*words, folder=folder):
            time.sleep(dice.uniform(1.5, 4.0))
    with running(*words, folder=folder):
        assert soon(lambda: len([state for _, state, index in rows(folder) if state == "read" and index]) == FILES, 60)
    assert sorted(name for name, _, _ in rows(folder)) == [f"{number:02}.txt" for number in range(FILES)]
    assert found(folder, "号文件") == FILES


def test_a_server_watches_the_folder_that_is_set_and_ends_cleanly(folder, place):
    with socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]

    def health():
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=5) as answer:
                return json.load(answer).get("watch")
        except OSError:
            return None

    with running("serve", "--port", port, folder=folder, BIHUAN_WATCH=str(place)) as serving:
        (place / "通知.txt").write_text("云川县防火通知\n排查隐患34处。", "utf-8")
        assert soon(lambda: [state for _, state, index in rows(folder) if index]) == ["read"]
        assert health()["state"] == "ok"
        serving.send_signal(signal.SIGINT)
        assert serving.wait(20) == 0
    assert not (folder / "library-watch.json").exists()
