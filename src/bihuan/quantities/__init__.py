"""Numbers in Chinese official text: value, unit, kind, qualifier, subject and stance."""

from bihuan.quantities.quantity import Kind, Qualifier, Quantity, Stance
from bihuan.quantities.relations import Relation, RelationKind, relations_find
from bihuan.quantities.scan import quantities_read

__all__ = ["Kind", "Qualifier", "Quantity", "Relation", "RelationKind", "Stance", "quantities_read", "relations_find"]
