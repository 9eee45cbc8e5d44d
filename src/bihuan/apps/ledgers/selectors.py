"""Reading ledgers: what is installed, how far the chain goes, entries as the pages and lists show them."""

from bihuan.apps.ledgers.chain import START
from bihuan.apps.ledgers.installs import catalog
from bihuan.apps.ledgers.models import ChainHead, Event, LedgerTable
from bihuan.apps.ledgers.tables import ledger_definition, ledger_model, ledger_table, tables_kept

__all__ = [
    "catalog",
    "chain_count",
    "chain_head",
    "event_digest_at",
    "event_find",
    "ledger_definition",
    "ledger_model",
    "ledger_table",
    "ledgers_installed",
    "tables_kept",
]


def ledgers_installed() -> list[LedgerTable]:
    """The ledger kinds that packs declare today."""
    return list(LedgerTable.objects.filter(hidden=False).order_by("pack", "name"))


def chain_count() -> int:
    """The number of the last event; a snapshot that stands at it has seen every row."""
    return chain_head()[0]


def chain_head() -> tuple[int, str]:
    """How many events there are, and the digest of the last: written down elsewhere, it proves later that nothing was cut."""
    return ChainHead.objects.filter(pk=1).values_list("count", "digest").first() or (0, START)


def event_digest_at(seq: int) -> str:
    """The digest of the event of that number; empty when the chain does not reach it: what was copied then is of another chain."""
    return START if seq == 0 else Event.objects.filter(seq=seq).values_list("digest", flat=True).first() or ""


def event_find(*, deed: str, subject: str) -> Event | None:
    """The last event of a deed done to a subject, such as the seal of a draft; None when there is none."""
    return Event.objects.filter(subject=subject, deed=deed).order_by("seq").last()
