"""Reports for the benchmarks: the project's own annotated ones, in as many varieties as are wanted."""

import random
import re
from collections.abc import Iterator
from pathlib import Path

from docx import Document

ROOT = Path(__file__).parents[1]
_MARK = re.compile(r"⟦([^|⟧]*)\|[^⟧]*⟧")


def plain(path: Path) -> str:
    """The text of an annotated report, without its marks."""
    return _MARK.sub(r"\1", path.read_text(encoding="utf-8").partition("----\n")[0])


def own_reports() -> list[str]:
    """The reports that stand in the repository."""
    return [plain(path) for path in sorted((ROOT / "tests/accuracy/reports").glob("*.txt"))]


def varieties(count: int, chars: int) -> Iterator[str]:
    """``count`` texts of one report or several in a row, up to ``chars`` characters, each with other digits."""
    dice, reports = random.Random(7), own_reports()
    for _ in range(count):
        text = dice.choice(reports)
        while len(text) < chars:
            text += "\n" + dice.choice(reports)
        yield _digits_other(text[:chars], dice)


def docx_save(text: str, path: Path) -> None:
    """The text as a Word file, a paragraph a line."""
    document = Document()
    for line in text.split("\n"):
        document.add_paragraph(line)
    document.save(str(path))


def _digits_other(text: str, dice: random.Random) -> str:
    """Each digit becomes another, the same wherever it stands; years stay."""
    other = dict(zip("123456789", dice.sample("123456789", 9), strict=True))
    return re.sub(r"20\d\d年|[1-9]", lambda match: other.get(match[0], match[0]), text)
