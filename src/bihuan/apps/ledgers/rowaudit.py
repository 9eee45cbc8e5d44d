"""Every row of a ledger beside the last event that touched it. A value of any type in any column is looked at, none is trusted."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from itertools import groupby
from typing import Any, NamedTuple

from django.db import connection
from django.db.models import Q

from bihuan.apps.ledgers.columns import MASK, SYSTEM, Column
from bihuan.apps.ledgers.entries import Row, Store, row_of, system_spelled
from bihuan.apps.ledgers.models import Event, LedgerTable
from bihuan.apps.ledgers.replay import entry_replay
from bihuan.apps.ledgers.tables import columns_of
from bihuan.datamodel import Finding, Level
from bihuan.packs.schema import FieldType

Progress = Callable[[int], None]  # told how many events and rows have been looked at
Kind = tuple[str, type]
CHUNK = 2000
SYSTEM_TYPES = (int, int, str, str, bool, int, str)
NUMBERS = {FieldType.INTEGER, FieldType.DECIMAL, FieldType.MONEY}  # whole numbers as stored


class Proof(NamedTuple):
    """What an entry's last event says of its row."""

    entry_id: Any
    seq: Any
    digest: Any


def fault(code: str, message: str, where: str) -> Finding:
    """An error of the audit; text that is no UTF-8 is shown by its bytes."""
    shown = [text.encode("utf-8", "backslashreplace").decode() for text in (message, where)]
    return Finding(code=code, level=Level.ERROR, message=shown[0], where=shown[1])


def row_faults(table: LedgerTable, progress: Progress | None = None) -> Iterator[Finding]:
    """Rows and last events of one ledger, walked side by side in the order of entry ids."""
    store = Store(table)
    kinds = kinds_of(store)
    rows, proofs = row_stream(store), proof_stream(table.name)
    row, proof = next(rows, None), next(proofs, None)
    seen = 0
    while row is not None or proof is not None:
        seen += 1
        if progress and seen % CHUNK == 0:
            progress(CHUNK)
        if row is None or (proof is not None and order(proof.entry_id) < order(row[0])):
            assert proof is not None
            name = entry_replay(table.name, proof.entry_id).get("entry_key", f"#{proof.entry_id}")
            yield fault("row.deleted", f"条目被绕过系统删除：{name}", f"{table.label} #{proof.entry_id}")
            proof = next(proofs, None)
        elif proof is None or order(row[0]) < order(proof.entry_id):
            yield fault("row.inserted", f"条目没有来历，是绕过系统写入的：{row[2]}", f"{table.label} #{row[0]}")
            row = next(rows, None)
        else:
            if (broken := row_fault(table, store, kinds, row, proof)) is not None:
                yield broken
            row, proof = next(rows, None), next(proofs, None)


def order(value: Any) -> tuple[int, Any]:
    """Where a value stands when the database sorts: SQLite puts numbers before text before bytes."""
    return (0, value) if isinstance(value, int | float) else (1, value) if isinstance(value, str) else (2, str(value))


def row_stream(store: Store) -> Iterator[tuple[Any, ...]]:
    """Every row by id: the system's columns, then the fields, as they are in the file (SQLite's driver converts no expression)."""
    names = [f"+{name}" for name in store.names] if connection.vendor == "sqlite" else store.names
    select = f"SELECT {', '.join(names)} FROM {store.table}"
    after, last = "", list[Any]()
    while True:
        with connection.cursor() as cursor:
            cursor.execute(f"{select} {after} ORDER BY id LIMIT {CHUNK}", last)
            found = cursor.fetchall()
        yield from found
        if len(found) < CHUNK:
            return
        after, last = "WHERE id > %s", [found[-1][0]]


def proof_stream(ledger: str) -> Iterator[Proof]:
    """For every entry of the ledger, by id: the number and row digest of its last event."""
    for _, own in groupby(event_stream(ledger), key=lambda event: event[0]):
        *_, last = own
        yield Proof(*last)


def event_stream(ledger: str) -> Iterator[tuple[Any, Any, Any]]:
    """The ledger's events that wrote rows, by entry and number, a page at a time: no cursor stays open when a ledger proves unreadable
    half way. What changed no row (a comment) has no row digest."""
    events = (
        Event.objects.filter(subject=ledger, entry_id__isnull=False).exclude(row_digest="").order_by("entry_id", "seq")
    )
    page = events
    while True:
        found = list(page.values_list("entry_id", "seq", "row_digest")[:CHUNK])
        yield from found
        if len(found) < CHUNK:
            return
        entry, seq, _ = found[-1]
        page = events.filter(Q(entry_id__gt=entry) | Q(entry_id=entry, seq__gt=seq))


def row_fault(
    table: LedgerTable, store: Store, kinds: Sequence[Kind], found: tuple[Any, ...], proof: Proof
) -> Finding | None:
    """Whether a row is what its last event says it is."""
    row = row_of(found)
    where = f"{table.label} #{row.id}"
    if odd := value_odd(found, kinds):
        label = labels_by_origin(table).get(odd, odd)
        return fault("row.changed", f"条目 {row.entry_key} 被绕过系统改动：“{label}”里的值不是这一列的类型", where)
    spelled = store.plan.spell(row.values)
    digest = store.plan.digest(row.id, row.unit_id, row.entry_key, row.state, row.removed, spelled)
    if digest == proof.digest == found[6] and found[5] == proof.seq:
        return None
    detail = "；".join(differences(table, row, spelled)) or unseen(store.columns, digest == found[6])
    return fault("row.changed", f"条目 {row.entry_key} 被绕过系统改动：{detail}", where)


def kinds_of(store: Store) -> list[Kind]:
    """The origin and Python type of every column, the system's first."""
    own = zip(SYSTEM, SYSTEM_TYPES, strict=True)
    return [*own, *((column.origin, kind_of(column.type)) for column in store.columns)]


def kind_of(kind: FieldType) -> type:
    """What Python makes of a stored value of the type."""
    return bool if kind is FieldType.BOOLEAN else int if kind in NUMBERS else str


def value_odd(found: tuple[Any, ...], kinds: Sequence[Kind]) -> str:
    """The origin of the first column whose value is of another type than the column; SQLite stores anything anywhere."""
    for (origin, kind), value in zip(kinds, found, strict=True):
        if type(value) is not kind and not (value is None and origin not in SYSTEM) and not stands_for(value, kind):
            return origin
    return ""


def stands_for(value: Any, kind: type) -> bool:
    """Whether a driver gives a value of the kind so: SQLite yes and no as 1 and 0, PostgreSQL days as dates."""
    return (kind is bool and type(value) is int and value in (0, 1)) or (kind is str and isinstance(value, date))


def differences(table: LedgerTable, row: Row, spelled: dict[str, str]) -> list[str]:
    """What differs between the row and the replay of its events, in the labels of today; personal values are not shown."""
    hidden = {column.origin for column in columns_of(table) if column.personal}
    now = {name: MASK if name in hidden else value for name, value in spelled.items()} | system_spelled(row)
    then = entry_replay(table.name, row.id)
    labels = labels_by_origin(table)
    return [
        f"“{labels.get(name, name)}”应为 {MASK if name in hidden and name in then else then.get(name, '空')}，"
        f"现为 {now.get(name, '空')}"
        for name in sorted(then.keys() | now.keys())
        if then.get(name) != now.get(name) and not (name in now and name in then and MASK in (then[name], now[name]))
    ]


def unseen(columns: tuple[Column, ...], digest_kept: bool) -> str:
    """What may have been changed where no shown value differs."""
    if digest_kept or not any(column.personal for column in columns):
        return "行的摘要或事件号与事件链不符"
    return "个人信息或行的摘要与事件链不符"


def labels_by_origin(table: LedgerTable) -> dict[str, str]:
    """What each column is called today, by its origin."""
    labels = {field["name"]: field["label"] for field in table.definition["fields"]}
    own = {
        "unit_id": "单位",
        "state": "状态",
        "entry_key": "键",
        "removed": "已删除",
        "seq": "事件号",
        "digest": "摘要",
    }
    return own | {column.origin: labels.get(column.name, column.name) for column in columns_of(table)}
