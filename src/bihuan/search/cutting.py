"""Words for ranked search: Chinese cut as for searching (long words and the shorter ones in them), the rest as it stands, lower case."""

from functools import cache
from typing import TYPE_CHECKING

from bihuan.search.folding import fold

if TYPE_CHECKING:
    from rjieba import Jieba


@cache
def _cutter() -> "Jieba":
    from rjieba import Jieba

    return Jieba()


def words_of(text: str) -> str:
    """The words of a text, parted by blanks; marks are no words."""
    return " ".join(words_list(text))


def words_list(text: str) -> list[str]:
    """The same as a list."""
    cut: list[str] = _cutter().cut_for_search(fold(text).lower())
    return [word for word in cut if word[0].isalnum()]
