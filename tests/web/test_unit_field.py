"""A unit in a form: found by a part of its name, its code or its initials, by keyboard; a plain list of choices without scripts."""

import re

import pytest

pytestmark = pytest.mark.browser

WORD, LINE = "#f-unit", "#f-unit-units [aria-selected=true]"


@pytest.fixture
def form(page_as):
    """A new account as the system administrator opens it."""
    page = page_as("system_admin")
    page.goto("/people/new/")
    page.locator(WORD).focus()
    return page


def chosen(page) -> str:
    """The code that the form would send."""
    return page.locator("select[name=unit]").input_value()


@pytest.mark.parametrize("word", ["城市管理", "市管", "csglg", "QH-CG-3", "qh-cg-3"])
def test_a_unit_is_found_by_any_part_of_its_name_its_initials_or_its_code(form, word):
    form.keyboard.type(word)
    assert form.locator(LINE).inner_text().startswith("城市管理股")
    form.keyboard.press("Enter")
    assert (form.locator(WORD).input_value(), chosen(form)) == ("城市管理股", "QH-CG-3")
    assert form.url.endswith("/people/new/") and not form.locator("#f-unit-units").is_visible()


def test_arrows_walk_the_units_found_and_tab_takes_the_one_they_stand_at(form):
    form.keyboard.type("办公室")
    form.keyboard.press("ArrowDown")
    code = form.locator(f"{LINE} small").inner_text()
    form.keyboard.press("Tab")
    assert chosen(form) == code
    assert form.evaluate("document.activeElement.id") == "f-post"


def test_a_click_takes_a_unit(form):
    form.keyboard.type("lw")
    form.locator("#f-unit-units li", has_text=re.compile("QH-01$")).click()
    assert (form.locator(WORD).input_value(), chosen(form)) == ("澜湾街道", "QH-01")


def test_what_was_chosen_stays_when_nothing_fits_or_one_escapes_and_goes_when_it_is_cleared(form):
    form.keyboard.type("csglg")
    form.keyboard.press("Enter")
    for leave in ("Tab", "Escape"):
        form.locator(WORD).fill("没有这个")
        form.keyboard.press(leave)
        assert (form.locator(WORD).input_value(), chosen(form)) == ("城市管理股", "QH-CG-3")
    form.locator(WORD).fill("")
    form.keyboard.press("Tab")
    assert (form.locator(WORD).input_value(), chosen(form)) == ("", "")


def test_control_enter_saves_with_the_unit_that_the_list_stands_at(form):
    form.locator("#f-login").fill("bad login")
    form.locator("#f-name").fill("示例")
    form.locator(WORD).focus()
    form.keyboard.type("csglg")
    with form.expect_navigation():
        form.keyboard.press("Control+Enter")
    assert (form.locator(WORD).input_value(), chosen(form)) == ("城市管理股", "QH-CG-3")


def test_the_box_is_labelled_and_says_what_it_is(form):
    box = form.get_by_label("单位", exact=True)
    assert box.get_attribute("role") == "combobox" and box.get_attribute("aria-expanded") == "false"
    form.keyboard.press("ArrowDown")
    assert box.get_attribute("aria-expanded") == "true"
    assert form.locator(f"#{box.get_attribute('aria-activedescendant')}").is_visible()


def test_without_scripts_it_is_a_plain_list_of_choices(page_as):
    page = page_as("system_admin", java_script_enabled=False)
    page.goto("/people/new/")
    page.get_by_label("单位", exact=True).select_option(label="城市管理股")
    assert chosen(page) == "QH-CG-3"
