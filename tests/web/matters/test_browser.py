"""Walks in a real browser: the handler's answer on the phone, and the way of a matter from dispatcher to reviewer."""

import io
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from PIL import Image

from support.axe import axe_faults
from support.matter_site import TODAY
from support.once import made_once
from support.people import PASSWORD

pytestmark = pytest.mark.browser
SIZES = {"desktop": (1366, 768), "phone": (390, 844)}


@pytest.fixture
def matters(tmp_path) -> Iterator[str]:
    """The address of a small county of its own, served."""
    from web.conftest import served

    folder = shutil.copytree(made_once("matters", site_made) / "data", tmp_path / "data")
    with served(folder, today=TODAY) as address:
        yield address


def environment_of(folder: Path) -> dict[str, str]:
    """What a process of the product is told."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("BIHUAN_", "DJANGO_"))}
    return {**kept, "BIHUAN_DIR": str(folder), "BIHUAN_TODAY": TODAY, "PYTHONPATH": os.pathsep.join(sys.path)}


def site_made(place: Path) -> None:
    """The county that each test serves a copy of."""
    folder = place / "data"
    command = [sys.executable, "-m", "support.matter_site", str(folder)]
    subprocess.run(command, env=environment_of(folder), check=True)


@pytest.fixture
def person(browser, matters) -> Iterator[Callable[..., Any]]:
    """``person("chu", "phone")``: a page of one who has logged in; a request to another host fails the test."""
    hosts: set[str] = set()
    with ExitStack() as opened:

        def enter(login: str, size: str = "desktop") -> Any:
            width, height = SIZES[size]
            context = browser.new_context(viewport={"width": width, "height": height}, base_url=matters)
            opened.callback(context.close)
            context.on("request", lambda asked: hosts.add(urlsplit(asked.url).hostname or ""))
            page = context.new_page()
            page.goto("/login/")
            page.fill("[name=login]", login)
            page.fill("[name=password]", PASSWORD)
            page.click("main button[type=submit]")
            page.wait_for_url(lambda address: "/login/" not in address)
            return page

        yield enter
    assert hosts <= {"127.0.0.1", ""}


@pytest.fixture
def shot(tmp_path) -> Path:
    """A photo of about 1 MB: several pieces on the line."""
    path = tmp_path / "现场.jpg"
    picture = Image.frombytes("RGB", (640, 480), os.urandom(640 * 480 * 3))
    made = io.BytesIO()
    picture.save(made, "JPEG", quality=95)
    path.write_bytes(made.getvalue())
    return path


def test_three_taps_answer_a_matter_on_the_phone(person, shot):
    page = person("chu", "phone")
    page.goto("/m/")
    page.locator(".work a").first.click()
    with page.expect_file_chooser() as chooser:
        page.get_by_text("拍照", exact=True).click()
    chooser.value.set_files(shot)
    page.get_by_role("button", name="办结").click()
    page.get_by_text("今天没有要办的件").wait_for()
    assert "现在是“待核查”" in page.inner_text("main")


def test_the_phone_pages_have_no_fault_and_fit(person):
    page = person("chu", "phone")
    for address in ("/m/", page.goto("/m/") and page.locator(".work a").first.get_attribute("href")):
        page.goto(address)
        assert axe_faults(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_what_the_line_lost_is_sent_when_it_comes_back(person, shot):
    page = person("chu", "phone")
    page.goto("/m/")
    page.locator(".work a").first.click()
    pieces: list[str] = []

    def broken(route):
        pieces.append(route.request.headers["upload-offset"])
        if len(pieces) in (2, 3):
            route.abort("internetdisconnected")
        else:
            route.continue_()

    page.route("**/uploads/*/", broken)
    page.set_input_files("#shot", shot)
    page.get_by_text("网络断了，恢复后从").wait_for()
    page.get_by_text("现场.jpg：已传好").wait_for(timeout=20_000)
    assert pieces[1] == pieces[2] == pieces[3] != "0"


def test_a_photo_that_waited_in_a_closed_page_is_sent_by_the_next(person, shot):
    page = person("chu", "phone")
    page.goto("/m/")
    address = page.locator(".work a").first.get_attribute("href")
    page.goto(address)
    page.route("**/uploads/**", lambda route: route.abort("internetdisconnected"))
    page.set_input_files("#shot", shot)
    page.get_by_text("网络断了").wait_for()
    page.unroute("**/uploads/**")
    with page.expect_response(lambda answer: answer.url.endswith("/finish/") and answer.ok):
        page.goto("/m/")
    page.goto(address)
    assert page.locator(".shots img").count() == 1


def test_a_matter_goes_from_dispatch_to_strike_off_through_three_pairs_of_hands(person, shot):
    pai, chu, he = person("pai"), person("chu"), person("hecha")
    pai.goto("/ledgers/cases/")
    address = pai.get_by_role("row").filter(has_text="A2").locator("a").first.get_attribute("href")
    pai.goto(address)
    pai.get_by_role("button", name="派遣", exact=True).click()
    pai.get_by_label("给哪个单位").fill("县城管局")
    pai.keyboard.press("Enter")
    pai.get_by_text("处置中").first.wait_for()
    assert pai.get_by_text("第 5 个工作日为").count() == 1
    chu.goto(address)
    chu.get_by_role("button", name="办结", exact=True).click()
    chu.locator("dialog[open] textarea").fill("已清理两车")
    chu.set_input_files("dialog[open] input[type=file]", shot)
    chu.locator("dialog[open] footer button[type=submit]").click()
    chu.get_by_text("待核查").first.wait_for()
    he.goto(address)
    he.get_by_role("button", name="核查销号", exact=True).click()
    he.locator("dialog[open] footer button[type=submit]").click()
    he.get_by_text("已销号").first.wait_for()
    assert he.locator(".timeline li b").all_inner_texts()[:3] == ["核查销号", "办结", "添加佐证"]


def test_a_refused_answer_opens_its_form_again_with_what_was_typed(person):
    chu = person("chu")
    chu.goto("/m/")
    chu.goto(chu.locator(".work a").first.get_attribute("href").replace("/m/", "/ledgers/"))
    chu.get_by_role("button", name="办结", exact=True).click()
    chu.locator("dialog[open] textarea").fill("清理完了")
    chu.locator("dialog[open] footer button[type=submit]").click()
    chu.locator("dialog[open] [role=alert]").wait_for()
    assert "要有佐证" in chu.locator("dialog[open]").inner_text()
    assert chu.locator("dialog[open] textarea").input_value() == "清理完了"


def test_a_rate_stands_by_unit_and_source_and_opens_to_its_rows(person):
    pai = person("pai")
    pai.goto("/cases/rates/?unit=QX")
    assert [one.inner_text() for one in pai.locator("main h2").all()][:2] == ["按单位", "按来源"]
    pai.get_by_role("row").filter(has_text="东门镇").locator("td a").click()
    assert "3 条" in pai.inner_text("main .figures")
