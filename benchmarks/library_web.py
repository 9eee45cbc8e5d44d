"""The library through its pages: results while one types in a real browser, and a thousand originals as one zip, over HTTP."""

import itertools
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from benchmarks.library_child import quantiles

CHROMIUM = "/usr/bin/chromium"
KEYS = 0.2  # seconds from key to key, as a quick typist's
SLICE = 1 << 20
# Milliseconds from the last key to the first frame with what it found, one a search.
WATCH = """
window.seen = [];
let typed = 0;
const painted = () => requestAnimationFrame(() => setTimeout(() => { if (typed) seen.push(performance.now() - typed); typed = 0; }));
addEventListener("input", () => { typed = performance.now(); }, true);
document.addEventListener("DOMContentLoaded", () => {
  document.body.addEventListener("htmx:afterSwap", painted);
  const listed = (all) => { if (all.some((one) => one.target.matches("ul") && one.addedNodes.length)) painted(); };
  new MutationObserver(listed).observe(document.querySelector(".find"), { childList: true, subtree: true });
});
"""


@contextmanager
def person_at(address: str, login: str, password: str) -> Iterator[Any]:
    """A page of a person who has logged in."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as engine:
        browser = engine.chromium.launch(executable_path=CHROMIUM)
        page = browser.new_page(base_url=address, viewport={"width": 1366, "height": 768})
        page.goto("/login/")
        page.fill("input[name=login]", login)
        page.fill("input[name=password]", password)
        page.keyboard.press("Enter")
        page.wait_for_url(f"{address}/")
        yield page
        browser.close()


def typing_timed(page: Any, words: list[str]) -> dict[str, dict[str, float]]:
    """Milliseconds from key to result: in the library's own box, with facets, and in the box of every page."""
    page.add_init_script(WATCH)
    return {
        "the library": _typed(page, "/library/", "#library-form input[name=q]", words),
        "every page": _typed(page, "/library/mine/", ".find input", words),
    }


def _typed(page: Any, place: str, box: str, words: list[str]) -> dict[str, float]:
    page.goto(place)
    page.wait_for_load_state("networkidle")
    times: list[float] = []
    for word in words:
        page.fill(box, "")
        page.wait_for_timeout(600)
        page.evaluate("seen.length = 0")
        page.focus(box)
        for key in word:
            page.keyboard.insert_text(key)
            page.wait_for_timeout(KEYS * 1e3)
        page.wait_for_timeout(400)
        times += page.evaluate("seen.splice(0)")
    return {**quantiles([one / 1e3 for one in times]), "asked": len(times)}


def zip_timed(page: Any, documents: int) -> dict[str, float]:
    """Milliseconds to the first byte, and megabytes a second of the whole; asked with the page's cookies."""
    cookies = "; ".join(f"{one['name']}={one['value']}" for one in page.context.cookies())
    address = page.evaluate("location.origin")
    chosen = "&".join(f"d={number}" for number in range(1, documents + 1))
    asked = urllib.request.Request(f"{address}/library/download/?{chosen}", headers={"Cookie": cookies})
    begun = time.perf_counter()
    with urllib.request.urlopen(asked, timeout=120) as answer:
        size = len(answer.read(1))
        first = time.perf_counter() - begun
        size += sum(map(len, itertools.takewhile(bool, iter(lambda: answer.read(SLICE), None))))
    return {"first": first * 1e3, "rate": size / 1e6 / (time.perf_counter() - begun), "size": size / 1e6}
