"""One walk over the numbers of a report: each looks back for the one that it speaks of."""

from collections.abc import Callable, Sequence
from typing import Final

from bihuan.quantities.quantity import Kind, Quantity
from bihuan.quantities.relations import words
from bihuan.quantities.relations.breakdowns import Breakdown
from bihuan.quantities.relations.comparisons import (
    change_find,
    earlier_find,
    net_find,
    rank_find,
    ratio_find,
    reached_find,
)
from bihuan.quantities.relations.lists import among_find, list_find, rest_find, total_find
from bihuan.quantities.relations.relation import Relation
from bihuan.quantities.relations.repeats import repeats_find
from bihuan.quantities.relations.shares import rate_find, share_find, target_find
from bihuan.quantities.relations.told import LEVELS, THINGS, Told

Finder = Callable[[Told, Quantity], None]

OF_LEVELS: Final[dict[str, Finder]] = {  # by the words that stand between it and the number before
    "net": net_find,
    "reached": reached_find,
    "earlier": earlier_find,
    "among": among_find,
    "rest": rest_find,
    "total": total_find,
    "listed": list_find,
    "done": target_find,
}
OF_KINDS: Final[dict[Kind, tuple[Finder, ...]]] = {
    "change": (change_find, rate_find),  # 审减率 reads as a change
    "ratio": (ratio_find,),
    "rank": (rank_find,),
    "rate": (share_find,),
}


def relations_find(text: str, quantities: Sequence[Quantity]) -> list[Relation]:
    """The relations between the quantities of one report, in the order of the numbers that tell them."""
    told = Told(text, quantities)
    breakdown = Breakdown(told)
    for index in range(len(quantities)):
        number = told.advance(index)
        for finder in OF_KINDS.get(number.kind, ()):
            finder(told, number)
        if number.kind in THINGS:
            breakdown.parts_find(number)
        if number.kind in LEVELS:
            for match in words.OF_LEVELS.finditer(told.gap):
                OF_LEVELS[str(match.lastgroup)](told, number)
    return [*told.relations, *repeats_find(text, quantities)]
