"""Words as vectors, learned from the library's own texts: two words are near when they stand beside the same words.

Latent semantic analysis by a randomised factorisation, in numpy alone: pieces × words, weighed by tf·idf; what is kept of a word is
its place along the strongest directions, each scaled down by its strength. Nothing is downloaded, nothing leaves the machine.
"""

import json
import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from bihuan.search.weighing import content_words

VERSION: Final = 1
SIZE: Final = 96  # directions
WORDS: Final = 40_000  # kept, the most frequent first
_RARE: Final = 3  # pieces: a word of fewer has no company to be known by
_FEWEST: Final = 200  # pieces that teach anything
_BLOCK: Final = 2_000  # rows of one step

_Matrix = NDArray[np.float32]
_Numbers = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Vectors:
    """``table``: one row a word of ``words`` (word → row); ``rarity``: its idf where it was learned; ``pieces``: of how many."""

    words: Mapping[str, int]
    rarity: _Matrix
    table: _Matrix
    pieces: int

    def of(self, text: str) -> _Matrix:
        """A text as the weighed sum of its words, of length 1; zeros where no word is known."""
        counted = [(self.words[word], many) for word, many in content_words(text).items() if word in self.words]
        if not counted:
            return np.zeros(self.table.shape[1], np.float32)
        rows = np.array([row for row, _ in counted])
        weights = np.array([1 + math.log(many) for _, many in counted], np.float32) * self.rarity[rows]
        return _unit(weights @ self.table[rows])


def vectors_learn(texts: Sequence[str], *, size: int = SIZE, grown: int | None = None) -> Vectors | None:
    """Learn from pieces of text; None where they are too few. ``grown``: how many pieces the library had, if more than these."""
    counts = [content_words(text) for text in texts]
    held: Counter[str] = Counter()
    for one in counts:
        held.update(one.keys())
    words = {word: row for row, (word, many) in enumerate(held.most_common(WORDS)) if many >= _RARE}
    if len(texts) < _FEWEST or len(words) <= size:
        return None
    rarity = np.array([math.log(1 + len(texts) / held[word]) for word in words], np.float32)
    table = _factored(_Sparse.of(counts, words, rarity), size)
    return Vectors(words, rarity, table, grown or len(texts))


def vectors_save(vectors: Vectors, file: Path) -> None:
    """As one file of a few megabytes, whole or not at all."""
    fresh = file.with_suffix(".new.npz")
    told = json.dumps({"version": VERSION, "pieces": vectors.pieces, "words": list(vectors.words)}, ensure_ascii=False)
    np.savez_compressed(
        fresh, table=vectors.table.astype(np.float16), rarity=vectors.rarity,
        told=np.frombuffer(told.encode("utf-8", "surrogatepass"), np.uint8),
    )  # fmt: skip
    fresh.replace(file)


def vectors_load(file: Path) -> Vectors | None:
    """What was saved; None where nothing was, it is damaged or of another version: what uses vectors goes without."""
    try:
        with file.open("rb") as opened, np.load(opened, allow_pickle=False) as kept:
            told = json.loads(kept["told"].tobytes().decode("utf-8", "surrogatepass"))
            if told["version"] != VERSION:
                return None
            words = {word: row for row, word in enumerate(told["words"])}
            return Vectors(words, kept["rarity"], kept["table"].astype(np.float32), told["pieces"])
    except Exception:  # a damaged archive fails in as many ways as there are of damage
        return None


@dataclass(frozen=True, slots=True)
class _Sparse:
    """Pieces × words, both row by row and column by column; rows have length 1."""

    shape: tuple[int, int]
    by_row: tuple[_Numbers, _Numbers, _Matrix]  # where each row begins, columns, values
    by_column: tuple[_Numbers, _Numbers, _Matrix]

    @staticmethod
    def of(counts: Sequence[Mapping[str, int]], words: Mapping[str, int], rarity: _Matrix) -> "_Sparse":
        """The counts of words of each piece, weighed."""
        begins, columns, values = [0], [], []
        for one in counts:
            known = [(words[word], many) for word, many in one.items() if word in words]
            weights = [(1 + math.log(many)) * float(rarity[column]) for column, many in known]
            length = math.sqrt(sum(weight * weight for weight in weights)) or 1.0
            columns += [column for column, _ in known]
            values += [weight / length for weight in weights]
            begins.append(len(columns))
        first, column, value = np.array(begins), np.array(columns), np.array(values, np.float32)
        row = np.repeat(np.arange(len(counts)), np.diff(first))
        order = np.argsort(column, kind="stable")
        starts = np.concatenate(([0], np.cumsum(np.bincount(column, minlength=len(words)))))
        return _Sparse((len(counts), len(words)), (first, column, value), (starts, row[order], value[order]))

    def squared(self, right: _Matrix) -> _Matrix:
        """(its transpose × itself) × ``right``."""
        return _product(*self.by_column, _product(*self.by_row, right))


def _product(begins: _Numbers, others: _Numbers, values: _Matrix, right: _Matrix) -> _Matrix:
    made = np.zeros((len(begins) - 1, right.shape[1]), np.float32)
    for first in range(0, len(begins) - 1, _BLOCK):
        own = begins[first : first + _BLOCK + 1]
        full = np.flatnonzero(np.diff(own))
        if len(full):
            part = right[others[own[0] : own[-1]]] * values[own[0] : own[-1], None]
            made[first + full] = np.add.reduceat(part, own[full] - own[0], axis=0)
    return made


def _factored(sparse: _Sparse, size: int) -> _Matrix:
    """The strongest directions of a random start that was refined once; the same on every run."""
    start = np.random.default_rng(0).standard_normal((sparse.shape[1], size)).astype(np.float32)
    basis = start
    for _ in range(2):
        basis = _orthogonal(sparse.squared(basis))
    turned, strengths, _ = np.linalg.svd(basis.T @ sparse.squared(basis))
    scaled: Any = (basis @ turned) / np.maximum(strengths, 1e-6) ** 0.25
    return np.asarray(scaled, np.float32)


def _orthogonal(matrix: _Matrix) -> _Matrix:
    return np.asarray(np.linalg.qr(matrix)[0], np.float32)


def _unit(vector: _Matrix) -> _Matrix:
    length = float(np.linalg.norm(vector))
    return vector / length if length else vector
