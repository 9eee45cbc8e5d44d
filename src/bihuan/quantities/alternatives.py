"""Long lists of words as one pattern, gathered by their first characters.

The engine tries the alternatives one by one at every place of the text; gathered, it tries a first character once instead of each word.
"""

import re
from collections.abc import Iterable
from typing import Final

# (?<!发出)(?<!下达)整改…: what must not stand before, the first character, the rest
_WORD: Final = re.compile(r"(?P<behind>(?:\(\?<!?=?[^()]+\))*)(?P<first>[^\\.\[({|^$*+?])(?P<rest>(?![*+?{]).*)")


def any_of(words: str) -> str:
    """Words separated by spaces, longest first."""
    return alternatives(sorted(words.split(), key=len, reverse=True))


def alternatives(words: Iterable[str]) -> str:
    """The words in their order; each begins with a plain character, and may be a regular expression from there on."""
    gathered: dict[str, list[str]] = {}
    for word in words:
        first, rest = _parted(word)
        gathered.setdefault(first, []).append(rest)
    return "|".join(first + (f"(?:{'|'.join(rests)})" if rests[1:] else rests[0]) for first, rests in gathered.items())


def firsts(words: str) -> str:
    """A lookahead at the first characters of the words: the engine passes over all other places at once."""
    return f"(?=[{''.join(dict.fromkeys(_parted(word)[0] for word in words.split()))}])"


def _parted(word: str) -> tuple[str, str]:
    """First character and rest; what must not stand before the word is looked for behind its first character."""
    match = _WORD.fullmatch(word)
    if match is None:
        raise ValueError(f"begins with no plain character: {word}")
    first = match["first"]
    return first, re.sub(r"(?=[|)])", first, match["behind"]) + match["rest"]
