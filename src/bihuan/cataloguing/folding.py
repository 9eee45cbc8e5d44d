"""Text as an array of signs without what chance adds: spaces, punctuation, width, capitals.

The table is written out instead of asked from Python's Unicode data, so that a digest of today is that of any later version.
"""

from functools import cache
from typing import Final

import numpy as np
from numpy.typing import NDArray

Signs = NDArray[np.uint32]

_BASIC: Final = 0x10000  # signs above it (rare characters of names) stay as they are
_DROPPED: Final = (
    *((0x00, 0x30), (0x3A, 0x61), (0x7B, 0xC0), (0xD7, 0xD8), (0xF7, 0xF8)),  # capitals are folded before
    *((0x2000, 0x2C00), (0x2E00, 0x2E80), (0x3000, 0x3005), (0x3008, 0x3021), (0x302A, 0x3041)),
    *((0xD800, 0xF900), (0xFE00, 0xFE70), (0xFEFF, 0xFF00), (0xFF5F, 0x10000)),
)
_SPACES: Final = (*range(0x21), 0x85, 0xA0, *range(0x2000, 0x2010), 0x2028, 0x2029, 0x202F, 0x205F, 0x3000, 0xFEFF)
_DIGITS: Final = (0x30, 0x3A)


def signs_of(text: str) -> Signs:
    """The code points of ``text``."""
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype="<u4")


def words_folded(signs: Signs, *, digits: bool = True) -> Signs:
    """One sign for each of ``signs``: lower case, half width; 0 for what is no letter, character or wanted digit."""
    return _looked_up(signs, _word_table(digits))


def width_folded(signs: Signs) -> Signs:
    """One sign for each of ``signs``: half width; 0 for a space of any kind."""
    return _looked_up(signs, _width_table())


def _looked_up(signs: Signs, table: Signs) -> Signs:
    if not len(signs) or int(signs.max()) < _BASIC:
        return table[signs]
    return np.where(signs < _BASIC, table[np.minimum(signs, _BASIC - 1)], signs)


@cache
def _width_table() -> Signs:
    table = np.arange(_BASIC, dtype="<u4")
    table[0xFF01:0xFF5F] -= 0xFEE0
    table[list(_SPACES)] = 0
    return table


@cache
def _word_table(digits: bool) -> Signs:
    small = np.arange(_BASIC, dtype="<u4")
    small[ord("A") : ord("Z") + 1] += 32
    kept = np.ones(_BASIC, dtype=bool)
    for start, end in _DROPPED:
        kept[start:end] = False
    kept[ord("A") : ord("Z") + 1] = True
    kept[_DIGITS[0] : _DIGITS[1]] = digits
    small[~kept] = 0
    return small[_width_table()]
