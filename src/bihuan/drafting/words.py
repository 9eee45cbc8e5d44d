"""Words compared as a reader would: quotes, brackets, widths, spaces and masked characters do not matter."""

import re
import unicodedata

_SILENT = re.compile(r"[\s“”‘’\"'《》〈〉（）()【】\[\]〔〕]")
_MASKED_PARTY = re.compile(r"D(?=[\u4e00-\u9fff])|(?<=[\u4e00-\u9fff])D")  # 主题D日活动: 党 masked in published copies


def words_normal(text: str) -> str:
    """The text without what is not pronounced: two spellings of the same words become equal."""
    return _SILENT.sub("", unicodedata.normalize("NFKC", _MASKED_PARTY.sub("党", text)))


def bigrams(text: str) -> frozenset[str]:
    """Pairs of neighbouring characters."""
    return frozenset(text[i : i + 2] for i in range(len(text) - 1))


def likeness(one: str, other: str) -> float:
    """Dice coefficient of the character pairs: 1 for the same words, 0 for none in common."""
    first, second = bigrams(one), bigrams(other)
    if not first or not second:
        return float(one == other)
    return 2 * len(first & second) / (len(first) + len(second))
