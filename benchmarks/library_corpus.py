"""Ninety million characters for the library: laws and reports, their paragraphs rotated from document to document.

Plain copies would compress away and stress no vocabulary. In turn ``n`` a document takes its first paragraph from itself, its second
from the document ``n`` further on, its third from that ``2n`` further, and so on, with other digits: a mixture that stood nowhere before,
of paragraphs that each stand in real prose.
"""

import random
import tarfile
from collections.abc import Iterator
from pathlib import Path

from benchmarks.corpus import ROOT, own_reports

LAWS = ROOT / "../shared/data/laws.tar.xz"
REPORTS = ROOT / "../shared/data/reports"


def sources() -> list[list[str]]:
    """The paragraphs of each real document; the project's own reports where the shared ones are not there."""
    texts = [path.read_text("utf-8") for path in sorted(REPORTS.glob("*.txt"))] if REPORTS.is_dir() else []
    if LAWS.is_file():
        with tarfile.open(LAWS) as archive:
            texts += [
                file.read().decode("utf-8", "replace")
                for member in archive
                if member.name.endswith(".md") and (file := archive.extractfile(member)) is not None
            ]
    texts = texts or own_reports()
    return [[line for line in text.split("\n") if line.strip()] for text in texts if len(text) > 200]


def corpus(chars: int) -> Iterator[str]:
    """Documents until there are so many characters; the first turn is the real ones."""
    documents, dice, made, turn = sources(), random.Random(11), 0, 0
    while made < chars:
        other = str.maketrans("123456789", "".join(dice.sample("123456789", 9)))
        for at, own in enumerate(documents):
            lines = own if turn == 0 else _rotated(documents, at, turn)
            text = "\n".join(lines) + "\n"
            yield text if turn == 0 else text.translate(other)
            made += len(text)
            if made >= chars:
                return
        turn += 1


def _rotated(documents: list[list[str]], at: int, turn: int) -> list[str]:
    own = documents[at]
    lines = []
    for place, line in enumerate(own):
        from_ = documents[(at + place * turn) % len(documents)]
        lines.append(from_[place % len(from_)] if place else line)
    return lines


def corpus_write(folder: Path, chars: int) -> int:
    """The documents as files, a few hundred a folder; how many."""
    count = 0
    for count, text in enumerate(corpus(chars), 1):
        place = folder / f"{count // 500:03}"
        place.mkdir(parents=True, exist_ok=True)
        (place / f"{count:06}.md").write_text(text, "utf-8")
    return count
