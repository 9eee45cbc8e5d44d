"""A workbook into a ledger, whole or not at all."""

from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from django.db import transaction

from bihuan.apps.ledgers.batches import batch_write
from bihuan.apps.ledgers.cells import CellFault, UnitCoder
from bihuan.apps.ledgers.chain import head_lock
from bihuan.apps.ledgers.companions import clock_fields, completer_of
from bihuan.apps.ledgers.entries import Change, Row, Store, key_maker
from bihuan.apps.ledgers.guarded import guarded_fields, guarded_words
from bihuan.apps.ledgers.layout import Layout, layout_find
from bihuan.apps.ledgers.models import Batch, LedgerTable
from bihuan.apps.ledgers.originals import original_keep
from bihuan.apps.ledgers.rows import KEEP, Reject, RowReader, SheetRow, SheetRows, UnitFinder
from bihuan.apps.ledgers.states import Life, StateFault
from bihuan.apps.ledgers.tables import ledger_table
from bihuan.apps.ledgers.templates import sheet_name
from bihuan.apps.units.actors import Actor, Right
from bihuan.apps.units.selectors import UnitNames, unit_get, unit_names, unit_unknown
from bihuan.apps.workbooks import sheets_read
from bihuan.datamodel import BihuanError, Finding
from bihuan.datamodel.telling import EVERY, Tell, told_of, untold
from bihuan.packs.schema import Ledger
from bihuan.reading.workbook import Sheet


@dataclass(frozen=True)
class BatchResult:
    """What became of a workbook. With ``rejects`` nothing was stored."""

    ledger: str
    sha256: str
    rows: int = 0
    added: int = 0
    changed: int = 0
    unchanged: int = 0
    sheet: str = ""
    first: int = 0  # the row (from 0) where the sheet's data begin
    seen_before: str = ""  # when the very same file was imported already
    rejects: list[Reject] = field(default_factory=list)
    notes: list[Finding] = field(default_factory=list)
    batch: int | None = None  # what undoes it; None where nothing was stored

    @property
    def findings(self) -> list[Finding]:
        """The rejects as findings, in the sheet's order."""
        return [reject.finding() for reject in sorted(self.rejects, key=lambda item: (item.row, item.column or 0))]

    def to_json(self) -> dict[str, Any]:
        """As ``bihuan ledger import --json`` prints it."""
        return {
            "ledger": self.ledger,
            "sha256": self.sha256,
            "rows": self.rows,
            "added": self.added,
            "changed": self.changed,
            "unchanged": self.unchanged,
            "seen_before": self.seen_before or None,
            "findings": [finding.model_dump(mode="json") for finding in (*self.findings, *self.notes)],
        }

    def summary(self) -> str:
        """One line for a person."""
        if self.rejects:
            rows = len({reject.row for reject in self.rejects})
            return f"{rows} 行有问题，整批没有入账"
        if self.seen_before:
            return f"这个文件已在 {self.seen_before[:10]} 导入过，没有新的内容"
        return f"读到 {self.rows} 行：新增 {self.added}，更改 {self.changed}，未变 {self.unchanged}"


def batch_import(
    *,
    ledger: str,
    path: Path,
    actor: Actor,
    unit: str | None = None,
    year: int | None = None,
    name: str = "",
    tell: Tell = untold,
) -> BatchResult:
    """Keep the original, read it, and store all its rows with their events in one transaction, or none of them.

    ``unit`` (a code) is the unit of rows that name none; ``year`` that of dates that name none; ``name`` what the file was called where
    the path does not say it; ``tell`` hears how far it is.
    A file that is no workbook of this ledger raises BihuanError; rows that cannot be taken are in ``rejects``.
    """
    actor.require(Right.WRITE)
    table = ledger_table(ledger)
    sha256 = original_keep(path)
    before = Batch.objects.filter(ledger=table.name, sha256=sha256, undone_by__isnull=True).first()
    if before is not None:
        return BatchResult(
            table.name, sha256, unchanged=before.added + before.changed + before.unchanged, seen_before=before.at
        )
    definition = Ledger.model_validate(table.definition)
    read = workbook_rows(table, definition, path, unit, year, tell)
    result = result_read(table, read, sha256, actor, name or path.name)
    return batch_store(table, definition, read, result, actor, name or path.name, tell=tell)


def result_read(table: LedgerTable, read: SheetRows, sha256: str, actor: Actor, name: str) -> BatchResult:
    """What was read, with the rows that the actor may not write among the rejects; no rows at all is an error."""
    if not read.rows and not read.rejects:
        raise BihuanError("workbook.no_rows", "表里没有一行条目", where=name, hint="在表头下面填写后再导入")
    read.rejects += rows_out_of_reach(read, actor, table.name)
    return BatchResult(
        table.name, sha256, len(read.rows), sheet=read.sheet, first=read.first, rejects=read.rejects, notes=read.notes
    )


def rows_out_of_reach(read: SheetRows, actor: Actor, ledger: str) -> list[Reject]:
    """Rows of units that the actor may not write for."""
    actor.require(Right.WRITE)
    return [
        Reject(row.number, None, "unit.out_of_reach", "这一行的单位不在您登记的范围内")
        for row in read.rows
        if not actor.may(Right.WRITE, row.unit_id, ledger)
    ]


def workbook_rows(
    table: LedgerTable, ledger: Ledger, path: Path, unit: str | None, year: int | None, tell: Tell
) -> SheetRows:
    """The workbook's rows as values of the table's columns."""
    tell(0, 0, "读取工作簿")
    sheet, layout = sheet_choose(path, ledger, unit_given=unit is not None)
    return rows_read(table, ledger, sheet, layout, unit, year, tell)


def rows_read(
    table: LedgerTable, ledger: Ledger, sheet: Sheet, layout: Layout, unit: str | None, year: int | None, tell: Tell
) -> SheetRows:
    """The sheet's rows as values of the table's columns."""
    own_unit = unit_get(unit).pk if unit else None
    names = unit_names()
    reader = RowReader(ledger, Store(table).columns, layout, unit_finder(names), own_unit, unit_coder(names))
    return reader.read(sheet, year, tell)


def sheet_choose(path: Path, ledger: Ledger, *, unit_given: bool) -> tuple[Sheet, Layout]:
    """The sheet of the ledger's name, else the first whose columns are the ledger's; else the first sheet's error."""
    first: BihuanError | None = None
    for sheet in sheets_read(path, (sheet_name(ledger),)):
        try:
            return sheet, layout_find(sheet, ledger, unit_given=unit_given, name=path.name)
        except BihuanError as error:
            first = first or error
    assert first is not None  # a workbook without sheets is an error of its own
    raise first


def unit_finder(names: UnitNames) -> UnitFinder:
    """Finds a unit by any of its names; the fault of an unknown or shared name says which were meant."""

    def find(word: str) -> int:
        found = names.find(word)
        if found is None and (shared := names.shared(word)):
            raise CellFault(f"有 {len(shared)} 个单位叫“{word}”，请填编码：{'、'.join(shared[:6])}", "unit.shared_name")
        if found is None:
            error = unit_unknown(word)
            raise CellFault(f"{error.what}，{error.hint}", error.code)
        return found

    return find


def unit_coder(names: UnitNames) -> UnitCoder:
    """Finds the code of a unit by any of its names."""
    find = unit_finder(names)
    return lambda word: names.codes[find(word)]


@transaction.atomic
def batch_store(
    table: LedgerTable,
    ledger: Ledger,
    read: SheetRows,
    result: BatchResult,
    actor: Actor,
    name: str,
    kind: str = Batch.IMPORT,
    tell: Tell = untold,
) -> BatchResult:
    """Compare with what is stored, then write rows, events, the batch and its own event."""
    head = head_lock()
    store = Store(table)
    changes, rejects, unchanged = changes_find(store, ledger, read, tell)
    if result.rejects or rejects:
        return replace(result, rejects=[*result.rejects, *rejects])
    told = {"file": name, "sha256": result.sha256, "rows": str(result.rows)}
    batch = batch_write(
        head=head, store=store, changes=changes, actor=actor, kind=kind, name=name, told=told, sha256=result.sha256,
        unchanged=unchanged, tell=tell,
    )  # fmt: skip
    return replace(result, added=batch.added, changed=batch.changed, unchanged=unchanged, batch=batch.pk)


def changes_find(store: Store, ledger: Ledger, read: SheetRows, tell: Tell) -> tuple[list[Change], list[Reject], int]:
    """What each row changes, the rows that contradict themselves or each other, and how many change nothing."""
    rejects: list[Reject] = []
    key_of = key_maker(store, ledger)
    keys = [key_of(row.values) for row in read.rows]
    stored = store.fetch_keys((row.unit_id, key) for row, key in zip(read.rows, keys, strict=True))
    life, changes, unchanged = Life(ledger), list[Change](), 0
    finish = RowFinish(store, ledger)
    seen: dict[tuple[int, str], int] = {}
    rows = list(zip(read.rows, keys, strict=True))
    for row, key in told_of(rows, "与台账比对", tell, every=EVERY):
        first = seen.setdefault((row.unit_id, key), row.number)
        if first != row.number:
            rejects.append(Reject(row.number, None, "row.twice", f"与第 {first + 1} 行是同一条目"))
            continue
        old = stored.get((row.unit_id, key))
        try:
            new = finish(row_merged(store, life, row, key, old, read.present, finish.held), old)
        except (StateFault, CellFault) as fault:
            rejects.append(Reject(row.number, None, getattr(fault, "code", "row.contradiction"), str(fault)))
            continue
        if new == old:
            unchanged += 1
        else:
            changes.append(Change("restore" if old and old.removed else "change" if old else "add", old, new))
    return changes, rejects, unchanged


class RowFinish:
    """The last look at a row before it is stored: what follows from the rest is filled in, what only moves write is left to them."""

    def __init__(self, store: Store, ledger: Ledger) -> None:
        self.store, self.ledger = store, ledger
        self.complete = completer_of(ledger, store)
        self.guarded = guarded_fields(ledger)
        self.held = frozenset(store.index[name] for name in self.guarded)
        computed = clock_fields(ledger)
        self.due = [spec for spec in ledger.fields if spec.required and spec.name in computed]

    def __call__(self, row: Row, old: Row | None) -> Row:
        """The finished row; raises CellFault."""
        values = self.complete(row.id, row.unit_id, old.values if old else None, row.values)
        at = self.store.index
        for spec in self.due:
            if values[at[spec.name]] is None:
                raise CellFault(f"“{spec.label}”没有填，也推算不出来", "cell.required")
        if old is not None and not old.removed:
            changed = [name for name in self.guarded if old.values[at[name]] != values[at[name]]]
            for name in changed:
                raise CellFault(guarded_words(self.ledger, name, self.guarded[name]), "row.move_needed")
        return replace(row, values=values)


def row_merged(
    store: Store, life: Life, row: SheetRow, key: str, old: Row | None, present: frozenset[int], held: frozenset[int]
) -> Row:
    """The row as it will be stored: what the sheet does not have stays as it was, and so do blanks in columns that only moves write
    (``held``); the state follows from the dates."""
    values = row.values
    if old is not None:
        kept = old.values
        present = present - {at for at in held if values[at] is None}
        values = [value if at in present and value is not KEEP else kept[at] for at, value in enumerate(values)]
    elif KEEP in values:
        raise CellFault("个人信息已隐去，新条目要填真实内容", "row.contradiction")
    dates = {name: values[store.index[name]] for name in life.date_fields if values[store.index[name]] is not None}
    placed = life.day_placed(values, store.index)
    new = Row(old.id if old else 0, row.unit_id, key, life.state_of(dates, row.state), False, placed)
    if old is not None and old.state in life.frozen and new != old:
        raise StateFault(f"{life.labels[old.state]}的条目不能再改，调整时另记一条")
    return new
