"""Who may read what: a document carries keys, a reader brings keys, and one in common opens it."""

from dataclasses import dataclass

PUBLIC, COUNTY, UNIT = "public", "county", "unit"


@dataclass(frozen=True, slots=True)
class Reader:
    """The keys that a reader has; ``None`` reads everything (whoever sits at the server's console)."""

    keys: frozenset[str] | None = None


EVERYTHING = Reader()


def unit_key(unit: int) -> str:
    """The key to what is a unit's own."""
    return f"unit:{unit}"


def person_key(person: int) -> str:
    """The key to what is a person's own."""
    return f"person:{person}"
