"""Names found by their sounds, all readings of a character allowed (长 → chang, zhang): first letters, and whole words."""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import product
from typing import Final

MOST: Final = 8  # readings of one name that are kept
_SILENT: Final = re.compile(r"[\W_]+")


@lru_cache(maxsize=10_000)
def initials(name: str) -> str:
    """云桥街道 → "yqjd"; a name of several readings gives them all, separated by a space."""
    return " ".join(sorted(_joined({sound[:1] for sound in sounds} for sounds in _readings(name))))


@lru_cache(maxsize=20_000)
def initials_of(text: str) -> frozenset[str]:
    """云桥街道 → {"yqjd", "yunqiaojiedao"}: first letters and whole words of each reading; signs are left out, figures stay."""
    readings = _readings(_SILENT.sub("", text))
    return frozenset(
        _joined({sound if sound[0].isdecimal() else sound[:1] for sound in sounds} for sounds in readings)
        | _joined(map(set, readings))
    )


def _readings(text: str) -> Sequence[Sequence[str]]:
    """The sounds of each character, and of each run of letters as it stands; small letters, without tones."""
    from pypinyin import Style, pinyin

    told = pinyin(text, style=Style.NORMAL, heteronym=True)
    return [[sound.lower() for sound in sounds if sound] for sounds in told]


def _joined(options: Iterable[set[str]]) -> set[str]:
    ways = product(*(sorted(option) for option in options))
    return {"".join(way) for way, _ in zip(ways, range(MOST), strict=False)} - {""}
