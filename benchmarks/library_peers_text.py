"""One text for all search engines: the same pieces, words and pairs of characters, queries drawn from them, and what a scan finds."""

import json
import random
import re
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from rjieba import Jieba

from benchmarks.library_corpus import corpus
from bihuan.search.folding import fold
from bihuan.search.grams import grams_of
from bihuan.search.pieces import pieces_cut, pieces_packed

QUERIES = 200
LONGEST = 8  # characters of a query
_HAN = re.compile(r"[\u4e00-\u9fff]+")


@dataclass(frozen=True, slots=True)
class Asked:
    """A query, and where it was drawn: from one border between words to another, or anywhere."""

    text: str
    bordered: bool


@dataclass(frozen=True, slots=True)
class Text:
    """Folded pieces in their order; a piece is known by its place there. ``scan``: milliseconds that the scan takes for a query."""

    pieces: list[str]
    queries: list[Asked]
    truth: list[set[int]]
    scan: float

    @property
    def chars(self) -> int:
        return sum(map(len, self.pieces))


def text_written(folder: Path, chars: int) -> Text:
    """Make the text and lay it down as each engine takes it."""
    cutter = Jieba()
    pieces = list(_pieces_written(folder, chars, cutter))
    queries = list(_drawn(pieces, cutter, random.Random(23)))
    told = [
        {"text": asked.text, "words": cutter.cut(asked.text), "pairs": grams_of(asked.text).split() or [asked.text]}
        for asked in queries
    ]
    (folder / "queries.json").write_text(json.dumps(told, ensure_ascii=False), "utf-8")
    begun = time.perf_counter()
    truth = [{number for number, piece in enumerate(pieces) if asked.text in piece} for asked in queries]
    return Text(pieces, queries, truth, (time.perf_counter() - begun) * 1000 / len(queries))


def _pieces_written(folder: Path, chars: int, cutter: Jieba) -> Iterator[str]:
    """Documents with their pieces for ours; for the others folded pieces, words and pairs, a piece a line.

    No outline is read: a law, which nearly all of them are, is parted by its articles whatever its outline says.
    """
    with (
        (folder / "documents").open("w", encoding="utf-8") as documents,
        (folder / "text").open("w", encoding="utf-8") as texts,
        (folder / "words").open("w", encoding="utf-8") as words,
        (folder / "pairs").open("w", encoding="utf-8") as pairs,
    ):
        for text in corpus(chars):
            cut = pieces_cut(text, ())
            documents.write(json.dumps([text, pieces_packed(cut)], ensure_ascii=False) + "\n")
            for piece in cut:
                own = fold(text[piece.start : piece.end])
                texts.write(json.dumps(own, ensure_ascii=False) + "\n")
                words.write(" ".join("␤" if word.isspace() else word for word in cutter.cut(own)) + "\n")
                pairs.write(grams_of(own) + "\n")
                yield own


def _drawn(pieces: list[str], cutter: Jieba, dice: random.Random) -> Iterator[Asked]:
    """As many of each length; every other one from border to border."""
    for number in range(QUERIES):
        bordered, length = number % 2 == 0, number // 2 % LONGEST + 1
        while not (text := (_words if bordered else _anywhere)(dice.choice(pieces), length, cutter, dice)):
            pass
        yield Asked(text, bordered)


def _anywhere(piece: str, length: int, _: Jieba, dice: random.Random) -> str:
    start = dice.randrange(len(piece))
    text = piece[start : start + length]
    return text if len(text) == length and _HAN.fullmatch(text) else ""


def _words(piece: str, length: int, cutter: Jieba, dice: random.Random) -> str:
    """Whole words from some word on that are so long together; blank where they are not."""
    words = cutter.cut(piece)
    text = ""
    for word in words[dice.randrange(len(words)) :]:
        text += word
        if len(text) >= length:
            break
    return text if len(text) == length and _HAN.fullmatch(text) else ""
