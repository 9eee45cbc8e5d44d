"""Measure words that count the same things: a report says 起 where another says 件. Never 人 and 人次."""

from typing import Final

FAMILIES: Final = (
    ("件", "宗", "起", "例"),
    ("人", "名", "位"),
    ("次", "场", "场次", "期"),
    ("㎡", "平方米", "m²", "m2"),
    ("份", "册", "本"),
    ("辆", "台"),
    ("辆次", "台次", "车次"),
    ("条", "幅"),
    ("批", "批次"),
)
