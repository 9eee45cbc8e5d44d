"""The demo county served on a free port, and a real browser that may not leave this machine."""

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from support.demo import demo_built

CHROMIUM = "/usr/bin/chromium"


@contextmanager
def served(**settings: str) -> Iterator[str]:
    """The demo county served on a free port, with these settings of ``BIHUAN_``."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    environment = {name: value for name, value in os.environ.items() if not name.startswith("BIHUAN_")}
    environment |= {f"BIHUAN_{name.upper()}": value for name, value in settings.items()}
    command = [sys.executable, "-m", "bihuan.cli", "serve", "--dir", str(demo_built().folder), "--port", str(port)]
    server = subprocess.Popen(command, env=environment, stderr=subprocess.DEVNULL)
    try:
        yield wait_for(f"http://127.0.0.1:{port}")
    finally:
        server.terminate()
        server.wait(10)


@pytest.fixture(scope="session")
def site() -> Iterator[str]:
    """The address of the served county."""
    with served() as address:
        yield address


@pytest.fixture(scope="session")
def kit_site() -> Iterator[str]:
    """The same in debug, which alone has the gallery of parts at ``/kit/``."""
    with served(debug="1") as address:
        yield address


def wait_for(address: str) -> str:
    """The address, once it answers."""
    for _ in range(100):
        try:
            with urllib.request.urlopen(address + "/healthz", timeout=5) as answer:
                assert answer.status == 200
                return address
        except (urllib.error.URLError, ConnectionError):
            time.sleep(0.2)
    raise AssertionError("the server did not start")


@pytest.fixture(scope="session")
def browser():
    """Debian's Chromium."""
    playwright = pytest.importorskip("playwright.sync_api")
    if not Path(CHROMIUM).exists():
        pytest.skip("Debian's chromium is not installed")
    with playwright.sync_playwright() as engine:
        chromium = engine.chromium.launch(executable_path=CHROMIUM)
        yield chromium
        chromium.close()


@pytest.fixture(params=["desktop"])
def page(browser, site, request):
    """A fresh page; any request to another host fails the test."""
    sizes = {"desktop": (1366, 768), "phone": (390, 844)}
    width, height = sizes[request.param]
    context = browser.new_context(viewport={"width": width, "height": height}, base_url=site)
    hosts: set[str] = set()
    context.on("request", lambda asked: hosts.add(urlsplit(asked.url).hostname or ""))
    yield context.new_page()
    context.close()
    assert hosts <= {"127.0.0.1", ""}
