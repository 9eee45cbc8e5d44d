"""Many files read on all cores: outcomes in the order of the files, only a few chunks in flight, so that memory stays flat.

Workers are spawned, never forked: the same on every system, and no thread or lock of this process comes along.
"""

import os
import signal
import sys
from collections import deque
from collections.abc import Generator, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from multiprocessing import get_context
from typing import TYPE_CHECKING, Final

from bihuan.cli.read_file import File, Outcome, Wanted, file_read

if TYPE_CHECKING:
    from bihuan.quantities import Lexicon

CHUNK: Final = 8  # files sent to a worker at once …
_CHUNK_BYTES: Final = 256 * 1024  # … or fewer, when they are large: no worker waits long for another's last chunk
_AHEAD: Final = 3  # chunks a worker may be ahead of what is printed
_WORKERS_MOST: Final = 60  # Windows waits for no more


def cores() -> int:
    """The cores that this process may use."""
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:  # Windows, macOS
        return os.cpu_count() or 1


def files_read(
    files: Sequence[File], wanted: Wanted, jobs: int, lexicon: "Lexicon | None" = None
) -> Generator[list[Outcome], None, None]:
    """Read files by ``jobs`` processes (one: by this one); the outcomes of each file, in order. Close it to stop the workers."""
    chunks = list(_chunks(files)) if jobs > 1 else []
    workers = min(jobs, _WORKERS_MOST, len(chunks))
    if workers <= 1:
        yield from (file_read(file, wanted, lexicon) for file in files)
        return
    crew = _Crew(workers, wanted, lexicon)
    try:
        yield from crew.outcomes(chunks)
    finally:
        crew.dismiss()


def _chunks(files: Iterable[File]) -> Iterator[list[File]]:
    """The files in order, a few at a time."""
    chunk: list[File] = []
    size = 0
    for file in files:
        chunk.append(file)
        size += _size(file)
        if len(chunk) == CHUNK or size >= _CHUNK_BYTES:
            yield chunk
            chunk, size = [], 0
    if chunk:
        yield chunk


def _size(file: File) -> int:
    try:
        return file.path.stat().st_size
    except OSError:  # whoever reads it will say why
        return 0


class _Crew:
    """Workers and the chunks that they hold. A worker that dies costs only the file that killed it."""

    def __init__(self, workers: int, wanted: Wanted, lexicon: "Lexicon | None") -> None:
        self._workers = workers
        self._asked = (wanted, lexicon)
        self._pool = _pool(workers)

    def outcomes(self, chunks: Iterable[list[File]]) -> Iterator[list[Outcome]]:
        waiting: deque[tuple[list[File], Future[list[list[Outcome]]]]] = deque()
        for chunk in chunks:
            waiting.append((chunk, self._send(chunk)))
            if len(waiting) > self._workers * _AHEAD:
                yield from self._received(*waiting.popleft())
        while waiting:
            yield from self._received(*waiting.popleft())

    def dismiss(self) -> None:
        self._pool.shutdown(wait=True, cancel_futures=True)

    def _send(self, chunk: list[File]) -> Future[list[list[Outcome]]]:
        with _interrupts_held():  # a worker that is being born inherits this
            try:
                return self._pool.submit(_chunk_read, chunk, *self._asked)
            except BrokenProcessPool:
                self._pool = _pool(self._workers)
                return self._pool.submit(_chunk_read, chunk, *self._asked)

    def _received(self, chunk: list[File], future: Future[list[list[Outcome]]]) -> Iterator[list[Outcome]]:
        try:
            yield from future.result()
        except BrokenProcessPool:
            yield from (_read_alone(file, *self._asked) for file in chunk)


def _pool(workers: int) -> ProcessPoolExecutor:
    return ProcessPoolExecutor(workers, mp_context=get_context("spawn"), initializer=_interrupts_ignored)


def _chunk_read(chunk: list[File], wanted: Wanted, lexicon: "Lexicon | None") -> list[list[Outcome]]:
    return [file_read(file, wanted, lexicon) for file in chunk]


def _read_alone(file: File, wanted: Wanted, lexicon: "Lexicon | None") -> list[Outcome]:
    """One file in a process of its own: whether it was this one that killed a worker."""
    pool = _pool(1)
    try:
        with _interrupts_held():
            future = pool.submit(file_read, file, wanted, lexicon)
        return future.result()
    except BrokenProcessPool:
        return [Outcome(error=f"{file.path}：读这份文件的进程意外终止。可能内存不足，请单独读它或拆成几份")]
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
