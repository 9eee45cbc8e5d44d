"""How fluid the board is in a real browser: load, filter, scroll, drop, in milliseconds."""

from typing import Any, NamedTuple

SCROLL = """async () => {
  const list = [...document.querySelectorAll('.board-list')].sort((a, b) => b.scrollHeight - a.scrollHeight)[0];
  const long = []; const seen = new PerformanceObserver((told) => long.push(...told.getEntries().map((one) => one.duration)));
  seen.observe({ entryTypes: ['longtask'] });
  const times = []; let last = performance.now();
  for (let n = 0; n < 120; n++) {
    list.scrollTop += n < 90 ? 137 : list.scrollHeight / 40;
    await new Promise(requestAnimationFrame);
    const now = performance.now(); times.push(now - last); last = now;
  }
  seen.disconnect(); times.sort((a, b) => a - b);
  return { median: times[60], p95: times[114], worst: times[119], long: long.length, nodes: document.querySelectorAll('.board-card').length };
}"""
FILTER = """async () => {
  const board = document.getElementById('board').board, box = board.filter.word, times = [];
  for (const word of ['滨', '滨河', '滨河路', '滨河路1', '', '新华街', 'aj2024-00001', '']) {
    box.value = word;
    let best = Infinity;
    for (let n = 0; n < 3; n++) {
      const began = performance.now();
      board.show(); document.body.offsetHeight;
      best = Math.min(best, performance.now() - began);
    }
    times.push(best);
  }
  return { worst: Math.max(...times), shown: board.shown.length };
}"""
DROP = """async () => {
  const board = document.getElementById('board').board;
  const cards = board.store.sorted.filter((card) => card.open).slice(0, 5), unit = [...board.store.units.values()].find((one) => one.kind === 'town');
  const began = performance.now();
  const sent = board.dispatch(cards, unit); document.body.offsetHeight;
  const seen = performance.now() - began;
  await sent;
  return { seen, told: performance.now() - began, said: document.getElementById('board-said').textContent };
}"""


class BoardFigures(NamedTuple):
    """Milliseconds, but for ``long`` (tasks over 50 ms while scrolling) and ``nodes`` (cards on the page)."""

    load: float
    filter: float
    frame: float
    frame_p95: float
    long: int
    nodes: int
    drop_seen: float
    drop_told: float
    said: str


def board_measure(page: Any) -> BoardFigures:
    """Open the board as whoever is logged in and measure: of filters the slowest word, each at its best of three; of scrolling the better of two runs."""
    page.goto("/board/")
    page.wait_for_selector("#board[data-ready]", timeout=60_000)
    load = page.evaluate("performance.now()")
    filtered = page.evaluate(FILTER)
    scrolled = min((page.evaluate(SCROLL) for _ in range(2)), key=lambda told: told["p95"])
    dropped = page.evaluate(DROP)
    return BoardFigures(
        load, filtered["worst"], scrolled["median"], scrolled["p95"], scrolled["long"], scrolled["nodes"], dropped["seen"],
        dropped["told"], dropped["said"],
    )  # fmt: skip
