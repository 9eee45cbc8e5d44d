"""``bihuan read FOLDER``: every report below a folder, a line each, and what came of them all."""

import os
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Final

from bihuan.cli.common import progress
from bihuan.cli.main import os_error_named
from bihuan.cli.read_file import File, Outcome, Wanted
from bihuan.cli.read_pool import files_read
from bihuan.datamodel import BihuanError

# Names of files that may be reports: those that are read, and those whose error says what to do about them.
KINDS: Final = frozenset(
    {".txt", ".docx", ".doc", ".wps", ".rtf", ".xlsx", ".xls", ".et", ".pdf", ".ofd", ".html", ".htm", ".zip"}
)
_UNSEEN: Final = (".", "~$")  # hidden ones, and the locks that Office leaves


@dataclass
class Totals:
    """What was read so far, a file in a zip counted like any other; ``errors`` counts files and folders that could not be."""

    files: int = 0
    chars: int = 0
    reports: int = 0
    quantities: int = 0
    commitments: int = 0
    errors: int = 0

    def add(self, outcome: Outcome) -> None:
        """Count one file."""
        self.files += 1
        self.chars += outcome.chars
        self.reports += outcome.reports
        self.quantities += outcome.quantities
        self.commitments += outcome.commitments
        self.errors += bool(outcome.error)

    def said(self, seconds: float) -> str:
        """The summary, one line."""
        return (
            f"共 {self.files} 份文件，{self.chars} 字，报告 {self.reports} 份，数量 {self.quantities} 个，"
            f"任务 {self.commitments} 项，读不了 {self.errors} 份，用时 {seconds:.1f} 秒"
        )


def folders_read(places: list[Path], wanted: Wanted, jobs: int) -> int:
    """Read folders and files, print as files are read, then the summary on standard error; how many could not be read."""
    begun, totals = time.perf_counter(), Totals()
    files = list(_files(places, totals))
    if not files and not totals.errors:
        raise BihuanError(
            "read.no_files",
            "这个文件夹里没有可读的报告",
            where=str(places[0]),
            hint=f"会读的文件名以 {'、'.join(sorted(KINDS))} 结尾",
        )
    with closing(files_read(files, wanted, jobs)) as outcomes:
        for outcome in chain.from_iterable(progress(outcomes, total=len(files), label="读报告")):
            totals.add(outcome)
            _print(outcome)
    print(totals.said(time.perf_counter() - begun), file=sys.stderr)
    return totals.errors


def _files(places: list[Path], totals: Totals) -> Iterator[File]:
    for place in places:
        if place.is_dir():
            yield from folder_files(place, totals)
        else:
            yield File(place, place.name)


def folder_files(folder: Path, totals: Totals) -> list[File]:
    """The report files below a folder, sorted by name inside it; a subfolder that cannot be listed is said and counted."""

    def unlisted(error: OSError) -> None:
        totals.errors += 1
        print(f"错误：{os_error_named(error)}", file=sys.stderr)

    found = []
    for root, folders, names in os.walk(folder, onerror=unlisted):
        folders[:] = [name for name in folders if not name.startswith(_UNSEEN)]
        paths = (Path(root, name) for name in names if not name.startswith(_UNSEEN))
        found += [File(path, path.relative_to(folder).as_posix()) for path in paths if _may_be_report(path)]
    return sorted(found, key=lambda file: file.name)


def _may_be_report(path: Path) -> bool:
    return path.suffix.lower() in KINDS and (path.is_file() or path.is_symlink())  # no pipes; a dead link gets its name


def _print(outcome: Outcome) -> None:
    if outcome.error:
        print(f"错误：{outcome.error}", file=sys.stderr)
    else:
        sys.stdout.write(outcome.output)
        sys.stdout.flush()  # a program reading along gets each file at once
