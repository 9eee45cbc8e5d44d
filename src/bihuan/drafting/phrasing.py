"""This year's value in the style of last year's sentence, and the blank where nothing proves a value."""

import re
from dataclasses import dataclass, replace
from decimal import Decimal

from bihuan.drafting.numerals import (
    ceiled,
    chinese_counted,
    chinese_numeral,
    floored,
    plain,
    rounded,
    significant,
)
from bihuan.drafting.source import Quantity
from bihuan.drafting.style import SCALES, Style, scaled, style_of

_MASKED = re.compile(r"[XxＸｘ×*＊○〇□某]+")
_RANK_NUMBER = re.compile(r"[\d０-９]+|[一二三四五六七八九十]+|[XxＸｘ×*＊○〇□某]+")
_NUMERAL = re.compile(r"[\d０-９一二两三四五六七八九十百千万亿几半]")
_NEAR = Decimal("0.05")  # 近150人 may hide no more than this share
_FINE = Decimal("0.01")  # a rounding that hides more than this share takes more decimals
_ABSURD = Decimal("0.1")  # 0.03亿元 reads absurdly, 0.3亿元 does not


@dataclass(frozen=True, slots=True)
class Phrasing:
    """The number as the draft writes it; ``note`` says what a person should know about the wording.

    ``shown`` is the amount that a reader takes from the text (8.2万㎡: 82000); None where it is loose, or no amount.
    """

    text: str
    note: str = ""
    shown: Decimal | None = None


def number_phrase(quantity: Quantity, value: Decimal) -> Phrasing:
    """The value in the style of the quantity. Money in yuan, rates in percent, ranks as whole numbers."""
    if quantity.kind == "rank":
        return Phrasing(rank_text(quantity.text, int(value)))
    style = style_of(quantity)
    if quantity.unit == "%":
        return Phrasing(rate_text(quantity, style, value))
    if quantity.unit == "倍":
        return Phrasing(times_text(style, value))
    note = ""
    if style.bound or style.is_range:
        style = replace(style, lead="" if style.bound else style.lead, tail="", is_range=False)
        note = "上年写的是限额或区间，今年写实际数"
    return amount_phrase(style, value, note)


def target_phrase(quantity: Quantity, value: Decimal) -> Phrasing:
    """A target keeps its 以上 and 以内; a range takes the recorded target."""
    style = style_of(quantity)
    if quantity.unit == "%":
        return Phrasing(style.lead + rate_text(quantity, style, value) + style.tail * style.bound)
    note = "上年写的是区间，今年按登记的目标值写" if style.is_range else ""
    bare = replace(style, lead="", tail="", loose_before="", loose_after="")
    wrote = amount_phrase(bare, value, note)
    return Phrasing(f"{style.lead}{wrote.text}{style.tail}" if style.bound else wrote.text, note)


def blank_phrase(quantity: Quantity) -> str:
    """The number's place left open in the sentence's own way; no digit of last year stays in it."""
    if quantity.kind == "rank":
        return _RANK_NUMBER.sub("X", quantity.text)
    if _MASKED.search(quantity.text) and not _NUMERAL.search(quantity.text):
        return quantity.text
    style = style_of(quantity)
    limit_lead, limit_tail = (style.lead, style.tail) if style.bound else ("", "")
    unit = style.unit if style.unit and not _NUMERAL.search(style.unit) else quantity.unit
    return f"{limit_lead}XX{style.scale}{unit}{limit_tail}"


def rank_text(last_year: str, rank: int) -> str:
    """第三 → 第二, 第3名 → 第2名, 第X名 → 第2名."""
    chinese = re.search(r"[一二三四五六七八九十]", last_year) is not None
    return _RANK_NUMBER.sub(chinese_numeral(rank) if chinese else str(rank), last_year, count=1)


def rate_text(quantity: Quantity, style: Style, value: Decimal) -> str:
    """Decimals as last year, else at most two; a rounding never turns a rate into all or nothing."""
    tells = style.places is not None and quantity.value not in (0, 100)  # 100% tells nothing of decimals
    places = style.places if tells and style.places is not None else 2
    short = rounded(value, places)
    if short in (0, 100) and short != value:
        short, tells = next((s for s in (rounded(value, 2), value) if s not in (0, 100)), value), False
    digits = f"{short:f}" if tells and short != short.to_integral_value() else plain(short)
    return f"{digits}{style.unit or '%'}"


def times_text(style: Style, value: Decimal) -> str:
    """Two significant figures, or as many decimals as last year had."""
    short = significant(value) if style.places is None else rounded(value, style.places)
    return f"{plain(short)}{style.unit or '倍'}"


def amount_phrase(style: Style, value: Decimal, note: str = "") -> Phrasing:
    """A count, a sum of money or a measure, with 余, 近 and 约 only where they are true."""
    style = scale_fitting(style, value)
    number = scaled(value, style.scale)
    match style.rounding:
        case "floor":
            short, mark = floored(number), True
        case "ceil" | "both":
            short, mark = ceiled(number), True
            if short != number and (short - number) / short > _NEAR:
                short, mark = number, False
        case "round":
            short, mark = significant(number), True
        case _:
            short, mark = decimals_kept(style, number), False
    if style.rounding == "both":
        note = "“近”与“余”相互矛盾，只留其一"
    loose = mark and short != number
    return Phrasing(written(style, short, mark=loose), note, None if loose else short * SCALES[style.scale])


def decimals_kept(style: Style, number: Decimal) -> Decimal:
    """Decimals as last year, two at most where it gave none, more where the rounding would hide too much."""
    if style.places is None:
        return rounded(number, 2)
    short = rounded(number, style.places)
    hidden = abs(short - number) / number if number else Decimal(0)
    return rounded(number, 2) if hidden > _FINE and style.scale else short


def scale_fitting(style: Style, value: Decimal) -> Style:
    """万 or 亿 as last year, unless the number would read absurdly: 0.03亿元 → 300万元."""
    names = list(SCALES)
    while style.scale and value and abs(scaled(value, style.scale)) < _ABSURD:
        smaller = {"亿": "万", "千万": "万", "百万": "万", "万": ""}[style.scale]
        style = replace(style, scale=smaller, places=None)
    if not style.scale and style.unit == "元" and abs(value) >= SCALES[names[2]]:
        style = replace(style, scale="万", places=None)
    return style


def written(style: Style, number: Decimal, *, mark: bool) -> str:
    """Number, scale and unit in their order, with the loose words that hold."""
    lead = style.lead if mark else ""
    before, after, tail = style.loose_before, style.loose_after, style.tail
    if not mark or style.rounding == "both":
        before = after = ""
    if not mark and style.tail in {"左右", "上下", "多", "余"}:
        tail = ""
    return f"{lead}{digits(style, number)}{before}{style.scale}{after}{style.unit}{tail}"


def digits(style: Style, number: Decimal) -> str:
    """Arabic or Chinese as last year."""
    whole = number == number.to_integral_value()
    if style.numeral == "chinese" and whole and number >= 0:
        return chinese_counted(int(number))
    text = plain(number)
    if style.grouped:
        head, dot, tail = text.partition(".")
        return f"{int(head):,}{dot}{tail}"
    return text
