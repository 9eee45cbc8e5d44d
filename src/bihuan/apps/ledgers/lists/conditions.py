"""One condition of a list, as a word of the address: ``column:op:operand``. No database, no clock.

``place:has:解放路`` · ``state:in:open,closed`` · ``amount:range:100..200`` · ``received_on:period:this_month`` · ``unit:below:QX-01``.
Every operand is checked against the ledger's definition when it is read, so that a list never answers a question that was not asked.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from bihuan.apps.ledgers.cells import CellFault, date_read, number_read
from bihuan.apps.ledgers.lists.windows import WORDS, window_words
from bihuan.datamodel import BihuanError
from bihuan.packs.schema import FieldType, Ledger, LedgerField

UNIT, STATE, LIGHT, ANY, KEY = "unit", "state", "light", "any", "entry_key"
OPS = {
    "has": "包含", "begins": "开头是", "is": "是", "in": "是", "tagged": "含有", "range": "在", "period": "在",
    "below": "是（含下级）", "empty": "没有填", "filled": "已填",
}  # fmt: skip
NUMBERS = (FieldType.INTEGER, FieldType.DECIMAL, FieldType.MONEY)
TEXTS = (FieldType.TEXT, FieldType.POINT, FieldType.POLYGON)
LIGHTS = {"overdue": "逾期", "soon": "临期", "normal": "正常", "done": "办结", "none": "未定时限"}
YES_NO = {"true": "是", "false": "否"}
ENDS = ("empty", "filled")


@dataclass(frozen=True, slots=True)
class Condition:
    """``operand`` as it stands in the address; several choices are joined by commas, both ends of a range by two dots."""

    column: str
    op: str
    operand: str = ""

    def __str__(self) -> str:
        return f"{self.column}:{self.op}:{self.operand}"

    @property
    def choices(self) -> list[str]:
        """The operand of ``in``, ``tagged``, ``is`` and ``below``."""
        return self.operand.split(",")

    @property
    def ends(self) -> tuple[str, str]:
        """Both ends of a range; a blank one is open."""
        low, _, high = self.operand.partition("..")
        return low, high


def ops_of(ledger: Ledger, column: str) -> tuple[str, ...]:
    """What may be asked of a column."""
    if column == UNIT:
        return ("below", "is")
    if column in (STATE, LIGHT):
        return ("in",)
    if column in (ANY, KEY):
        return ("has",)
    return field_ops(ledger.field(column))


def field_ops(field: LedgerField) -> tuple[str, ...]:
    """What may be asked of a field."""
    match field.type:
        case FieldType.CHOICE | FieldType.BOOLEAN | FieldType.UNIT:
            return ("in", *ENDS)
        case FieldType.TAGS:
            return ("tagged", *ENDS)
        case FieldType.DATE:
            return ("range", "period", *ENDS)
        case FieldType.INTEGER | FieldType.DECIMAL | FieldType.MONEY:
            return ("range", *ENDS)
    return ("has", "begins", "is", *ENDS)


def labels_of(ledger: Ledger) -> dict[str, str]:
    """Every column that a condition may name, with its label."""
    own = {ANY: "任意文字", UNIT: "单位"}
    if ledger.states:
        own[STATE] = "状态"
    if clock_of(ledger):
        own[LIGHT] = "亮灯"
    return own | {field.name: field.label for field in ledger.fields}


def clock_of(ledger: Ledger) -> tuple[str, str] | None:
    """The date fields ``due`` and ``stops`` of the ledger's last clock: the term of the whole matter."""
    return (ledger.clocks[-1].due, ledger.clocks[-1].stops) if ledger.clocks else None


def condition_read(ledger: Ledger, text: str) -> Condition:
    """A condition of the address, checked and in its one spelling; a wrong one is a named error."""
    column, op, operand = ([*text.split(":", 2), "", ""])[:3]
    if column not in labels_of(ledger) and column != KEY:
        raise wrong(ledger, text, f"没有“{column}”这一列")
    if op not in ops_of(ledger, column):
        raise wrong(ledger, text, f"“{labels_of(ledger).get(column, column)}”不能按“{OPS.get(op, op)}”筛选")
    try:
        return Condition(column, op, operand_read(ledger, column, op, operand.strip()))
    except CellFault as fault:
        raise wrong(ledger, text, str(fault)) from fault


def operand_read(ledger: Ledger, column: str, op: str, text: str) -> str:
    """The operand in its one spelling. Raises CellFault."""
    if op in ENDS:
        return ""
    if not text or text == "..":
        raise CellFault("筛选条件没有填内容")
    match op:
        case "range":
            return range_read(ledger.field(column), text)
        case "period":
            window_words(text)
            return text
        case "in" | "tagged":
            return choices_read(choices_of(ledger, column), text)
    return text


def choices_of(ledger: Ledger, column: str) -> Mapping[str, str] | None:
    """What ``in`` and ``tagged`` may name: key → label; None where any code may stand (units)."""
    if column == STATE:
        return {state.key: state.label for state in ledger.states}
    if column == LIGHT:
        return LIGHTS
    field = ledger.field(column)
    if field.type is FieldType.BOOLEAN:
        return YES_NO
    return None if field.type is FieldType.UNIT else {choice.key: choice.label for choice in field.choices}


def choices_read(known: Mapping[str, str] | None, text: str) -> str:
    """Keys in the order of the choices, each once."""
    keys = list(dict.fromkeys(part.strip() for part in text.split(",") if part.strip()))
    if known is None:
        return ",".join(keys)
    for key in keys:
        if key not in known:
            raise CellFault(f"没有“{key}”这一项，可选：{'、'.join(known.values())}")
    return ",".join(sorted(keys, key=list(known).index))


def range_read(field: LedgerField, text: str) -> str:
    """``100..200``, ``..200``, ``100..``; one value alone is both ends. Days as ISO text, numbers plain."""
    low, dots, high = text.partition("..")
    read: Callable[[str], str] = day_spell if field.type is FieldType.DATE else lambda part: number_spell(field, part)
    ends = [read(part.strip()) if part.strip() else "" for part in (low, high if dots else low)]
    return f"{ends[0]}..{ends[1]}"


def day_spell(text: str) -> str:
    """A day with its year, as ISO text."""
    day = date_read(text)
    if day.startswith("-"):
        raise CellFault(f"“{text}”没有写年份")
    return day


def number_spell(field: LedgerField, text: str) -> str:
    """A number without exponent or trailing zeros; 12万 is read as a person reads it."""
    value = number_read(text, (field.measure,) if field.measure else ())
    if abs(value) > 10**17:
        raise CellFault(f"“{text}”太大")
    plain = f"{value:f}"
    return plain.rstrip("0").rstrip(".") if "." in plain else plain


def scaled_bound(field: LedgerField, text: str) -> Decimal:
    """The bound as the column stores it (分, scaled integers); a bound finer than the column keeps its fraction."""
    places = {FieldType.MONEY: 2, FieldType.DECIMAL: field.places}.get(field.type, 0)
    return Decimal(text).scaleb(places)


def condition_words(ledger: Ledger, condition: Condition, units: Mapping[str, str]) -> str:
    """A condition as its chip says it: 地点 包含“解放路”."""
    label = labels_of(ledger).get(condition.column, "编号")
    if condition.op in ENDS:
        return f"{label} {OPS[condition.op]}"
    return f"{label} {OPS[condition.op]} {operand_words(ledger, condition, units)}"


def operand_words(ledger: Ledger, condition: Condition, units: Mapping[str, str]) -> str:
    """The operand as a person reads it."""
    match condition.op:
        case "range":
            low, high = condition.ends
            return low if low == high else f"{low or '…'} 至 {high or '…'}"
        case "period":
            return WORDS.get(condition.operand, condition.operand)
        case "in" | "tagged" | "below":
            known = (choices_of(ledger, condition.column) if condition.column != UNIT else None) or units
            return "、".join(known.get(key, key) for key in condition.choices)
    return units.get(condition.operand, condition.operand) if condition.column == UNIT else f"“{condition.operand}”"


def wrong(ledger: Ledger, text: str, why: str) -> BihuanError:
    """The error for a condition that cannot be asked."""
    return BihuanError(
        "list.condition",
        f"筛选条件“{text}”不对：{why}",
        where=f"台账“{ledger.name}”",
        hint="去掉这个条件，再从列表里重新选",
    )


def personal_asked(ledger: Ledger, columns: Iterable[str]) -> list[str]:
    """The personal fields among these columns."""
    personal = {field.name for field in ledger.fields if field.personal}
    return [column for column in columns if column in personal]
