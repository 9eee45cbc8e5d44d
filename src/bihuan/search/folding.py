"""One spelling for searching: half- and full-width, traditional and simplified, kinds of blank; one character for one: offsets stay.

Letters and digits become half-width, marks full-width where Chinese text has them so: usual text is its own folding.
"""

import re
from typing import Final

from bihuan.reading.traditional import SIMPLIFIED

_MARKS: Final = dict(zip(",;:?!()", "，；：？！（）", strict=True))
_BLANKS: Final = "\t\r\x0b\x0c\x1c\x1d\x1e\x1f\x85\xa0　" + "".join(
    map(chr, (*range(0x2000, 0x200B), 0x2028, 0x2029, 0x202F, 0x205F))
)
_WIDE: Final = {chr(code): chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
_FOLDED: Final = {
    **{mark: usual for mark, usual in _WIDE.items() if mark not in _MARKS.values()},
    **_MARKS,
    **dict.fromkeys(_BLANKS, " "),
    **{chr(code): str(simple) if isinstance(simple, str) else chr(simple) for code, simple in SIMPLIFIED.items()},
}
_OTHER: Final = re.compile("[" + re.escape("".join(_FOLDED)) + "]")


def fold(text: str) -> str:
    """The text in the one spelling, as long as it was."""
    return _OTHER.sub(lambda found: _FOLDED[found[0]], text)
