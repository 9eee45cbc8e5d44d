"""Suggestions while one types: titles, units, bureaus and topics, by any part of their name, by first letters or by whole sounds."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from heapq import nsmallest
from typing import Final, Literal

from bihuan.search.folding import fold
from bihuan.search.initials import initials_of

Sort = Literal["title", "unit", "issuer", "topic"]
MOST: Final = 10
SPELT: Final = 40  # characters of a name that are known by their sounds
_LETTERS: Final = re.compile(r"[a-z0-9]+")
_SORTS: Final[dict[str, int]] = {"unit": 0, "issuer": 1, "topic": 2, "title": 3}


@dataclass(frozen=True, slots=True)
class Name:
    """A name that can be suggested: ``count`` documents have it; ``seen`` and ``sounds`` are what is compared with what was typed."""

    text: str
    sort: Sort
    count: int
    seen: str
    sounds: str  # each begins after a blank


def name_made(text: str, sort: Sort, count: int) -> Name:
    """A name with its spelling folded and its sounds."""
    return Name(text, sort, count, _folded(text), " ".join(("", *sorted(initials_of(text[:SPELT])))))


def suggest(names: Iterable[Name], typed: str, *, most: int = MOST) -> list[Name]:
    """The names that fit, best first: those that begin so, those that hold it, those that sound so from the first; then by count."""
    wanted = _folded(typed)
    if not wanted:
        return []
    best = nsmallest(most * len(_SORTS), _found(list(names), wanted), key=_order)
    return _once([one for _, one in best], most)


def _found(names: Sequence[Name], wanted: str) -> list[tuple[int, Name]]:
    """(how it fits, name); only letters are sounds."""
    found = [(0 if one.seen.startswith(wanted) else 1, one) for one in names if wanted in one.seen]
    if _LETTERS.fullmatch(wanted):
        sound = f" {wanted}"
        found += [(2, one) for one in names if sound in one.sounds and wanted not in one.seen]
    return found


def _order(found: tuple[int, Name]) -> tuple[int, int, int, int, str]:
    rank, one = found
    return rank, -one.count, _SORTS[one.sort], len(one.text), one.text


def _once(names: Sequence[Name], most: int) -> list[Name]:
    """A word that is a unit and an issuer too is suggested once."""
    kept: dict[str, Name] = {}
    for one in names:
        if len(kept) == most:
            break
        kept.setdefault(one.text, one)
    return list(kept.values())


def _folded(text: str) -> str:
    return fold(text).lower().strip()
