"""Many things done on all cores: results in the order of the things, only a few chunks in flight, so that memory stays flat.

Workers are spawned, never forked: the same on every system, and no thread or lock of this process comes along.
"""

import os
import signal
import sys
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from multiprocessing import get_context
from typing import Final, Generic, TypeVar

T = TypeVar("T")
R = TypeVar("R")

CHUNK: Final = 8  # things sent to a worker at once …
_CHUNK_BYTES: Final = 256 * 1024  # … or fewer, when they are large: no worker waits long for another's last chunk
_AHEAD: Final = 3  # chunks a worker may be ahead of what is taken
_WORKERS_MOST: Final = 60  # Windows waits for no more


def cores() -> int:
    """The cores that this process may use."""
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:  # Windows, macOS
        return os.cpu_count() or 1


def crew_map(
    deed: Callable[[T], R], things: Sequence[T], jobs: int, *, size: Callable[[T], int], broken: Callable[[T], R]
) -> Generator[R, None, None]:
    """The deed done on each thing by ``jobs`` processes (one: by this one). ``broken`` is the result of a thing that kills its worker.

    Close it to stop the workers. Deed, things and results go between processes, so all must pickle.
    """
    chunks = list(_chunks(things, size)) if jobs > 1 else []
    workers = min(jobs, _WORKERS_MOST, len(chunks))
    if workers <= 1:
        yield from map(deed, things)
        return
    crew = _Crew(workers, deed, broken)
    try:
        yield from crew.results(chunks)
    finally:
        crew.dismiss()


def _chunks(things: Iterable[T], size: Callable[[T], int]) -> Iterator[list[T]]:
    """The things in order, a few at a time."""
    chunk: list[T] = []
    bytes_ = 0
    for thing in things:
        chunk.append(thing)
        bytes_ += size(thing)
        if len(chunk) == CHUNK or bytes_ >= _CHUNK_BYTES:
            yield chunk
            chunk, bytes_ = [], 0
    if chunk:
        yield chunk


class _Crew(Generic[T, R]):
    """Workers and the chunks that they hold. A worker that dies costs only the thing that killed it."""

    def __init__(self, workers: int, deed: Callable[[T], R], broken: Callable[[T], R]) -> None:
        self._workers = workers
        self._deed = deed
        self._broken = broken
        self._pool = _pool(workers)

    def results(self, chunks: Iterable[list[T]]) -> Iterator[R]:
        waiting: deque[tuple[list[T], Future[list[R]]]] = deque()
        for chunk in chunks:
            waiting.append((chunk, self._send(chunk)))
            if len(waiting) > self._workers * _AHEAD:
                yield from self._received(*waiting.popleft())
        while waiting:
            yield from self._received(*waiting.popleft())

    def dismiss(self) -> None:
        self._pool.shutdown(wait=True, cancel_futures=True)

    def _send(self, chunk: list[T]) -> Future[list[R]]:
        with _interrupts_held():  # a worker that is being born inherits this
            try:
                return self._pool.submit(_chunk_done, self._deed, chunk)
            except BrokenProcessPool:
                self._pool = _pool(self._workers)
                return self._pool.submit(_chunk_done, self._deed, chunk)

    def _received(self, chunk: list[T], future: Future[list[R]]) -> Iterator[R]:
        try:
            yield from future.result()
        except BrokenProcessPool:
            yield from (self._alone(thing) for thing in chunk)

    def _alone(self, thing: T) -> R:
        """One thing in a process of its own: whether it was this one that killed a worker."""
        pool = _pool(1)
        try:
            with _interrupts_held():
                future = pool.submit(self._deed, thing)
            return future.result()
        except BrokenProcessPool:
            return self._broken(thing)
        finally:
            pool.shutdown(wait=True, cancel_futures=True)


def _pool(workers: int) -> ProcessPoolExecutor:
    return ProcessPoolExecutor(workers, mp_context=get_context("spawn"), initializer=_interrupts_ignored)


def _chunk_done(deed: Callable[[T], R], chunk: list[T]) -> list[R]:
    return [deed(thing) for thing in chunk]


def _interrupts_ignored() -> None:
    """Ctrl+C reaches every process of a terminal; only the one that takes the results answers it."""
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
