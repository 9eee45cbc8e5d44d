"""Word files into text beside markitdown and docling: the same files, one run; how fast, and what each reader loses."""

import json
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from benchmarks.corpus import ROOT
from benchmarks.rows import BenchRow
from benchmarks.word_files import WordFile, word_files

PEERS = ROOT / ".venv-peers/bin/python"  # requirements/peers.lock: docling wants an older typer than ours
READERS = {"bihuan": Path(sys.executable), "markitdown": PEERS, "docling": PEERS}
RATIO_BAR = 2
KINDS: dict[str, Callable[[WordFile, str], list[bool]]] = {
    "automatic numbers kept": lambda file, text: [number in text for number in file.numbers],
    "table cells kept": lambda file, text: [cell in text for cell in file.cells],
    "footnotes kept": lambda file, text: [file.footnote in text],
    "text boxes kept once": lambda file, text: [text.count(file.textbox) == 1],
    "headers out of the text": lambda file, text: [file.header not in text],
}


def run() -> list[BenchRow]:
    """Every reader has a process of its own; without the peers' environment ours runs alone."""
    with tempfile.TemporaryDirectory(prefix="bihuan-bench-") as name:
        files = word_files(Path(name))
        said = {reader: _read(reader, files) for reader, python in READERS.items() if python.exists()}
    chars = sum(file.chars for file in files)
    speeds = {reader: chars / one["seconds"] for reader, one in said.items()}
    return [_speed_row(speeds), *(_kept_row(kind, said, files) for kind in KINDS)]


def _read(reader: str, files: list[WordFile]) -> dict[str, Any]:
    script = Path(__file__).with_name("docx_reader.py")
    command = [str(READERS[reader]), str(script), reader, *(str(file.path) for file in files)]
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONPATH" or reader == "bihuan"}
    said = subprocess.run(command, env=environment, check=True, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    answer: dict[str, Any] = json.loads(said.stdout)
    return answer


def _speed_row(speeds: dict[str, float]) -> BenchRow:
    ours, *peers = speeds.values()
    return BenchRow(
        "docx → text, characters/s",
        f"{ours:,.0f}",
        _beside({reader: f"{speed:,.0f}" for reader, speed in speeds.items()}),
        f"≥ {RATIO_BAR} × each",
        all(ours >= RATIO_BAR * peer for peer in peers),
    )


def _kept_row(kind: str, said: dict[str, dict[str, Any]], files: list[WordFile]) -> BenchRow:
    kept = {
        reader: [
            found for file, text in zip(files, one["texts"], strict=True) for found in KINDS[kind](file, _bare(text))
        ]
        for reader, one in said.items()
    }
    ours = kept["bihuan"]
    shares = {reader: str(sum(found)) for reader, found in kept.items()}
    return BenchRow(f"docx: {kind}", f"{sum(ours)} of {len(ours)}", _beside(shares), "all", all(ours))


def _beside(figures: dict[str, str]) -> str:
    return (
        ", ".join(f"{reader} {figure}" for reader, figure in figures.items() if reader != "bihuan") or "no .venv-peers"
    )


def _bare(text: str) -> str:
    """Without white space and the signs of Markdown."""
    return re.sub(r"[\s\\*#]", "", text)
