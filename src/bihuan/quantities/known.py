"""Words that somebody knows before reading: names of what a bureau counts, and measure words that the grammar does not know.

They are plain strings; whoever has packs makes a ``Lexicon`` of them. A name sharpens a subject: it takes the place of the shorter
words that the clause was cut to, and of a noun taken from elsewhere while the name stands in the clause.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Final

from bihuan.datamodel import Span
from bihuan.quantities.found import Found
from bihuan.quantities.grammar import SCAN, scan_compile
from bihuan.quantities.verbs import VERB
from bihuan.quantities.words import leftward, names

_LEFT: Final = 48
_RIGHT: Final = 16
_SHORTEST: Final = 2
_ALONE: Final = 3  # a name that stands in for a noun from elsewhere says at least this much
_DEEDS: Final = re.compile(rf"^(?:{VERB.pattern})+")
_STOP: Final = re.compile(r"[，。；：:！？,;（(）)\n\d]")


@dataclass(frozen=True, slots=True)
class Lexicon:
    """``names`` of what is counted (智慧城管案件), ``units`` it is counted in (网格长)."""

    names: frozenset[str] = frozenset()
    units: frozenset[str] = frozenset()

    def scan(self) -> re.Pattern[str]:
        """The grammar of a number with the units of this lexicon."""
        return scan_compile(self.units) if self.units else SCAN

    def subject(self, text: str, number: Found, floor: int, heading: Span) -> str:
        """The subject of a number as this lexicon names it, else as it was read; ``floor`` ends the number before."""
        read = number.subject
        if number.is_rank or read in names.OWN_NOUNS:
            return read
        begin, end = _clause(text, number, floor)
        found = list(self._found(text, begin, end, number))
        at = text.find(read, begin, end) if read else -1
        fitting = [name for name, place in found if _sharper(name, place, read, at)]
        if not fitting and at < 0 and (not read or text.rfind(read, heading.start, number.start) < heading.end):
            fitting = [name for name, _ in self._spelt(text, *heading) if name.endswith(read)]
        return max(fitting, key=len, default=read)

    def _found(self, text: str, begin: int, end: int, number: Found) -> Iterator[tuple[str, int]]:
        yield from self._spelt(text, begin, number.start)
        yield from (pair for pair in self._spelt(text, number.end, end) if pair[1] <= number.end + 1)

    def _spelt(self, text: str, begin: int, end: int) -> Iterator[tuple[str, int]]:
        """Every name that stands in a stretch, with its place."""
        index = _index(self.names)
        for at in range(begin, end):
            for name in index.get(text[at], ()):
                if text.startswith(name, at, end):
                    yield name, at


@cache
def _index(names: frozenset[str]) -> Mapping[str, tuple[str, ...]]:
    """The nouns among the names, by their first character."""
    kept = {noun for name in names if len(noun := _noun(name)) >= _SHORTEST}
    return {first: tuple(noun for noun in kept if noun[0] == first) for first in {noun[0] for noun in kept}}


def _noun(name: str) -> str:
    """A name without the deed or the adverb before it (整治乱停车辆), nothing where it is only a deed (限期整改)."""
    before = ""
    while before != name:
        before, name = name, names.MODIFIER.sub("", leftward.HEAD.sub("", _DEEDS.sub("", name)))
    return "" if leftward.VERB_AT_END.search(name) or leftward.TAIL.search(name) else name


def _clause(text: str, number: Found, floor: int) -> tuple[int, int]:
    """The clause around a number, back to the number before."""
    begin = max(floor, number.start - _LEFT)
    begin = max((stop.end() for stop in _STOP.finditer(text, begin, number.start)), default=begin)
    stop = _STOP.search(text, number.end, number.end + _RIGHT)
    return begin, stop.start() if stop else min(len(text), number.end + _RIGHT)


def _sharper(name: str, place: int, read: str, at: int) -> bool:
    """Whether a name says better what the number measures than the words read at ``at`` (-1: they stand elsewhere)."""
    if at < 0:
        return len(name) >= _ALONE
    if place >= at + len(read) or place + len(name) <= at:
        return False
    return len(name) > len(read)
