"""Many files read on all cores: outcomes in the order of the files, only a few chunks in flight, so that memory stays flat.

Workers are spawned, never forked: the same on every system, and no thread or lock of this process comes along.
"""

import json
import os
import signal
import sys
from collections import deque
from collections.abc import Generator, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from multiprocessing import get_context
from pathlib import Path
from typing import Any, Final, Literal, NamedTuple

from bihuan.cli.main import os_error_named, unexpected_named
from bihuan.commitments import Reading, report_read
from bihuan.datamodel import BihuanError
from bihuan.quantities import Lexicon

Wanted = Literal["json", "text", "line"]

CHUNK: Final = 8  # files sent to a worker at once
_AHEAD: Final = 3  # chunks a worker may be ahead of what is printed
_WORKERS_MOST: Final = 60  # Windows waits for no more


class File(NamedTuple):
    """A file to read: where it is, and how it is named inside the folder that was given."""

    path: Path
    name: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one file: what to print and its counts, or the error that names it."""

    output: str = ""
    error: str = ""
    chars: int = 0
    reports: int = 0
    quantities: int = 0
    commitments: int = 0


def cores() -> int:
    """The cores that this process may use."""
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:  # Windows, macOS
        return os.cpu_count() or 1


def files_read(
    files: Sequence[File], wanted: Wanted, jobs: int, lexicon: Lexicon | None = None
) -> Generator[Outcome, None, None]:
    """Read files by ``jobs`` processes (one: by this one); one outcome a file, in order. Close it to stop the workers."""
    workers = min(jobs, _WORKERS_MOST, -(-len(files) // CHUNK))
    if workers <= 1:
        yield from (file_read(file, wanted, lexicon) for file in files)
        return
    crew = _Crew(workers, wanted, lexicon)
    try:
        yield from crew.outcomes(iter(files))
    finally:
        crew.dismiss()


def file_read(file: File, wanted: Wanted, lexicon: Lexicon | None = None) -> Outcome:
    """Read one file; whatever befalls it is an outcome, for the others must go on."""
    try:
        reading = report_read(file.path, lexicon)
    except BihuanError as error:
        return Outcome(error=str(error))
    except OSError as error:
        return Outcome(error=str(os_error_named(error)))
    except Exception as error:
        return Outcome(error=f"{file.path}：{unexpected_named(error)}")
    return _outcome(reading, file, wanted)


def _outcome(reading: Reading, file: File, wanted: Wanted) -> Outcome:
    reports = reading.documents
    return Outcome(
        _OUTPUTS[wanted](reading, file),
        "",
        reading.source.chars,
        len(reports),
        sum(len(report.quantities) for report in reports),
        sum(len(report.commitments) for report in reports),
    )


def _json(reading: Reading, file: File) -> str:
    value: dict[str, Any] = reading.to_json()
    value["source"]["path"] = file.name
    return json.dumps(value, ensure_ascii=False) + "\n"


def _text(reading: Reading, file: File) -> str:
    return reading.text if reading.text.endswith("\n") else reading.text + "\n"


def _line(reading: Reading, file: File) -> str:
    quantities = sum(len(report.quantities) for report in reading.documents)
    commitments = sum(len(report.commitments) for report in reading.documents)
    return f"{file.name}  {reading.source.chars} 字，报告 {len(reading.documents)} 份，数量 {quantities} 个，任务 {commitments} 项\n"


_OUTPUTS: Final = {"json": _json, "text": _text, "line": _line}


class _Crew:
    """Workers and the chunks that they hold. A worker that dies costs only the file that killed it."""

    def __init__(self, workers: int, wanted: Wanted, lexicon: Lexicon | None) -> None:
        self._workers = workers
        self._asked = (wanted, lexicon)
        self._pool = _pool(workers)

    def outcomes(self, files: Iterator[File]) -> Iterator[Outcome]:
        chunks = iter(lambda: list(islice(files, CHUNK)), [])
        waiting: deque[tuple[list[File], Future[list[Outcome]]]] = deque()
        for chunk in chunks:
            waiting.append((chunk, self._send(chunk)))
            if len(waiting) > self._workers * _AHEAD:
                yield from self._received(*waiting.popleft())
        while waiting:
            yield from self._received(*waiting.popleft())

    def dismiss(self) -> None:
        self._pool.shutdown(wait=True, cancel_futures=True)

    def _send(self, chunk: list[File]) -> Future[list[Outcome]]:
        with _interrupts_held():  # a worker that is being born inherits this
            try:
                return self._pool.submit(_chunk_read, chunk, *self._asked)
            except BrokenProcessPool:
                self._pool = _pool(self._workers)
                return self._pool.submit(_chunk_read, chunk, *self._asked)

    def _received(self, chunk: list[File], future: Future[list[Outcome]]) -> Iterator[Outcome]:
        try:
            yield from future.result()
        except BrokenProcessPool:
            yield from (_read_alone(file, *self._asked) for file in chunk)


def _pool(workers: int) -> ProcessPoolExecutor:
    return ProcessPoolExecutor(workers, mp_context=get_context("spawn"), initializer=_interrupts_ignored)


def _chunk_read(chunk: list[File], wanted: Wanted, lexicon: Lexicon | None) -> list[Outcome]:
    return [file_read(file, wanted, lexicon) for file in chunk]


def _read_alone(file: File, wanted: Wanted, lexicon: Lexicon | None) -> Outcome:
    """One file in a process of its own: whether it was this one that killed a worker."""
    pool = _pool(1)
    try:
        with _interrupts_held():
            future = pool.submit(file_read, file, wanted, lexicon)
        return future.result()
    except BrokenProcessPool:
        return Outcome(error=f"{file.path}：读这份文件的进程意外终止。可能内存不足，请单独读它或拆成几份")
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _interrupts_ignored() -> None:
    """Ctrl+C reaches every process of a terminal; only the one that prints answers it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if sys.platform != "win32":
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})


@contextmanager
def _interrupts_held() -> Iterator[None]:
    """Ctrl+C waits till the end; a worker born meanwhile holds it too, until it ignores it. Windows has no such mask."""
    if sys.platform == "win32":
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
