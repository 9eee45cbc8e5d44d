"""A bureau of the small county with its pack, a few cases of this year and of last, and last year's report."""

from datetime import date
from pathlib import Path

import pytest

from bihuan.apps.units.actors import console
from support.sheets import workbook

REPORT = """青溪县城市管理局2023年工作总结及2024年工作计划

2023年，我局扎实推进城市管理工作。
一、2023年工作情况
（一）智慧城管。截至10月24日，智慧城管平台共转办案件90件，办结85件，5件待办。其中公众举报40件、县局巡查50件。
（二）行政处罚。今年以来行政处罚共立案12宗，共处罚款3万元。9月25日，局党组审定专项整治方案。
二、存在问题
（一）执法力量偏少。编制不足。
三、2024年工作计划
（一）抓好执法。全年行政处罚立案20宗以上。

青溪县城市管理局
2023年11月6日
"""
AS_OF = date(2024, 10, 31)


@pytest.fixture
def last_year(tmp_path: Path) -> Path:
    """Last year's report as text."""
    path = tmp_path / "上年.txt"
    path.write_text(REPORT, encoding="utf-8")
    return path


@pytest.fixture
def bureau(county: dict[str, int], tmp_path: Path) -> str:
    """The bureau's code; its ledgers hold three cases dispatched, two closed, and one penalty of 2,500 yuan."""
    from bihuan.apps.ledgers.services import batch_import, entry_add, pack_folder, pack_install

    pack_install(folder=pack_folder("urban_management"), actor=console("甲"))
    closed = ((1, "公众举报", "2024-03-09"), (2, "县局巡查", "2024-04-02"), (3, "县局巡查", None))
    rows = [("QX-01", f"A{number}", source, "2024-03-01", day) for number, source, day in closed]
    cases = workbook(tmp_path / "案件.xlsx", ("单位", "案件编号", "来源", "转办日期", "办结日期"), *rows)
    assert batch_import(ledger="smart_cases", path=cases, actor=console("甲")).added == 3
    case = {"case_no": "C1", "kind": "规划类", "filed_on": "2024-02-01", "decided_on": "2024-03-01", "fine": "2500"}
    entry_add(ledger="penalties", unit="QX-CG", values=case, actor=console("甲"))
    return "QX-CG"


@pytest.fixture
def write(bureau: str, last_year: Path, tmp_path: Path):
    """Draft into ``tmp_path``; returns what was written."""
    from bihuan.apps.drafts.services import draft_write

    def make(**changes: object):
        given = {
            "source": last_year, "unit": bureau, "year": 2024, "as_of": AS_OF, "target": tmp_path / "稿.docx",
            "review": False, "actor": console("乙"),
        }  # fmt: skip
        return draft_write(**{**given, **changes})

    return make
