"""A changed pack changes its tables: fields added, renamed by ``formerly``, hidden, shown again, widened. No row is lost."""

from dataclasses import replace
from typing import Any

from django.db import connection, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from bihuan.apps.ledgers.columns import Column
from bihuan.apps.ledgers.models import LedgerTable
from bihuan.apps.ledgers.rekey import entries_rekey
from bihuan.apps.ledgers.tables import columns_of, model_make
from bihuan.datamodel import BihuanError, Finding, Level
from bihuan.packs.schema import FieldType, Ledger, LedgerField

# What a column may become without changing the meaning of what it holds. Decimals may also gain places.
WIDER = {
    FieldType.INTEGER: {FieldType.DECIMAL, FieldType.TEXT},
    FieldType.CHOICE: {FieldType.TEXT},
    FieldType.UNIT: {FieldType.TEXT},
}


def table_follow(editor: BaseDatabaseSchemaEditor, row: LedgerTable, ledger: Ledger, pack: str, *, actor: str) -> None:
    """Make an installed table fit a new definition. A change that could lose something is refused whole."""
    before = list(columns_of(row))
    if faults := [*type_faults(before, ledger), *word_faults(row, before, ledger)]:
        raise BihuanError(
            faults[0].code,
            "；".join(finding.message for finding in faults),
            where=f"台账 {ledger.ledger}",
            hint=faults[0].hint,
        )
    after = columns_follow(before, ledger)
    for number in range(len(before)):
        column_change(editor, row.table, tuple(after[:number] + before[number:]), number, after[number])
    for number in range(len(before), len(after)):
        column_add(editor, row.table, tuple(after[: number + 1]))
    old_key = [renamed(name, ledger) for name in row.definition["key"]]
    row.definition, row.label, row.pack, row.hidden = (
        ledger.model_dump(mode="json"),
        ledger.name,
        pack or row.pack,
        False,
    )
    row.columns = [column.to_json() for column in after]
    row.save()
    if old_key != ledger.key:
        entries_rekey(row, ledger, actor=actor)


def renamed(name: str, ledger: Ledger) -> str:
    """What a field of the old definition is called now."""
    return next((field.name for field in ledger.fields if name in field.formerly), name)


def field_of(column: Column, ledger: Ledger) -> LedgerField | None:
    """The field that a column serves under the new definition: of its name, or formerly of its name."""
    named = {field.name: field for field in ledger.fields}
    return named.get(column.name) or named.get(renamed(column.name, ledger))


def columns_follow(before: list[Column], ledger: Ledger) -> list[Column]:
    """The columns as they shall be: the old ones in their order, renamed, widened or hidden, then the new ones."""
    after: list[Column] = []
    served: set[str] = set()
    for column in before:
        field = field_of(column, ledger)
        if field is None or field.name in served:
            after.append(replace(column, hidden=True))
        else:
            served.add(field.name)
            after.append(Column.of(field, column.origin))
    origins = {column.origin for column in before}
    for field in ledger.fields:
        if field.name not in served:
            after.append(Column.of(field, origin_free(field.name, origins)))
    return after


def origin_free(name: str, taken: set[str]) -> str:
    """An origin that no column of the table ever had."""
    number = 2
    origin = name
    while origin in taken:
        origin, number = f"{name}~{number}", number + 1
    taken.add(origin)
    return origin


def type_faults(before: list[Column], ledger: Ledger) -> list[Finding]:
    """Changes of type that would lose or reread what is stored."""
    return [
        Finding(
            code="ledger.type_change",
            level=Level.ERROR,
            message=f"字段“{field.label}”不能由 {column.type} 改为 {field.type}"
            if field.type is not column.type
            else f"字段“{field.label}”的小数位不能由 {column.places} 减到 {field.places}",
            where=f"{ledger.ledger}.{field.name}",
            hint="改类型会丢数据：请用新名字另加一个字段",
        )
        for column in before
        if (field := field_of(column, ledger)) is not None and not widens(column, Column.of(field, column.origin))
    ]


def widens(old: Column, new: Column) -> bool:
    """Whether every value of the old column is a value of the new one, spelled alike."""
    if old.type is new.type:
        return new.places >= old.places
    return new.type in WIDER.get(old.type, set())


def word_faults(row: LedgerTable, before: list[Column], ledger: Ledger) -> list[Finding]:
    """Choices and states that entries hold and the new definition no longer knows."""
    findings = []
    for column in before:
        field = field_of(column, ledger)
        if column.type is FieldType.CHOICE and field is not None and field.type is FieldType.CHOICE:
            findings += words_lost(
                row.table, column.name, {choice.key for choice in field.choices}, f"字段“{field.label}”的选项"
            )
    return findings + words_lost(row.table, "state", {"", *(state.key for state in ledger.states)}, "状态")


def words_lost(table: str, column: str, known: set[str], what: str) -> list[Finding]:
    """Stored words of a column that are not known any more, with the number of entries that hold them."""
    quote = connection.ops.quote_name
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {quote(column)}, COUNT(*) FROM {quote(table)} GROUP BY {quote(column)}")
        stored = {word: count for word, count in cursor.fetchall() if word is not None}
    return [
        Finding(
            code="ledger.word_lost",
            level=Level.ERROR,
            message=f"{what}“{word}”还有 {stored[word]} 条在用，不能删去",
            where=table,
            hint="先把这些条目改好，或保留这一项",
        )
        for word in sorted(stored.keys() - known)
    ]


def column_change(
    editor: BaseDatabaseSchemaEditor, table: str, columns: tuple[Column, ...], number: int, new: Column
) -> None:
    """Rename and widen one column; ``columns`` is the table as it stands now."""
    old = columns[number]
    if (old.name, old.type, old.places) == (new.name, new.type, new.places):
        return
    model = model_make(table, columns)
    changed = model_make(table, (*columns[:number], new, *columns[number + 1 :]))
    editor.alter_field(model, column_field(model, old.name), column_field(changed, new.name))
    if new.type is FieldType.DECIMAL and new.places > old.places:
        column_rescale(editor, table, new.name, 10 ** (new.places - old.places))


def column_rescale(editor: BaseDatabaseSchemaEditor, table: str, name: str, factor: int) -> None:
    """More places: every stored integer times the power of ten."""
    quote = connection.ops.quote_name
    editor.execute(f"UPDATE {quote(table)} SET {quote(name)} = {quote(name)} * {factor}")


def column_add(editor: BaseDatabaseSchemaEditor, table: str, columns: tuple[Column, ...]) -> None:
    """Add the last of ``columns`` to a table that has the others."""
    model = model_make(table, columns)
    editor.add_field(model, column_field(model, columns[-1].name))


def column_field(model: type[models.Model], name: str) -> "models.Field[Any, Any]":
    """The model's field of a column."""
    field = model._meta.get_field(name)
    assert isinstance(field, models.Field)
    return field
