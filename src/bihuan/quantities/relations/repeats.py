"""same_as: one figure said twice in a report, in the summary and under a heading, or again at the end."""

from collections.abc import Sequence
from typing import Final

from bihuan.quantities.quantity import Quantity
from bihuan.quantities.relations.relation import Relation

_NAME: Final = 4  # characters of a subject that names one thing only


def repeats_find(text: str, quantities: Sequence[Quantity]) -> list[Relation]:
    """Each repeat with the first time it was said, in another paragraph: same subject, unit, value and stance, no coincidence."""
    first: dict[tuple[object, ...], int] = {}
    found = []
    for index, number in enumerate(quantities):
        if len(number.subject) < _NAME or number.value is None or number.kind == "rank" or not _special(number.value):
            continue
        key = (number.subject, number.unit, number.value, number.max, number.kind, number.stance)
        said = first.setdefault(key, index)
        if said != index and "\n" in text[quantities[said].end : number.start]:
            found.append(Relation("same_as", index, said))
    return found


def _special(value: float) -> bool:
    """Two digits or more that say something: 412 and 5.8, not 3, 100 or 2000."""
    return len(f"{value:.10g}".replace(".", "").strip("0")) >= 2
