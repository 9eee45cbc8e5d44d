"""What the mutations share: their shape, odd values, and how often something is repeated."""

from collections.abc import Callable, Sequence
from random import Random

Mutation = Callable[[bytes, Random], bytes]

NUMBERS = (
    *("0", "-1", "1", "2", "9", "255", "256", "32768", "65535", "-32768", "2147483647", "-2147483648", "4294967295", "4294967296"),
    *("9223372036854775807", "18446744073709551616", "1e9", "1e308", "-1e308", "1e999", "0.00000001", "NaN", "inf", "1.2.3", "--5", "+", "0x10"),
    *("9" * 400, "9" * 5000, "0." + "3" * 400, "1" + "0" * 60, "１２", "²", "٣", "十", "一亿亿亿", "", " ", "1 2", "1,2", "½"),
)  # fmt: skip
WORDS = (
    *("", " ", "\u3000", "\u00a0", "\u200b", "\ufeff", "\u202e", "\u0301", "\t", "\n", "\r", "\u2028", "\u0085", "𠀀", "👪", "\U0010ffff", "\ufffd"),
    *("一、", "（一）", "(1)", "1.", "1.1", "①", "⑴", "第一部分", "一是", "其中", "分别", "合计", "占", "同比增长", "是去年的", "倍", "以上", "XX", "××", "某", "□"),
    *("亿", "万", "%", "％", "‰", "个百分点", "人次", "2023年", "2月30日", "0000年", "99月99日", "二〇二三年", "——", "；", "。", "，", "、", "：", "“", "《", "％％"),
    *("../../etc/passwd", "file:///etc/passwd", "http://127.0.0.1:9/", "true", "none", "%1%2%9%", "&#0;", "\\", "'", '"', "<", "]]>", "A" * 3000),
)  # fmt: skip


def repeats(chance: Random) -> int:
    """How often: mostly a little, sometimes very."""
    return chance.choice((1, 1, 2, 2, 3, 5, 10, 30, 100, 300, 2000))


def place(data: Sequence[object], chance: Random) -> int:
    """A place in it, the end included."""
    return chance.randint(0, len(data))


def stretch(data: Sequence[object], chance: Random, most: int = 0) -> tuple[int, int]:
    """Start and end of a part of it, mostly short."""
    start = place(data, chance)
    length = int((most or len(data)) ** chance.random())
    return start, min(len(data), start + length)
