"""Finding units: by code, by any of their names, and what they cover."""

import difflib
from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import NamedTuple, cast

from django.db.models import QuerySet

from bihuan.apps.units.models import Unit
from bihuan.datamodel import BihuanError
from bihuan.search.initials import initials


def unit_get(code: str) -> Unit:
    """The unit of a code; an unknown code is an error that names near matches."""
    unit: Unit | None = Unit.objects.filter(code=code.strip()).first()
    if unit is None:
        raise unit_unknown(code)
    return unit


def unit_unknown(word: str) -> BihuanError:
    """The error for a unit that is not in the tree, with up to three near matches."""
    near = units_near(word)
    hint = "您是不是要找：" + "、".join(str(unit) for unit in near) if near else "用 bihuan unit list 查看全部单位"
    return BihuanError("unit.unknown", f"单位树里没有“{word}”", hint=hint)


def units_near(word: str, limit: int = 3) -> list[Unit]:
    """Units whose code, name, short name or alias resembles the word, best first."""
    names: dict[str, Unit] = {}
    for unit in Unit.objects.all():
        for name in (unit.code, unit.name, unit.short_name, *unit.aliases):
            names.setdefault(name, unit)
    close = difflib.get_close_matches(word, [name for name in names if name], n=limit * 2, cutoff=0.5)
    return list(dict.fromkeys(names[name] for name in close))[:limit]


def unit_list() -> QuerySet[Unit]:
    """Every unit in tree order."""
    return cast("QuerySet[Unit]", Unit.objects.select_related("jurisdiction").order_by("path"))


class UnitFound(NamedTuple):
    """A unit with what a person finds it by besides its code and name: a short name that is its own, and the initials of its sounds."""

    unit: Unit
    short: str
    initials: str


def units_findable() -> list[UnitFound]:
    """Every unit in tree order. Of units called alike (办公室) the short name begins with that of the unit above."""
    units = list(unit_list())
    shorts = {unit.path: unit.short_name or unit.name for unit in units}
    alike = Counter(shorts.values())
    found = []
    for unit in units:
        short = shorts[unit.path]
        if alike[short] > 1:
            short = shorts.get(unit.path[: -Unit.steplen], "") + short
        found.append(UnitFound(unit, short, initials(short)))
    return found


def unit_root(unit: Unit, *, territory: bool) -> Unit:
    """The unit whose subtree a figure covers: the jurisdiction for a territorial ledger, else the unit itself."""
    return (unit.jurisdiction or unit) if territory else unit


def unit_siblings(unit: Unit) -> QuerySet[Unit]:
    """Units of the same kind under the same parent, the unit itself included, in tree order."""
    siblings: QuerySet[Unit] = Unit.objects.get_siblings(unit).filter(kind=unit.kind)
    return siblings


@dataclass(frozen=True)
class UnitNames:
    """Every way to write a unit, made once for an import: code, name, short name, alias, name after its place's name."""

    ids: dict[str, tuple[int, ...]]
    codes: dict[int, str]

    def find(self, word: str) -> int | None:
        """The id of the one unit so called; None when there is none or more than one."""
        found = self.ids.get(word, ())
        return found[0] if len(found) == 1 else None

    def shared(self, word: str) -> list[str]:
        """The codes of all units so called."""
        return [self.codes[number] for number in self.ids.get(word, ())]


def unit_labels(*, codes: bool = False) -> dict[int, str]:
    """Id → the name that means this unit alone, else its code; in tree order. ``codes``: always the code."""
    names = unit_names()
    labels = {}
    for unit in unit_list():
        labels[unit.pk] = unit.name if not codes and names.find(unit.name) == unit.pk else unit.code
    return labels


def unit_names() -> UnitNames:
    """Read the tree once. A code outranks a name that is spelled alike."""
    units = list(Unit.objects.order_by("path"))
    by_path = {unit.path: unit for unit in units}
    names: dict[str, list[int]] = defaultdict(list)
    for unit in units:
        above = by_path.get(unit.path[: -Unit.steplen])
        own = [unit.name, unit.short_name, *unit.aliases]
        full = [above.name + name for name in own if above and name]
        for name in dict.fromkeys([*own, *full]):
            if name:
                names[name].append(unit.pk)
    ids = {name: tuple(dict.fromkeys(found)) for name, found in names.items()}
    ids.update({unit.code: (unit.pk,) for unit in units})
    return UnitNames(ids, {unit.pk: unit.code for unit in units})
