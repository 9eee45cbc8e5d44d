"""The demo county of the set-up: built beside the ledgers, and every bad end in words."""

import resource
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from bihuan.apps.ledgers.models import LedgerTable
from bihuan.apps.people import demonstrating
from bihuan.apps.people.demonstrating import county_opening, county_place, county_there, demo_county_build
from bihuan.apps.units.actors import Actor, console
from bihuan.apps.units.models import Unit
from bihuan.datamodel import BihuanError

CONSOLE = console("设置向导")


@pytest.fixture
def folder(tmp_path, settings, monkeypatch) -> Path:
    """A data folder of one's own, with a county as small as may be."""
    monkeypatch.setattr(settings.BIHUAN, "dir", tmp_path)
    monkeypatch.setattr(settings.BIHUAN, "demo_scale", 0.02)
    return tmp_path


@contextmanager
def disk_full(size: int) -> Iterator[None]:
    """No file may grow beyond this size, as on a disk that has no more room."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def test_it_is_built_beside_the_ledgers_and_once(folder, db):
    said = []
    place = demo_county_build(actor=CONSOLE, tell=lambda *words: said.append(words))
    stages = list(dict.fromkeys(what for _, _, what in said))
    assert stages == ["准备示范县", "建立数据文件夹", "导入台账", "起草报告", "逐数复核", "收进素材库"]
    assert place == folder / "示范县" and (place / "示范账号.txt").is_file() and county_there()
    assert not (Unit.objects.exists() or LedgerTable.objects.exists())
    with pytest.raises(BihuanError, match="示范县已经建好了"):
        demo_county_build(actor=CONSOLE)


def test_a_folder_with_other_files_is_left_alone(folder):
    county_place().mkdir()
    (county_place() / "账本.txt").write_text("不要动", encoding="utf-8")
    with pytest.raises(BihuanError, match=r"示范县没有建成：.*这里已有别的文件"):
        demo_county_build(actor=CONSOLE)
    assert [path.name for path in county_place().iterdir()] == ["账本.txt"]


def test_a_full_disk_is_told_and_leaves_nothing(folder):
    with disk_full(100_000), pytest.raises(BihuanError, match="示范县没有建成：磁盘空间已满"):
        demo_county_build(actor=CONSOLE)
    assert list(folder.iterdir()) == [] and not county_there()


def test_one_is_built_at_a_time(folder):
    with demonstrating._building, pytest.raises(BihuanError, match="示范县正在建"):
        demo_county_build(actor=CONSOLE)


def test_it_asks_its_actor(folder):
    with pytest.raises(BihuanError):
        demo_county_build(actor=Actor("甲"))


def test_the_command_that_opens_it_may_be_copied(folder, settings, monkeypatch):
    monkeypatch.setattr(settings.BIHUAN, "dir", folder / "闭环 数据")
    assert county_opening() == f"bihuan serve --dir '{folder}/闭环 数据/示范县' --port 8001"
