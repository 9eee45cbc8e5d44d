"""What a list may look at: the units and the entries in hand that a right covers, and the units that a condition names."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.db.models import Q

from bihuan.apps.calendars.ahead import Ahead
from bihuan.apps.calendars.selectors import calendar_book
from bihuan.apps.ledgers.holders import entries_within, held_condition
from bihuan.apps.ledgers.models import Holder
from bihuan.apps.units.actors import Actor, Right
from bihuan.apps.units.models import Unit, UnitLink
from bihuan.apps.units.selectors import unit_get, unit_root
from bihuan.packs.schema import Ledger

SOON = 2  # working days


@dataclass(frozen=True)
class Scope:
    """One question's surroundings: who asks, by which rights, on which day."""

    actor: Actor
    ledger: Ledger
    today: date
    rights: tuple[Right, ...] = (Right.READ,)

    @cached_property
    def soon(self) -> Ahead:
        """The last day that counts as 临期, by the calendar of an entry's unit: two working days from today."""
        return Ahead.of_book(calendar_book(), self.today, SOON)

    @cached_property
    def condition(self) -> Q:
        """The entries within every right asked for, on the ledger's own table."""
        wanted = Q()
        for right in self.rights:
            wanted &= entries_within(self.actor, self.ledger.ledger, right)
        return wanted

    def reaches(self) -> list[tuple[frozenset[int] | None, list[int]]]:
        """For each right the units within reach (None: all) and the entries in hand besides."""
        return [(self.actor.reach(right).unit_ids(self.ledger.ledger), self.held(right)) for right in self.rights]

    def held(self, right: Right) -> list[int]:
        """The entries in hand that the right covers whatever their unit."""
        name = self.ledger.ledger
        found = held_condition(self.actor, right)
        if found is None or self.actor.reach(right).unit_ids(name) is None:
            return []
        return list(Holder.objects.filter(found, ledger=name).values_list("entry_id", flat=True).distinct())

    def units_below(self, code: str) -> list[int]:
        """The unit and all below it; for a territorial ledger the place that a bureau covers."""
        root = unit_root(unit_get(code), territory=self.ledger.territory)
        return list(UnitLink.objects.filter(ancestor=root).values_list("descendant_id", flat=True))

    def units_named(self, codes: list[str]) -> list[int]:
        """The units of these codes."""
        return list(Unit.objects.filter(code__in=codes).values_list("pk", flat=True))

    @cached_property
    def units_ordered(self) -> list[int]:
        """Every unit in tree order."""
        return list(Unit.objects.order_by("path").values_list("pk", flat=True))
