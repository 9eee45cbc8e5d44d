"""A workbook or a pasted block looked at before it is taken in: which column is which field, and what would become of each row."""

import csv
import hashlib
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, replace
from io import StringIO
from pathlib import Path

from bihuan.apps.ledgers.entries import Store
from bihuan.apps.ledgers.imports import BatchResult, batch_store, changes_find, result_read, rows_read, sheet_choose
from bihuan.apps.ledgers.layout import STATE, UNIT, Layout, label_of, layout_by_keys, layout_by_labels, layout_find
from bihuan.apps.ledgers.models import Batch, LedgerTable
from bihuan.apps.ledgers.originals import original_keep
from bihuan.apps.ledgers.rows import SheetRows
from bihuan.apps.ledgers.tables import ledger_table
from bihuan.apps.units.actors import Actor, Right
from bihuan.apps.workbooks import cell_name, cell_text, label_full
from bihuan.datamodel import BihuanError
from bihuan.datamodel.telling import Tell, untold
from bihuan.packs.schema import Ledger
from bihuan.reading.workbook import Cell, Sheet

RISKY = ("=", "+", "-", "@", "\t", "\r")  # what a spreadsheet takes for a formula
SAMPLE = 8  # rows shown of what was brought
PASTED_ROWS, PASTED_CHARACTERS = 5_000, 2_000_000


@dataclass(frozen=True)
class Preview:
    """What would happen: ``columns`` are (column letter, header, field's label), ``result`` the counts and the rows in the way,
    ``sample`` the first rows as they stand."""

    result: BatchResult
    columns: list[tuple[str, str, str]]
    sample: list[list[Cell]]

    @property
    def refused(self) -> int:
        """How many rows are in the way."""
        return len({reject.row for reject in self.result.rejects})


def workbook_preview(
    *,
    ledger: str,
    path: Path,
    actor: Actor,
    unit: str | None = None,
    year: int | None = None,
    name: str = "",
    tell: Tell = untold,
) -> Preview:
    """Look at a workbook; its original is kept first, nothing else is stored."""
    actor.require(Right.WRITE)
    table = ledger_table(ledger)
    definition = Ledger.model_validate(table.definition)
    sha256 = original_keep(path)
    tell(0, 0, "读取工作簿")
    sheet, layout = sheet_choose(path, definition, unit_given=unit is not None)
    header = [list(row) for row in sheet.rows[: layout.first]]
    read = rows_read(table, definition, sheet, layout, unit, year, tell)
    result = result_looked(table, definition, read, sha256, actor, name or path.name, tell)
    return Preview(result, columns_told(definition, header, layout), sheet.rows[layout.first :][:SAMPLE])


def paste_preview(
    *,
    ledger: str,
    text: str,
    columns: Sequence[str],
    actor: Actor,
    unit: str | None = None,
    year: int | None = None,
    tell: Tell = untold,
) -> Preview:
    """Look at a block copied from a spreadsheet. A header row says which column is which; without one they are ``columns`` in order."""
    actor.require(Right.WRITE)
    table = ledger_table(ledger)
    definition = Ledger.model_validate(table.definition)
    sheet = block_read(text)
    layout = block_layout(sheet, definition, columns, unit_given=unit is not None)
    header = [list(row) for row in sheet.rows[: layout.first]]
    read = rows_read(table, definition, sheet, layout, unit, year, tell)
    sha256 = hashlib.sha256(text.encode()).hexdigest()
    result = result_looked(table, definition, read, sha256, actor, "粘贴", tell)
    return Preview(result, columns_told(definition, header, layout), sheet.rows[layout.first :][:SAMPLE])


def paste_import(
    *,
    ledger: str,
    text: str,
    columns: Sequence[str],
    actor: Actor,
    unit: str | None = None,
    year: int | None = None,
    tell: Tell = untold,
) -> BatchResult:
    """Take in a pasted block whole or not at all, by the same reading and checks as a workbook; the block is kept as it came."""
    actor.require(Right.WRITE)
    table = ledger_table(ledger)
    definition = Ledger.model_validate(table.definition)
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "pasted.tsv"
        file.write_text(text, encoding="utf-8", newline="")
        sha256 = original_keep(file)
    sheet = block_read(text)
    layout = block_layout(sheet, definition, columns, unit_given=unit is not None)
    read = rows_read(table, definition, sheet, layout, unit, year, tell)
    result = result_read(table, read, sha256, actor, "粘贴")
    return batch_store(table, definition, read, result, actor, f"粘贴 {len(read.rows)} 行", kind=Batch.PASTE, tell=tell)


def result_looked(
    table: LedgerTable, ledger: Ledger, read: SheetRows, sha256: str, actor: Actor, name: str, tell: Tell
) -> BatchResult:
    """What would become of the rows."""
    result = result_read(table, read, sha256, actor, name)
    changes, rejects, unchanged = changes_find(Store(table), ledger, read, tell)
    added = sum(change.old is None for change in changes)
    return replace(
        result, added=added, changed=len(changes) - added, unchanged=unchanged, rejects=[*result.rejects, *rejects]
    )


def block_read(text: str) -> Sheet:
    """Cells of a block as the clipboard has them: tabs between, quotes around cells of several lines. A guard ' of ours is taken off."""
    if len(text) > PASTED_CHARACTERS:
        raise BihuanError("paste.too_big", "粘贴的内容太大", hint="请存成工作簿，用“导入”")
    rows = [[unguarded(cell) for cell in row] for row in csv.reader(StringIO(text, newline=""), delimiter="\t")]
    while rows and not any(cell.strip() for cell in rows[-1]):
        rows.pop()
    if not rows:
        raise BihuanError("paste.empty", "没有粘贴任何内容", hint="在 Excel 里选中几行，复制，再粘贴到这里")
    if len(rows) > PASTED_ROWS:
        raise BihuanError("paste.too_big", f"一次最多粘贴 {PASTED_ROWS:,} 行", hint="请存成工作簿，用“导入”")
    width = max(map(len, rows))
    return Sheet("粘贴", [[*row, *[""] * (width - len(row))] for row in rows])


def block_layout(sheet: Sheet, ledger: Ledger, columns: Sequence[str], *, unit_given: bool) -> Layout:
    """By the header where the first row is one, else the columns in order; a block wider than those is a named error."""
    if is_header(sheet, ledger):
        return layout_find(sheet, ledger, unit_given=unit_given, name="粘贴的内容")
    wanted = [name for name in columns if name in (UNIT, STATE) or name in {field.name for field in ledger.fields}]
    if len(sheet.rows[0]) > len(wanted):
        shown = "、".join(label_of(ledger, name) for name in wanted)
        raise BihuanError(
            "paste.too_wide", f"粘贴了 {len(sheet.rows[0])} 列，列表只有 {len(wanted)} 列", where=shown,
            hint="连同表头一起复制，按表头对应各列",
        )  # fmt: skip
    return Layout({name: at for at, name in enumerate(wanted[: len(sheet.rows[0])])}, 0)


def is_header(sheet: Sheet, ledger: Ledger) -> bool:
    """Whether the first row names fields: most of its filled cells are labels, aliases or keys."""
    first = Sheet(sheet.name, sheet.rows[:1])
    filled = sum(1 for cell in sheet.rows[0] if cell_text(cell))
    found = layout_by_keys(first, ledger) or layout_by_labels(first, ledger)
    return filled > 0 and len(found.columns) * 2 > filled


def columns_told(ledger: Ledger, header: Sequence[Sequence[object]], layout: Layout) -> list[tuple[str, str, str]]:
    """Each column's letter, what stands over it, and the field that it fills."""
    told = []
    for name, at in sorted(layout.columns.items(), key=lambda item: item[1]):
        words = [label_full(cell_text(row[at])) for row in header if at < len(row) and cell_text(row[at])]
        told.append((cell_name(0, at)[:-1], words[-1] if words else "（按位置）", label_of(ledger, name)))
    return told


def guarded(text: str) -> str:
    """Text that a spreadsheet would take for a formula, with a ' before it; so is one that begins with such a guard already."""
    return (
        f"'{text}" if text.startswith(RISKY) or (text.startswith("'") and text.lstrip("'").startswith(RISKY)) else text
    )


def unguarded(text: str) -> str:
    """The text without one guard."""
    return text[1:] if text.startswith("'") and text.lstrip("'").startswith(RISKY) else text
