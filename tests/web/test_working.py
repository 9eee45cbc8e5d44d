"""Long work behind a page: a bar while it lasts, its outcome for whoever began it, and short work as direct as ever."""

import io
import re
import shutil
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter
from django.test import Client

from bihuan.apps.ledgers.models import Batch, PackInstall
from bihuan.apps.ledgers.services import ledger_install
from bihuan.apps.people.services import policy_change
from bihuan.apps.people.setting_up import setup_code_make
from bihuan.apps.units.actors import console
from bihuan.web import working
from support.axe import axe_faults
from support.county import spots
from support.demo import demo_built
from support.people import client_of, person_make
from support.sheets import SPOT_HEADER, workbook
from support.works import works_settled
from web.conftest import SIZES, fresh_built, opener_of, served, state_of

ROW = ("东门镇", "A1", "巡查", 12.5, 300, "2023-09-05", None, None)
ROWS = 40_000
NOTED = """addEventListener("DOMContentLoaded", () => {
  const note = () => document.querySelectorAll("#work .work-top").forEach((one) => { sessionStorage.seen = `${sessionStorage.seen ?? ""}${one.innerText.replace("\\n", " ")}\\n`; });
  note();
  new MutationObserver(note).observe(document.body, { childList: true, subtree: true });
});"""  # every word of the bar, kept over the pages
FORWARD = pytest.mark.django_db(transaction=True)


@pytest.fixture
def clerks(county) -> list[Client]:
    """Two clerks of a county with a ledger of spots, logged in."""
    ledger_install(ledger=spots(), actor=console("甲"))
    policy_change(actor=console("甲"), second_factor=False)
    return [client_of(person_make(login, "clerk")) for login in ("one", "two")]


@pytest.fixture
def unwaiting(monkeypatch) -> None:
    """No request waits for its work."""
    monkeypatch.setattr(working, "AT_ONCE", 0)


def previewed(client: Client, tmp_path: Path, *rows: Any) -> Any:
    """The answer to a workbook that is sent to be looked at."""
    sent = io.BytesIO(workbook(tmp_path / "x.xlsx", SPOT_HEADER, *rows).read_bytes())
    sent.name = "图斑.xlsx"
    return client.post("/ledgers/spots/import/", {"stage": "preview", "file": sent})


def confirmed(client: Client, page: str) -> Any:
    """The answer to the preview's one button."""
    given = dict(re.findall(r'<textarea name="(\w+)" hidden>([^<]*)</textarea>', page))
    return client.post(re.search(r'action="(/ledgers/spots/import/)"', page)[1], {**given, "stage": "do"})


def test_short_work_answers_at_once(clerks, tmp_path):
    looked = previewed(clerks[0], tmp_path, ROW)
    assert (looked.status_code, "确认入账" in looked.content.decode()) == (200, True)
    assert confirmed(clerks[0], looked.content.decode()).headers["Location"] == "/ledgers/spots/"


def test_long_work_leads_to_a_page_that_becomes_its_result(clerks, tmp_path, unwaiting):
    bar = previewed(clerks[0], tmp_path, ROW).headers["Location"]
    works_settled()
    looked = clerks[0].get(bar).content.decode()
    done = confirmed(clerks[0], looked).headers["Location"]
    works_settled()
    listed = clerks[0].get(done, follow=True).content.decode()
    assert "读到 1 行：新增 1" in listed and Batch.objects.get().actor == "甲示例（one）"
    assert "这项工作的结果已经不在了" in clerks[0].get(done).content.decode()


def test_nobody_else_sees_it(clerks, tmp_path, unwaiting):
    bar = previewed(clerks[0], tmp_path, ROW).headers["Location"]
    works_settled()
    answer = clerks[1].get(bar)
    assert answer.status_code == 404 and "A1" not in answer.content.decode()
    assert Client().get(bar).headers["Location"].startswith("/login/")


def test_an_error_waits_for_its_owner(clerks, tmp_path, unwaiting):
    sent = io.BytesIO(b"no workbook")
    sent.name = "图斑.xlsx"
    bar = clerks[0].post("/ledgers/spots/import/", {"stage": "preview", "file": sent}).headers["Location"]
    works_settled()
    answer = clerks[0].get(bar)
    assert (answer.status_code, "不是 Excel 工作簿" in answer.content.decode()) == (404, True)


def test_rows_at_fault_since_the_preview_leave_nothing(clerks, tmp_path, unwaiting):
    text = "单位\t图斑编号\t下发日期\n东门镇\tA1\t2023-09-05\n东门镇\tA1\t2023-09-06"
    bar = clerks[0].post("/ledgers/spots/paste/", {"stage": "do", "text": text}).headers["Location"]
    works_settled()
    assert "整批没有入账" in clerks[0].get(bar).content.decode() and not Batch.objects.exists()


def test_the_bar_says_how_far_it_is_and_htmx_gets_the_bar_alone(clerks):
    begun, go_on = threading.Event(), threading.Event()
    key = clerks[0].session.session_key

    def deed(tell):
        tell(12_000, 50_000, "核对各行")
        begun.set()
        go_on.wait(10)

    work = working.Work(key, "导入", deed, lambda request, outcome: outcome())
    working.work_begin(work)
    begun.wait(10)
    page = clerks[0].get(f"/progress/{work.key}/").content.decode()
    part = clerks[0].get(f"/progress/{work.key}/?heard=核对各行，20%", headers={"HX-Request": "true"}).content.decode()
    go_on.set()
    works_settled()
    over = clerks[0].get(f"/progress/{work.key}/", headers={"HX-Request": "true"})
    assert 'max="100" value="24"' in page and "12,000 / 50,000（24%）" in page and 'http-equiv="refresh"' in page
    assert "12,000 / 50,000" in part and "<main" not in part and "work-said" not in part
    assert (over.status_code, over.headers["HX-Redirect"]) == (204, f"/progress/{work.key}/")


def test_a_bar_whose_server_was_stopped_says_that_the_result_is_gone(clerks):
    asked = clerks[0].get("/progress/before/", headers={"HX-Request": "true"})
    assert (asked.status_code, asked.headers["HX-Redirect"]) == (204, "/progress/before/")
    assert "这项工作的结果已经不在了" in clerks[0].get("/progress/before/").content.decode()


def test_a_full_server_says_so(clerks, tmp_path, monkeypatch):
    monkeypatch.setattr(working, "RUNNING", 0)
    assert "服务器正忙" in previewed(clerks[0], tmp_path, ROW).content.decode()


def test_what_nobody_fetches_is_not_kept_for_ever(clerks, monkeypatch):
    monkeypatch.setattr(working, "KEPT_SECONDS", -1)
    for _ in range(3):
        working.work_begin(working.Work("x", "导入", lambda tell: None, lambda request, outcome: outcome()))
        works_settled()
    assert len(working._works) == 1


@FORWARD
def test_packs_are_installed_behind_the_bar_of_the_set_up(ledger_db, unwaiting):
    client = Client()
    client.post("/setup/", {"code": setup_code_make(actor=console("测试"))})
    bar = client.post("/setup/packs/", {"pack": ["veterans"]}).headers["Location"]
    works_settled()
    assert Client().get(bar).status_code == 404
    assert "行业包已安装" in client.get(bar, follow=True).content.decode()
    assert PackInstall.objects.filter(name="veterans").exists()


@pytest.fixture(scope="module")
def own_site(tmp_path_factory) -> Iterator[str]:
    """A county of one's own, served: what is imported here is in nobody else's figures."""
    folder = shutil.copytree(demo_built().folder, tmp_path_factory.mktemp("own") / "county")
    with served(folder) as address:
        yield address


@pytest.fixture(scope="module")
def large(tmp_path_factory) -> Path:
    """A workbook of many cases."""
    path = tmp_path_factory.mktemp("large") / "案件.xlsx"
    with xlsxwriter.Workbook(path, {"constant_memory": True}) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ("单位", "案件编号", "来源", "问题描述", "受理日期"))
        for number in range(1, ROWS + 1):
            sheet.write_row(number, 0, ("QH-01", f"P{number:06}", "惠民城管通", "路面破损", "2024-10-28"))
    return path


def clerk_page(browser: Any, site: str, size: str = "desktop", **more: Any) -> Any:
    """A page of the clerk of the bureau."""
    width, height = SIZES[size]
    state = state_of(opener_of(site, "clerk", "QH-CG"))
    viewport = {"width": width, "height": height}
    return browser.new_context(base_url=site, storage_state=state, viewport=viewport, locale="zh-CN", **more).new_page()


@pytest.mark.browser
def test_a_large_workbook_is_taken_in_behind_a_bar_that_moves(browser, own_site, large):
    page = clerk_page(browser, own_site)
    page.add_init_script(NOTED)
    page.goto("/ledgers/smart_cases/import/")
    page.locator("[type=file]").set_input_files(large)
    page.get_by_role("button", name="上传并预览").click()
    page.get_by_role("button", name="确认入账").click(timeout=60_000)
    page.get_by_text(f"读到 {ROWS} 行：新增 {ROWS}").wait_for(timeout=60_000)
    seen = page.evaluate("sessionStorage.seen").splitlines()
    page.goto("/batches/")
    assert len(set(seen)) > 2 and any(re.search(r"写入台账 [\d,]+ / 40,000（\d+%）|记入事件链", one) for one in seen)
    assert f"{ROWS}" in page.locator("#batches tbody tr").first.inner_text().replace(",", "")
    page.context.close()


@pytest.mark.browser
def test_the_set_up_builds_a_county_to_practise_in(browser, tmp_path):
    folder = tmp_path / "data"
    made = fresh_built(folder)
    with served(folder, demo_scale="0.02") as site:
        page = browser.new_page(base_url=site, locale="zh-CN")
        page.goto("/setup/")
        page.get_by_label("一次性代码").fill(made["code"])
        page.keyboard.press("Enter")
        page.wait_for_url("**/setup/bureau/")
        page.goto("/setup/finish/")
        page.get_by_role("button", name="先用示范数据练手").click()
        page.locator("#work progress").wait_for()
        assert axe_faults(page) == []
        page.goto("/setup/finish/")
        assert "示范县正在建" in page.locator("#main").inner_text()
        page.go_back()
        page.get_by_text("示范县建好了，向导还开着").wait_for(timeout=240_000)
        assert f"bihuan serve --dir '{folder}/示范县' --port 8001" in page.locator("#main").inner_text()
        assert page.get_by_role("button", name="正式使用").is_visible()
        page.close()
    assert (folder / "示范县" / "示范账号.txt").is_file()


@pytest.mark.browser
def test_without_scripts_the_bar_leads_to_the_result_too(browser, own_site, large):
    page = clerk_page(browser, own_site, java_script_enabled=False)
    page.goto("/ledgers/smart_cases/import/")
    page.locator("[type=file]").set_input_files(large)
    page.get_by_role("button", name="上传并预览").click()
    page.get_by_role("heading", name="预览：案件.xlsx").wait_for(timeout=60_000)
    page.context.close()
