"""A last net: numbers with a measure word that the reading passed over. An old number must not stay because nobody saw it."""

import re
from collections.abc import Iterator, Sequence

from bihuan.datamodel import Span
from bihuan.drafting.source import Quantity

_MEASURES = (
    "人次|辆次|台次|车次|家次|场次|批次|万元|亿元|平方米|公里|"
    "份|人|件|宗|起|场|次|户|家|个|名|位|辆|台|元|条|本|册|幅|亩|吨|所|处|项|晚|座|套|株|组|批|篇|块|张|栋|间"
)
_CHINESE = (
    "[一二两三四五六七八九十][一二两三四五六七八九十百千万零]+|成百上千|(?:数|几|上|近|逾|超)[十百千万]+"
    "|(?<![百千万])[百千]万(?![百千万])|[百千万](?=[余多])"
)
_ARABIC = r"\d[\d,，]*(?:[ /／~～至到—-]\d+)*(?:\.\d+)?"
_NUMBER = re.compile(rf"(?:{_CHINESE}|{_ARABIC}) ?[余多几来]?[万亿]?[余多]? ?(?P<unit>{_MEASURES}|[%％])")
_NAMED = re.compile(r"《[^》\n]*》|“[^”\n]{0,60}”|‘[^’\n]{0,40}’|\"[^\"\n。]{0,40}\"")


def numbers_completed(text: str, area: Span, known: Sequence[Quantity]) -> tuple[Quantity, ...]:
    """The known numbers and those missed, in text order; a number known only in part (the 234 of ``1 234份``) is taken whole."""
    missed = list(numbers_missed(text, area, [quantity.span for quantity in known]))
    whole = [quantity for quantity in known if not any(other.span.overlaps(quantity.span) for other in missed)]
    return tuple(sorted((*whole, *missed), key=lambda quantity: quantity.span))


def numbers_missed(text: str, area: Span, known: Sequence[Span]) -> Iterator[Quantity]:
    """Numbers outside of every known one or around one, and of no quote, title or ordinal; as masked quantities."""
    named = [Span(*match.span()) for match in _NAMED.finditer(text, area.start, area.end)]
    for match in _NUMBER.finditer(text, area.start, area.end):
        span = Span(*match.span())
        ordinal = match.start() > area.start and text[match.start() - 1] in "第+-—.〔"
        if ordinal or any(span.overlaps(other) for other in named):
            continue
        if all(longer(span, other) for other in known if span.overlaps(other)):
            yield masked(span, match)


def longer(span: Span, other: Span) -> bool:
    """Whether a span begins before another and ends with it."""
    return span.start < other.start and other.end == span.end


def masked(span: Span, match: re.Match[str]) -> Quantity:
    """A quantity whose value was not read: only its place and its measure word count."""
    unit = {"万元": "元", "亿元": "元", "％": "%"}.get(match["unit"], match["unit"])
    kind = "money" if unit == "元" else "rate" if unit == "%" else "count"
    return Quantity(span, match[0], None, None, unit, kind, "about", "", "done")
