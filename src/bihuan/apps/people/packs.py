"""Which packs a bureau works with: suggested by the words that a pack looks for in a bureau's name, then as somebody set it."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from django.db import transaction

from bihuan.apps.ledgers.selectors import catalog
from bihuan.apps.ledgers.services import event_record
from bihuan.apps.people.models import BureauPack
from bihuan.apps.units.actors import Actor, Right
from bihuan.apps.units.models import Unit, UnitKind
from bihuan.apps.units.selectors import unit_get


def bureau_packs() -> dict[int, frozenset[str]]:
    """Unit id → the packs it works with."""
    packs: dict[int, set[str]] = defaultdict(set)
    for unit_id, pack in BureauPack.objects.values_list("unit_id", "pack"):
        packs[unit_id].add(pack)
    return {unit_id: frozenset(names) for unit_id, names in packs.items()}


def packs_suggested() -> dict[str, list[str]]:
    """Bureau's code → the installed packs whose words its name holds."""
    heads = [pack.head for pack in catalog().packs.values()]
    bureaus = Unit.objects.filter(kind=UnitKind.BUREAU).order_by("path")
    return {
        bureau.code: [head.pack for head in heads if any(word in bureau.name for word in head.bureaus)]
        for bureau in bureaus
    }


@transaction.atomic
def bureau_packs_set(*, packs: Mapping[str, Iterable[str]], actor: Actor) -> None:
    """Say anew which packs each of these units (by code) works with."""
    actor.require(Right.PACKS)
    for code, names in packs.items():
        unit = unit_get(code)
        before = set(BureauPack.objects.filter(unit=unit).values_list("pack", flat=True))
        after = {name for name in names if name in catalog().packs}
        if before == after:
            continue
        BureauPack.objects.filter(unit=unit, pack__in=before - after).delete()
        BureauPack.objects.bulk_create(BureauPack(unit=unit, pack=name) for name in sorted(after - before))
        told = {"packs": ["、".join(sorted(before)), "、".join(sorted(after))]}
        event_record(deed="bureau_packs", subject=f"units/{code}", changes=told, actor=actor.name)


def ledgers_territorial(packs: Iterable[str]) -> frozenset[str]:
    """The ledgers of these packs whose entries lie in places."""
    found = catalog().packs
    return frozenset(
        ledger.ledger for name in packs if name in found for ledger in found[name].ledgers if ledger.territory
    )
