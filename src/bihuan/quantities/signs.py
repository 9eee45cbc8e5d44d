"""Character classes of numerals, shared by the patterns."""

from typing import Final

MASK_SIGNS: Final = "XxＸｘ×*＊□○〇●"  # how clerks blank a digit; 某 is handled apart
DIGITS: Final = "0-9０-９"
CHINESE: Final = "一二两三四五六七八九十百千"

DIGIT: Final = f"[{DIGITS}]"
MASK: Final = f"[{MASK_SIGNS}]"
DIGIT_OR_MASK: Final = f"[{DIGITS}{MASK_SIGNS}]"
