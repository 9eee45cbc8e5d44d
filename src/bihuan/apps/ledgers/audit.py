"""The audit: walks the chain, then compares every row with the last event that touched it. Streams; keeps one entry in memory."""

import json
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import groupby
from typing import Any

from django.db import connection, transaction

from bihuan.apps.ledgers.chain import FIELDS, START, event_digest
from bihuan.apps.ledgers.entries import Row, Store, row_of, system_spelled
from bihuan.apps.ledgers.models import ChainHead, Event, LedgerTable
from bihuan.apps.ledgers.tables import columns_of
from bihuan.apps.ledgers.unitseal import unit_faults
from bihuan.datamodel import BihuanError, Finding, Level

Progress = Callable[[int], None]  # told how many events and rows have been looked at
CHUNK = 2000


@contextmanager
def one_moment() -> Iterator[None]:
    """Everything read inside is of one moment, whatever is written meanwhile: SQLite's writers wait, PostgreSQL's need not."""
    outermost = not connection.in_atomic_block
    with transaction.atomic():
        if outermost and connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        yield


@one_moment()
def chain_walk(progress: Progress | None = None, *, noted: str | None = None) -> list[Finding]:
    """Every fault: the first broken place of the chain, then each row and unit changed behind Bihuan's back.

    Whoever can write to the database can cut the chain's tail and edit the head to match; inside the database nothing shows it. A
    head ``number:digest`` written down elsewhere does: give it as ``noted``. Sealed manifests carry their event's number likewise.
    """
    findings = [*chain_faults(progress), *noted_faults(noted)]
    for table in LedgerTable.objects.order_by("name"):
        findings += row_faults(table, progress)
    return [*findings, *unit_faults()]


def chain_faults(progress: Progress | None = None) -> Iterator[Finding]:
    """The first place where the chain does not hold: what follows it proves nothing any more."""
    seq, previous = 0, START
    for event in Event.objects.order_by("seq").values_list(*FIELDS).iterator(CHUNK):
        if (broken := event_fault(event, seq, previous)) is not None:
            yield broken
            return
        seq, previous = event[0], event[-1]
        if progress and seq % CHUNK == 0:
            progress(CHUNK)
    yield from head_faults(seq, previous)


def event_fault(event: tuple[Any, ...], before: int, previous: str) -> Finding | None:
    """Whether one event follows the one before it, unchanged."""
    seq = event[0]
    if seq != before + 1:
        return fault("chain.gap", f"第 {before + 1} 号事件不见了（下一条是第 {seq} 号）", f"事件 {before + 1}")
    if event[-2] != previous:
        return fault("chain.broken", f"第 {seq} 号事件接不上第 {before} 号：事件被改动、调换或插入", f"事件 {seq}")
    if event_digest(event[:-1]) != event[-1]:
        return fault(
            "chain.altered", f"第 {seq} 号事件的内容被改动（{event[1][:19]}，{event[2]}，{event[3]}）", f"事件 {seq}"
        )
    return None


def head_faults(seq: int, digest: str) -> Iterator[Finding]:
    """Whether the chain ends where the head says."""
    head = ChainHead.objects.filter(pk=1).first()
    count, last = (head.count, head.digest) if head else (0, START)
    if seq < count:
        yield fault("chain.cut", f"事件链的末尾被截去：应有 {count} 条，只有 {seq} 条", f"事件 {seq + 1}")
    elif seq > count:
        yield fault("chain.head", f"链头记录只有 {count} 条，事件却有 {seq} 条", "链头")
    elif digest != last:
        yield fault("chain.head", "链头记录的摘要与最后一条事件不符", "链头")


def noted_faults(noted: str | None) -> Iterator[Finding]:
    """Whether a head written down earlier is still an event of the chain."""
    if not noted:
        return
    match = re.fullmatch(r"(\d+):([0-9a-f]{64})", noted.strip())
    if match is None:
        raise BihuanError("chain.head_unreadable", f"链头“{noted}”无法识别", hint="写成 号数:摘要，照 audit 打印的抄")
    seq, digest = int(match[1]), match[2]
    if seq and not Event.objects.filter(seq=seq, digest=digest).exists():
        yield fault("chain.rewritten", f"记下的第 {seq} 号链头已不在链上：事件链被截断或重写过", f"事件 {seq}")


def row_faults(table: LedgerTable, progress: Progress | None = None) -> Iterator[Finding]:
    """Rows and last events of one ledger, walked side by side in the order of entry ids."""
    store = Store(table)
    rows, proofs = row_stream(store), proof_stream(table.name)
    row, proof = next(rows, None), next(proofs, None)
    seen = 0
    while row is not None or proof is not None:
        seen += 1
        if progress and seen % CHUNK == 0:
            progress(CHUNK)
        if row is None or (proof is not None and proof[0] < row[0].id):
            assert proof is not None
            yield fault(
                "row.deleted", f"条目被绕过系统删除：{name_of_entry(table, proof[0])}", f"{table.label} #{proof[0]}"
            )
            proof = next(proofs, None)
        elif proof is None or row[0].id < proof[0]:
            where = f"{table.label} #{row[0].id}"
            yield fault("row.inserted", f"条目没有来历，是绕过系统写入的：{row[0].entry_key}", where)
            row = next(rows, None)
        else:
            if (broken := row_fault(table, store, row, proof)) is not None:
                yield broken
            row, proof = next(rows, None), next(proofs, None)


def row_stream(store: Store) -> Iterator[tuple[Row, int, str]]:
    """Every row by id, with the number and digest it carries."""
    with connection.cursor() as cursor:
        last = 0
        while True:
            cursor.execute(
                f"SELECT {', '.join(store.names)} FROM {store.table} WHERE id > %s ORDER BY id LIMIT {CHUNK}", [last]
            )
            found = cursor.fetchall()
            if not found:
                return
            for item in found:
                yield row_of(item), item[5], item[6]
            last = found[-1][0]


def proof_stream(ledger: str) -> Iterator[tuple[int, int, str]]:
    """For every entry of the ledger, by id: the number and row digest of its last event."""
    events = (
        Event.objects.filter(subject=ledger, entry_id__isnull=False)
        .order_by("entry_id", "seq")
        .values_list("entry_id", "seq", "row_digest")
        .iterator(CHUNK)
    )
    for _, own in groupby(events, key=lambda event: event[0]):
        *_, (entry_id, seq, digest) = own
        yield int(entry_id or 0), seq, digest


def row_fault(
    table: LedgerTable, store: Store, row: tuple[Row, int, str], proof: tuple[int, int, str]
) -> Finding | None:
    """Whether a row is what its last event says it is."""
    found, seq, carried = row
    spelled = store.plan.spell(found.values)
    digest = store.plan.digest(found.id, found.unit_id, found.entry_key, found.state, found.removed, spelled)
    if digest == proof[2] == carried and seq == proof[1]:
        return None
    where = f"{table.label} #{found.id}"
    changed = differences(table, found.id, {**spelled, **system_spelled(found)})
    detail = "；".join(changed) or "行的摘要或事件号与事件链不符"
    return fault("row.changed", f"条目 {found.entry_key} 被绕过系统改动：{detail}", where)


def differences(table: LedgerTable, entry_id: int, now: dict[str, str]) -> list[str]:
    """What differs between the row and the replay of its events, in the labels of today."""
    then = entry_replay(table.name, entry_id)
    labels = labels_by_origin(table)
    return [
        f"“{labels.get(name, name)}”应为 {then.get(name, '空')}，现为 {now.get(name, '空')}"
        for name in sorted(then.keys() | now.keys())
        if then.get(name) != now.get(name)
    ]


def entry_replay(ledger: str, entry_id: int) -> dict[str, str]:
    """An entry's columns as its events leave them."""
    values: dict[str, str] = {}
    for text in (
        Event.objects.filter(subject=ledger, entry_id=entry_id).order_by("seq").values_list("changes", flat=True)
    ):
        values |= {name: pair[1] for name, pair in json.loads(text).items() if not name.startswith("#")}
    return {name: value for name, value in values.items() if value is not None}


def name_of_entry(table: LedgerTable, entry_id: int) -> str:
    """The key of an entry whose row is gone."""
    return entry_replay(table.name, entry_id).get("entry_key", f"#{entry_id}")


def labels_by_origin(table: LedgerTable) -> dict[str, str]:
    """What each column is called today, by its origin."""
    labels = {field["name"]: field["label"] for field in table.definition["fields"]}
    own = {"unit_id": "单位", "state": "状态", "entry_key": "键", "removed": "已删除"}
    return own | {column.origin: labels.get(column.name, column.name) for column in columns_of(table)}


def fault(code: str, message: str, where: str) -> Finding:
    """An error of the audit."""
    return Finding(code=code, level=Level.ERROR, message=message, where=where)
