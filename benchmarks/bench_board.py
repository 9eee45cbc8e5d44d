"""The dispatcher's board with 10,000 open cases among 50,000 entries, in a real browser; the dispatcher's home beside it."""

import time
import urllib.request
from pathlib import Path

from benchmarks.rows import BenchRow

OPEN, CLOSED = 10_000, 40_000
CHROMIUM = "/usr/bin/chromium"


def run() -> list[BenchRow]:
    """Serve the county, look at the board, and ask the server by itself."""
    from playwright.sync_api import sync_playwright
    from tests.support.board_figures import board_measure
    from tests.support.cases import cases_served, log_in

    if not Path(CHROMIUM).exists():
        return []
    with cases_served(OPEN, closed=CLOSED) as (address, _), sync_playwright() as engine:
        browser = engine.chromium.launch(executable_path=CHROMIUM)
        page = browser.new_page(base_url=address, viewport={"width": 1366, "height": 768})
        log_in(page, "dispatcher")
        figures = board_measure(page)
        cookies = "; ".join(f"{one['name']}={one['value']}" for one in page.context.cookies())
        homes = min(fetch_timed(f"{address}/", cookies) for _ in range(5))
        browser.close()
    return [
        row("Board, 10,000 open cases: filter while typing, worst", figures.filter, 100),
        row("Board: scrolling, frame time at the 95th percentile", figures.frame_p95, 34),
        row("Board: cards dropped on a unit until seen there", figures.drop_seen, 200),
        BenchRow("Board: cards on the page at once", str(figures.nodes), "—", "< 100", figures.nodes < 100),
        row(f"Dispatcher's home over {OPEN + CLOSED:,} entries, first byte", homes, 300),
    ]


def row(name: str, figure: float, bar: float) -> BenchRow:
    """One line in milliseconds."""
    return BenchRow(name, f"{figure:.0f} ms", "—", f"≤ {bar:.0f} ms", figure <= bar)


def fetch_timed(address: str, cookies: str) -> float:
    """Milliseconds until the page is there."""
    asked = urllib.request.Request(address, headers={"Cookie": cookies})
    began = time.perf_counter()
    with urllib.request.urlopen(asked, timeout=60) as answer:
        answer.read()
    return (time.perf_counter() - began) * 1000
