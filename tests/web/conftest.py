"""The demo county served on a free port, people who log in there, and a real browser that may not leave this machine.

``page`` is the county leader's. ``page_as("clerk", "QH-01")`` is another person's page, ``login(role, unit)`` the cookies for a context
of one's own (``browser.new_context(storage_state=login(…))``). Plain ``urllib`` speaks for the county leader too.
"""

import http.cookiejar
import json
import os
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlencode, urlsplit

import pytest

from support.demo import demo_built
from support.once import made_once, own_environment

CHROMIUM = (
    "/usr/bin/chromium-headless-shell",
    "/usr/bin/chromium",
)  # Debian's: without its own windows and menus, else with them
READER = ("leader", "QH")  # who may read everything
SIZES = {"desktop": (1366, 768), "phone": (390, 844)}


@contextmanager
def served(folder: Path | None = None, **settings: str) -> Iterator[str]:
    """A data folder, else the demo county, served on a free port with these settings of ``BIHUAN_``."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "bihuan.cli", "serve", "--dir", str(folder or demo_built().folder)]
    command += ["--port", str(port)]
    server = subprocess.Popen(command, env=own_environment(**settings), stderr=subprocess.DEVNULL)
    try:
        yield wait_for(f"http://127.0.0.1:{port}")
    finally:
        server.terminate()
        server.wait(10)


def fresh_built(folder: Path) -> dict[str, str]:
    """A new data folder before anybody works in it; the passwords of its administrators, and ``code``, which opens the set-up."""
    made = made_once("fresh-site", fresh_make)
    shutil.copytree(made / "data", folder)
    passwords: dict[str, str] = json.loads((made / "passwords").read_text("utf-8"))
    return passwords


def fresh_make(place: Path) -> None:
    """The folder and its passwords, for all processes of a run to copy."""
    environment = {**own_environment(dir=str(place / "data")), "PYTHONPATH": os.pathsep.join(sys.path)}
    command = [sys.executable, "-m", "support.fresh_site", str(place / "data")]
    built = subprocess.run(command, env=environment, check=True, capture_output=True, text=True)
    (place / "passwords").write_text(built.stdout, "utf-8")


@pytest.fixture(scope="session")
def site() -> Iterator[str]:
    """The address of the served county; plain ``urllib`` speaks for the county leader."""
    with served() as address:
        urllib.request.install_opener(opener_of(address, *READER))
        yield address
        urllib.request.install_opener(urllib.request.build_opener())


@pytest.fixture(scope="session")
def kit_site() -> Iterator[str]:
    """The same in debug, which alone has the gallery of parts at ``/kit/``."""
    with served(debug="1") as address:
        yield address


def wait_for(address: str) -> str:
    """The address, once it answers."""
    patience = time.monotonic() + 120  # a busy machine starts slowly
    while time.monotonic() < patience:
        try:
            with urllib.request.urlopen(address + "/healthz", timeout=30) as answer:
                assert answer.status == 200
                return address
        except OSError:
            time.sleep(0.2)
    raise AssertionError("the server did not start")


@pytest.fixture(scope="session")
def browser():
    """Debian's Chromium."""
    playwright = pytest.importorskip("playwright.sync_api")
    found = next((path for path in CHROMIUM if Path(path).exists()), None)
    if found is None:
        pytest.skip("Debian's chromium is not installed")
    with playwright.sync_playwright() as engine:
        chromium = engine.chromium.launch(executable_path=found)
        yield chromium
        chromium.close()


def opener_of(site: str, role: str, unit: str = "") -> urllib.request.OpenerDirector:
    """An opener that has logged in as the demo's person of that role and unit."""
    account = demo_built().account(role, unit)
    opener = opener_fresh()
    landed = form_send(opener, site + "/login/", login=account.login, password=account.password)
    assert "/login/" not in landed, landed
    return opener


def opener_fresh() -> urllib.request.OpenerDirector:
    """An opener that keeps cookies and has none yet."""
    return urllib.request.build_opener(urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar()))


def form_send(opener: urllib.request.OpenerDirector, address: str, **form: str) -> str:
    """Send the one form of a page as a browser does; the address at which that ends."""
    with opener.open(address, timeout=30) as answer:
        token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', answer.read().decode())[1]
    with opener.open(address, urlencode({"csrfmiddlewaretoken": token, **form}).encode(), timeout=30) as answer:
        return str(answer.url)


def state_of(opener: urllib.request.OpenerDirector) -> dict[str, Any]:
    """The opener's cookies as a browser context's storage state."""
    kept = next(one for one in opener.handlers if isinstance(one, urllib.request.HTTPCookieProcessor))
    cookies = [{"name": one.name, "value": one.value, "domain": "127.0.0.1", "path": "/"} for one in kept.cookiejar]
    return {"cookies": cookies, "origins": []}


@pytest.fixture(scope="session")
def login(site) -> Callable[..., Any]:
    """``login(role, unit)``: a browser context's storage state of the demo's person of that role; each logs in once a session."""

    @cache
    def state(role: str, unit: str) -> Any:
        return state_of(opener_of(site, role, unit))

    return lambda role=READER[0], unit="": state(role, unit or (READER[1] if role == READER[0] else ""))


@pytest.fixture
def page_as(browser, site, login) -> Iterator[Callable[..., Any]]:
    """``page_as(role, unit, size)``: a fresh page of that person; any request to another host fails the test."""
    hosts: set[str] = set()
    with ExitStack() as opened:

        def make(role: str = READER[0], unit: str = "", size: str = "desktop", **more: Any) -> Any:
            width, height = SIZES[size]
            viewport = {"width": width, "height": height}
            context = browser.new_context(viewport=viewport, base_url=site, storage_state=login(role, unit), **more)
            opened.callback(context.close)
            context.on("request", lambda asked: hosts.add(urlsplit(asked.url).hostname or ""))
            return context.new_page()

        yield make
    assert hosts <= {"127.0.0.1", ""}


@pytest.fixture(params=["desktop"])
def page(page_as, request):
    """A fresh page of the county leader, who may read everything."""
    return page_as(size=request.param)
