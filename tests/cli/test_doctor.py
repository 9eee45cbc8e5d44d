"""``bihuan doctor`` says what it found and fails only for what matters."""

import json
from datetime import date
from pathlib import Path

import pytest
from typer.testing import CliRunner

from bihuan.cli.doctor import app, calendar_check, disk_finding, font_finding, scan_check, sqlite_check
from bihuan.datamodel import Level
from bihuan.gongwen.layout import FANGSONG
from bihuan.workdays import calendar_national


def test_a_fit_computer_leaves_with_0(tmp_path: Path) -> None:
    result = CliRunner().invoke(app, ["--dir", str(tmp_path)])
    assert result.exit_code == 0
    assert "SQLite" in result.output and "数据文件夹可以写入" in result.output


def test_json_is_one_list_of_findings(tmp_path: Path) -> None:
    findings = json.loads(CliRunner().invoke(app, ["--dir", str(tmp_path), "--json"]).stdout)
    assert {"doctor.python", "doctor.sqlite", "doctor.folder", "doctor.disk", "doctor.office", "doctor.scan"} <= {
        one["code"] for one in findings
    }


def test_a_folder_that_cannot_be_written_leaves_with_1() -> None:
    result = CliRunner().invoke(app, ["--dir", "/proc"])
    assert result.exit_code == 1
    assert "不能写入" in result.output


@pytest.mark.parametrize(("version", "remark"), [((3, 40, 1), True), ((3, 51, 3), False)])
def test_the_wal_race_is_remarked_on_affected_versions(version: tuple[int, ...], remark: bool) -> None:
    assert ("不受影响" in sqlite_check(version).message) is remark


@pytest.mark.parametrize(("mib", "level"), [(100, Level.ERROR), (1000, Level.WARNING), (9000, Level.NOTE)])
def test_room_on_the_disk(mib: int, level: Level) -> None:
    assert disk_finding(mib * 2**20, "x").level is level


@pytest.mark.parametrize(
    ("families", "level"), [({"仿宋_GB2312"}, Level.NOTE), ({"FangSong"}, Level.NOTE), (set(), Level.WARNING)]
)
def test_a_missing_font_is_a_warning_unless_its_other_name_is_there(families: set[str], level: Level) -> None:
    assert font_finding(FANGSONG, families).level is level


@pytest.mark.parametrize(("missing", "level"), [(None, Level.NOTE), ("另装组件", Level.WARNING)])
def test_without_the_component_pictures_cannot_be_read(missing: str | None, level: Level) -> None:
    assert scan_check(missing).level is level


@pytest.mark.parametrize(
    ("today", "level"),
    [
        (date(2026, 11, 30), Level.NOTE),
        (date(2026, 12, 1), Level.WARNING),
        (date(2027, 3, 1), Level.WARNING),
        (date(2025, 12, 31), Level.NOTE),
    ],
)
def test_a_calendar_without_this_year_or_in_december_the_next_is_a_warning(today: date, level: Level) -> None:
    assert calendar_check(calendar_national(), today).level is level


def test_a_calendar_that_cannot_be_read_is_a_warning() -> None:
    assert calendar_check(None, date(2026, 3, 1)).level is Level.WARNING
