"""Twenty people at once for two minutes on the demo county, SQLite: no error, no lock, and lists that come at once."""

import csv
import os
import re
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from benchmarks.rows import BenchRow

PEOPLE, MINUTES = 20, 2
BAR_LIST = 500  # milliseconds, 95 of 100
SCALE = "1"
PEOPLE_FILE = Path(__file__).with_name("load_people.py")


def run() -> list[BenchRow]:
    """Build the county, serve it, let the people work."""
    with tempfile.TemporaryDirectory(prefix="bihuan-load-") as scratch:
        place = Path(scratch)
        quiet(
            {},
            [
                sys.executable,
                "-m",
                "bihuan.cli",
                "demo",
                "--no-serve",
                "--dir",
                str(place / "county"),
                "--scale",
                SCALE,
            ],
        )
        with served(place / "county", place / "log") as address:
            accounts = {"BIHUAN_ACCOUNTS": str(place / "county" / "示范账号.txt")}
            quiet(accounts, [
                sys.executable, "-m", "locust", "-f", str(PEOPLE_FILE), "--headless", "-u", str(PEOPLE), "-r", "5", "-t", f"{MINUTES}m",
                "--host", address, "--csv", str(place / "load"), "--only-summary",
            ], allowed=(0, 1))  # fmt: skip
        return [load_row(place)]


def quiet(more: dict[str, str], command: list[str], allowed: tuple[int, ...] = (0,)) -> None:
    """Run a command with no settings of ours; what it says is shown only when it fails."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("BIHUAN_")}
    done = subprocess.run(command, env=environment | more, capture_output=True, text=True, check=False)
    if done.returncode not in allowed:
        sys.exit(f"{command[2]}: {done.stdout[-2000:]}{done.stderr[-2000:]}")


@contextmanager
def served(folder: Path, log: Path) -> Iterator[str]:
    """The county behind waitress on a free port; what the server says goes into ``log``."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    environment = {name: value for name, value in os.environ.items() if not name.startswith("BIHUAN_")}
    command = [sys.executable, "-m", "bihuan.cli", "serve", "--dir", str(folder), "--port", str(port)]
    with log.open("w") as said:
        server = subprocess.Popen(command, env=environment, stderr=said, stdout=said)
        try:
            yield wait_for(f"http://127.0.0.1:{port}")
        finally:
            server.terminate()
            server.wait(20)


def wait_for(address: str) -> str:
    """The address, once it answers."""
    for _ in range(150):
        try:
            with urllib.request.urlopen(address + "/healthz", timeout=5):
                return address
        except (urllib.error.URLError, ConnectionError):
            time.sleep(0.2)
    raise TimeoutError("the server did not start")


def load_row(place: Path) -> BenchRow:
    """What locust counted: requests, failures, writes, and how long lists and saves took."""
    with (place / "load_stats.csv").open(encoding="utf-8") as file:
        stats = {row["Name"]: row for row in csv.DictReader(file)}
    total, failed = int(stats["Aggregated"]["Request Count"]), int(stats["Aggregated"]["Failure Count"])
    acts = {name: int(stats[name]["Request Count"]) for name in ("home", "list", "entry", "save") if name in stats}
    lists, saves, homes = (float(stats[name]["95%"]) for name in ("list", "save", "home"))
    locked = len(re.findall("database is locked|Traceback", (place / "log").read_text("utf-8", "replace")))
    writes = acts["save"] / sum(acts.values())
    return BenchRow(
        name=f"{PEOPLE} people at once for {MINUTES} minutes, SQLite, {total:,} requests, {writes:.0%} of what is done is writing",
        ours=f"lists p95 {lists:.0f} ms, homes {homes:.0f} ms, saves {saves:.0f} ms; {failed} failed, {locked} locks or errors in the log",
        peer=f"{acts['save']:,} entries saved",
        bar=f"lists p95 ≤ {BAR_LIST} ms, 0 failed",
        holds=lists <= BAR_LIST and failed == 0 and locked == 0 and writes >= 0.2,
    )
