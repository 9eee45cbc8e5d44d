"""The audit: walks the chain, then compares every row with the last event that touched it. Streams; odd data are findings too."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import OperationalError, ProgrammingError, connection, transaction
from django.db.models import Min

from bihuan.apps.ledgers.calendarseal import calendar_faults
from bihuan.apps.ledgers.chain import ALGORITHM, FIELDS, START, event_digest
from bihuan.apps.ledgers.models import ChainHead, Event, LedgerTable
from bihuan.apps.ledgers.replay import changes_read
from bihuan.apps.ledgers.rowaudit import CHUNK, Progress, fault, row_faults
from bihuan.apps.ledgers.unitseal import unit_faults
from bihuan.datamodel import BihuanError, Finding

UNREADABLE = (ValueError, TypeError, KeyError, AttributeError, OperationalError, ProgrammingError)


@contextmanager
def one_moment() -> Iterator[None]:
    """Everything read inside is of one moment, whatever is written meanwhile: SQLite's writers wait, PostgreSQL's need not."""
    outermost = not connection.in_atomic_block
    with transaction.atomic():
        if outermost and connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        with any_text():
            yield


@contextmanager
def any_text() -> Iterator[None]:
    """Text that is no UTF-8, which SQLite stores as willingly as any, is read as it is instead of failing."""
    if connection.vendor != "sqlite":
        yield
        return
    connection.connection.text_factory = lambda data: data.decode("utf-8", "surrogateescape")
    try:
        yield
    finally:
        connection.connection.text_factory = str


@one_moment()
def chain_walk(progress: Progress | None = None, *, noted: str | None = None) -> list[Finding]:
    """Every fault: the first broken place of the chain, then each row and unit changed behind Bihuan's back.

    Whoever can write to the database can cut the chain's tail and edit the head to match; inside the database nothing shows it. A
    head ``number:digest`` written down elsewhere does: give it as ``noted``. Sealed manifests carry their event's number likewise.
    """
    findings = [*chain_faults(progress), *noted_faults(noted), *ledgers_missing()]
    for name in LedgerTable.objects.order_by("name").values_list("name", flat=True):
        findings += ledger_faults(name, progress)
    return [*findings, *unit_faults(), *calendar_faults()]


def ledger_faults(name: str, progress: Progress | None) -> list[Finding]:
    """The faults of one ledger's rows; a ledger whose definition or table cannot be read is one fault."""
    try:
        with transaction.atomic():
            return list(row_faults(LedgerTable.objects.get(name=name), progress))
    except UNREADABLE as error:
        return [fault("ledger.broken", f"台账“{name}”的定义或数据表读不出来（{type(error).__name__}）", f"台账 {name}")]


def ledgers_missing() -> Iterator[Finding]:
    """Ledgers that events speak of and that are not there any more."""
    known = set(LedgerTable.objects.values_list("name", flat=True))
    subjects = Event.objects.filter(entry_id__isnull=False).values_list("subject").annotate(first=Min("seq"))
    for subject, first in sorted(subjects.order_by(), key=str):
        if subject not in known:
            yield fault(
                "ledger.missing", f"台账“{subject}”不见了，它的条目从第 {first} 号事件起有记录", f"事件 {first}"
            )


def chain_faults(progress: Progress | None = None) -> Iterator[Finding]:
    """The first place where the chain does not hold: what follows it proves nothing any more."""
    seq, previous = 0, START
    for event in Event.objects.order_by("seq").values_list(*FIELDS).iterator(CHUNK):
        if (broken := event_fault(event, seq, previous)) is not None:
            yield broken
            return
        if changes_read(event[6]) is None:
            yield fault(
                "chain.unreadable", f"第 {event[0]} 号事件的内容读不懂，不是“原值→新值”的 JSON", f"事件 {event[0]}"
            )
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
    if digest_or_none(event[:-1]) != event[-1]:
        told = f"{str(event[1])[:19]}，{event[2]}，{event[3]}"
        return fault("chain.altered", f"第 {seq} 号事件的内容被改动（{told}）", f"事件 {seq}")
    return None


def digest_or_none(values: tuple[Any, ...]) -> str | None:
    """The digest of an event; None where a value is nothing that an event can hold (bytes, broken text)."""
    try:
        return event_digest(values)
    except (TypeError, ValueError):
        return None


def head_faults(seq: int, digest: str) -> Iterator[Finding]:
    """Whether the chain ends where the head says."""
    found = ChainHead.objects.filter(pk=1).values_list("count", "digest", "algorithm").first()
    count, last, algorithm = found or (0, START, ALGORITHM)
    if type(count) is not int or algorithm != ALGORITHM:
        yield fault("chain.head", f"链头记录读不懂：{count}，{algorithm}", "链头")
    elif seq < count:
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
