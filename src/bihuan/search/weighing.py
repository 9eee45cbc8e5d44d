"""Which words of a text tell what it is about: its own words without numbers, for those change from year to year."""

import math
import re
from collections import Counter
from collections.abc import Callable
from typing import Final

from bihuan.search.cutting import words_list

LONGEST: Final = 3_000  # characters of a text that are looked at
_NUMBER: Final = re.compile(r"\d.*|第?[〇零一二三四五六七八九十百千万亿两几多]+[个座处项次条家名人件年月日]?")


def content_words(text: str) -> Counter[str]:
    """How often each word stands there; numbers are no words."""
    return Counter(word for word in words_list(text[:LONGEST]) if not _NUMBER.fullmatch(word))


def weightiest(text: str, frequency: Callable[[str], int], total: int, most: int) -> list[tuple[str, float]]:
    """The words that tell most, with their tf·idf; ``frequency`` says how many of ``total`` pieces have a word. No unknown ones."""
    weighed = []
    for word, many in content_words(text).items():
        if held := frequency(word):
            weighed.append((word, (1 + math.log(many)) * math.log(1 + total / (1 + held))))
    return sorted(weighed, key=lambda one: (-one[1], one[0]))[:most]
