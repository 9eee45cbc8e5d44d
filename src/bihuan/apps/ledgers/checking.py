"""核对 of installed ledgers: the gaps of a whole ledger, or of one entry, as the pack declares them."""

from collections.abc import Sequence
from typing import Any

from django.db import connection

from bihuan.apps.ledgers.holders import entries_within
from bihuan.apps.ledgers.models import LedgerTable
from bihuan.apps.ledgers.tables import ledger_model, ledger_table
from bihuan.apps.units.actors import Actor, Right
from bihuan.apps.units.models import Unit, UnitLink
from bihuan.indicators.checking import Gap, checks_run
from bihuan.indicators.checkqueries import Reach
from bihuan.packs.schema import Ledger

__all__ = ["Gap", "entry_checks", "gaps_within", "ledger_checks"]


def ledger_checks(ledger: str, *, unit: Unit | None = None) -> list[Gap]:
    """Every gap of a ledger, of the entries of ``unit`` and below it when that is given."""
    units = None
    if unit is not None:
        units = tuple(UnitLink.objects.filter(ancestor=unit).values_list("descendant_id", flat=True))
    return gaps_find(ledger, Reach(units=units))


def entry_checks(ledger: str, entry_id: int) -> list[Gap]:
    """The gaps of one entry."""
    return gaps_find(ledger, Reach(entry=entry_id))


def gaps_within(ledger: str, *, actor: Actor) -> list[Gap]:
    """The gaps of a ledger's entries that the actor may read."""
    found = ledger_checks(ledger)
    if actor.reach(Right.READ).unit_ids(ledger) is None:
        return found
    held = ledger_model(ledger)._default_manager.filter(entries_within(actor, ledger), removed=False)
    seen = set(held.values_list("pk", flat=True)) if found else set()
    return [gap for gap in found if gap.entry in seen]


def gaps_find(ledger: str, reach: Reach) -> list[Gap]:
    """The gaps within reach. Two queries a check at most, however many entries there are."""
    own = ledger_table(ledger)
    definition = Ledger.model_validate(own.definition)
    wanted = {name for check in definition.checks for name in (check.lines, check.linked) if name}
    tables = {row.name: row for row in LedgerTable.objects.filter(name__in=wanted, hidden=False)} | {own.name: own}
    others = {name: Ledger.model_validate(row.definition) for name, row in tables.items()}
    quote = connection.ops.quote_name
    return checks_run(definition, others, run=rows_of, table=lambda name: quote(tables[name].table), reach=reach)


def rows_of(sql: str) -> Sequence[Sequence[Any]]:
    """The rows of a query that carries no values but numbers."""
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return list(cursor.fetchall())
