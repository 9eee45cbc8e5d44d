"""The workbook of units: its columns, its template, and its rows with every fault named by cell."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from bihuan.apps.units.models import UnitKind
from bihuan.apps.workbooks import cell_name, cell_text, file_place, label_plain, sheet_read
from bihuan.datamodel import BihuanError, Finding, Level
from bihuan.reading.workbook import Sheet

COLUMNS = {
    "code": ("单位编码", ("编码", "单位代码", "代码", "编号")),
    "name": ("单位名称", ("名称", "单位", "单位全称", "全称")),
    "kind": ("类型", ("单位类型", "类别", "单位类别")),
    "parent": ("上级编码", ("上级单位编码", "上级", "上级单位", "上级代码")),
    "short_name": ("简称", ("单位简称",)),
    "aliases": ("别名", ("曾用名", "其他名称", "又名")),
    "jurisdiction": ("辖区编码", ("辖区", "管辖范围")),
}
REQUIRED = ("code", "name", "kind", "parent")
KIND_WORDS = {
    UnitKind.CITY: ("市", "地级市", "城市"),
    UnitKind.COUNTY: ("县区", "县", "区", "县级市", "市辖区", "旗"),
    UnitKind.TOWN: ("乡镇街道", "乡镇", "镇", "乡", "街道", "街道办", "街道办事处"),
    UnitKind.VILLAGE: ("村社区", "村", "社区", "行政村", "居委会"),
    UnitKind.BUREAU: ("部门", "局", "委办局", "委", "办", "县直部门", "单位"),
    UnitKind.OFFICE: ("科室", "科", "股室", "股", "室", "处室", "内设机构"),
    UnitKind.STATION: ("站所", "站", "所", "队", "中队", "大队", "中心", "服务站"),
}
KINDS = {word: kind for kind, words in KIND_WORDS.items() for word in (*words, kind.value)}


@dataclass(frozen=True)
class UnitRow:
    """One unit as the workbook gives it."""

    code: str
    name: str
    kind: str
    parent: str
    short_name: str = ""
    aliases: tuple[str, ...] = ()
    jurisdiction: str = ""


def unit_rows_read(
    path: Path, known: Mapping[str, str], parents: Mapping[str, str]
) -> tuple[list[UnitRow], list[Finding]]:
    """The rows and every fault found. ``known`` are the codes already in the tree, ``parents`` their parents."""
    sheet = sheet_read(path, ("单位",))
    header, columns = header_find(sheet, path)
    findings: list[Finding] = []
    places: dict[str, int] = {}
    rows: list[UnitRow] = []
    for number in range(header + 1, len(sheet.rows)):
        texts = {name: cell_text(sheet.rows[number][column]) for name, column in columns.items()}
        if not any(texts.values()):
            continue
        row, faults = row_read(texts, number, columns)
        if row and row.code in places:
            faults.append(
                fault("unit.code_twice", f"编码“{row.code}”与第 {places[row.code] + 1} 行重复", number, columns["code"])
            )
        findings += faults
        if row and not faults:
            places[row.code] = number
            rows.append(row)
    if not rows and not findings:
        raise BihuanError(
            "unit.workbook_empty", "单位表里没有一行单位", where=path.name, hint="用 bihuan unit template 取一份样表"
        )
    if not findings:
        findings = tree_faults(rows, places, columns, known, parents)
    return rows, findings


def header_find(sheet: Sheet, path: Path) -> tuple[int, dict[str, int]]:
    """The header's row (within the first ten) and the column of each field; missing columns are a named error."""
    best: dict[str, int] = {}
    for number, row in enumerate(sheet.rows[:10]):
        labels = {label_plain(cell_text(cell)): column for column, cell in reversed(list(enumerate(row))) if cell != ""}
        found = {}
        for name, (label, others) in COLUMNS.items():
            match = next((labels[word] for word in (label, *others) if word in labels), None)
            if match is not None:
                found[name] = match
        if all(name in found for name in REQUIRED):
            return number, found
        best = max(best, found, key=len)
    missing = "、".join(COLUMNS[name][0] for name in REQUIRED if name not in best)
    raise BihuanError(
        "unit.columns_missing",
        f"单位表缺少这些列：{missing}",
        where=path.name,
        hint="用 bihuan unit template 取一份样表",
    )


def row_read(texts: dict[str, str], number: int, columns: dict[str, int]) -> tuple[UnitRow | None, list[Finding]]:
    """One row, or None with the reasons."""
    faults = [
        fault("unit.blank", f"“{COLUMNS[name][0]}”没有填", number, columns[name])
        for name in ("code", "name", "kind")
        if not texts[name]
    ]
    kind = KINDS.get(texts["kind"])
    if texts["kind"] and kind is None:
        allowed = "、".join(choice.label for choice in UnitKind)
        faults.append(
            fault("unit.kind_unknown", f"类型“{texts['kind']}”无法识别，可填：{allowed}", number, columns["kind"])
        )
    if faults or kind is None:
        return None, faults
    aliases = tuple(word for word in re.split(r"[、，,;；/\s]+", texts.get("aliases", "")) if word)
    row = UnitRow(
        code=texts["code"],
        name=texts["name"],
        kind=kind.value,
        parent=texts["parent"],
        short_name=texts.get("short_name", ""),
        aliases=aliases,
        jurisdiction=texts.get("jurisdiction", ""),
    )
    return row, []


def tree_faults(
    rows: list[UnitRow],
    places: dict[str, int],
    columns: dict[str, int],
    known: Mapping[str, str],
    parents: Mapping[str, str],
) -> list[Finding]:
    """Parents and jurisdictions that do not exist, and cycles over the tree as it would become."""
    findings = []
    future = {**parents, **{row.code: row.parent for row in rows}}
    for row in rows:
        for name in ("parent", "jurisdiction"):
            code = getattr(row, name)
            if code and code not in places and code not in known:
                label = COLUMNS[name][0]
                findings.append(fault("unit.parent_unknown", f"{label}“{code}”不存在", places[row.code], columns[name]))
        if cycle := cycle_of(row.code, future):
            findings.append(fault("unit.cycle", "上级成环：" + "→".join(cycle), places[row.code], columns["parent"]))
    return findings


def cycle_of(code: str, parents: Mapping[str, str]) -> list[str]:
    """The codes around the cycle that ``code`` stands in, or nothing."""
    seen = [code]
    above = parents.get(code, "")
    while above and above not in seen:
        seen.append(above)
        above = parents.get(above, "")
    return [*seen, code] if above == code else []


def fault(code: str, message: str, row: int, column: int) -> Finding:
    """An error at a cell."""
    return Finding(code=code, level=Level.ERROR, message=message, where=cell_name(row, column))


def unit_template_write(target: Path) -> None:
    """An empty workbook of units with a drop-down of kinds and two example rows on a second sheet."""
    from xlsxwriter import Workbook

    content = BytesIO()
    options = {"strings_to_formulas": False, "strings_to_urls": False, "in_memory": True}
    with Workbook(content, options) as book:
        bold = book.add_format({"bold": True, "bg_color": "#DDE7F0", "border": 1, "align": "center"})
        text = book.add_format({"num_format": "@"})
        labels = [label + ("*" if name in ("code", "name", "kind") else "") for name, (label, _) in COLUMNS.items()]
        sheet, example = book.add_worksheet("单位"), book.add_worksheet("样例")
        for page in (sheet, example):
            page.set_column(0, len(labels) - 1, 16, text)
            page.write_row(0, 0, labels, bold)
            page.freeze_panes(1, 0)
        sheet.data_validation(1, 2, 5000, 2, {"validate": "list", "source": [kind.label for kind in UnitKind]})
        example.write_row(1, 0, ["QS", "青溪县", "县区", "", "青溪", "", ""])
        example.write_row(2, 0, ["QS-DM", "东门镇", "乡镇街道", "QS", "东门", "东门乡", ""])
    file_place(target, content.getvalue())
