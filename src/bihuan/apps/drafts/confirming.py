"""Bindings a person confirmed: listed from last year's file, kept for the years after."""

from datetime import date
from pathlib import Path

from django.db import transaction

from bihuan.apps.drafts.models import Binding
from bihuan.apps.drafts.selectors import catalog_of
from bihuan.apps.drafts.writing import draft_make
from bihuan.apps.ledgers.chain import event_record
from bihuan.apps.units.actors import Actor
from bihuan.apps.units.selectors import unit_get
from bihuan.datamodel import BihuanError, Measure
from bihuan.drafting.slots import Slot


def bindings_list(*, source: Path, unit: str, year: int, as_of: date) -> list[Slot]:
    """Every number of last year's file with what it is bound to; its place in the list is what a person names."""
    return list(draft_make(source=source, unit=unit, year=year, as_of=as_of).slots)


@transaction.atomic
def binding_confirm(
    *, slot: Slot, unit: str, indicator: str, measure: Measure = Measure.VALUE, actor: Actor
) -> Binding:
    """Remember what a number states; an empty indicator says that no ledger answers it. An unknown one is a named error."""
    code = unit_get(unit).code
    if indicator:
        catalog_of(unit).indicator(indicator)
    if not slot.pattern:
        raise BihuanError("binding.no_pattern", "这个数没有可记住的句式")
    binding, _ = Binding.objects.update_or_create(
        unit=code,
        pattern=slot.pattern,
        measure_word=slot.quantity.unit,
        defaults={"indicator": indicator, "measure": measure.value, "actor": actor.name},
    )
    told = {"pattern": slot.pattern, "indicator": indicator, "measure": measure.value}
    event_record(deed="binding_confirm", subject=f"bindings/{code}", changes=told, actor=actor.name)
    return binding
