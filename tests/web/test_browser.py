"""What a person does with the pages, in a real browser."""

import re

import pytest

pytestmark = pytest.mark.browser


def number(text: str) -> float:
    """The first number of a text."""
    return float(re.search(r"[\d,]+(?:\.\d+)?", text)[0].replace(",", ""))


def draft_open(page, bureau="城乡管理"):
    page.goto("/drafts/")
    page.get_by_role("link", name=re.compile(bureau)).click()


def test_from_the_loop_to_an_entry_in_three_clicks(page):
    page.goto("/loop/")
    page.locator(".loop").get_by_role("link", name=re.compile("台账")).click()
    page.get_by_role("link", name="智慧城管案件台账").click()
    page.locator("tbody a").first.click()
    assert page.get_by_role("heading", name=re.compile(r"ZH\d{4}-\d{5}")).is_visible()
    assert "登记" in page.locator(".timeline").inner_text()


def test_filtering_a_ledger_keeps_only_that_unit(page):
    page.goto("/ledgers/smart_cases/")
    page.get_by_label("按哪一列筛选").select_option(label="单位")
    page.locator("#l-v").select_option(label="澜湾街道")
    page.get_by_role("button", name="筛选", exact=True).click()
    page.get_by_role("link", name="去掉条件").wait_for()
    assert set(page.locator("tbody td[data-label=单位]").all_inner_texts()) == {"澜湾街道"}


def test_rows_behind_an_indicator_add_up_to_it(page):
    page.goto("/indicators/demolished_area/")
    page.locator(".figures a").click()
    assert number(page.locator("#value").inner_text()) == number(page.locator(".sum").inner_text())


def test_as_many_rows_are_listed_as_the_value_counts(page):
    page.goto("/indicators/cases_filed/")
    counted = number(page.locator(".figures dd").first.inner_text())
    page.locator(".figures a").click()
    assert number(page.locator(".figures .then").inner_text()) == counted


def test_a_click_on_a_number_of_the_draft_shows_its_rows(page):
    draft_open(page)
    page.get_by_role("link", name=re.compile("万㎡")).first.click()
    rows = page.locator("#claim-rows tbody tr")
    rows.first.wait_for()
    assert rows.count() > 10
    assert "上年原句" in page.locator("#source").inner_text()
    assert page.url.endswith(".docx/") is False and "/c0" not in page.url


def test_a_blank_says_in_words_that_it_is_blank(page):
    draft_open(page)
    blank = page.locator(".gongwen .claim.blank").first
    assert "空缺" in blank.inner_text()
    blank.click()
    page.locator("#source h2 .tag").wait_for()
    assert "空缺" in page.locator("#source").inner_text()


def test_last_years_sentence_marks_last_years_number(page):
    draft_open(page)
    page.locator(".gongwen .claim:not(.blank)").nth(3).click()
    page.locator("#source mark").wait_for()
    written = page.locator("#source dt", has_text="上年写法").locator("xpath=following-sibling::dd[1]").inner_text()
    assert page.locator("#source mark").inner_text() == written


def test_the_draft_works_without_scripts(page_as):
    page = page_as(java_script_enabled=False)
    draft_open(page)
    page.locator(".gongwen .claim:not(.blank)").first.click()
    assert "背后的条目" in page.locator("#source").inner_text()
    assert page.locator(".gongwen .claim.here").count() == 1


def test_slash_goes_to_the_search_box_and_typing_finds(page):
    page.goto("/indicators/")
    page.keyboard.press("/")
    page.keyboard.type("图斑核查率")
    page.locator("#found tbody tr").nth(0).wait_for()
    page.wait_for_function("document.querySelectorAll('#found tbody tr').length < 5")
    assert "图斑核查率" in page.locator("#found").inner_text()


def test_the_keyboard_reaches_a_number_and_opens_it(page):
    draft_open(page)
    page.locator(".gongwen .claim:not(.blank)").first.focus()
    page.keyboard.press("Enter")
    page.locator("#source dl").wait_for()
    assert "定义" in page.locator("#source").inner_text()


@pytest.mark.parametrize("page", ["phone"], indirect=True)
def test_a_phone_reads_a_draft_without_sideways_scrolling(page):
    draft_open(page)
    page.locator(".gongwen .claim:not(.blank)").first.click()
    page.locator("#source dl").wait_for()
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


@pytest.mark.parametrize("page", ["phone"], indirect=True)
def test_a_phone_shows_a_numbers_source_without_leaving_the_number(page):
    draft_open(page)
    claim = page.locator(".gongwen .claim:not(.blank)").nth(3)
    claim.click()
    page.locator("#source dl").wait_for()
    page.wait_for_timeout(600)
    assert claim.bounding_box()["y"] < page.locator("#source").bounding_box()["y"]
    page.get_by_role("link", name="收起").last.click()
    assert page.evaluate("getComputedStyle(document.getElementById('source')).position") == "static"
