"""A sheet's data rows → values of a ledger's columns, each fault with its cell. No database."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from bihuan.apps.ledgers.cells import (
    YEARLESS,
    CellFault,
    Reader,
    UnitCoder,
    field_reader,
    remembered,
    text_plain,
    year_given,
)
from bihuan.apps.ledgers.columns import MASK, Column
from bihuan.apps.ledgers.companions import clock_fields
from bihuan.apps.ledgers.layout import STATE, UNIT, Layout, label_of
from bihuan.apps.workbooks import cell_name, cell_text
from bihuan.datamodel import Finding, Level
from bihuan.datamodel.telling import EVERY, Tell, untold
from bihuan.packs.schema import FieldType, Ledger
from bihuan.reading.workbook import Cell, Sheet

KEEP = object()  # the value of a cell that leaves the stored value alone
TOTALS = frozenset({"合计", "总计", "小计", "共计", "总合计", "累计", "全县合计", "全市合计"})

UnitFinder = Callable[[str], int]  # raises CellFault


@dataclass(frozen=True, slots=True)
class Reject:
    """Why a row is returned: the cell at fault, or the whole row when ``column`` is None."""

    row: int
    column: int | None
    code: str
    message: str

    def finding(self) -> Finding:
        """The same as a finding with a place a person can go to."""
        where = cell_name(self.row, self.column) if self.column is not None else f"第 {self.row + 1} 行"
        return Finding(code=self.code, level=Level.ERROR, message=self.message, where=where)


@dataclass(slots=True)
class SheetRow:
    """One row as read: ``values`` in the table's column order, None where blank or absent."""

    number: int
    unit_id: int
    state: str | None
    values: list[Any]


@dataclass
class SheetRows:
    """Everything read from a sheet. ``present`` are the table columns that the sheet has."""

    rows: list[SheetRow] = field(default_factory=list)
    rejects: list[Reject] = field(default_factory=list)
    notes: list[Finding] = field(default_factory=list)
    present: frozenset[int] = frozenset()
    sheet: str = ""
    first: int = 0


class RowReader:
    """Reads rows of one sheet by readers made once for each column."""

    def __init__(
        self,
        ledger: Ledger,
        columns: Sequence[Column],
        layout: Layout,
        unit_find: UnitFinder,
        unit_id: int | None,
        unit_code: UnitCoder = str,
    ) -> None:
        index = {column.name: number for number, column in enumerate(columns)}
        self.width = len(columns)
        self.ledger, self.layout, self.unit_id = ledger, layout, unit_id
        self.readers: list[tuple[int, int, Reader]] = []
        for spec, column in layout.fields(ledger):
            read = field_reader(spec, layout.scales.get(spec.name, 1), unit_code)
            reader = masked_reader(read) if spec.personal else read
            self.readers.append((column, index[spec.name], reader))
        computed = clock_fields(ledger)
        self.required = [
            (index[spec.name], spec) for spec in ledger.fields if spec.required and spec.name not in computed
        ]
        self.dates = [
            index[spec.name] for spec in ledger.fields if spec.type is FieldType.DATE and spec.name in layout.columns
        ]
        self.columns_at = {index[spec.name]: column for spec, column in layout.fields(ledger)}
        self.unit_read = remembered(lambda cell: unit_find(cell_text(cell)))
        self.state_read = state_reader(ledger)

    def read(self, sheet: Sheet, year: int | None, tell: Tell = untold) -> SheetRows:
        """All data rows: blank rows skipped, totals skipped with a note, faults collected."""
        result = SheetRows(present=frozenset(self.columns_at), sheet=sheet.name, first=self.layout.first)
        for number, cells in data_rows(sheet, self.layout.first):
            if (number - self.layout.first) % EVERY == 0:
                tell(number - self.layout.first, len(sheet.rows) - self.layout.first, "核对各行")
            if is_total(cells):
                result.notes.append(total_note(number))
                continue
            row, rejects = self.row_read(number, cells)
            result.rejects += rejects
            if row is not None:
                result.rows.append(row)
        self.years_complete(result, year)
        return result

    def row_read(self, number: int, cells: Sequence[Cell]) -> tuple[SheetRow | None, list[Reject]]:
        """One row, or None with the reasons."""
        rejects: list[Reject] = []
        values = self.values_read(number, cells, rejects)
        rejects += self.required_missing(number, values)
        unit_id = self.cell_read(UNIT, number, cells, self.unit_read, rejects) or self.unit_id
        state = self.cell_read(STATE, number, cells, self.state_read, rejects)
        if unit_id is None and not any(reject.column == self.layout.columns.get(UNIT) for reject in rejects):
            rejects.append(Reject(number, self.layout.columns.get(UNIT), "cell.required", "“单位”没有填"))
        if rejects or unit_id is None:
            return None, rejects
        return SheetRow(number, unit_id, state, values), []

    def values_read(self, number: int, cells: Sequence[Cell], rejects: list[Reject]) -> list[Any]:
        """The fields of one row in table order; the loop that every imported cell goes through."""
        values: list[Any] = [None] * self.width
        for column, target, read in self.readers:
            cell = cells[column]
            if cell == "" or (type(cell) is str and not cell.strip()):
                continue
            try:
                values[target] = read(cell)
            except CellFault as fault:
                rejects.append(Reject(number, column, fault.code, str(fault)))
                values[target] = KEEP
        return values

    def cell_read(self, key: str, number: int, cells: Sequence[Cell], read: Reader, rejects: list[Reject]) -> Any:
        """The unit or the state of one row; None where the cell is blank, absent or at fault."""
        column = self.layout.columns.get(key)
        if column is None or not cell_text(cells[column]):
            return None
        try:
            return read(cells[column])
        except CellFault as fault:
            rejects.append(Reject(number, column, fault.code, str(fault)))
            return None

    def required_missing(self, number: int, values: list[Any]) -> list[Reject]:
        """Required fields left blank."""
        return [
            Reject(number, self.layout.columns.get(spec.name), "cell.required", f"“{spec.label}”必须填写")
            for target, spec in self.required
            if values[target] is None
        ]

    def years_complete(self, result: SheetRows, year: int | None) -> None:
        """Give dates without a year the year asked for, else the one year that all other dates of the sheet share."""
        years = {row.values[at][:4] for row in result.rows for at in self.dates if type(row.values[at]) is str}
        years.discard(YEARLESS)
        if year is None and len(years) == 1:
            year = int(years.pop())
        complete = []
        for row in result.rows:
            faults = list(self.row_years(row, year))
            result.rejects += faults
            if not faults:
                complete.append(row)
        result.rows = complete

    def row_years(self, row: SheetRow, year: int | None) -> Iterator[Reject]:
        """Complete one row's dates; a date whose year nothing tells is a reject."""
        for at in self.dates:
            value = row.values[at]
            if type(value) is str and value.startswith(YEARLESS):
                try:
                    if year is None:
                        raise CellFault("日期没有写年份，请写全，或导入时加 --year", "date.year_missing")
                    row.values[at] = year_given(value, year)
                except CellFault as fault:
                    yield Reject(row.number, self.columns_at[at], fault.code, str(fault))


def masked_reader(read: Reader) -> Reader:
    """A personal field's reader: the mask of an export leaves the stored value alone."""
    return lambda cell: KEEP if cell == MASK else read(cell)


def state_reader(ledger: Ledger) -> Reader:
    """Reads a state's label or key."""
    words = {word: state.key for state in ledger.states for word in (state.key, state.label)}

    def read(cell: Any) -> str:
        key = words.get(text_plain(cell))
        if key is None:
            allowed = "、".join(state.label for state in ledger.states)
            raise CellFault(f"没有“{cell_text(cell)}”这个{label_of(ledger, STATE)}，可填：{allowed}", "state.unknown")
        return key

    return read


def data_rows(sheet: Sheet, first: int) -> Iterator[tuple[int, list[Cell]]]:
    """Rows that hold anything, cells merged downwards filled down."""
    for (top, left), (bottom, _) in sheet.merged:
        if top >= first:
            for number in range(top + 1, min(bottom, len(sheet.rows) - 1) + 1):
                sheet.rows[number][left] = sheet.rows[top][left]
    for number in range(first, len(sheet.rows)):
        cells = sheet.rows[number]
        if any(cell != "" and (type(cell) is not str or cell.strip()) for cell in cells):
            yield number, cells


def is_total(cells: Sequence[Cell]) -> bool:
    """Whether one of the first three filled cells says that the row adds up the others."""
    filled = [cell for cell in cells if cell != ""][:3]
    return any(type(cell) is str and "".join(cell.split()).rstrip("：:") in TOTALS for cell in filled)


def total_note(number: int) -> Finding:
    """A row of totals is not an entry."""
    return Finding(code="row.total", level=Level.NOTE, message="合计行，没有作为条目导入", where=f"第 {number + 1} 行")
