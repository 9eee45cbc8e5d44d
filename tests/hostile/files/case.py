"""One hostile file: its name, how it is made, and the named error that refuses it."""

from collections.abc import Callable
from dataclasses import dataclass

HARMLESS = ""


@dataclass(frozen=True, slots=True)
class Case:
    """``code`` is ``HARMLESS`` for what looks dangerous and is read like any other file, without the harm."""

    name: str
    code: str
    make: Callable[[], bytes]
