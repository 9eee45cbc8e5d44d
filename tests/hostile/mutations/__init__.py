"""Ways to harm a file. Each takes the bytes and a source of chance and gives other bytes; the same chance gives the same bytes."""

from hostile.mutations.binary import BYTES
from hostile.mutations.common import Mutation
from hostile.mutations.markup import MARKUP
from hostile.mutations.objects import OBJECTS
from hostile.mutations.package import PACKAGE
from hostile.mutations.tokens import TOKENS

__all__ = ["BYTES", "MARKUP", "OBJECTS", "PACKAGE", "TOKENS", "Mutation"]
