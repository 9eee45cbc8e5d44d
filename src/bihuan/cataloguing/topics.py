"""Which of the library's topics a document speaks of most: their words counted where a document says what it is about."""

from collections.abc import Mapping, Sequence
from typing import Final

_TITLE_COUNTS: Final = 3
_FEWEST: Final = 2


def topic_of(title: str, text: str, topics: Mapping[str, Sequence[str]]) -> str:
    """The key whose words come most often, a title thrice; "" when none comes twice; of equals the first."""
    best, most = "", _FEWEST - 1
    for topic, words in topics.items():
        count = sum(text.count(word) + _TITLE_COUNTS * title.count(word) for word in words if word)
        if count > most:
            best, most = topic, count
    return best
