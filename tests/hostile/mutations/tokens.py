"""Harm to text, word by word and line by line, in the encoding that the text has."""

import re
from collections.abc import Callable
from random import Random

from hostile.mutations.common import NUMBERS, WORDS, Mutation, place, repeats, stretch

_TOKENS = re.compile(r"\d+(?:[.,]\d+)*|[A-Za-z]+|[\u4e00-\u9fff]{1,3}|\s|.", re.S)
_NUMBER = re.compile(r"\d+(?:\.\d+)?|[一二三四五六七八九十百千]+")
LONGEST = 400_000
_ENCODINGS = ("utf-8-sig", "utf-8", "utf-16", "utf-16-le", "gb18030", "big5", "utf-32", "latin-1")


def text_of(data: bytes) -> tuple[str, str]:
    """The text and its encoding; bytes that are no text stand for themselves."""
    marks = {b"\xff\xfe": "utf-16-le", b"\xfe\xff": "utf-16-be"}
    for encoding in (marks.get(data[:2], "utf-8"), "gb18030"):
        try:
            return data.decode(encoding), encoding
        except UnicodeDecodeError:
            continue
    return data.decode("latin-1"), "latin-1"


def in_text(change: Callable[[str, Random], str]) -> Mutation:
    """A change of text as one of bytes."""

    def changed(data: bytes, chance: Random) -> bytes:
        text, encoding = text_of(data)
        return change(text, chance)[:LONGEST].encode(encoding, "replace" if encoding == "latin-1" else "surrogatepass")

    changed.__name__ = change.__name__
    return changed


def word_gone(text: str, chance: Random) -> str:
    """Leave out a few words."""
    words = _TOKENS.findall(text)
    for _ in range(min(repeats(chance), len(words) // 2)):
        del words[chance.randrange(len(words))]
    return "".join(words)


def word_again(text: str, chance: Random) -> str:
    """Say some words again, once or very often."""
    start, end = stretch(text, chance, 60)
    return text[:end] + text[start:end] * repeats(chance) + text[end:]


def word_odd(text: str, chance: Random) -> str:
    """Put odd words between."""
    for _ in range(min(repeats(chance), 10)):
        at = place(text, chance)
        text = text[:at] + chance.choice(WORDS) * chance.choice((1, 1, 1, 3, 50)) + text[at:]
    return text


def words_changed(text: str, chance: Random) -> str:
    """Let two words change places, often."""
    words = _TOKENS.findall(text)
    for _ in range(min(repeats(chance), 100) if words else 0):
        one, other = chance.randrange(len(words)), chance.randrange(len(words))
        words[one], words[other] = words[other], words[one]
    return "".join(words)


def number_odd(text: str, chance: Random) -> str:
    """Put an extreme number in place of one, or of all."""
    found = list(_NUMBER.finditer(text))
    if not found:
        return text
    odd = chance.choice(NUMBERS)
    if chance.random() < 0.1:
        return _NUMBER.sub(lambda _: odd, text)
    one = chance.choice(found)
    return text[: one.start()] + odd + text[one.end() :]


def lines_mixed(text: str, chance: Random) -> str:
    """Shuffle the lines, or some of them."""
    lines = text.split("\n")
    start, end = stretch(lines, chance)
    some = lines[start:end]
    chance.shuffle(some)
    return "\n".join([*lines[:start], *some, *lines[end:]])


def line_again(text: str, chance: Random) -> str:
    """Say a line again, once or very often."""
    lines = text.split("\n")
    at = chance.randrange(len(lines))
    return "\n".join([*lines[:at], *[lines[at]] * repeats(chance), *lines[at:]])


def lines_joined(text: str, chance: Random) -> str:
    """Take the line feeds away, or put other ends or spaces in their place."""
    return text.replace("\n", chance.choice(("", " ", "\r", "\r\n", "\n\n", "\u2028", "\v", "\f", "。", "\t")))


def lines_broken(text: str, chance: Random) -> str:
    """Break lines at a width, or put a space after every sign."""
    width = chance.choice((1, 2, 7, 30))
    return chance.choice(("\n", " ", "\u3000")).join(text[at : at + width] for at in range(0, len(text), width))


def encoding_other(data: bytes, chance: Random) -> bytes:
    """Spell the text in another encoding."""
    return text_of(data)[0].encode(chance.choice(_ENCODINGS), "replace")


_CHANGES = (
    word_gone,
    word_again,
    word_odd,
    words_changed,
    number_odd,
    lines_mixed,
    line_again,
    lines_joined,
    lines_broken,
)
TOKENS: tuple[Mutation, ...] = (*map(in_text, _CHANGES), encoding_other)
