"""Numbers in Chinese official text: value, unit, kind, qualifier, subject and stance."""

from bihuan.quantities.quantity import Kind, Qualifier, Quantity, Stance
from bihuan.quantities.scan import quantities_read

__all__ = ["Kind", "Qualifier", "Quantity", "Stance", "quantities_read"]
