"""From grants to an Actor: which units each right of a person covers."""

from collections.abc import Iterable
from functools import reduce
from operator import or_
from types import MappingProxyType

from bihuan.apps.people.models import Grant, Person
from bihuan.apps.people.packs import bureau_packs, ledgers_territorial
from bihuan.apps.people.roles import ADMINISTRATORS, ROLE_RIGHTS, Role, Scope
from bihuan.apps.units.actors import EVERYWHERE, NOWHERE, Actor, Reach, Right
from bihuan.apps.units.models import Unit, UnitLink


def person_actor(person: Person) -> Actor:
    """The actor that a person is now: a disabled one has no right at all."""
    grants = list(person.grants.prefetch_related("units")) if person.is_active else []
    packs = bureau_packs() if grants else {}
    reaches: dict[Right, Reach] = {}
    for grant in grants:
        reach = grant_reach(grant, person.unit, packs)
        for right in ROLE_RIGHTS[Role(grant.role)]:
            reaches[right] = reaches.get(right, NOWHERE) | reach
    roles = frozenset(grant.role for grant in grants)
    return Actor(str(person), person.pk, person.unit_id, roles, MappingProxyType(reaches))


def grant_reach(grant: Grant, unit: Unit | None, packs: dict[int, frozenset[str]]) -> Reach:
    """The reach of one grant of a person of that unit."""
    if grant.scope == Scope.ALL or Role(grant.role) in ADMINISTRATORS:
        return EVERYWHERE
    if grant.scope == Scope.SELF:
        return Reach(own=True)
    roots = list(grant.units.all()) if grant.scope == Scope.CHOSEN else [unit] if unit else []
    if grant.scope == Scope.OWN:
        return units_reach(roots, frozenset(root.pk for root in roots), packs)
    return units_reach(roots, units_below(root.pk for root in roots), packs)


def units_reach(roots: Iterable[Unit], units: frozenset[int], packs: dict[int, frozenset[str]]) -> Reach:
    """The units for every ledger; besides, for the ledgers of each bureau among the roots, the places that it serves."""
    return reduce(or_, (bureau_reach(root, packs[root.pk]) for root in roots if root.pk in packs), Reach(units=units))


def bureau_reach(bureau: Unit, packs: frozenset[str]) -> Reach:
    """The territorial ledgers of a bureau's packs in the places of its jurisdiction."""
    if bureau.jurisdiction_id is None:
        return NOWHERE
    return Reach(places=units_below([bureau.jurisdiction_id]), ledgers=ledgers_territorial(packs))


def units_below(roots: Iterable[int]) -> frozenset[int]:
    """These units and all below them."""
    links = UnitLink.objects.filter(ancestor_id__in=list(roots))
    return frozenset(links.values_list("descendant_id", flat=True))
