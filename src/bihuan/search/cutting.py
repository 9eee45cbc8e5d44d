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


def words_list(text: str) -> list[str]:
    """The words of a text, in order; marks are no words."""
    return [word for word in _cutter().cut_for_search(fold(text).lower()) if word[0].isalnum()]


def words_of(text: str) -> str:
    """The words of a text, parted by blanks."""
    return " ".join(words_list(text))


def words_asked(text: str) -> list[str]:
    """The words of a question: the long ones alone, for a text that has them has the shorter ones in them."""
    return [word for word in _cutter().cut(fold(text).lower()) if word[0].isalnum()]
