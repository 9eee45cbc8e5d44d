"""Chance under control: every entry is drawn from a generator seeded by county, ledger and year, so each build is the same."""

from calendar import monthrange
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import Any

from bihuan.demo.county import TOWNS, Town

Row = dict[str, Any]  # field name → value; "unit" is the code of the unit that the entry belongs to

AS_OF = date(2024, 10, 31)  # the county's books are kept up to this day
YEARS = (2023, 2024)
FEWEST = 40  # a small demo still has this many a year of what is drawn

EVEN = (1,) * 12
SUMMER = (5, 4, 7, 8, 9, 11, 12, 11, 9, 9, 8, 7)  # outdoor affairs: few at the Spring Festival, most in summer
SPRING_AUTUMN = (4, 3, 11, 10, 9, 7, 6, 7, 11, 12, 11, 9)


@dataclass(frozen=True, slots=True)
class Draw:
    """What one entry is made from: its day, its unit, its number within the year, and chance."""

    rng: Random
    year: int
    number: int
    day: date
    unit: str
    town: Town

    def pick(self, weights: Mapping[str, float]) -> str:
        """One of the keys, by weight."""
        return self.rng.choices(list(weights), list(weights.values()))[0]

    def one_of(self, choices: Sequence[str]) -> str:
        """One of the choices, all alike."""
        return self.rng.choice(choices)

    def between(self, low: int, high: int) -> int:
        """A whole number, both ends possible."""
        return self.rng.randint(low, high)

    def chance(self, share: float) -> bool:
        """True in that share of the draws."""
        return self.rng.random() < share

    def after(self, start: date | None, low: int, high: int) -> date | None:
        """A day ``low`` to ``high`` days after ``start``; None when that is still to come, or never began."""
        if start is None:
            return None
        day = start + timedelta(self.rng.randint(low, high))
        return day if day <= AS_OF else None

    def slow(self, share: float) -> bool:
        """True more often in small, distant towns: what makes ranks differ."""
        return self.chance(share * (0.5 + 45 / self.town.weight))

    @property
    def place(self) -> str:
        """A street address in the town."""
        root = self.town.name[:2]
        return f"{root}{self.one_of(('大道', '一路', '二路', '中街', '东街', '北巷'))}{self.between(1, 180)}号"


@dataclass(frozen=True, slots=True)
class Recipe:
    """How many entries a year a ledger gets, when, whose, and how one is made. ``growth`` is 2024 over 2023."""

    per_year: int
    make: Callable[[Draw], Row]
    season: Sequence[int] = SUMMER
    growth: float = 1.0
    unit: str = ""  # the bureau's own code for a ledger that is not territorial
    villages: float = 0.0  # share of entries that belong to a village
    batch_day: int = 0  # all of a month's entries on this day


def recipe_rows(name: str, recipe: Recipe, year: int, scale: float) -> Iterator[Row]:
    """A year's entries in order of day, none later than the day the books are kept to."""
    rng = Random(f"qinghe/{name}/{recipe.unit}/{year}")
    base = max(recipe.per_year * scale, min(recipe.per_year, FEWEST))
    wanted = round(base * (recipe.growth if year == YEARS[-1] else 1))
    days = sorted(day_draw(rng, year, recipe) for _ in range(wanted))
    for number, day in enumerate((day for day in days if day <= AS_OF), start=1):
        town = rng.choices(TOWNS, [town.weight for town in TOWNS])[0]
        unit = recipe.unit or (village_code(rng, town) if rng.random() < recipe.villages else town.code)
        yield {"unit": unit, **recipe.make(Draw(rng, year, number, day, unit, town))}


def day_draw(rng: Random, year: int, recipe: Recipe) -> date:
    """A day of the year by season; weekends move to the Friday before."""
    month = rng.choices(range(1, 13), recipe.season)[0]
    day = date(year, month, recipe.batch_day or rng.randint(1, monthrange(year, month)[1]))
    early = date(year, month, 1).weekday() >= 5 and day.day <= 2
    return day + timedelta(7 - day.weekday()) if early else day - timedelta(max(0, day.weekday() - 4))


def village_code(rng: Random, town: Town) -> str:
    """The code of one of the town's villages."""
    return f"{town.code}-{rng.randint(1, len(town.villages)):02d}"
