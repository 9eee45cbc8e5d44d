"""Mutant number N: the same file on every machine and every day. A new format is one line of ``FAMILIES`` and its seeds."""

from bisect import bisect
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import accumulate, count, islice
from random import Random

from hostile.mutations import BYTES, MARKUP, OBJECTS, PACKAGE, TOKENS, Mutation
from hostile.mutations.binary import LONGEST
from hostile.seeds import office, old, pdf, pictures, text

Make = Callable[[], bytes]


@dataclass(frozen=True, slots=True)
class Family:
    """One format: how many of a thousand mutants are of it, its seeds by name, and the mutations that know its structure."""

    format: str
    share: int
    seeds: dict[str, Make]
    mutations: tuple[Mutation, ...] = BYTES


@dataclass(frozen=True, slots=True)
class Mutant:
    """A file made from a seed; ``data`` is empty when the seed cannot be made here (no LibreOffice)."""

    number: int
    format: str
    made: str  # the seed and what was done to it
    data: bytes

    @property
    def name(self) -> str:
        """The file's own name; its end tells the reader nothing but .wps from .doc."""
        return f"{self.number}.{self.format}"


FAMILIES = (
    Family("txt", 170, text.PLAIN, TOKENS),
    Family("html", 150, text.PAGES, (*MARKUP, *TOKENS)),
    Family("docx", 240, office.DOCX, PACKAGE),
    Family("ofd", 130, office.OFD, PACKAGE),
    Family("xlsx", 90, office.XLSX, PACKAGE),
    Family("zip", 70, office.ZIP, PACKAGE),
    Family("pdf", 120, pdf.PDF, OBJECTS),
    Family("scan", 6, pdf.SCAN, OBJECTS),
    Family("png", 5, pictures.PNG),
    Family("jpg", 5, pictures.JPEG),
    Family("rtf", 4, text.RTF, TOKENS),
    Family("doc", 6, old.DOC),
    Family("wps", 4, old.DOC),
)
SLOW = frozenset({"scan", "png", "jpg", "rtf", "doc", "wps"})  # each file costs a second, of a model or of LibreOffice
_ENDS = tuple(accumulate(family.share for family in FAMILIES))
_STRUCTURED = 0.8  # of the mutants; the others are harmed without regard to their format


def mutant(number: int, seed: int = 1) -> Mutant:
    """The file of this number."""
    chance = Random(f"{seed}/{number}")
    family = _family(chance)
    name = chance.choice(sorted(family.seeds))
    data, made = seed_bytes(family.seeds[name]), [name]
    if not data:
        return Mutant(number, family.format, name, b"")
    choices = family.mutations if chance.random() < _STRUCTURED else (*BYTES, splice)
    for _ in range(chance.choice((1, 1, 1, 2, 3))):
        mutation = chance.choice(choices)
        data = mutation(data, chance)[:LONGEST] or b"\0"
        made.append(mutation.__name__)
    return Mutant(number, family.format, " ".join(made), data)


def numbers(many: int, seed: int = 1, formats: frozenset[str] = frozenset()) -> Iterator[int]:
    """The first so many numbers, of these formats only; a number's file does not depend on the choice."""
    wanted = (number for number in count() if not formats or format_of(number, seed) in formats)
    return islice(wanted, many)


def format_of(number: int, seed: int = 1) -> str:
    """Of which format the mutant is, without making it."""
    return _family(Random(f"{seed}/{number}")).format


def splice(data: bytes, chance: Random) -> bytes:
    """The head of one file and the tail of another, of any format but those that LibreOffice makes."""
    family = chance.choice([family for family in FAMILIES if family.seeds is not old.DOC])
    other = seed_bytes(family.seeds[chance.choice(sorted(family.seeds))])
    return data[: chance.randint(1, len(data))] + other[chance.randrange(len(other)) :]


@cache
def seed_bytes(make: Make) -> bytes:
    """What a seed function gives, made once."""
    return make()


def _family(chance: Random) -> Family:
    return FAMILIES[bisect(_ENDS, chance.randrange(_ENDS[-1]))]
