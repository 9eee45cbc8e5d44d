"""The parts that pages are made of, by keyboard, on a phone, without scripts, and before axe."""

import re
import urllib.error
import urllib.request
from urllib.parse import unquote

import pytest

from support.axe import axe_faults

pytestmark = pytest.mark.browser

SIZES = {"desktop": (1366, 768), "phone": (390, 844)}


@pytest.fixture
def kit(browser, kit_site, login, request):
    """The gallery, on a desk unless the test says phone."""
    width, height = SIZES[getattr(request, "param", "desktop")]
    context = browser.new_context(viewport={"width": width, "height": height}, base_url=kit_site, storage_state=login())
    page = context.new_page()
    page.goto("/kit/")
    yield page
    context.close()


def row_at(page) -> int:
    """Which row of the table is the current one, from 1; 0 for none."""
    return page.evaluate("[...document.querySelectorAll('#cases tbody tr')].findIndex(r => r.matches('.at:focus')) + 1")


def picked(page) -> int:
    return page.locator("#cases tbody .pick input:checked").count()


def test_the_gallery_is_there_in_debug_only(site, kit_site):
    with urllib.request.urlopen(kit_site + "/kit/") as answer:
        assert answer.status == 200
    with pytest.raises(urllib.error.HTTPError, match="404"):
        urllib.request.urlopen(site + "/kit/")


def test_j_and_k_walk_through_the_rows(kit):
    for key in "jjjk":
        kit.keyboard.press(key)
    assert row_at(kit) == 2


def test_enter_opens_the_current_row(kit):
    kit.keyboard.press("j")
    kit.keyboard.press("Enter")
    assert unquote(kit.url).endswith("#城管〔2024〕0001")


def test_x_picks_the_current_row_and_the_bar_counts_it(kit):
    kit.keyboard.press("j")
    kit.keyboard.press("x")
    assert picked(kit) == 1
    assert kit.locator("[data-bulk=cases]").inner_text().startswith("已选 1 条")


def test_shift_j_picks_row_after_row(kit):
    kit.keyboard.press("j")
    kit.keyboard.press("Shift+J")
    kit.keyboard.press("Shift+J")
    assert picked(kit) == 3


def test_shift_click_picks_all_between(kit):
    boxes = kit.locator("#cases tbody .pick input")
    boxes.nth(1).click()
    boxes.nth(5).click(modifiers=["Shift"])
    assert picked(kit) == 5


def test_the_box_in_the_head_picks_the_page_and_lets_it_go(kit):
    head = kit.locator("#cases thead .pick input")
    head.click()
    assert picked(kit) == 12
    head.click()
    assert picked(kit) == 0
    assert kit.locator("[data-bulk=cases]").is_hidden()


def test_the_bar_for_many_is_hidden_until_a_row_is_picked(kit):
    assert kit.locator("[data-bulk=cases]").is_hidden()


def test_keys_typed_into_a_box_are_letters(kit):
    kit.locator("main [data-search]").focus()
    kit.keyboard.type("jx?")
    assert kit.locator("main [data-search]").input_value() == "jx?"
    assert row_at(kit) == 0


def test_slash_goes_to_the_pages_own_search_then_to_the_bars(kit):
    kit.keyboard.press("/")
    assert kit.evaluate("document.activeElement.id") == "f-word"
    kit.goto("/ledgers/")
    kit.keyboard.press("/")
    assert kit.evaluate("document.activeElement.name") == "q"


def test_a_question_mark_lists_the_keys_of_this_page_and_escape_closes(kit):
    kit.keyboard.press("?")
    words = kit.locator("#keys").inner_text()
    assert "下一行、上一行" in words and "新建" in words and "保存" in words
    kit.keyboard.press("Escape")
    assert kit.locator("#keys").is_hidden()


def test_a_dialog_takes_the_focus_and_gives_it_back(kit):
    kit.locator("[data-dialog=sample]").focus()
    kit.keyboard.press("Enter")
    assert kit.evaluate("document.activeElement.closest('dialog')?.id") == "sample"
    kit.keyboard.press("Escape")
    assert kit.locator("#sample").is_hidden()
    assert kit.evaluate("document.activeElement.dataset.dialog") == "sample"


def test_control_enter_saves_the_form_one_stands_in(kit):
    kit.locator("#f-about").focus()
    with kit.expect_request(lambda asked: asked.method == "POST"):
        kit.keyboard.press("Control+Enter")
    assert kit.locator(".flash.success").first.inner_text().startswith("已收到")


def test_a_dangerous_deed_asks_first_and_can_be_left(kit):
    kit.locator("#cases tbody .pick input").first.click()
    kit.get_by_role("button", name="删除").first.click()
    assert "24 小时内可以撤销" in kit.locator("#confirm").inner_text()
    kit.get_by_role("button", name="先不做").click()
    assert picked(kit) == 1


def test_a_dangerous_deed_confirmed_sends_the_picked_rows(kit):
    kit.locator("#cases tbody .pick input").first.click()
    kit.get_by_role("button", name="删除").first.click()
    with kit.expect_request(lambda asked: asked.method == "POST") as sent:
        kit.get_by_role("button", name="确定").click()
    assert "row=" in sent.value.post_data and "deed=drop" in sent.value.post_data


def test_a_head_sorts_up_then_down(kit):
    kit.get_by_role("link", name="费用（元）").click()
    assert kit.locator("th[aria-sort=ascending]").inner_text().startswith("费用")
    kit.get_by_role("link", name="费用（元）").click()
    first = kit.locator("#cases tbody tr").first.locator("td").last.inner_text()
    assert first == "5,500.00"


def test_a_page_is_jumped_to_and_the_sorting_is_kept(kit):
    kit.goto("/kit/?sort=-cost")
    kit.get_by_label("跳到第").fill("4")
    kit.keyboard.press("Enter")
    kit.wait_for_url(re.compile("page=4"))
    assert "sort=-cost" in kit.url
    assert kit.locator("#cases tbody tr").count() == 4


def test_a_condition_is_taken_off_by_its_tag(kit):
    kit.goto("/kit/?town=青石镇&state=退回")
    kit.get_by_role("link", name="去掉条件 状态：退回").click()
    assert kit.locator(".chosen").inner_text() == "责任单位：青石镇 ×"


def test_money_is_said_in_ten_thousands(kit):
    kit.get_by_label("投入资金").fill("1234500")
    assert kit.locator("#f-fund-says").inner_text() == "即 123.45 万元"


def test_a_fault_is_tied_to_its_field(kit):
    box = kit.locator("#f-w-count")
    assert box.get_attribute("aria-invalid") == "true"
    assert "请写 1200" in kit.locator(f"#{box.get_attribute('aria-describedby').split()[-1]}").inner_text()


def test_every_light_has_a_shape_and_a_word(kit):
    lights = kit.locator(".light").all()
    assert all(light.locator("svg").count() == 1 and light.inner_text().strip() for light in lights)
    shapes = {(light.inner_text(), light.locator("svg").inner_html()) for light in lights}
    by_word = {
        word: shape
        for word, shape in shapes
        if word in ("正常", "临期", "逾期", "办结", "暂停计时", "未定时限", "督办")
    }
    assert len(set(by_word.values())) == len(by_word) == 7


@pytest.mark.parametrize("kit", ["phone"], indirect=True)
def test_the_gallery_scrolls_only_downwards_on_a_phone(kit):
    assert kit.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


@pytest.mark.parametrize("kit", ["phone"], indirect=True)
def test_the_menu_of_a_phone_opens_and_closes(kit):
    assert kit.locator("#menu").is_hidden()
    kit.locator(".bottom").get_by_role("link", name="菜单").click()
    assert kit.locator("#menu").get_by_role("link", name="起草").is_visible()
    kit.keyboard.press("Escape")
    assert kit.locator("#menu").is_hidden()


@pytest.mark.parametrize("scripts", [True, False])
def test_large_type_is_remembered(page_as, site, scripts):
    page = page_as(java_script_enabled=scripts)
    page.goto("/ledgers/")
    page.locator("summary", has_text="显示").click()
    page.get_by_role("button", name="大字").click()
    assert page.url == f"{site}/ledgers/"
    page.goto("/indicators/")
    assert page.locator("html").get_attribute("class") == "large"


def test_axe_does_find_a_picture_without_words(kit):
    kit.set_content("<html lang=zh><title>图</title><img src=''></html>")
    assert [fault.partition(":")[0] for fault in axe_faults(kit)] == ["image-alt"]


@pytest.mark.parametrize("kit", ["desktop", "phone"], indirect=True)
def test_axe_finds_nothing_grave_in_the_gallery(kit):
    assert axe_faults(kit) == []


@pytest.mark.parametrize("kit", ["desktop", "phone"], indirect=True)
def test_a_page_without_the_menu_is_whole_and_axe_finds_nothing_grave(kit):
    kit.goto("/kit/bare/")
    assert kit.locator("nav").count() == 0
    assert kit.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    assert axe_faults(kit) == []


@pytest.mark.parametrize("switch", ["contrast", "large"])
def test_axe_finds_nothing_grave_in_the_gallery_switched(kit, switch):
    kit.evaluate(f"document.documentElement.classList.add('{switch}')")
    assert axe_faults(kit) == []


@pytest.mark.parametrize("kit", ["desktop"], indirect=True)
def test_axe_finds_nothing_grave_in_an_open_dialog(kit):
    kit.keyboard.press("?")
    assert axe_faults(kit) == []


def test_j_walks_on_from_one_table_to_the_next(page):
    page.goto("/ledgers/")
    first = page.locator("main table").first.locator("tbody tr").count()
    for _ in range(first + 1):
        page.keyboard.press("j")
    assert page.evaluate("[...document.querySelectorAll('main table')].findIndex(t => t.querySelector('tr.at'))") == 1
