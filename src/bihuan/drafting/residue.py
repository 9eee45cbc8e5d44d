"""A last net: numbers with a measure word that the reading passed over. An old number must not stay because nobody saw it."""

import re
from collections.abc import Iterator, Sequence

from bihuan.datamodel import Span
from bihuan.drafting.source import Quantity

_MEASURES = "人次|辆次|台次|车次|家次|场次|批次|万元|亿元|平方米|公里|份|人|件|宗|起|场|次|户|家|个|名|辆|元|条|本|册|幅|亩|吨|所|处|项"
_NUMBER = re.compile(
    rf"(?:[一二两三四五六七八九十][一二两三四五六七八九十百千万零]*[百千万][余多几]?|[百千万][余多]|\d[\d,，]*(?:\.\d+)?[余多]?[万亿]?[余多]?)"
    rf"(?P<unit>{_MEASURES}|[%％])"
)
_NAMED = re.compile(r"《[^》\n]*》|“[^”\n]{0,60}”|‘[^’\n]{0,40}’|\"[^\"\n。]{0,40}\"")


def numbers_missed(text: str, area: Span, known: Sequence[Quantity]) -> Iterator[Quantity]:
    """Numbers of the report outside of every known one, of quotes, titles and ordinals; as masked quantities."""
    spans = [quantity.span for quantity in known]
    named = [Span(*match.span()) for match in _NAMED.finditer(text, area.start, area.end)]
    for match in _NUMBER.finditer(text, area.start, area.end):
        span = Span(*match.span())
        ordinal = match.start() > area.start and text[match.start() - 1] in "第+-—.〔"
        if not ordinal and not any(span.overlaps(other) for other in (*spans, *named)):
            yield masked(span, match)


def masked(span: Span, match: re.Match[str]) -> Quantity:
    """A quantity whose value was not read: only its place and its measure word count."""
    unit = {"万元": "元", "亿元": "元", "％": "%"}.get(match["unit"], match["unit"])
    kind = "money" if unit == "元" else "rate" if unit == "%" else "count"
    return Quantity(span, match[0], None, None, unit, kind, "about", "", "done")
