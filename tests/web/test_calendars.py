"""The page 工作日历: a year by months, a file in with a preview, a year taken back."""

import re
from datetime import date
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django_otp.oath import totp
from django_otp.plugins.otp_totp.models import TOTPDevice

from bihuan.apps.calendars.keepers import KEEPERS, UnitClock, keeper_register
from bihuan.apps.calendars.models import CalendarYear
from bihuan.apps.calendars.selectors import calendar_for
from bihuan.apps.ledgers.services import calendar_preview
from bihuan.apps.units.actors import console
from bihuan.web.views.calendars import changes_shown
from bihuan.workdays import Clock, Term
from support.people import client_of, person_make
from support.sheets import workbook

YEAR = [
    ("日期", "类型", "说明"),
    ("2027-01-01至2027-01-03", "休", "元旦"),
    ("2027-02-05至2027-02-11", "休", "春节"),
    ("2027-02-20", "班", "春节"),
    ("2027-05-01至2027-05-05", "休", "劳动节"),
    ("2027-10-01至2027-10-07", "休", "国庆节"),
]


@pytest.fixture
def visitor(county) -> Client:
    """The system administrator, who keeps the calendars; in with password and second factor."""
    client = client_of(person_make("keeper", "system_admin"))
    client.get("/login/factor/")
    client.post("/login/factor/", {"code": f"{totp(TOTPDevice.objects.get().bin_key):06d}"})
    return client


def upload(visitor: Client, path: Path, **told: str):
    file = SimpleUploadedFile(path.name, path.read_bytes())
    return visitor.post("/calendars/preview/", {"file": file, **told})


def confirmed(visitor: Client, preview):
    """Send the form that the preview showed."""
    names = r'<input type="hidden" name="(sha256|name|unit|issuer|number)" value="([^"]*)"'
    return visitor.post("/calendars/import/", dict(re.findall(names, preview.content.decode())), follow=True)


def test_a_year_has_twelve_months_and_words_on_its_days(visitor):
    said = visitor.get("/calendars/?year=2026").content.decode()
    assert (said.count('<table class="month">'), said.count("<b>休</b>"), said.count("<b>班</b>")) == (
        12,
        33 + 1,
        6 + 1,
    )
    assert 'title="2026-02-14 星期六 调休上班（春节）"' in said


def test_a_year_without_a_notice_says_that_it_is_provisional(visitor):
    said = visitor.get("/calendars/?year=2027").content.decode()
    assert "2027 年的放假安排尚未载入" in said and "2027-02-08 星期一 工作日，暂计" in said


@pytest.mark.parametrize("year", ["1999", "2090", "今年", "-1"])
def test_a_year_that_cannot_be_shown_is_told(visitor, year):
    answer = visitor.get("/calendars/", {"year": year})
    assert (answer.status_code, f"没有“{year}”年的日历" in answer.content.decode()) == (404, True)


def test_a_file_is_previewed_then_imported(visitor, tmp_path):
    preview = upload(visitor, workbook(tmp_path / "2027.xlsx", *YEAR), issuer="国务院办公厅通知")
    assert "放假 22 天，调休上班 1 天" in preview.content.decode()
    assert CalendarYear.objects.count() == 0
    said = confirmed(visitor, preview).content.decode()
    assert "已导入 2027 年的放假安排，0 件的到期日有变化" in said
    assert calendar_for(None).day(date(2027, 2, 8)).source == "国务院办公厅通知"
    assert CalendarYear.objects.get().file == "2027.xlsx"


def test_the_preview_lists_due_dates_that_change_to_those_who_may_read_them(visitor, county, tmp_path):
    class Desk:
        def running(self, unit_ids):
            return [UnitClock(county["QX-01"], Clock(date(2027, 1, 28), Term(10)), "案件 7 号")]

        def settle(self, changes, *, actor):
            raise AssertionError("a preview settles nothing")

    keeper_register("desk", Desk())
    try:
        said = upload(visitor, workbook(tmp_path / "2027.xlsx", *YEAR)).content.decode()
        outcome = calendar_preview(path=tmp_path / "2027.xlsx", actor=console("测试"))
    finally:
        del KEEPERS["desk"]
    assert "会改的到期日：1 件" in said
    assert re.search("东门镇.*1 件.*到期日有变化，内容只给能查看的人", said, re.DOTALL)
    assert changes_shown(outcome, console("测试")) == [("东门镇", "案件 7 号", "2027-02-11（暂计）改为 2027-02-18")]


def test_whoever_is_in_may_look_but_not_import(county, tmp_path):
    reader = client_of(person_make("reader", "leader"))
    assert "导入一年的放假安排" not in reader.get("/calendars/").content.decode()
    assert upload(reader, workbook(tmp_path / "2027.xlsx", *YEAR)).status_code == 403


def test_a_faulty_file_is_shown_with_its_rows_and_cannot_be_confirmed(visitor, tmp_path):
    answer = upload(visitor, workbook(tmp_path / "坏.xlsx", *YEAR, ("2027-03-01", "班", "")))
    said = answer.content.decode()
    assert (answer.status_code, "坏.xlsx 第 7 行" in said, 'name="sha256"' in said) == (422, True, False)


def test_local_holidays_are_shown_for_their_unit(visitor, tmp_path):
    path = workbook(tmp_path / "开镰节.xlsx", YEAR[0], ("2026-09-10", "休", "开镰节"))
    confirmed(visitor, upload(visitor, path, unit="QX"))
    assert "地方假日：开镰节" in visitor.get("/calendars/?year=2026&unit=QX-01").content.decode()
    assert "地方假日：开镰节" not in visitor.get("/calendars/?year=2026").content.decode()


def test_an_imported_year_is_taken_back(visitor, tmp_path):
    confirmed(visitor, upload(visitor, workbook(tmp_path / "2027.xlsx", *YEAR)))
    said = visitor.post("/calendars/withdraw/", {"year": "2027", "unit": ""}, follow=True).content.decode()
    assert "已撤回 2027 年的日历" in said
    assert calendar_for(None).last_year == 2026


@pytest.mark.parametrize(
    ("address", "given", "said"),
    [
        ("/calendars/preview/", {}, "没有选择文件"),
        ("/calendars/import/", {"sha256": "../../etc/passwd"}, "找不到这个文件的原件"),
        ("/calendars/import/", {"sha256": "0" * 64}, "找不到这个文件的原件"),
        ("/calendars/withdraw/", {"year": "x"}, "没有“x”年的日历"),
        ("/calendars/withdraw/", {"year": "2026"}, "全国没有导入过 2026 年的日历"),
    ],
)
def test_what_cannot_be_done_is_a_page_in_chinese(visitor, address, given, said):
    answer = visitor.post(address, given)
    assert (answer.status_code, said in answer.content.decode()) == (404, True)


def test_a_file_beyond_the_bound_is_refused(visitor):
    answer = visitor.post("/calendars/preview/", {"file": SimpleUploadedFile("大.csv", b"x" * (5 << 20))})
    assert "文件超过 4 MiB" in answer.content.decode()


@pytest.mark.parametrize("address", ["/calendars/preview/", "/calendars/import/", "/calendars/withdraw/"])
def test_deeds_are_not_done_by_a_link(visitor, address):
    assert visitor.get(address).status_code == 405
