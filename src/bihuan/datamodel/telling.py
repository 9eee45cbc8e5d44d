"""How long work says how far it is: a callable that whoever waits gives, and that does nothing by default."""

from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

T = TypeVar("T")
Tell = Callable[[int, int, str], None]  # (done, total, what in Chinese); total 0: nobody knows how much there is
EVERY = 500  # rows between two words


def untold(done: int, total: int, what: str) -> None:
    """Nobody waits."""


def told_of(items: Sequence[T], what: str, tell: Tell, *, every: int = 1) -> Iterator[T]:
    """The same items, with a word before the first, before each ``every``-th, and after the last."""
    total = len(items)
    for done, item in enumerate(items):
        if done % every == 0:
            tell(done, total, what)
        yield item
    tell(total, total, what)
