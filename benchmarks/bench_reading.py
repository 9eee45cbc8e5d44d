"""Reading beside jionlp's money and time extraction: the same text, one core, one run."""

import logging
import re
import time
from collections.abc import Callable

from benchmarks.corpus import ROOT, own_reports
from benchmarks.rows import BenchRow
from bihuan.commitments import text_read

CHARS = 300_000
PEER_CHARS = 20_000  # jionlp reads some ten thousand characters a second
SPEED_BAR = 300_000
RATIO_BAR = 5


def run() -> list[BenchRow]:
    """Characters a second of outline + quantities + commitments, and the ratio to the peer."""
    texts = reports()
    text = "\n".join(texts)
    ours = _speed(lambda: [text_read(one, "bench.txt") for one in texts], sum(map(len, texts)), repeat=3)
    peer_text = text[:PEER_CHARS]
    peer = _speed(lambda: _jionlp(peer_text), len(peer_text), repeat=1)
    return [
        BenchRow("reading, characters/s", f"{ours:,.0f}", "-", f"≥ {SPEED_BAR:,}", ours >= SPEED_BAR),
        BenchRow(
            "reading ÷ jionlp money + time",
            f"{ours / peer:.1f} ×",
            f"{peer:,.0f} characters/s",
            f"≥ {RATIO_BAR} ×",
            ours >= RATIO_BAR * peer,
        ),
    ]


def reports() -> list[str]:
    """Our own annotated reports and, where they stand beside the checkout, the shared ones, until there is enough text."""
    shared = sorted((ROOT / "../shared/data").glob("*/*.txt"))
    texts = [*own_reports(), *(path.read_text(encoding="utf-8") for path in shared)]
    return texts * (1 + CHARS // sum(map(len, texts)))


def _speed(deed: Callable[[], object], chars: int, *, repeat: int) -> float:
    """The best of a few runs, in processor time: other processes of the machine do not count."""
    seconds = []
    for _ in range(repeat):
        begun = time.process_time()
        deed()
        seconds.append(time.process_time() - begun)
    return chars / min(seconds)


def _jionlp(text: str) -> None:
    import jionlp

    logging.disable(logging.CRITICAL)  # it logs a traceback for every span that it cannot parse
    for sentence in re.split(r"(?<=[。\n])", text):
        if sentence.strip():
            jionlp.ner.extract_money(sentence, with_parsing=False)
            jionlp.ner.extract_time(sentence, time_base=time.time(), with_parsing=False)
    logging.disable(logging.NOTSET)
