"""Each ledger kind is a real typed table. This module makes its Django model, and makes the table follow a changed pack."""

import hashlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.apps.registry import Apps
from django.db import connection, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from bihuan.apps.ledgers.columns import SYSTEM, Column, canonical_json
from bihuan.apps.ledgers.models import LedgerTable
from bihuan.apps.units.models import Unit
from bihuan.datamodel import BihuanError
from bihuan.packs.schema import Ledger

KEY_LENGTH = 200
_kept: ContextVar[dict[str, Any] | None] = ContextVar("kept", default=None)
_models: dict[tuple[str, tuple[Column, ...]], type[models.Model]] = {}


def table_name(ledger: str) -> str:
    """``l_<ledger>``, at most 30 characters."""
    name = f"l_{ledger}"
    return name if len(name) <= 30 else f"{name[:23]}_{hashlib.sha256(ledger.encode()).hexdigest()[:6]}"


def ledger_table(name: str) -> LedgerTable:
    """The installed ledger kind; an unknown name is an error that lists what there is."""
    table: LedgerTable = asked_once(f"ledger {name}", lambda: table_found(name))
    return table


def table_found(name: str) -> LedgerTable:
    """The same, asked of the database."""
    row = LedgerTable.objects.filter(name=name).first() or LedgerTable.objects.filter(label=name).first()
    if row is None or row.hidden:
        names = "、".join(str(item) for item in LedgerTable.objects.filter(hidden=False).order_by("name"))
        raise BihuanError(
            "ledger.unknown", f"没有台账“{name}”", hint=f"已安装：{names or '无，先运行 bihuan init --pack'}"
        )
    return row


def asked_once(what: str, ask: Callable[[], Any]) -> Any:
    """The answer to a question that a page asks many times: asked once while ``tables_kept`` lasts, outside of it each time."""
    kept = _kept.get()
    if kept is None:
        return ask()
    if what not in kept:
        kept[what] = ask()
    return kept[what]


@contextmanager
def tables_kept() -> Iterator[None]:
    """What is ``asked_once`` is kept while this lasts: one page, one deed of a program."""
    token = _kept.set({})
    try:
        yield
    finally:
        _kept.reset(token)


def tables_forget() -> None:
    """A pack was installed or changed: ask again."""
    if (kept := _kept.get()) is not None:
        kept.clear()


def ledger_definition(name: str) -> Ledger:
    """The installed definition of a ledger."""
    return Ledger.model_validate(ledger_table(name).definition)


def ledger_model(name: str) -> type[models.Model]:
    """The Django model of an installed ledger's table: id, unit, entry_key, state, removed, seq, digest and the fields.

    Money and decimals are ``Decimal`` to Python. Rows marked ``removed`` are tombstones: leave them out of figures.
    """
    row = ledger_table(name)
    return model_make(row.table, columns_of(row))


def columns_of(row: LedgerTable) -> tuple[Column, ...]:
    """Every column of the table in table order, hidden ones included."""
    return tuple(Column.from_json(item) for item in row.columns)


def shape_of(table: LedgerTable) -> str:
    """All that what is read of a table once depends on, but its entries."""
    return canonical_json([table.table, [column.to_json() for column in columns_of(table)]])


def model_make(table: str, columns: tuple[Column, ...]) -> type[models.Model]:
    """The model of a table of these columns, made once a process for each shape."""
    if (table, columns) not in _models:
        _models[table, columns] = model_build(table, columns)
    return _models[table, columns]


def model_build(table: str, columns: tuple[Column, ...]) -> type[models.Model]:
    """A model class in a registry of its own, so that a later shape of the same table replaces nothing."""
    meta = type(
        "Meta",
        (),
        {
            "app_label": "ledgers",
            "apps": Apps(),
            "db_table": table,
            "constraints": [models.UniqueConstraint(fields=["entry_key", "unit"], name=name_short(table, "key"))],
            "indexes": [models.Index(fields=["seq"], name=name_short(table, "seq"))],
        },
    )
    attributes: dict[str, Any] = {
        "__module__": __name__,
        "Meta": meta,
        "id": models.BigIntegerField(primary_key=True),  # the number of the event that added the entry
        "unit": models.ForeignKey(Unit, models.DO_NOTHING, db_constraint=False, db_index=False, related_name="+"),
        "entry_key": models.CharField(max_length=KEY_LENGTH),
        "state": models.CharField(max_length=30, default=""),
        "removed": models.BooleanField(default=False),
        "seq": models.BigIntegerField(),  # the number of the last event that changed the entry
        "digest": models.CharField(max_length=64),
    }
    attributes |= {column.name: column.model_field() for column in columns}
    return type("Entry_" + table, (models.Model,), attributes)


def name_short(table: str, suffix: str) -> str:
    """A name of a constraint or index of the table, at most 30 characters."""
    name = f"{table}_{suffix}"
    return name if len(name) <= 30 else f"{hashlib.sha256(table.encode()).hexdigest()[:20]}_{suffix}"


def names_check(ledger: Ledger) -> None:
    """Field names that a table cannot carry: the system's own, and those a Django model needs."""
    for field in ledger.fields:
        taken = field.name in (*SYSTEM, "unit") or hasattr(models.Model, field.name)
        if taken or "__" in field.name or field.name.endswith("_"):
            raise BihuanError(
                "ledger.field_reserved",
                f"字段名“{field.name}”（{field.label}）不能使用",
                where=f"台账 {ledger.ledger}",
                hint="换一个名字，如加上业务词头",
            )


def personal_check(ledger: Ledger) -> None:
    """A key is shown in lists and messages: no personal field may be part of it."""
    for name in ledger.key:
        if ledger.field(name).personal:
            label = ledger.field(name).label
            raise BihuanError(
                "ledger.personal_key",
                f"个人信息“{label}”不能作台账的键",
                where=f"台账 {ledger.ledger}",
                hint="用编号作键",
            )


def table_create(editor: BaseDatabaseSchemaEditor, ledger: Ledger, pack: str) -> LedgerTable:
    """Make the table of a new ledger."""
    columns = tuple(Column.of(field, field.name) for field in ledger.fields)
    table = table_name(ledger.ledger)
    editor.create_model(model_make(table, columns))
    return LedgerTable.objects.create(
        name=ledger.ledger,
        label=ledger.name,
        pack=pack,
        table=table,
        definition=ledger.model_dump(mode="json"),
        columns=[column.to_json() for column in columns],
    )


def day_index_add(editor: BaseDatabaseSchemaEditor, row: LedgerTable, day: str) -> None:
    """The index by which a home counts a unit's entries of a month."""
    index = models.Index(fields=[day, "unit", "removed"], name=name_short(row.table, "day"))
    editor.add_index(model_make(row.table, columns_of(row)), index)


def day_index_keep(editor: BaseDatabaseSchemaEditor, ledger: Ledger) -> None:
    """The same where it is not there, as after SQLite made a table anew."""
    row = LedgerTable.objects.get(name=ledger.ledger)
    with connection.cursor() as cursor:
        if name_short(row.table, "day") in connection.introspection.get_constraints(cursor, row.table):
            return
    day_index_add(editor, row, ledger.date)


def table_drop_all() -> None:
    """Drop every ledger table. For tests and for a folder given up while it is being made."""
    with connection.schema_editor() as editor:
        for row in LedgerTable.objects.all():
            editor.delete_model(model_make(row.table, columns_of(row)))
        LedgerTable.objects.all().delete()
