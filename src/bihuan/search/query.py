"""A question to the library as a tree, and the two ways to join parts so that one question has one tree."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal, TypeAlias

Field = Literal["any", "title", "heading", "text"]
FacetField = Literal["unit", "issuer", "region", "kind", "topic", "role", "name"]
State = Literal["all", "unmet", "unreported"]


@dataclass(frozen=True, slots=True)
class Words:
    """防汛, 标题:防汛: words that rank what is found."""

    text: str
    field: Field = "any"


@dataclass(frozen=True, slots=True)
class Phrase:
    """“安全生产责任制”: exactly these characters, side by side."""

    text: str
    field: Field = "any"


@dataclass(frozen=True, slots=True)
class Is:
    """单位:水务局、交通局: any of the values. Roles are told by their keys (summary, problems, plan, measures, other)."""

    field: FacetField
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Years:
    """年:2022..2024, both ends included; ``None`` leaves an end open."""

    first: int | None
    last: int | None


@dataclass(frozen=True, slots=True)
class Fact:
    """A number that a text states. Bounds are in the base unit of their dimension, ``unit``; ``subject`` is what the number is of.

    ``dimension`` is as ``measure_of`` tells it; ``"count"`` is any counting unit (``count:…``), ``None`` any dimension at all.
    """

    subject: str | None
    low: Decimal | None = None
    high: Decimal | None = None
    low_open: bool = False
    high_open: bool = False
    unit: str | None = None
    dimension: str | None = None


@dataclass(frozen=True, slots=True)
class Promises:
    """承诺:未完成: promised work, by how it ended."""

    state: State


@dataclass(frozen=True, slots=True)
class Not:
    """What must not hold; never a ``Not`` itself."""

    part: "Query"


@dataclass(frozen=True, slots=True)
class And:
    """Two parts or more, none of them an ``And``."""

    parts: tuple["Query", ...]


@dataclass(frozen=True, slots=True)
class Or:
    """Two parts or more, none of them an ``Or``."""

    parts: tuple["Query", ...]


Query: TypeAlias = Words | Phrase | Is | Years | Fact | Promises | Not | And | Or


def all_of(parts: Iterable[Query]) -> Query:
    """The parts joined by AND, flat; one part is itself."""
    flat = tuple(one for part in parts for one in (part.parts if isinstance(part, And) else (part,)))
    return flat[0] if len(flat) == 1 else And(flat)


def any_of(parts: Iterable[Query]) -> Query:
    """The parts joined by OR, flat; one part is itself."""
    flat = tuple(one for part in parts for one in (part.parts if isinstance(part, Or) else (part,)))
    return flat[0] if len(flat) == 1 else Or(flat)


def negation(part: Query) -> Query:
    """What the part is not; a double negation is undone."""
    return part.part if isinstance(part, Not) else Not(part)
