"""字对: a text as overlapping pairs of characters, which an index of words finds any string by."""

from typing import Final

_SEEN: Final = str.maketrans({" ": "␠", "\n": "␤"})
LONGEST: Final = 50  # characters of an exact query


def grams_of(text: str) -> str:
    """``防汛抗旱`` → ``防汛 汛抗 抗旱``. Blanks and line ends become visible marks, for pairs are parted by blanks."""
    text = text.translate(_SEEN) if " " in text or "\n" in text else text
    return " ".join(map(str.__add__, text, text[1:]))


def pairs_of(text: str) -> list[tuple[int, str]]:
    """The fewest pairs that cover a text of two characters or more, with their places: ``防汛抗旱`` → (0, 防汛), (2, 抗旱)."""
    seen, last = text.translate(_SEEN), len(text) - 2
    return [(at, seen[at : at + 2]) for at in sorted({*range(0, last + 1, 2), last})]


def chars_of(text: str) -> str:
    """Each character that the text has, once."""
    return " ".join(dict.fromkeys(text.translate(_SEEN)))


def char_of(text: str) -> str:
    """A query of one character as the index knows it."""
    return text.translate(_SEEN)
