"""One door to each deed on ledgers. Every deed is one transaction with its events inside."""

from pathlib import Path

from django.db import transaction

from bihuan.apps.ledgers.calendars import CalendarOutcome, calendar_import, calendar_preview, calendar_withdraw
from bihuan.apps.ledgers.chain import event_record
from bihuan.apps.ledgers.columns import canonical_json
from bihuan.apps.ledgers.deeds import EntryRefused, entry_add, entry_change, entry_move, entry_remove
from bihuan.apps.ledgers.edits import entries_edit
from bihuan.apps.ledgers.exports import entry_list, export_write, list_export
from bihuan.apps.ledgers.imports import BatchResult, batch_import
from bihuan.apps.ledgers.installs import ledger_install, pack_folder, pack_install, packs_install
from bihuan.apps.ledgers.keeping import expired_erase
from bihuan.apps.ledgers.previews import paste_import
from bihuan.apps.ledgers.returned import returned_path, returned_write
from bihuan.apps.ledgers.sheetforms import form_keep
from bihuan.apps.ledgers.templates import template_write
from bihuan.apps.ledgers.undo import batch_undo
from bihuan.apps.ledgers.unitseal import DEED, tree_spelled
from bihuan.apps.ledgers.views_saved import view_remove, view_save
from bihuan.apps.units import services as units
from bihuan.apps.units.actors import Actor, Right

__all__ = [
    "BatchResult",
    "CalendarOutcome",
    "EntryRefused",
    "batch_import",
    "batch_undo",
    "calendar_import",
    "calendar_preview",
    "calendar_withdraw",
    "entries_edit",
    "entry_add",
    "entry_change",
    "entry_list",
    "entry_move",
    "entry_remove",
    "event_record",
    "expired_erase",
    "export_write",
    "form_keep",
    "ledger_install",
    "list_export",
    "pack_folder",
    "pack_install",
    "packs_install",
    "paste_import",
    "returned_path",
    "returned_write",
    "template_write",
    "units_import",
    "view_remove",
    "view_save",
]


@transaction.atomic
def units_import(*, path: Path, actor: Actor) -> list[str]:
    """Import the unit tree (``units.services``) and record it in the chain."""
    actor.require(Right.UNITS)
    codes = units.units_import(path=path)
    told = {"file": path.name, "units": str(len(codes)), "tree": canonical_json(tree_spelled())}
    event_record(deed=DEED, subject="units", changes=told, actor=actor.name)
    return codes
