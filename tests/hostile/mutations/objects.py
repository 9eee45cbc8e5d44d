"""Harm to a PDF by its objects: numbers, references in circles, entries, drawing; the table of places is mended or left wrong."""

import re
from collections.abc import Callable
from random import Random

from hostile.mutations.common import NUMBERS, Mutation, repeats

_OBJECT = re.compile(rb"\d+ 0 obj\n.*?\nendobj\n", re.S)
_REFERENCE = re.compile(rb"(\d+) 0 R")
_NUMBER = re.compile(rb"(?<![\w.<>-])-?\d+(?:\.\d+)?(?![\w.<>])")
_NAME = re.compile(rb"/[A-Za-z0-9]+")
_DRAWN = re.compile(rb"[^\n]* (?:Tj|TJ|Tf|Tm|Td|cm|Do|l S|w|ET)(?=\s)")
_DRAWING = (
    b"q ", b"Q ", b"BT ", b"ET ", b"/X1 Do ", b"/F1 0 Tf ", b"/F1 1e9 Tf ", b"/F1 -12 Tf ", b"/No 1 Tf ", b"0 0 0 0 0 0 cm ", b"1e9 0 0 1e9 0 0 cm ",
    b"0.00001 0 0 0.00001 0 0 Tm ", b"0 1 -1 0 300 300 Tm ", b"3 Tr ", b"200 Tz ", b"-5000 Tc ", b"1e30 TL T* ", b"(\\377\\000) Tj ", b"<00> Tj ", b"[] TJ ",
    b"<dc00d800ffff0000> Tj ", b"<202e4e00> Tj ", b"BI /W 9999999 /H 9999999 ID x EI ", b"/Span <</ActualText <feff4e00>>> BDC ", b"EMC ", b"W n ", b"( ",
)  # fmt: skip


def number_odd(data: bytes, chance: Random) -> bytes:
    """Put extremes in place of numbers."""
    return _put(data, _NUMBER, chance, lambda: chance.choice(NUMBERS).encode())


def reference_other(data: bytes, chance: Random) -> bytes:
    """Let a reference name another object: a missing one, or one that refers back."""
    return _put(data, _REFERENCE, chance, lambda: b"%d 0 R" % chance.choice((*range(1, 14), 0, 99, 4294967295)))


def name_other(data: bytes, chance: Random) -> bytes:
    """Exchange a name for another of the file."""
    names = _NAME.findall(data) or [b"/"]
    return _put(data, _NAME, chance, lambda: chance.choice((*names, b"/", b"/" + b"A" * 300, b"/#00")))


def object_list(data: bytes, chance: Random) -> bytes:
    """Lose, repeat, exchange objects."""
    found = list(_OBJECT.finditer(data))
    if len(found) < 2:
        return data
    one, other = chance.sample(found, 2)
    new = chance.choice(
        (
            b"",
            one[0] * min(repeats(chance), 100),
            other[0],
            one[0].partition(b"obj")[0] + b"obj" + other[0].partition(b"obj")[2],
        )
    )
    return data[: one.start()] + new + data[one.end() :]


def drawing(data: bytes, chance: Random) -> bytes:
    """Lose, repeat, or put between what draws a page."""
    found = list(_DRAWN.finditer(data))
    if not found:
        return data
    one = chance.choice(found)
    new = chance.choice(
        (b"", one[0] + b"\n" + chance.choice(_DRAWING) * repeats(chance), (one[0] + b"\n") * repeats(chance))
    )
    return data[: one.start()] + new + data[one.end() :]


def places_mended(data: bytes, chance: Random) -> bytes:
    """A table of places that is right again for the objects as they are; sometimes it names their first ones twice."""
    found = {int(one[0].split()[0]): one.start() for one in _OBJECT.finditer(data)}
    head, table, tail = data.rpartition(b"xref\n0 ")
    if not table or not found:
        return data
    rows = b"".join(
        b"%010d 00000 n \n" % found.get(number, chance.choice((0, min(found.values()))))
        for number in range(1, max(found) + 1)
    )
    trailer = tail[tail.find(b"trailer") :].partition(b"startxref")[0]
    return b"%bxref\n0 %d\n0000000000 65535 f \n%b%bstartxref\n%d\n%%%%EOF\n" % (
        head,
        max(found) + 1,
        rows,
        trailer,
        len(head),
    )


def _put(data: bytes, pattern: re.Pattern[bytes], chance: Random, make: Callable[[], bytes]) -> bytes:
    found = list(pattern.finditer(data))
    chosen = chance.sample(found, min(len(found), repeats(chance), 20))
    for one in sorted(chosen, key=lambda one: -one.start()):
        data = data[: one.start()] + make() + data[one.end() :]
    return data


OBJECTS: tuple[Mutation, ...] = (number_odd, reference_other, name_other, object_list, drawing, drawing, places_mended)
