"""Who acts, and on which units: every deed is given an ``Actor`` and asks it before anything is touched."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType

from bihuan.datamodel import BihuanError


class Right(StrEnum):
    """What a role may allow. The first eight are about entries and have a reach of units; the others are about the whole system."""

    READ = "read"
    WRITE = "write"  # add, change, remove, import
    EXPORT = "export"
    HANDLE = "handle"  # answer a case: closure with evidence, return, ask for an extension
    DISPATCH = "dispatch"  # register, hand to a unit, approve extensions, urge
    CHECK = "check"  # re-check and strike off
    SUPERVISE = "supervise"  # 督办
    REVEAL = "reveal"  # see a personal field in full; logged
    DRAFT = "draft"
    UNITS = "units"
    PEOPLE = "people"
    PACKS = "packs"
    CALENDARS = "calendars"
    ROLES = "roles"
    SECURITY = "security"  # locks, the security profile, webhooks
    AUDIT = "audit"


RIGHT_LABELS = {
    Right.READ: "查看", Right.WRITE: "登记", Right.EXPORT: "导出", Right.HANDLE: "处置", Right.DISPATCH: "派遣", Right.CHECK: "核查",
    Right.SUPERVISE: "督办", Right.REVEAL: "查看个人信息", Right.DRAFT: "起草", Right.UNITS: "管理单位", Right.PEOPLE: "管理人员",
    Right.PACKS: "管理行业包", Right.CALENDARS: "管理工作日历", Right.ROLES: "授予角色",
    Right.SECURITY: "管理安全设置", Right.AUDIT: "审计",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Reach:
    """The units that a right covers (数据范围). ``units`` hold for every ledger; ``places`` only for the territorial ``ledgers`` of the
    bureau's own packs, whose entries lie in the towns that it serves. ``own``: besides, the entries that the person has in hand."""

    everything: bool = False
    units: frozenset[int] = frozenset()
    places: frozenset[int] = frozenset()
    ledgers: frozenset[str] = frozenset()
    own: bool = False
    also: tuple["Reach", ...] = ()  # further places, each with ledgers of its own: two bureaus' are never mixed

    def covers(self, unit_id: int, ledger: str = "") -> bool:
        """Whether an entry of that unit in that ledger is within reach, whoever has it in hand."""
        if self.everything or unit_id in self.units or (ledger in self.ledgers and unit_id in self.places):
            return True
        return any(reach.covers(unit_id, ledger) for reach in self.also)

    def unit_ids(self, ledger: str) -> frozenset[int] | None:
        """The units within reach in one ledger; None is all of them."""
        if self.everything:
            return None
        units = self.units | self.places if ledger in self.ledgers else self.units
        return units.union(*(reach.unit_ids(ledger) or () for reach in self.also))

    def __or__(self, other: "Reach") -> "Reach":
        """Two grants of the same right. Ledgers and places stay together: what is a bureau's in one place is not so in another's."""
        every, units, own = self.everything or other.everything, self.units | other.units, self.own or other.own
        first, *others = dict.fromkeys((*self.territories(), *other.territories())) or [Reach()]
        return Reach(every, units, first.places, first.ledgers, own, tuple(others))

    def territories(self) -> list["Reach"]:
        """The places with their ledgers, each pair by itself."""
        mine = [Reach(places=self.places, ledgers=self.ledgers)] if self.places and self.ledgers else []
        return [*mine, *self.also]


NOWHERE = Reach()
EVERYWHERE = Reach(everything=True)


@dataclass(frozen=True)
class Actor:
    """One who acts. ``name`` stands in events and means one person only; ``person`` is the person's id, None at the server's console."""

    name: str
    person: int | None = None
    unit_id: int | None = None
    roles: frozenset[str] = frozenset()
    reaches: Mapping[Right, Reach] = field(default_factory=lambda: MappingProxyType({}))

    def reach(self, right: Right) -> Reach:
        """The units that a right of this actor covers."""
        return self.reaches.get(right, NOWHERE)

    def has(self, right: Right) -> bool:
        """Whether the right is held at all."""
        return right in self.reaches

    def may(self, right: Right, unit_id: int, ledger: str = "", *, in_hand: bool = False) -> bool:
        """Whether an entry of a unit may be so treated; ``in_hand``: the person has it, or it was dispatched to a unit within reach."""
        reach = self.reach(right)
        return reach.covers(unit_id, ledger) or (in_hand and right in self.reaches)

    def require(self, right: Right, unit_id: int | None = None, ledger: str = "", *, in_hand: bool = False) -> None:
        """Raise the named error unless allowed; without a unit the right alone is asked for."""
        if self.has(right) if unit_id is None else self.may(right, unit_id, ledger, in_hand=in_hand):
            return
        what = RIGHT_LABELS[right]
        raise BihuanError(
            "right.missing",
            f"您没有{what}的权限" if unit_id is None or not self.has(right) else f"这个单位不在您{what}的范围内",
            hint="请联系安全管理员；可在“为什么看不到”里查看原因",
        )


def console(name: str) -> Actor:
    """Whoever sits at the server's console may do everything: the files are theirs anyway."""
    return Actor(name, reaches=MappingProxyType(dict.fromkeys(Right, EVERYWHERE)))
