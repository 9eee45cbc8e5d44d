"""A clerk at a list: conditions by form, cells in place, many at once and back, a block from Excel, a view kept. Each test adds its own
entries to a ledger that no other test counts, and takes them away again."""

import re
from collections.abc import Iterator

import pytest

pytestmark = pytest.mark.browser

LEDGER, UNIT = "/ledgers/partner_reports/", "QH-CG"
PASTE = "单位\t部门\t报送日期\t出动执法人员\t来源文件\n{unit}\t公安局\t2021-07-{first:02d}\t7\t简报\n{unit}\t公安局\t2021-07-{second:02d}\t9\t简报\n"
OWN = "?f=reported_on:range:2021-07-01..2021-07-31"


@pytest.fixture
def unit(demo_clerk) -> str:
    return demo_clerk


@pytest.fixture
def demo_clerk() -> str:
    """The code of the bureau whose clerk works here."""
    from support.demo import demo_built

    return next(one.unit for one in demo_built().accounts if one.login == "cg-clerk")


@pytest.fixture
def clerk(page_as, unit):
    return page_as("clerk", unit)


@pytest.fixture
def two(clerk, unit) -> Iterator[None]:
    """Two entries of July, pasted; undone afterwards, whatever the test did to others."""
    clerk.goto(LEDGER + "paste/")
    clerk.locator("textarea[name=text]").fill(PASTE.format(unit=unit, first=1, second=2))
    clerk.get_by_role("button", name="预览").click()
    clerk.get_by_role("button", name="确认入账").click()
    clerk.locator(".flash.success").wait_for()
    yield
    clerk.goto(LEDGER + OWN)
    if clerk.locator("#entries tbody tr").count():
        clerk.get_by_label("选中本页全部").check()
        clerk.get_by_role("button", name="批量办理选中的").click()
        clerk.locator("#f-why").fill("试完")
        clerk.get_by_role("button", name="预览作废").click()
        clerk.get_by_role("button", name="确认，整批保存").click()
        clerk.locator(".flash.success").wait_for()


def officers(page) -> list[str]:
    """The column of people sent out, oldest day first."""
    page.goto(LEDGER + OWN + "&sort=reported_on")
    return page.locator("#entries tbody td[data-field=officers]").all_inner_texts()


def test_a_pasted_block_is_previewed_and_stored(clerk, two):
    assert officers(clerk) == ["7", "9"]


def test_a_cell_is_changed_in_place_and_tab_goes_on(clerk, two):
    assert officers(clerk) == ["7", "9"]
    clerk.locator("td[data-field=officers]").first.dblclick()
    clerk.locator("td.editing input").fill("12")
    clerk.keyboard.press("Enter")
    clerk.locator("tr:nth-child(2) td.editing input").wait_for()
    clerk.keyboard.press("Escape")
    assert clerk.locator("td.editing").count() == 0
    assert officers(clerk) == ["12", "9"]


def test_a_cell_that_cannot_be_read_says_why_and_keeps_what_was_typed(clerk, two):
    officers(clerk)
    clerk.locator("td[data-field=officers]").first.dblclick()
    clerk.locator("td.editing input").fill("很多")
    clerk.keyboard.press("Enter")
    assert "不是数字" in clerk.locator("td.editing .why").inner_text()
    assert clerk.locator("td.editing input").input_value() == "很多"
    clerk.keyboard.press("Escape")
    assert officers(clerk) == ["7", "9"]


def test_many_are_changed_after_a_preview_and_changed_back(clerk, two):
    officers(clerk)
    clerk.get_by_label("选中本页全部").check()
    clerk.get_by_role("button", name="批量办理选中的").click()
    clerk.locator("#f-f-officers").fill("30")
    clerk.get_by_role("button", name="预览修改").click()
    assert "7" in clerk.locator("table.preview td.old").first.inner_text()
    clerk.get_by_role("button", name="确认，整批保存").click()
    clerk.locator(".flash.success").wait_for()
    assert officers(clerk) == ["30", "30"]
    clerk.goto("/batches/?ledger=partner_reports")
    clerk.get_by_role("link", name="撤销…").first.click()
    clerk.get_by_role("button", name="确认撤销").click()
    clerk.locator(".flash.success").wait_for()
    assert officers(clerk) == ["7", "9"]


def test_rows_are_picked_and_opened_by_keys_alone(clerk, two):
    officers(clerk)
    clerk.keyboard.press("j")
    clerk.keyboard.press("x")
    assert clerk.locator("[data-bulk] [data-count]").inner_text() == "1"
    clerk.keyboard.press("i")
    assert clerk.locator("td.editing").count() == 1
    clerk.keyboard.press("Escape")
    clerk.keyboard.press("Enter")
    clerk.wait_for_url(re.compile(r"/ledgers/partner_reports/\d+/$"))


def test_a_block_pasted_on_the_list_itself_opens_its_preview(clerk, unit):
    clerk.goto(LEDGER)
    clerk.evaluate(
        """text => { const data = new DataTransfer(); data.setData("text/plain", text);
        document.body.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true })); }""",
        PASTE.format(unit=unit, first=8, second=9),
    )
    clerk.get_by_role("heading", name="预览：粘贴的内容").wait_for()
    assert clerk.locator("dl.facts dd").nth(1).inner_text() == "2"


def test_conditions_are_chips_in_the_address_and_a_view_keeps_them(clerk):
    clerk.goto(LEDGER)
    clerk.get_by_label("按哪一列筛选").select_option(label="部门")
    clerk.get_by_label("公安局").check()
    clerk.get_by_role("button", name="筛选", exact=True).click()
    clerk.get_by_role("link", name="去掉条件 部门 是 公安局").wait_for()
    assert "f=department%3Ain%3Apolice" in clerk.url
    clerk.locator("summary", has_text="存为视图").click()
    clerk.locator("#l-name").fill("公安联合")
    clerk.get_by_role("button", name="存", exact=True).click()
    clerk.locator(".flash.success").wait_for()
    clerk.goto(LEDGER)
    clerk.get_by_role("link", name="公安联合").click()
    clerk.get_by_role("link", name="去掉条件 部门 是 公安局").click()
    clerk.wait_for_url(lambda address: "department" not in address)
    clerk.locator("summary", has_text="存为视图").click()
    clerk.get_by_role("button", name="删去“公安联合”").click()
    clerk.locator(".flash.success").wait_for()


def test_the_list_works_without_scripts(page_as, unit):
    page = page_as("clerk", unit, java_script_enabled=False)
    page.goto(LEDGER)
    page.get_by_label("按哪一列筛选").select_option(label="出动执法人员")
    page.get_by_role("button", name="加条件").click()
    page.get_by_label("从", exact=True).fill("1")
    page.get_by_role("button", name="筛选", exact=True).click()
    assert "officers%3Arange%3A1.." in page.url
    page.get_by_label(re.compile("选中第")).first.check()
    page.get_by_role("button", name="批量办理选中的").click()
    page.get_by_role("heading", name="修改字段").wait_for()


def typed(page) -> None:
    """Everything that the row under the list needs, with a number that is none."""
    page.locator("#f-department").select_option(label="公安局")
    page.locator("#f-reported_on").fill("2021-07-01")
    page.locator("#f-officers").fill("许多")
    page.locator("#add").get_by_label("来源文件").fill("联合执法简报")


def row_refused(page) -> None:
    """The row says what is wrong beside the field, stands at it, and holds what was typed; the list is there."""
    from playwright.sync_api import expect

    page.locator("#f-officers:focus").wait_for()
    assert "许多" in page.locator("#f-officers-error").inner_text()
    assert page.locator("#f-officers").input_value() == "许多"
    assert page.locator("#f-reported_on").input_value() == "2021-07-01"
    assert page.locator("#add").get_by_label("来源文件").input_value() == "联合执法简报"
    assert page.locator("#f-department option:checked").inner_text() == "公安局"
    expect(page.locator("#f-officers")).to_be_in_viewport(ratio=1)
    assert page.locator("#entries").is_visible()


def test_a_refused_row_stays_where_it_was_typed(clerk):
    clerk.goto(LEDGER + "?sort=-officers")
    clerk.evaluate("window.here = true")
    clerk.keyboard.press("n")
    typed(clerk)
    clerk.keyboard.press("Control+Enter")
    row_refused(clerk)
    assert clerk.evaluate("window.here") and clerk.url.endswith("?sort=-officers")


def test_a_row_that_was_refused_is_added_when_it_is_mended(clerk, two):
    clerk.goto(LEDGER + OWN)
    typed(clerk)
    clerk.keyboard.press("Control+Enter")
    row_refused(clerk)
    clerk.locator("#f-reported_on").fill("2021-07-09")
    clerk.locator("#f-officers").fill("5")
    clerk.keyboard.press("Control+Enter")
    clerk.locator(".flash.success", has_text="已登记").wait_for()
    assert officers(clerk) == ["7", "9", "5"]


@pytest.mark.parametrize("size", ["desktop", "phone"])
def test_a_refused_row_comes_back_with_its_list_without_scripts(page_as, unit, size):
    page = page_as("clerk", unit, size, java_script_enabled=False)
    page.goto(LEDGER + "?sort=-officers")
    typed(page)
    page.get_by_role("button", name="登记", exact=True).click()
    row_refused(page)
    assert page.url.endswith("?sort=-officers")
    page.get_by_role("link", name="100", exact=True).click()
    assert page.url.endswith("?sort=-officers&size=100")


def test_a_reader_sees_no_deeds(page):
    page.goto(LEDGER)
    assert page.get_by_role("link", name="粘贴").count() == 0
    page.goto(LEDGER + "paste/")
    assert "没有打开这一页的权限" in page.locator("main").inner_text()
