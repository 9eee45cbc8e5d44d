"""How last year's report wrote a number, taken apart so that this year's can be written the same way."""

import re
from dataclasses import dataclass
from decimal import Decimal

from bihuan.drafting.source import Quantity

_MASK = r"[XxＸｘ×*＊○〇□某]+\d*"
_CHINESE = r"[一二两三四五六七八九十百千〇零]+|万"
_SPELLED_RATE = re.compile(r"[成半]|分之")  # 九成三, 半数以上, 四分之三: this year's rate is written with %
_STYLE = re.compile(
    rf"""(?P<lead>约|近|上|将近|接近|超过|超|逾|突破|高达|至少|不少于|不低于|不超过|不高于|不多于)?
    (?P<number>{_MASK}|[\d０-９][\d０-９,，.．]*|{_CHINESE})
    (?P<range>[-—–~～至到][\d.]+)?
    (?P<loose1>余|多|来|几)?
    (?P<scale>百万|千万|万|亿)?
    (?P<loose2>余|多)?
    (?P<unit>.*?)
    (?P<tail>以上|以下|以内|之内|左右|上下|多|余)?""",
    re.VERBOSE | re.DOTALL,
)
SCALES = {"": 1, "万": 10**4, "百万": 10**6, "千万": 10**7, "亿": 10**8}
_LOOSE_LEADS = {
    "超过": "floor",
    "超": "floor",
    "逾": "floor",
    "上": "floor",
    "突破": "floor",
    "近": "ceil",
    "将近": "ceil",
    "接近": "ceil",
    "约": "round",
}


@dataclass(frozen=True, slots=True)
class Style:
    """The parts of a written number; ``numeral`` is arabic, chinese or mask; ``places`` None when last year gave none."""

    lead: str
    numeral: str
    scale: str
    loose_before: str  # 余 before 万: 20余万元
    loose_after: str  # 余 after 万 or the number: 5000余份, 2万余元
    unit: str
    tail: str
    places: int | None
    grouped: bool
    is_range: bool

    @property
    def rounding(self) -> str:
        """floor (5000余), ceil (近), round (约), both (近…余) or exact."""
        floor = bool(self.loose_before or self.loose_after) or self.tail in {"多", "余"}
        by_lead = _LOOSE_LEADS.get(self.lead, "")
        if floor and by_lead == "ceil":
            return "both"
        if floor:
            return "floor"
        return by_lead or ("round" if self.tail in {"左右", "上下"} else "exact")

    @property
    def bound(self) -> bool:
        """Whether the wording is that of a limit: 以上, 不超过."""
        return self.tail in {"以上", "以下", "以内", "之内"} or self.lead.startswith(("至少", "不"))


def style_of(quantity: Quantity) -> Style:
    """The style of a quantity; text that cannot be taken apart counts as a plain masked number of its unit."""
    match = _STYLE.fullmatch(quantity.text.strip())
    if quantity.unit == "%" and _SPELLED_RATE.search(quantity.text):
        return Style("", "arabic", "", "", "", "%", match["tail"] or "" if match else "", None, False, False)
    if match is None:
        return Style("", "mask", "", "", "", quantity.unit, "", None, False, False)
    number, part = match["number"], match.groupdict(default="")
    masked = re.match(_MASK, number) is not None
    arabic = number[0].isdigit() and not masked
    decimals = number.rstrip("，,.").replace("．", ".").partition(".")[2]
    return Style(
        lead=part["lead"],
        numeral="mask" if masked else "arabic" if arabic else "chinese",
        scale=part["scale"],
        loose_before=part["loose1"] if part["scale"] else "",
        loose_after=part["loose2"] if part["scale"] else part["loose1"] + part["loose2"],
        unit=part["unit"],
        tail=part["tail"],
        places=None if masked else len(decimals),
        grouped=bool(re.search(r"\d[,，]\d{3}", number)),
        is_range=bool(part["range"]),
    )


def scaled(value: Decimal, scale: str) -> Decimal:
    """The value in 万 or 亿."""
    return value / SCALES[scale]
