"""The set-up wizard from the console's code to the closed door, over Django's own client."""

import io
import re
from html import unescape

import openpyxl
import pytest
from django.test import Client

from bihuan.apps.people.administrators import administrator_create
from bihuan.apps.people.models import Person
from bihuan.apps.people.setting_up import setup_close, setup_code_make
from bihuan.apps.units.actors import console
from bihuan.apps.units.models import Unit
from bihuan.datamodel import BihuanError
from support.sheets import workbook
from support.works import works_settled

pytestmark = pytest.mark.django_db(transaction=True)
CONSOLE = console("测试")
UNITS = [
    ("单位编码", "单位名称", "类型", "上级编码"),
    ("Q", "青溪县", "县区", ""),
    ("QB", "青溪县城市管理局", "部门", "Q"),
    ("Q1", "东门镇", "乡镇街道", "Q"),
]
HEAD = ("登录名", "姓名", "单位", "职务", "角色", "数据范围", "选定单位")
PEOPLE = [
    HEAD,
    ("aq", "乙示例", "Q", "", "安全管理员", "", ""),
    ("cg1", "丙示例", "QB", "股长", "填报员、处置员", "本单位及以下", ""),
]


@pytest.fixture
def opened(ledger_db) -> Client:
    """A client that has spent the code."""
    client = Client()
    code = setup_code_make(actor=CONSOLE)
    assert client.post("/setup/", {"code": code}).headers["Location"] == "/setup/bureau/"
    return client


def upload(tmp_path, *rows):
    """The rows as a file of a form."""
    return {"file": io.BytesIO(workbook(tmp_path / "x.xlsx", *rows).read_bytes())}


def test_the_six_steps_make_a_working_system_and_close_for_ever(opened, tmp_path):
    opened.post("/setup/bureau/", {"kind": ["urban_management"]})
    assert opened.post("/setup/units/", upload(tmp_path, *UNITS)).headers["Location"] == "/setup/packs/"
    opened.post("/setup/packs/", {"pack": ["urban_management"]})
    works_settled()
    assert 'name="QB" value="urban_management" aria-label="青溪县城市管理局：城乡管理和综合执法" checked' in (
        opened.get("/setup/packs/").content.decode()
    )
    told = opened.post("/setup/people/", upload(tmp_path, *PEOPLE)).content.decode()
    assert "新增 2" in told and re.search(r"cg1</td>.*?<code>[a-z0-9]{4}(-[a-z0-9]{4}){3}</code>", told)
    assert "2026" in opened.get("/setup/calendar/").content.decode()
    assert opened.post("/setup/finish/").headers["Location"] == "/login/"
    assert [opened.get("/setup/").status_code, opened.get("/setup/bureau/").status_code] == [404, 404]
    assert set(Person.objects.get(login="cg1").grants.values_list("role", flat=True)) == {"clerk", "handler"}


@pytest.mark.parametrize(
    "step", ["bureau", "units", "packs", "people", "calendar", "finish", "units.xlsx", "people.xlsx"]
)
def test_no_step_opens_without_the_code(ledger_db, step):
    assert [Client().get(f"/setup/{step}/").status_code, Client().post(f"/setup/{step}/").status_code] == [404, 404]


@pytest.mark.parametrize(
    "step", ["bureau", "units", "packs", "people", "calendar", "finish", "units.xlsx", "people.xlsx"]
)
def test_every_step_opens_with_it(opened, step):
    assert opened.get(f"/setup/{step}/").status_code == 200


def test_a_demo_county_that_stands_is_shown_with_the_way_to_open_it(opened, tmp_path, settings, monkeypatch):
    monkeypatch.setattr(settings.BIHUAN, "dir", tmp_path)
    (tmp_path / "示范县").mkdir()
    (tmp_path / "示范县" / "demo.json").touch()
    page = unescape(opened.get("/setup/finish/").content.decode())
    assert f"bihuan serve --dir '{tmp_path}/示范县' --port 8001" in page and 'value="demo"' not in page


def test_a_demo_that_cannot_be_built_says_why(opened, tmp_path, settings, monkeypatch):
    monkeypatch.setattr(settings.BIHUAN, "dir", tmp_path)
    (tmp_path / "示范县").mkdir()
    (tmp_path / "示范县" / "账本.txt").touch()
    bar = opened.post("/setup/finish/", {"choice": "demo"}).headers["Location"]
    works_settled()
    assert "这里已有别的文件" in opened.get(bar, follow=True).content.decode()
    assert opened.get("/setup/finish/").status_code == 200


def test_a_code_is_good_once(ledger_db):
    code = setup_code_make(actor=CONSOLE)
    assert Client().post("/setup/", {"code": code}).status_code == 302
    assert Client().post("/setup/", {"code": code}).status_code == 400


def test_a_closed_set_up_gives_no_code(ledger_db):
    setup_close(actor=CONSOLE)
    with pytest.raises(BihuanError, match="已经用过"):
        setup_code_make(actor=CONSOLE)


def test_an_open_session_is_out_once_somebody_has_closed_the_set_up(opened):
    setup_close(actor=CONSOLE)
    assert opened.post("/setup/bureau/", {"kind": ["veterans"]}).status_code == 404


def test_units_with_a_fault_are_not_taken_and_the_cell_is_named(opened, tmp_path):
    opened.post("/setup/units/", upload(tmp_path, *UNITS, ("Q2", "西河镇", "乡镇街道", "不存在")))
    assert not Unit.objects.exists()
    assert "D5" in opened.get("/setup/units/").content.decode()


def test_people_with_a_fault_are_not_taken_and_come_back_marked(opened, tmp_path):
    opened.post("/setup/units/", upload(tmp_path, *UNITS))
    answer = opened.post("/setup/people/", upload(tmp_path, *PEOPLE, ("cg2", "丁示例", "没有的局", "", "局长", "", "")))
    sheet = openpyxl.load_workbook(io.BytesIO(answer.content)).worksheets[0]
    assert "没有的局" in sheet["C4"].comment.text and "没有“局长”这个角色" in sheet["E4"].comment.text
    assert not Person.objects.exists()


def test_the_console_makes_one_administrator_of_a_kind(ledger_db):
    made = administrator_create(login="root1", name="甲示例", role="system_admin", actor=CONSOLE)
    assert made.code
    with pytest.raises(BihuanError, match="已有系统管理员"):
        administrator_create(login="root2", name="乙示例", role="system_admin", actor=CONSOLE)
    assert administrator_create(login="root2", name="乙示例", role="security_admin", actor=CONSOLE).login == "root2"


def test_there_is_no_account_that_nobody_made(ledger_db):
    assert not Person.objects.exists()
