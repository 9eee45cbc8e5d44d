"""How alike two texts are, and which paragraphs they share, without comparing every text with every other.

A signature is a one-permutation MinHash: the shingles of a text are hashed once, each falls into one of 64 bins by its first
bits, and of each bin the smallest stays. Two signatures agree in about as many bins as the texts have shingles in common.
"""

import struct
from collections.abc import Sequence
from functools import cache
from hashlib import blake2b, sha256
from typing import Final

import numpy as np
from numpy.typing import NDArray

from bihuan.cataloguing.folding import Signs, signs_of, width_folded, words_folded

BINS: Final = 64
BAND: Final = 4  # values; 16 bands: of two texts that share 0.8 of their shingles, 9998 in 10000 share a band
SHORTEST_PARAGRAPH: Final = 20  # signs after folding

_Hashes = NDArray[np.uint64]
_SHINGLE: Final = 5
_BASE: Final = np.uint64(0x9E3779B97F4A7C15)
_MIX: Final = np.uint64(0xD6E8FEB86659FD93)
_VALUE_BITS: Final = 32
_BIN_BITS: Final = 6
_SAMPLE: Final = 16  # hashes a bin that are looked at before all are
_NEWLINE: Final = 0x0A


def signature_of(text: str) -> tuple[int, ...]:
    """64 values of 32 bits, the same on every machine; () of a text without a word."""
    folded = words_folded(signs_of(text))
    folded = folded[folded != 0]
    if not len(folded):
        return ()
    return _densified(_smallest(_shingles_hashed(folded)))


def bands_of(signature: Sequence[int]) -> tuple[int, ...]:
    """Signed 64-bit digests, one a band: only texts with a digest in common need be compared."""
    return tuple(
        _digest(struct.pack(f"<{BAND + 1}I", start, *signature[start : start + BAND]))
        for start in range(0, len(signature), BAND)
    )


def likeness(one: Sequence[int], other: Sequence[int]) -> float:
    """The share of common shingles (Jaccard), 0..1, estimated to about ±0.05; 0 where one text has no word."""
    if not one or len(one) != len(other):
        return 0.0
    return sum(left == right for left, right in zip(one, other, strict=True)) / len(one)


def paragraphs_marked(text: str) -> list[tuple[int, int, int]]:
    """(start, end, signed 64-bit digest) of each line of at least 20 signs, spaces, punctuation and digits not counted."""
    signs = signs_of(text)
    breaks = np.flatnonzero(signs == _NEWLINE)
    starts = np.concatenate(([0], breaks + 1))
    ends = np.concatenate((breaks, [len(signs)]))
    folded = words_folded(signs, digits=False)
    kept = np.flatnonzero(folded)
    first, last = np.searchsorted(kept, starts), np.searchsorted(kept, ends)
    folded = folded[kept]
    long = np.flatnonzero(last - first >= SHORTEST_PARAGRAPH)
    return [
        (*_trimmed(text, int(starts[at]), int(ends[at])), _digest(folded[first[at] : last[at]].tobytes()))
        for at in long
    ]


def text_digest(text: str) -> str:
    """SHA-256 in hex of the text without spaces and in half width."""
    folded = width_folded(signs_of(text))
    return sha256(folded[folded != 0].tobytes()).hexdigest()


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    line = text[start:end]
    return start + len(line) - len(line.lstrip()), start + len(line.rstrip())


def _digest(data: bytes) -> int:
    return int.from_bytes(blake2b(data, digest_size=8).digest(), "little", signed=True)


def _shingles_hashed(folded: Signs) -> _Hashes:
    """One well mixed hash a shingle; a text shorter than a shingle is one."""
    signs = folded.astype(np.uint64)
    if len(signs) < _SHINGLE:
        signs = np.concatenate((signs, np.zeros(_SHINGLE - len(signs), np.uint64)))
    count = len(signs) - _SHINGLE + 1
    hashes = signs[:count].copy()
    for step in range(1, _SHINGLE):
        hashes *= _BASE
        hashes += signs[step : step + count]
    return _mixed(hashes)


def _mixed(hashes: _Hashes) -> _Hashes:
    for _ in range(2):
        hashes ^= hashes >> np.uint64(32)
        hashes *= _MIX
    hashes ^= hashes >> np.uint64(32)
    return hashes


def _smallest(hashes: _Hashes) -> dict[int, int]:
    """bin → its smallest value; a sample of small values is enough for nearly every long text."""
    if len(hashes) > 4 * _SAMPLE * BINS:
        limit = ((_SAMPLE * BINS) << _VALUE_BITS) // len(hashes)
        values = hashes & np.uint64((1 << _VALUE_BITS) - 1)
        found = _least(hashes[values < np.uint64(limit)])
        if len(found) == BINS:
            return found
    return _least(hashes)


def _least(hashes: _Hashes) -> dict[int, int]:
    bins = (hashes >> np.uint64(64 - _BIN_BITS)).astype(np.int64)
    least = np.full(BINS, 1 << _VALUE_BITS, dtype=np.uint64)
    np.minimum.at(least, bins, hashes & np.uint64((1 << _VALUE_BITS) - 1))
    return {at: int(value) for at, value in enumerate(least) if value < (1 << _VALUE_BITS)}


def _densified(found: dict[int, int]) -> tuple[int, ...]:
    """An empty bin takes the value of a full one, in an order that is the same for every text."""
    if len(found) == BINS:
        return tuple(found[at] for at in range(BINS))
    return tuple(found[next(other for other in _order(at) if other in found)] for at in range(BINS))


@cache
def _order(at: int) -> tuple[int, ...]:
    others = sorted(range(BINS), key=lambda other: blake2b(bytes((at, other)), digest_size=8).digest())
    return at, *others
