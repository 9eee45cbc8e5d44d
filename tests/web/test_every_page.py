"""Every page as a person sees it, on a desk and on a phone: whole, readable for everybody, silent, and asking nothing of other machines.

The pictures lie in ``build/pages/<size>/<name>.png``, to be looked at.
"""

import re
from base64 import b32decode
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from urllib.request import OpenerDirector

import pytest
from django_otp.oath import totp
from pypdfium2 import PdfDocument

from support.axe import axe_faults
from support.pages import Shown, forgotten, pages
from web.conftest import SIZES, form_send, fresh_built, opener_fresh, opener_of, served, state_of

pytestmark = pytest.mark.browser
PICTURES = Path(__file__).parents[2] / "build" / "pages"
STANDING = ".save, .bottom, .side-in { position: static !important }"
SITES = {"demo": "site", "kit": "kit_site"}
SECRET = re.compile(r"<code[^>]*>([A-Z2-7 ]{16,})</code>")


@pytest.fixture(scope="module")
def fresh(tmp_path_factory) -> Iterator[tuple[str, dict[str, str]]]:
    """A new data folder served, and its passwords."""
    folder = tmp_path_factory.mktemp("fresh") / "data"
    passwords = fresh_built(folder)
    with served(folder) as address:
        yield address, passwords


def entering(site: str, passwords: dict[str, str], login: str) -> OpenerDirector:
    """One who has given the right password for the first time."""
    opener = opener_fresh()
    form_send(opener, f"{site}/login/", login=login, password=passwords[login])
    return opener


def enrolled(opener: OpenerDirector, site: str) -> OpenerDirector:
    """The same after the telephone has shown its first code."""
    with opener.open(f"{site}/login/factor/", timeout=30) as answer:
        secret = SECRET.search(answer.read().decode())[1].replace(" ", "")
    key = b32decode(secret + "=" * (-len(secret) % 8))
    form_send(opener, f"{site}/login/factor/", code=f"{totp(key):06}")
    return opener


@pytest.fixture(scope="module")
def newcomers(fresh) -> dict[str, OpenerDirector]:
    """Those who look at a new folder: one with the code of the set-up, and three on the way in."""
    site, passwords = fresh
    opener = opener_fresh()
    form_send(opener, f"{site}/setup/", code=passwords["code"])
    return {
        "opener": opener,
        "enroller": entering(site, passwords, "system-admin"),
        "renewer": enrolled(entering(site, passwords, "security-admin"), site),
        "prompted": entering(site, passwords, "security-admin"),
    }


@pytest.fixture(scope="module")
def look(browser, request) -> Iterator[Callable[[Shown], tuple[Any, str]]]:
    """``look(shown)``: a new page in the looker's browser, which each looker opens once, and the address."""
    with ExitStack() as opened:

        def site_of(name: str) -> str:
            return request.getfixturevalue("fresh")[0] if name == "fresh" else request.getfixturevalue(SITES[name])

        @cache
        def opener(looker: str) -> OpenerDirector:
            if looker == "visitor":
                return opener_fresh()
            if " " in looker:
                return opener_of(site_of("demo"), *looker.split())
            return request.getfixturevalue("newcomers")[looker]

        @cache
        def context(looker: str, site: str) -> Any:
            made = browser.new_context(base_url=site_of(site), locale="zh-CN", storage_state=state_of(opener(looker)))
            opened.callback(made.close)
            return made

        def page_of(shown: Shown) -> tuple[Any, str]:
            page = context(shown.looker, shown.site).new_page()
            return page, shown.address(opener(shown.looker), site_of(shown.site))

        yield page_of


def test_every_page_is_opened_or_excused():
    assert forgotten() == [], "add a line to tests/web/pages.yaml: the page under `pages`, or the reason why it is none"


@pytest.mark.parametrize("shown", sorted(pages(), key=lambda one: one.name), ids=lambda one: one.name)
def test_a_page_is_whole_readable_and_silent(look, shown):
    page, address = look(shown)
    told, hosts, waiting = listened(page)
    faults = []
    for size, (width, height) in SIZES.items():
        page.set_viewport_size({"width": width, "height": height})
        if size == "desktop":
            answer = page.goto(address)
            quiet(page, waiting)
            assert (answer.status, answer.headers["content-type"]) == (shown.status, "text/html; charset=utf-8")
            if shown.wait:
                page.locator(shown.wait).first.wait_for()
        if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            faults.append(f"{size}: scrolls sideways")
        if size == "desktop" and not shown.theirs:
            faults += axe_faults(page)
        picture_take(page, size, shown.name, full=not shown.theirs)
    page.close()
    if shown.status != 200:  # Chromium tells the console of the refusal itself
        told = [line for line in told if f"status of {shown.status}" not in line]
    assert (faults, told, hosts - {"127.0.0.1", ""}) == ([], [], set())


PRINTED = {shown.name: shown for shown in pages()}


@pytest.mark.parametrize(
    ("name", "first", "last"),
    [
        ("ledger.empty", "条件：任意文字 包含", "没有符合条件"),
        ("ledger", "智慧城管案件台账", "亮灯"),
        ("entry", "案件编号", "条目摘要"),
    ],
)
def test_paper_has_the_whole_page_but_no_way_to_elsewhere(look, name, first, last):
    page, address = look(PRINTED[name])
    page.goto(address)
    paper = PdfDocument(page.pdf(prefer_css_page_size=True))
    words = "".join(sheet.get_textpage().get_text_bounded() for sheet in paper)
    page.close()
    assert (first in words, last in words, "闭环一览" in words, "http" in words) == (True, True, False, False)
    assert len(paper) <= 3  # no column so narrow that its words stand on end


def listened(page: Any) -> tuple[list[str], set[str], set[Any]]:
    """What the page complains of in the console, the hosts that it asks, and what it waits for; all change while it lives."""
    told: list[str] = []
    hosts: set[str] = set()
    waiting: set[Any] = set()
    page.on("console", lambda line: told.append(line.text) if line.type == "error" else None)
    page.on("pageerror", lambda error: told.append(str(error)))
    page.on("request", lambda asked: (hosts.add(urlsplit(asked.url).hostname or ""), waiting.add(asked)))
    page.on("requestfinished", lambda asked: waiting.discard(asked))
    page.on("requestfailed", lambda asked: waiting.discard(asked))
    return told, hosts, waiting


def quiet(page: Any, waiting: set[Any]) -> None:
    """Wait until the page has drawn what it asked for, and asks for nothing more."""
    drawn = "new Promise((done) => requestAnimationFrame(() => setTimeout(done, 30)))"
    page.evaluate(drawn)
    for _ in range(200):
        if not waiting:
            break
        page.evaluate(drawn)
    page.evaluate(drawn)


def picture_take(page: Any, size: str, name: str, *, full: bool) -> None:
    """The whole page as a picture, or its first screen; a bar that sticks to the edge of the screen stands at its own place."""
    target = PICTURES / size / f"{name}.png"
    target.parent.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=target, full_page=full, style=STANDING)
