"""What an indicator is called, so that two years' names of it can be compared."""

from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from bihuan.promises.lexicon import FILLING, SAME, SIDES, STAGES

SPEAKING: Final = 3  # characters below which a name says too little alone


@lru_cache(maxsize=4096)
def key_of(words: str) -> str:
    """The words that name an indicator, with one name for each and without what any target has."""
    for name, pattern in SAME:
        words = pattern.sub(name, words)
    return FILLING.sub("", words).strip()


def likeness(ours: str, theirs: str) -> float:
    """How far two keys name the same thing: the share of character pairs they have in common (Dice), 0–1."""
    if ours == theirs:
        return 1.0 if ours else 0.0
    mine, other = set(_pairs(ours)), set(_pairs(theirs))
    return 2 * len(mine & other) / (len(mine) + len(other)) if mine and other else 0.0


def covered(key: str, words: str) -> float:
    """The share of the key's character pairs that the words hold, 0–1."""
    mine = set(_pairs(key))
    return len(mine & set(_pairs(words))) / len(mine) if mine else 0.0


Told = tuple[str, str]  # the name of an indicator, and the clause that tells of it


def opposed(ours: Told, theirs: Told) -> bool:
    """Whether two clauses speak of different stages of a work or of different sides: 开工 and 建成, 中央 and 地方."""
    mine, other = ({n for n, stage in enumerate(STAGES) if stage.search("".join(told))} for told in (ours, theirs))
    if mine and other and not mine & other:
        return True
    sides = ((_sides(names, *ours), _sides(names, *theirs)) for names in SIDES)
    return any(one and two and not one & two for one, two in sides)


def _sides(names: tuple[str, ...], indicator: str, clause: str) -> set[str]:
    return {name for name in names if name in indicator} or {name for name in names if name in clause}


def _pairs(key: str) -> Iterator[str]:
    return (key[n : n + 2] for n in range(len(key) - 1))
