"""The tree of units as figures need it: whose entries a unit's figure covers, and whom it is ranked among."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches

from bihuan.datamodel import BihuanError


@dataclass(frozen=True, slots=True)
class UnitNode:
    """One unit; ``jurisdiction`` is the place that a bureau serves."""

    id: int
    code: str
    name: str
    kind: str = ""
    parent: int | None = None
    jurisdiction: int | None = None


class UnitTree:
    """All units by id and code."""

    def __init__(self, nodes: Iterable[UnitNode]) -> None:
        self.by_id = {node.id: node for node in nodes}
        self.by_code = {node.code: node for node in self.by_id.values()}
        self._below: dict[int | None, list[UnitNode]] = defaultdict(list)
        for node in self.by_id.values():
            self._below[node.parent].append(node)

    def unit(self, code: str) -> UnitNode:
        """The unit of that code; an unknown one is a named error with near matches."""
        if code in self.by_code:
            return self.by_code[code]
        near = get_close_matches(code, self.by_code, n=3) or [
            node.code for node in self.by_id.values() if code and code in node.name
        ]
        shown = "、".join(f"{name}（{self.by_code[name].name}）" for name in near[:3])
        raise BihuanError(
            "unit.unknown",
            f"没有单位“{code}”",
            hint=f"相近的有：{shown}" if shown else "用 bihuan unit list 查看全部单位",
        )

    def covered(self, unit: UnitNode, *, territory: bool) -> UnitNode:
        """The root of the subtree whose entries count: a bureau's jurisdiction for entries of places, else the unit itself."""
        return self.by_id[unit.jurisdiction] if territory and unit.jurisdiction else unit

    def siblings(self, unit: UnitNode) -> list[UnitNode]:
        """Units of the same kind under the same parent, itself included, in order of code."""
        return sorted((node for node in self._below[unit.parent] if node.kind == unit.kind), key=lambda node: node.code)

    def parts(self, unit: UnitNode) -> list[UnitNode]:
        """The units directly below, in order of code; a place's bureaus only stand for the place again."""
        below = [node for node in self._below[unit.id] if node.jurisdiction in (None, node.id)]
        return sorted(below, key=lambda node: node.code)

    def subtree(self, unit: UnitNode) -> list[UnitNode]:
        """The unit and all its parts, each followed by its own."""
        return [unit, *(node for part in self.parts(unit) for node in self.subtree(part))]

    def tops(self) -> list[UnitNode]:
        """The units that stand under no other."""
        return self._below[None]

    def closure(self) -> list[tuple[int, int]]:
        """Every (ancestor, descendant) pair, each unit with itself included."""
        return [(root, node.id) for node in self.by_id.values() for root in self._line(node)]

    def _line(self, node: UnitNode) -> Iterable[int]:
        yield node.id
        while node.parent is not None:
            node = self.by_id[node.parent]
            yield node.id
