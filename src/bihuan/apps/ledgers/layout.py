"""Where a workbook's columns are: by the locked key row of our template, else by the labels a clerk would recognise."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from dataclasses import field as default
from fractions import Fraction

from bihuan.apps.ledgers.cells import SCALES
from bihuan.apps.ledgers.companions import clock_fields
from bihuan.apps.workbooks import cell_name, cell_text, label_bracket, label_full, label_plain
from bihuan.datamodel import BihuanError
from bihuan.packs.rules.people import forbidden_in
from bihuan.packs.schema import FieldType, Ledger, LedgerField
from bihuan.reading.workbook import Sheet

UNIT, STATE = "unit", "state"
UNIT_LABELS = (
    "单位", "填报单位", "所属单位", "责任单位", "承办单位", "单位名称", "单位编码", "乡镇", "乡镇街道", "所属乡镇", "属地", "辖区", "服务站"
)  # fmt: skip
STATE_LABELS = ("状态", "当前状态", "办理状态", "进展", "办理情况")
IGNORED = frozenset({"序号", "原因", "退回原因"})
SAME_MEASURES = {
    "㎡": "平方米",
    "m²": "平方米",
    "m2": "平方米",
    "平米": "平方米",
    "km": "公里",
    "千米": "公里",
    "t": "吨",
}
HEADER_ROWS = 12


@dataclass(frozen=True)
class Layout:
    """``columns`` maps a field's name (or ``unit``, ``state``) to its column; data begin at row ``first``.

    ``scales``: fields whose header says a larger measure than the ledger's (万元 over a column of 元).
    """

    columns: dict[str, int]
    first: int
    scales: dict[str, int] = default(default_factory=dict)

    def fields(self, ledger: Ledger) -> list[tuple[LedgerField, int]]:
        """The ledger's fields that the sheet has, with their columns."""
        return [(field, self.columns[field.name]) for field in ledger.fields if field.name in self.columns]


def layout_find(sheet: Sheet, ledger: Ledger, *, unit_given: bool, name: str) -> Layout:
    """The sheet's layout; wrong columns are a named error that lists what is missing and what is unknown."""
    layout = layout_by_keys(sheet, ledger) or layout_by_labels(sheet, ledger)
    required = [UNIT] if not unit_given else []
    computed = clock_fields(ledger)
    required += [field.name for field in ledger.fields if field.required and field.name not in computed]
    missing = [label_of(ledger, key) for key in required if key not in layout.columns]
    unknown = columns_unknown(sheet, layout)
    columns_lawful(unknown, name)
    if missing or unknown or len(layout.columns) < 2:
        raise columns_wrong(ledger, missing, unknown, name)
    return layout


def layout_by_keys(sheet: Sheet, ledger: Ledger) -> Layout | None:
    """The layout by a row that holds field names only."""
    names = {UNIT, STATE, *(old for field in ledger.fields for old in (field.name, *field.formerly))}
    current = {old: field.name for field in ledger.fields for old in field.formerly}
    for number, row in enumerate(sheet.rows[:HEADER_ROWS]):
        texts = {column: cell_text(cell) for column, cell in enumerate(row) if cell != ""}
        if len(texts) >= 2 and sum(text in names for text in texts.values()) * 2 > len(texts):
            columns = {current.get(text, text): column for column, text in texts.items() if text in names}
            return Layout(columns, first_data_row(sheet, number + 1))
    return None


def first_data_row(sheet: Sheet, start: int) -> int:
    """The row after the header: rows that merely finish a merged header do not count."""
    spanned = [bottom for (top, _), (bottom, _) in sheet.merged if top < start <= bottom]
    return max([start, *(bottom + 1 for bottom in spanned)])


def layout_by_labels(sheet: Sheet, ledger: Ledger) -> Layout:
    """The best layout that one header row, alone or under a row of groups, gives; possibly empty."""
    best = Layout({}, 0)
    for number in range(min(HEADER_ROWS, len(sheet.rows))):
        for depth in (1, 2):
            labels = labels_at(sheet, number, depth)
            columns = columns_match(labels, ledger)
            if len(columns) > len(best.columns):
                best = Layout(columns, first_data_row(sheet, number + 1), scales_of(labels, columns, ledger))
    return best


def scales_of(labels: dict[int, tuple[str, str]], columns: dict[str, int], ledger: Ledger) -> dict[str, int]:
    """The scales other than 1 that the headers give."""
    found = {
        spec.name: header_scale(labels[columns[spec.name]][1], spec) for spec in ledger.fields if spec.name in columns
    }
    return {name: scale for name, scale in found.items() if scale is not None and scale != 1}


def labels_at(sheet: Sheet, number: int, depth: int) -> dict[int, tuple[str, str]]:
    """Column → (group, label) of a header of one or two rows that ends at row ``number``."""
    lower = [cell_text(cell) for cell in sheet.rows[number]]
    upper = group_row(sheet, number - 1) if depth == 2 and number else [""] * len(lower)
    return {
        column: (label_full(group), label_full(label or group))
        for column, (group, label) in enumerate(zip(upper, lower, strict=False))
        if label or group
    }


def group_row(sheet: Sheet, number: int) -> list[str]:
    """A row of a header with merged cells filled to the right."""
    texts = [cell_text(cell) for cell in sheet.rows[number]]
    for (top, left), (bottom, right) in sheet.merged:
        if top <= number <= bottom:
            texts[left : right + 1] = [cell_text(sheet.rows[top][left])] * (min(right, len(texts) - 1) - left + 1)
    return texts


def columns_match(labels: dict[int, tuple[str, str]], ledger: Ledger) -> dict[str, int]:
    """Each field's column: spelled in full before without its brackets, under its group before anywhere."""
    wanted: list[tuple[str, str, tuple[str, ...], LedgerField | None]] = [
        (field.name, field.group, (field.label, *field.aliases, field.name), field) for field in ledger.fields
    ]
    wanted.append((UNIT, "", UNIT_LABELS, None))
    wanted.append((STATE, "", STATE_LABELS if ledger.states else (), None))
    columns: dict[str, int] = {}
    for form, grouped in ((label_full, True), (label_full, False), (label_plain, True), (label_plain, False)):
        for name, group, words, field in wanted:
            if name not in columns:
                free = {at: label for at, label in labels.items() if at not in columns.values()}
                column = column_of(free, form, group if grouped else None, words, field)
                if column is not None:
                    columns[name] = column
    return columns


def column_of(
    labels: dict[int, tuple[str, str]],
    form: Callable[[str], str],
    group: str | None,
    words: Sequence[str],
    field: LedgerField | None,
) -> int | None:
    """The first column called one of ``words``, under ``group`` when that is given, its measure word fitting the field."""
    for word in map(form, words):
        for column, (above, label) in labels.items():
            same_group = group is None or form(group) == form(above)
            called = word in (form(label), form(above) + form(label))
            if same_group and called and (field is None or header_scale(label, field) is not None):
                return column
    return None


def header_scale(label: str, field: LedgerField) -> int | None:
    """How many of the field's measures one of the header's is: 10000 under 罚款（万元）; None where they do not compare (亩, 平方米)."""
    said = SAME_MEASURES.get(label_bracket(label), label_bracket(label))
    own = SAME_MEASURES.get(field.measure, field.measure) or ("元" if field.type is FieldType.MONEY else "")
    numeric = field.type in (FieldType.INTEGER, FieldType.DECIMAL, FieldType.MONEY)
    if not numeric or not said or not own or said == own or "填" in said or label_bracket(field.label) == said:
        return 1
    base = own.lstrip("十百千万亿")
    if said.lstrip("十百千万亿") != base:
        return None
    return int(Fraction(SCALES.get(said.removesuffix(base), 1), SCALES.get(own.removesuffix(base), 1))) or None


def columns_unknown(sheet: Sheet, layout: Layout) -> list[str]:
    """Headed columns that hold data and that no field claims: importing without them would lose something."""
    used = set(layout.columns.values())
    header = sheet.rows[max(0, layout.first - 3) : layout.first]
    unknown = []
    for column in range(len(sheet.rows[0]) if sheet.rows else 0):
        labels = [cell_text(row[column]) for row in header if cell_text(row[column])]
        label = labels[-1] if labels else ""
        if column in used or label_plain(label) in IGNORED or (labels and label_plain(labels[0]) in IGNORED):
            continue
        if any(cell_text(row[column]) for row in sheet.rows[layout.first :]):
            unknown.append(re.sub(r"\s+", "", label) or f"{cell_name(0, column)[:-1]} 列（没有表头）")
    return unknown


def columns_lawful(labels: Sequence[str], name: str) -> None:
    """Refuse a workbook whose columns ask of people what no ledger may keep, with the reason and what to keep instead."""
    for label in labels:
        rule = forbidden_in(label_plain(label), "field") or forbidden_in(label, "field")
        if rule is not None:
            raise BihuanError(
                rule.code,
                f"“{label}”是{rule.what}，不能登记：{rule.reason}",
                where=name,
                hint=f"删去这一列；{rule.substitute}",
            )


def label_of(ledger: Ledger, key: str) -> str:
    """What a field is called on the sheet."""
    return {UNIT: "单位", STATE: "状态", **{field.name: field.label for field in ledger.fields}}[key]


def columns_wrong(ledger: Ledger, missing: list[str], unknown: list[str], name: str) -> BihuanError:
    """The error for a workbook that is not this ledger's."""
    parts = [f"缺少列：{'、'.join(missing)}"] if missing else []
    parts += [f"不认识的列：{'、'.join(unknown)}"] if unknown else []
    return BihuanError(
        "workbook.wrong_columns",
        f"列与台账“{ledger.name}”对不上，" + "；".join(parts or ["找不到表头"]),
        where=name,
        hint=f"用 bihuan ledger template {ledger.ledger} -o 模板.xlsx 取一份模板",
    )
