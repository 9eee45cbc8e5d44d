"""Where a workbook's columns are: by the locked key row of our template, else by the labels a clerk would recognise."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bihuan.apps.workbooks import Sheet, cell_name, cell_text, label_plain
from bihuan.datamodel import BihuanError
from bihuan.packs.schema import Ledger, LedgerField

UNIT, STATE = "unit", "state"
UNIT_LABELS = (
    "单位", "填报单位", "所属单位", "责任单位", "承办单位", "单位名称", "单位编码", "乡镇", "乡镇街道", "所属乡镇", "属地", "辖区", "服务站"
)  # fmt: skip
STATE_LABELS = ("状态", "当前状态", "办理状态", "进展", "办理情况")
IGNORED = frozenset({"序号", "编号", "原因", "退回原因", "NO", "No", "no"})
HEADER_ROWS = 12


@dataclass(frozen=True)
class Layout:
    """``columns`` maps a field's name (or ``unit``, ``state``) to its column; data begin at row ``first``."""

    columns: dict[str, int]
    first: int

    def fields(self, ledger: Ledger) -> list[tuple[LedgerField, int]]:
        """The ledger's fields that the sheet has, with their columns."""
        return [(field, self.columns[field.name]) for field in ledger.fields if field.name in self.columns]


def layout_find(sheet: Sheet, ledger: Ledger, *, unit_given: bool, name: str) -> Layout:
    """The sheet's layout; wrong columns are a named error that lists what is missing and what is unknown."""
    layout = layout_by_keys(sheet, ledger) or layout_by_labels(sheet, ledger)
    required = [UNIT] if not unit_given else []
    required += [field.name for field in ledger.fields if field.required]
    missing = [label_of(ledger, key) for key in required if key not in layout.columns]
    unknown = columns_unknown(sheet, layout)
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
                best = Layout(columns, first_data_row(sheet, number + 1))
    return best


def labels_at(sheet: Sheet, number: int, depth: int) -> dict[int, tuple[str, str]]:
    """Column → (group, label) of a header of one or two rows that ends at row ``number``."""
    lower = [cell_text(cell) for cell in sheet.rows[number]]
    upper = group_row(sheet, number - 1) if depth == 2 and number else [""] * len(lower)
    return {
        column: (label_plain(group), label_plain(label or group))
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
    """Each field's column: group and label together first, then the label alone, then an alias."""
    wanted = [(field.name, field.group, (field.label, *field.aliases, field.name)) for field in ledger.fields]
    wanted += [(UNIT, "", UNIT_LABELS), (STATE, "", STATE_LABELS if ledger.states else ())]
    columns: dict[str, int] = {}
    taken: set[int] = set()
    for exact in (True, False):
        for name, group, words in wanted:
            if name in columns:
                continue
            column = column_of(labels, group if exact else None, words, taken)
            if column is not None:
                columns[name] = column
                taken.add(column)
    return columns


def column_of(
    labels: dict[int, tuple[str, str]], group: str | None, words: Sequence[str], taken: set[int]
) -> int | None:
    """The first free column called one of ``words``, under ``group`` when that is given."""
    for word in map(label_plain, words):
        for column, (above, label) in labels.items():
            same_group = group is None or label_plain(group) == above
            if column not in taken and same_group and word in (label, above + label):
                return column
    return None


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
