"""What is written in a cell, read as a person would read it: numbers, dates, yes and no. No database, no clock.

A reader returns the value as the table stores it (``columns``), or raises ``CellFault`` with the reason in Chinese.
"""

import re
from collections.abc import Callable, Sequence
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from bihuan.apps.workbooks import cell_text
from bihuan.packs.schema import Choice, FieldType, LedgerField

Reader = Callable[[Any], Any]
LARGEST = 2**63 - 1
YEARLESS = "----"  # a date without its year until the batch tells it: ----09-05

_WIDE = {ord(wide): chr(ord(wide) - 0xFEE0) for wide in map(chr, range(0xFF01, 0xFF5F))}
_WIDE |= {0x3000: " ", 0xA0: " ", ord("−"): "-", ord("—"): "-", ord("。"): ".", ord("﹣"): "-"}
_NUMBER = re.compile(r"([+-]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?|[+-]?\.\d+)(十|百|千|万|十万|百万|千万|亿|万亿)?(.*)")
SCALES = {
    "十": 10, "百": 100, "千": 1000, "万": 10**4, "十万": 10**5, "百万": 10**6, "千万": 10**7, "亿": 10**8, "万亿": 10**12
}  # fmt: skip
_DAY = re.compile(r"(\d{4})\s*[-./年]\s*(\d{1,2})\s*[-./月]\s*(\d{1,2})\s*[日号]?(?:\s*T?\s*\d{1,2}[:时]\d{1,2}.*)?")
_COMPACT = re.compile(r"((?:19|20|21)\d{2})(\d{2})(\d{2})")
_YEARLESS = re.compile(r"(\d{1,2})\s*月\s*(\d{1,2})\s*[日号]")
_EPOCH = date(1899, 12, 30)
_YES = frozenset({"是", "有", "对", "√", "✓", "✔", "y", "yes", "true", "1", "已", "t"})
_NO = frozenset({"否", "无", "错", "×", "✗", "x", "n", "no", "false", "0", "未", "没有", "不是", "f"})


class CellFault(ValueError):
    """Why a cell cannot be taken, in Chinese, with the stable code of its finding."""

    def __init__(self, message: str, code: str = "cell.unreadable") -> None:
        self.code = code
        super().__init__(message)


def text_plain(cell: Any) -> str:
    """A cell's text with full-width digits, letters and punctuation made ASCII, outer blanks gone."""
    return cell_text(cell).translate(_WIDE).strip()


def number_read(cell: Any, measures: tuple[str, ...] = ()) -> Decimal:
    """``1,234.5``, ``１２``, ``12万``, ``3.5亿``, and a number followed by one of ``measures`` (12件)."""
    if isinstance(cell, bool | date | time | timedelta):
        raise CellFault("应为数字，单元格里却是" + ("是/否" if isinstance(cell, bool) else "日期或时间"))
    if isinstance(cell, int):
        return Decimal(cell)
    if isinstance(cell, float):
        return Decimal(f"{cell:.15g}")  # Excel keeps and shows 15 digits
    if isinstance(cell, Decimal):
        return cell
    text = re.sub(r"\s+", "", text_plain(cell)).removeprefix("¥").removeprefix("￥")
    match = _NUMBER.fullmatch(text)
    if match is None or (match[3] and match[3] not in measures):
        raise CellFault(f"“{cell_text(cell)}”不是数字")
    return Decimal(match[1].replace(",", "")) * SCALES.get(match[2] or "", 1)


def scaled_read(cell: Any, places: int, measures: tuple[str, ...] = ()) -> int:
    """A number as an integer of ``places`` places; finer digits are refused, never rounded away."""
    scaled = number_read(cell, measures).scaleb(places)
    if scaled != scaled.to_integral_value():
        raise CellFault(f"“{cell_text(cell)}”应为整数" if places == 0 else f"“{cell_text(cell)}”的小数超过 {places} 位")
    if abs(scaled) > LARGEST:
        raise CellFault(f"“{cell_text(cell)}”太大，存不下")
    return int(scaled)


def date_read(cell: Any) -> str:
    """ISO text. ``2023.9.5``, ``2023/9/5``, ``2023年9月5日``, ``20230905``, an Excel serial day; ``9月5日`` → ``----09-05``."""
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, bool | time | timedelta):
        raise CellFault("应为日期")
    text = text_plain(cell)
    if match := (_DAY.fullmatch(text) or _COMPACT.fullmatch(text)):
        return day_text(int(match[1]), int(match[2]), int(match[3]), cell)
    if match := _YEARLESS.fullmatch(text):
        return YEARLESS + day_text(2024, int(match[1]), int(match[2]), cell)[4:]
    if re.fullmatch(r"\d{5}(\.\d+)?", text) and 18264 <= float(text) < 80354:  # 1950 … 2119 as Excel's serial days
        return (_EPOCH + timedelta(days=int(float(text)))).isoformat()
    raise CellFault(f"“{cell_text(cell)}”不是日期，请写成 2023-09-05")


def day_text(year: int, month: int, day: int, cell: Any) -> str:
    """ISO text of a day that exists and lies in a believable century."""
    try:
        found = date(year, month, day)
    except ValueError:
        raise CellFault(f"“{cell_text(cell)}”不是一个存在的日子") from None
    if not 1900 <= year <= 2199:
        raise CellFault(f"“{cell_text(cell)}”的年份不对")
    return found.isoformat()


def year_given(text: str, year: int) -> str:
    """``----09-05`` of a year; 29 February of a common year is a fault."""
    if not text.startswith(YEARLESS):
        return text
    return day_text(year, int(text[5:7]), int(text[8:10]), f"{int(text[5:7])}月{int(text[8:10])}日")


def boolean_read(cell: Any) -> bool:
    """是/否, 有/无, √/×, and what Excel itself calls TRUE and FALSE."""
    if isinstance(cell, bool):
        return cell
    word = text_plain(cell).lower()
    if word in _YES or word in _NO:
        return word in _YES
    raise CellFault(f"“{cell_text(cell)}”应填是或否")


def text_read(cell: Any) -> str:
    """Text as written; a day in a text column as ISO text; control characters (Excel's line breaks aside) dropped."""
    if isinstance(cell, datetime) and cell.time() == time():
        cell = cell.date()
    return re.sub(r"[\x00-\x08\x0b-\x1f\x7f]", "", cell_text(cell))


def tags_reader(choices: Sequence[Choice]) -> Reader:
    """Several choices in one cell (会议、培训), or a list of keys; stored as ``,meeting,training,`` in the order of the choices."""
    words = {word: choice.key for choice in choices for word in (choice.key, choice.label, *choice.aliases)}
    read = choice_reader(words, [choice.label for choice in choices])
    order = [choice.key for choice in choices]

    def read_all(cell: Any) -> str:
        parts = cell if isinstance(cell, list | tuple) else re.split(r"[、,，;；/\n|]+", cell_text(cell))
        keys = {read(part) for part in parts if str(part).strip()}
        return f",{','.join(sorted(keys, key=order.index))},"

    return read_all


def point_read(cell: Any) -> str:
    """``113.25,23.13``: longitude first, within China's bounds; stored with six places at most (about 0.1 m)."""
    match = re.fullmatch(r"(\d{1,3}(?:\.\d+)?)[,，\s]+(\d{1,3}(?:\.\d+)?)", text_plain(cell))
    if match is None:
        raise CellFault(f"“{cell_text(cell)}”不是坐标，请写成 经度,纬度，如 113.25,23.13")
    longitude, latitude = Decimal(match[1]), Decimal(match[2])
    if not (73 <= longitude <= 136 and 3 <= latitude <= 54):
        raise CellFault(f"“{cell_text(cell)}”不在国内，请检查经度、纬度是否写反")
    return f"{degrees_text(longitude)},{degrees_text(latitude)}"


def degrees_text(value: Decimal) -> str:
    """At most six places, no trailing zeros."""
    text = f"{round(value, 6):f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def polygon_read(cell: Any) -> str:
    """``113.1,23.1 113.2,23.1 113.2,23.2``: at least three points; the ring is closed where the writer left it open."""
    points = [point_read(part) for part in re.split(r"[\s;；]+", text_plain(cell)) if part]
    if len(set(points)) < 3:
        raise CellFault("图形至少要有三个不同的点")
    return " ".join(points if points[0] == points[-1] else [*points, points[0]])


def choice_reader(words: dict[str, str], allowed: list[str]) -> Reader:
    """Reads any of ``words`` (spelling → key); the fault lists the ``allowed`` labels."""
    plain = {text_plain(word): key for word, key in words.items()}

    def read(cell: Any) -> str:
        key = plain.get(text_plain(cell))
        if key is None:
            shown = "、".join(allowed[:12]) + ("等" if len(allowed) > 12 else "")
            raise CellFault(f"“{cell_text(cell)}”不在可选项里，可填：{shown}")
        return key

    return read


UnitCoder = Callable[[str], str]  # any name of a unit → its code; raises CellFault


def field_reader(field: LedgerField, scale: int = 1, unit_code: UnitCoder = str) -> Reader:
    """The reader of one field's filled cells, made once for a batch; what was read before is remembered.

    ``scale``: the header says a measure so many times the field's; it multiplies bare numbers.
    """
    if field.type is FieldType.UNIT:
        return remembered(lambda cell: unit_code(text_plain(cell)))
    read = field_reader_plain(field)
    return remembered(scaled_reader(read, scale) if scale != 1 else read)


def scaled_reader(read: Reader, scale: int) -> Reader:
    """Numbers under a header of a larger measure: a bare 3.5 under 万元 is 3.5万; a number that says its own scale is left alone."""

    def scaled(cell: Any) -> Any:
        own = isinstance(cell, str) and re.search(r"[十百千万亿元圆]", cell) is not None
        return read(cell if own else number_read(cell) * scale)

    return scaled


def field_reader_plain(field: LedgerField) -> Reader:
    """The reader by type."""
    measures = (field.measure,) if field.measure else ()
    match field.type:
        case FieldType.INTEGER if field.cell_min:
            return lambda cell: cell_large(scaled_read(cell, 0, measures), field.cell_min or 0)
        case FieldType.INTEGER:
            return lambda cell: scaled_read(cell, 0, measures)
        case FieldType.DECIMAL:
            return lambda cell: scaled_read(cell, field.places, measures)
        case FieldType.MONEY:
            return money_reader(field.measure)
        case FieldType.DATE:
            return date_read
        case FieldType.BOOLEAN:
            return boolean_read
        case FieldType.CHOICE:
            words = {word: choice.key for choice in field.choices for word in (choice.key, *choice.aliases)}
            words |= {choice.label: choice.key for choice in field.choices}
            return choice_reader(words, [choice.label for choice in field.choices])
        case FieldType.TAGS:
            return tags_reader(field.choices)
        case FieldType.POINT:
            return point_read
        case FieldType.POLYGON:
            return polygon_read
    return text_read


def cell_large(value: int, least: int) -> int:
    """The number, unless it is so small that it would point at persons: such cells are merged before they are entered."""
    if 0 < value < least:
        raise CellFault(f"人数少于 {least}，可能认出是谁，请与相邻月份或上一级合并后再登记", "cell.too_small")
    return value


def money_reader(measure: str) -> Reader:
    """Reads money into 分. A bare number counts in the column's measure (元, 万元); 12万 and 12万元 say their own."""
    places = money_places(measure)

    def read(cell: Any) -> int:
        own = isinstance(cell, str) and re.search(r"[十百千万亿元圆]", cell) is not None
        return scaled_read(cell, 2 if own else places, ("元", "圆"))

    return read


def money_places(measure: str) -> int:
    """How many places a column's bare numbers are away from 分: 2 for 元, 6 for 万元."""
    return 2 + len(str(SCALES.get(measure.removesuffix("元"), 1))) - 1


def remembered(read: Reader, limit: int = 50_000) -> Reader:
    """The same reader, remembering what it made of each text, faults too: ledgers repeat themselves."""
    memory: dict[str, Any] = {}
    faults: dict[str, tuple[str, str]] = {}

    def recall(cell: Any) -> Any:
        if type(cell) is not str:
            return read(cell)
        if cell in memory:
            return memory[cell]
        if cell in faults:
            raise CellFault(*faults[cell])
        try:
            value = read(cell)
        except CellFault as fault:
            if len(faults) < limit:
                faults[cell] = (str(fault), fault.code)
            raise
        if len(memory) < limit:
            memory[cell] = value
        return value

    return recall
