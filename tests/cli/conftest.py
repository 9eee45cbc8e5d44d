"""A data folder made by the commands themselves, once; each test works on a copy."""

import shutil
from pathlib import Path

import pytest

from support.commands import bihuan
from support.once import made_once
from support.sheets import workbook

UNITS = [
    ("单位编码", "单位名称", "类型", "上级编码"),
    ("Q", "青溪县", "县区", ""),
    ("Q1", "东门镇", "乡镇", "Q"),
    ("QB", "青溪县城管局", "局", "Q"),
]


@pytest.fixture(scope="session")
def made_folder() -> Path:
    """``bihuan init`` with units and one pack."""
    return made_once("small-county", county_init) / "data"


def county_init(place: Path) -> None:
    units = workbook(place / "单位.xlsx", *UNITS)
    said = bihuan("init", "--units", units, "--pack", "urban_management", folder=place / "data")
    assert said.status == 0, said


@pytest.fixture
def folder(made_folder, tmp_path):
    """The test's own copy."""
    return shutil.copytree(made_folder, tmp_path / "data")
