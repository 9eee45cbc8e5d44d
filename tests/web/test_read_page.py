"""The page of ``bihuan read --html`` in a real browser."""

import re

import pytest

from bihuan.cli.read_page import reading_html
from bihuan.commitments import text_read

pytestmark = pytest.mark.browser

TEXT = "甲局2023年工作总结\n一、2023年工作\n受理诉求20件，其中来信9件、来访7件。\n二、2024年计划\n（一）建设。新建水厂2座。\n"


@pytest.fixture
def reading(browser, tmp_path):
    (tmp_path / "a.html").write_text(reading_html(text_read(TEXT, "a.txt")), encoding="utf-8")
    page = browser.new_page()
    page.goto((tmp_path / "a.html").as_uri())
    yield page
    page.close()


def test_a_number_reached_by_keyboard_lights_its_parts(reading):
    reading.locator(".q", has_text="20件").focus()
    assert reading.locator(".kindred").all_inner_texts() == ["9件", "7件"]
    assert "诉求" in reading.locator(".facts").inner_text()
    assert reading.evaluate("CSS.highlights.get('subject').values().next().value.toString()") == "诉求"


def test_a_relation_is_a_link_to_the_other_number(reading):
    reading.locator(".q", has_text="9件").click()
    reading.locator(".facts a").click()
    assert reading.locator(".chosen").inner_text() == "20件"


def test_only_planned_numbers_can_be_shown(reading):
    reading.get_by_label("已完成").uncheck()
    assert reading.locator(".q:not(.off)").all_inner_texts() == ["2座"]
    assert re.match(r"数量 1", reading.locator(".filters").inner_text())


def test_a_phone_shows_the_whole_width(reading):
    reading.set_viewport_size({"width": 360, "height": 700})
    assert reading.evaluate("document.documentElement.scrollWidth") <= 360
