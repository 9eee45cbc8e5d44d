"""How many entries a ledger has, and how far they reach: what the overview of all ledgers says of each."""

from datetime import date

from django.db.models import Count, Max, Q

from bihuan.apps.ledgers.lists.columnpath import where
from bihuan.apps.ledgers.lists.ormpath import entries_query
from bihuan.apps.ledgers.lists.scope import Scope
from bihuan.apps.ledgers.lists.shelf import columns_held
from bihuan.apps.ledgers.tables import ledger_table
from bihuan.apps.units.actors import Actor
from bihuan.packs.schema import Ledger


def count_and_day(*, actor: Actor, ledger: Ledger, today: date) -> tuple[int, date | None, date | None]:
    """How many entries within reach, the latest day of any, and the latest day not after today."""
    scope = Scope(actor, ledger, today)
    if (held := columns_held(ledger_table(ledger.ledger))) is not None:
        kept = where(scope, ())
        day = f'"{ledger.date}"'
        sql = f"SELECT count(*), max({day}), max({day}) FILTER ({day} <= ?) FROM l WHERE {kept.text}"
        number, latest, past = held.ask(sql, [today, *kept.values])[0]
        return number, latest, past
    told = entries_query(scope, ()).aggregate(
        number=Count("pk"), latest=Max(ledger.date), past=Max(ledger.date, filter=Q(**{f"{ledger.date}__lte": today}))
    )
    return told["number"], told["latest"], told["past"]
