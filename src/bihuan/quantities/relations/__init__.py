"""Relations between the numbers of one report: parts, changes, shares, ranks, targets, repeats."""

from bihuan.quantities.relations.find import relations_find
from bihuan.quantities.relations.relation import Relation, RelationKind

__all__ = ["Relation", "RelationKind", "relations_find"]
