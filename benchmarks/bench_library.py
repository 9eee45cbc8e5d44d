"""The library at ninety million characters: taking in, finding, taking in while others find, sending a thousand originals."""

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from benchmarks.bench_load import served
from benchmarks.corpus import own_reports
from benchmarks.library_corpus import corpus_write
from benchmarks.library_web import person_at, typing_timed, zip_timed
from benchmarks.rows import BenchRow

CHARS = int(os.environ.get("BIHUAN_BENCH_CHARS", "90000000"))
BARE_DOCUMENTS = 1500
MORE, MORE_CHARS, READERS = 1000, 3000, 20
SENT = 1000


def run() -> list[BenchRow]:
    """All of it in one folder, in turn."""
    with tempfile.TemporaryDirectory(prefix="bihuan-library-") as scratch:
        place = Path(scratch)
        corpus_write(place / "corpus", CHARS)
        more_write(place / "more")
        subprocess.run(
            [sys.executable, "-m", "bihuan.cli", "init", "--dir", str(place / "data")], check=True, capture_output=True
        )
        taken = child("take", place / "data", place / "corpus")
        found = child("find", place / "data")
        (place / "bare").mkdir()
        bare = child("bare", place / "bare", place / "corpus", BARE_DOCUMENTS)
        reader = child("enter", place / "data")
        with served(place / "data", place / "log") as address, person_at(address, *reader["login"]) as page:
            typed, sent = typing_timed(page, reader["words"]), zip_timed(page, SENT)
        shared = child("share", place / "data", place / "more", READERS)
    return [*taken_rows(taken), bare_row(bare), *found_rows(found), *web_rows(typed, sent), *shared_rows(shared)]


def child(deed: str, folder: Path, *rest: object) -> dict[str, Any]:
    """One deed of ``library_child`` in a process of its own."""
    command = [sys.executable, "-m", "benchmarks.library_child", deed, str(folder), *map(str, rest)]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
    told: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return told


def more_write(folder: Path) -> None:
    """A thousand new documents of 3,000 characters, which no library has."""
    folder.mkdir()
    reports = own_reports()
    for number in range(MORE):
        text = f"新来的一千份之{number}\n"
        at = number
        while len(text) < MORE_CHARS:
            lines = reports[at % len(reports)].split("\n")
            text += "\n".join(lines[at % 7 :]) + "\n"
            at += 7
        (folder / f"{number:04}.txt").write_text(text[:MORE_CHARS], "utf-8")


def taken_rows(told: dict[str, Any]) -> list[BenchRow]:
    """Five minutes, two gibibytes."""
    said = f"{told['documents']:,} documents, {told['chars']:,} characters, {told['pieces']:,} pieces"
    whole = told["chars"] >= 0.99 * CHARS and told["failed"] == 0
    return [
        BenchRow("library: taking in (stored, read, catalogued, indexed) on two cores", f"{told['seconds']:.0f} s",
                 said, "≤ 300 s", whole and told["seconds"] <= 300),
        BenchRow("library: memory while taking in, all processes together", f"{told['memory']:,} MiB", "-", "≤ 2,048 MiB",
                 0 < told["memory"] <= 2048),
    ]  # fmt: skip


def bare_row(told: dict[str, Any]) -> BenchRow:
    """Our writer beside tantivy alone."""
    ratio = told["ours"] / told["bare"]
    return BenchRow("library: indexing alone ÷ bare tantivy fed the same tokens", f"{ratio:.2f} ×",
                    f"{told['ours']:.1f} s, {told['bare']:.1f} s for {told['chars']:,} characters", "≤ 1.5 ×", ratio <= 1.5)  # fmt: skip


def found_rows(told: dict[str, Any]) -> list[BenchRow]:
    """Exact, of one character, ranked, by numbers; from a cold start."""
    pieces = f"{told['pieces']:,} pieces"
    return [
        speed_row("library: exact search, 200 queries of 1–8 characters, 20 hits with snippets", told["exact"], pieces, 1, 10),
        speed_row("library: exact search of one character", told["single"], pieces, 50, 50),
        BenchRow("library: exact search beside a scan of every piece", f"{told['wrong']} of 220 totals differ", "brute force",
                 "0", told["wrong"] == 0),
        speed_row("library: ranked search with seven facets and snippets, 200 questions", told["ranked"], pieces, 10, 60),
        speed_row("library: numbers by size, with facets", told["facts"], pieces, 10, 60),
        BenchRow("library: first answer of a new process", f"{told['first'] * 1e3:.0f} ms", "-", "≤ 1,000 ms", told["first"] <= 1),
    ]  # fmt: skip


def speed_row(name: str, told: dict[str, float], beside: str, middle: float, most: float) -> BenchRow:
    """Half of all and ninety-nine of a hundred within their bars."""
    ours = f"p50 {told['p50']:.2f} ms, p99 {told['p99']:.1f} ms"
    return BenchRow(
        name, ours, beside, f"p50 ≤ {middle}, p99 ≤ {most} ms", told["p50"] <= middle and told["p99"] <= most
    )


def web_rows(typed: dict[str, dict[str, float]], sent: dict[str, float]) -> list[BenchRow]:
    """Typing in a real browser, and a zip over HTTP."""
    rows = [
        BenchRow(f"library: from key to result in a browser, the box of {name}, p95", f"{told['p95']:.0f} ms",
                 f"p50 {told['p50']:.0f}, longest {told['most']:.0f} ms of {told['asked']} searches", "≤ 150 ms", told["p95"] <= 150)
        for name, told in typed.items()
    ]  # fmt: skip
    rows.append(BenchRow(
        f"library: {SENT:,} originals as a zip, over HTTP", f"first byte {sent['first']:.0f} ms, {sent['rate']:.0f} MB/s",
        f"{sent['size']:.0f} MB", "≤ 200 ms, ≥ 100 MB/s", sent["first"] <= 200 and sent["rate"] >= 100,
    ))  # fmt: skip
    return rows


def shared_rows(told: dict[str, Any]) -> list[BenchRow]:
    """A thousand come in while twenty search."""
    idle, busy = told["idle"], told["busy"]
    ratio = busy["p99"] / idle["p99"]
    return [
        BenchRow(f"library: {MORE} new documents of {MORE_CHARS:,} characters until they are found, {READERS} people searching",
                 f"{told['seconds']:.1f} s", f"{told['found']} of {MORE} found", "≤ 30 s", told["seconds"] <= 30 and told["found"] >= MORE),
        BenchRow("library: what those twenty notice, p99", f"{busy['p99']:.1f} ms, {busy['errors']} errors",
                 f"{idle['p99']:.1f} ms while nothing comes in; {busy['asked']:,} asked", "≤ 2 × idle, 0 errors",
                 ratio <= 2 and busy["errors"] == 0),
    ]  # fmt: skip
