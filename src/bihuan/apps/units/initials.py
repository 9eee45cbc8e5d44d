"""首字母: names found by the first letters of their pinyin, all readings of a character allowed (长 → c, z)."""

from functools import lru_cache
from itertools import product

MOST = 8  # readings of one name that are kept


@lru_cache(maxsize=10_000)
def initials(name: str) -> str:
    """云桥街道 → "yqjd"; a name of several readings gives them all, separated by a space."""
    from pypinyin import Style, pinyin

    letters = pinyin(name, style=Style.FIRST_LETTER, heteronym=True)
    options = [sorted({one.lower()[:1] for one in reading if one}) for reading in letters]
    return " ".join(sorted({"".join(one) for one, _ in zip(product(*options), range(MOST), strict=False)}))
