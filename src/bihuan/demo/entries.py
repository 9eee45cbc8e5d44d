"""Two years of entries for every ledger of the installed packs; a ledger that no recipe knows is filled from its schema."""

from collections.abc import Iterator
from datetime import date, timedelta

from bihuan.demo.county import URBAN_BUREAU
from bihuan.demo.draws import YEARS, Draw, Recipe, Row, recipe_rows
from bihuan.demo.recipes import LISTS, RECIPES
from bihuan.packs.schema import FieldType, Ledger


def entries_make(ledger: Ledger, year: int, scale: float = 1.0) -> list[Row]:
    """The year's rows of one ledger, one a natural key, in the order of their days where they are drawn."""
    written = LISTS.get(ledger.ledger)
    rows = list(written(year)) if written is not None else []
    if written is None or any(name == ledger.ledger for name, _ in RECIPES):
        rows += drawn(ledger, year, scale)
    return list({row_key(ledger, row): row for row in rows}.values())


def drawn(ledger: Ledger, year: int, scale: float) -> Iterator[Row]:
    """Rows of every recipe of the ledger (one a bureau), or of the schema where there is none."""
    recipes = [recipe for name, recipe in RECIPES if name == ledger.ledger] or [recipe_of_schema(ledger)]
    for recipe in recipes:
        yield from recipe_rows(ledger.ledger, recipe, year, scale)


def row_key(ledger: Ledger, row: Row) -> tuple[object, ...]:
    """The natural key within a unit."""
    return (row["unit"], *(str(row.get(name)) for name in ledger.key))


def recipe_of_schema(ledger: Ledger) -> Recipe:
    """Plausible entries for a ledger that the demo was not written for: every field by its type, moves in their order."""

    def make(draw: Draw) -> Row:
        row = {field.name: value_of_type(draw, ledger, field.name) for field in ledger.fields}
        day: date | None = draw.day
        row[ledger.date] = day
        for _, made in ledger.dated_moves:
            day = row[made] = draw.after(day, 1, 15)
            if day is None:
                break
        return {name: value for name, value in row.items() if value is not None}

    return Recipe(120, make, unit="" if ledger.territory else URBAN_BUREAU)


def value_of_type(draw: Draw, ledger: Ledger, name: str) -> object:
    """A value that the field would accept; the dates of moves are left to the moves."""
    field = next(field for field in ledger.fields if field.name == name)
    match field.type:
        case FieldType.TEXT:
            return f"{field.label}{draw.year}-{draw.number:04d}"
        case FieldType.INTEGER | FieldType.DECIMAL:
            return draw.between(1, 40)
        case FieldType.MONEY:
            return draw.between(1, 80) * 100
        case FieldType.CHOICE | FieldType.TAGS:
            return draw.one_of([choice.key for choice in field.choices])
        case FieldType.BOOLEAN:
            return draw.chance(0.3)
        case FieldType.POINT | FieldType.POLYGON | FieldType.UNIT:
            return None
    moved = {made for _, made in ledger.dated_moves}
    return None if name in moved else draw.day + timedelta(30) if name.startswith("due") else draw.day


__all__ = ["YEARS", "entries_make"]
