"""登记一条: the row under a list that adds an entry; refused, it holds what was typed and says beside each field what is wrong."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import QueryDict

from bihuan.apps.ledgers.desk import EntryRefused
from bihuan.apps.ledgers.services import entry_add
from bihuan.apps.units.actors import Actor
from bihuan.apps.units.models import Unit
from bihuan.datamodel import BihuanError
from bihuan.packs.schema import Ledger
from bihuan.web.entryforms import errors_of, fields_offered, form_fields, typed, values_typed
from bihuan.web.kit import FieldShown, fault_focused


@dataclass(frozen=True)
class Adding:
    """The row as it is shown; ``fault`` is what belongs to no field."""

    fields: list[FieldShown]
    fault: str = ""


def adding_of(ledger: Ledger, units: Sequence[Unit], post: QueryDict, failed: BihuanError | None = None) -> Adding:
    """The row with what was typed; ``units`` are those that it may be added to."""
    faults = faults_of(ledger, failed) if failed else {}
    choices = [(unit.code, unit.name) for unit in units]
    unit = FieldShown(
        "unit", "单位", "choice", post.get("unit"), error=faults.get("unit", ""), choices=choices, empty=""
    )
    offered = fields_offered(ledger, new=True)
    fields = fault_focused([unit, *form_fields(ledger, offered, typed(offered, post), faults)])
    named = {field.name for field in fields}
    return Adding(fields, "；".join(words for name, words in faults.items() if name not in named))


def faults_of(ledger: Ledger, failed: BihuanError) -> dict[str, str]:
    """Field → what is wrong with it, in words with what to do."""
    if isinstance(failed, EntryRefused):
        return errors_of(failed)
    words = "。".join(filter(None, (failed.what, failed.hint)))
    if failed.code == "entry.exists" and ledger.key:
        return {ledger.key[0]: words}
    return {"unit" if failed.code.startswith("unit.") else "": words}


def row_add(ledger: Ledger, post: QueryDict, actor: Actor) -> int:
    """Add what was typed; returns the entry's number."""
    fields = fields_offered(ledger, new=True)
    values = values_typed(fields, typed(fields, post), new=True)
    return entry_add(ledger=ledger.ledger, unit=post.get("unit", ""), values=values, actor=actor)
