"""What two numbers of one report have to do with each other."""

from dataclasses import dataclass
from typing import Literal

RelationKind = Literal[
    "part_of", "change_of", "earlier_of", "share_of", "numerator_of", "rank_of", "target_of", "same_as"
]


@dataclass(frozen=True, slots=True)
class Relation:
    """Quantity ``of`` is part_of, change_of, … quantity ``to``: both are indices into the quantities of their report."""

    kind: RelationKind
    of: int
    to: int
