"""显示: one personal field of one entry, in full, to one who has the right; the event says who looked, never what was seen."""

from django.db import transaction

from bihuan.apps.ledgers.listing import value_words
from bihuan.apps.tracking.matter import Matter
from bihuan.apps.units.actors import Actor, Right


@transaction.atomic
def field_reveal(*, ledger: str, entry_id: int, field: str, actor: Actor) -> str:
    """The value in words; blank where none is kept."""
    matter = Matter(ledger, entry_id, actor, Right.REVEAL)
    spec = next((item for item in matter.ledger.fields if item.name == field and item.personal), None)
    if spec is None:
        raise matter.refuse("reveal.field", f"没有“{field}”这个个人信息项")
    value = matter.row.values[matter.desk.store.index[field]]
    matter.tell("reveal", field=spec.label)
    return "" if value is None else value_words(spec, value)
