"""The small parts as values: crumbs, tabs, stat tiles, moments of a timeline, files and photos."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any, NamedTuple


class Crumb(NamedTuple):
    """One step of the path to a page."""

    label: str
    link: str = ""


@dataclass(frozen=True)
class Tab:
    """One tab; each is a page of its own address."""

    label: str
    link: str
    here: bool = False
    count: int | None = None


class Step(NamedTuple):
    """One step of a wizard."""

    label: str
    link: str = ""
    done: bool = False
    here: bool = False


@dataclass(frozen=True)
class Tile:
    """One figure with last year's beside it. ``better``: 1 when more is better, −1 when less is, 0 when neither."""

    label: str
    value: Any
    unit: str = ""
    link: str = ""
    last: Any = None
    better: int = 0
    places: int | None = None
    points: bool = False
    note: str = ""

    @property
    def difference(self) -> Decimal | None:
        """This year's less last year's."""
        if self.value is None or self.last is None:
            return None
        return Decimal(str(self.value)) - Decimal(str(self.last))

    @property
    def tone(self) -> str:
        """good, bad, or nothing where a change is neither."""
        change = (self.difference or 0) * self.better
        return "good" if change > 0 else "bad" if change < 0 else ""

    @property
    def change(self) -> str:
        """多 32件, 少 1.2 个百分点, 持平."""
        if (difference := self.difference) is None:
            return ""
        if not difference:
            return "持平"
        unit = "个百分点" if self.points else self.unit
        return f"{'多' if difference > 0 else '少'} {abs(difference):,} {unit}".strip()


@dataclass(frozen=True)
class Moment:
    """One thing that happened. ``tone``: good, warn, bad, next (still to come) or nothing."""

    deed: str
    at: datetime | None = None
    who: str = ""
    said: str = ""
    tone: str = ""
    changes: tuple[tuple[str, str, str], ...] = ()
    link: str = ""
    when: str = ""


@dataclass(frozen=True)
class FileShown:
    """A document that can be opened."""

    name: str
    link: str
    about: str = ""


@dataclass(frozen=True)
class Photo:
    """A picture; ``thumb`` is what the grid shows."""

    name: str
    link: str
    thumb: str = ""
    about: str = ""
