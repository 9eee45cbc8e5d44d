"""What one pack can see: its own declarations and those of the packs that it uses, directly or further down."""

from collections.abc import Sequence
from dataclasses import dataclass

from bihuan.packs.schema import Indicator, Ledger
from bihuan.packs.sources import PackSource


@dataclass(frozen=True)
class View:
    """``source`` is the pack under rule; ``ledgers`` and ``indicators`` are all that it may name; ``sources`` all that was read."""

    source: PackSource
    sources: Sequence[PackSource]
    ledgers: dict[str, Ledger]
    indicators: dict[str, Indicator]
    broken: bool  # a declaration within sight could not be read, so a missing name may be that one

    @classmethod
    def of(cls, source: PackSource, sources: Sequence[PackSource]) -> "View":
        """The view of one pack among those read."""
        seen = _within_sight(source, sources)
        return cls(
            source=source,
            sources=sources,
            ledgers={item.item.ledger: item.item for pack in seen for item in pack.ledgers},
            indicators={item.item.indicator: item.item for pack in seen for item in pack.indicators},
            broken=any(pack.findings for pack in seen),
        )

    def ledger_of(self, indicator: Indicator) -> Ledger | None:
        """The ledger that a count or sum is made of; None when it names none that exists."""
        return self.ledgers.get(indicator.ledger or "")

    def bases(self, name: str, above: tuple[str, ...] = ()) -> list[Indicator]:
        """The counts and sums below an indicator, as far as the references hold; a circle is cut."""
        indicator = self.indicators.get(name.partition("[")[0])
        if indicator is None or name in above:
            return []
        if not indicator.parts:
            return [indicator]
        return [base for part in indicator.parts for base in self.bases(part, (*above, name))]


def _within_sight(source: PackSource, sources: Sequence[PackSource]) -> list[PackSource]:
    by_name = {item.name: item for item in sources}
    seen: dict[str, PackSource] = {}
    waiting = [source]
    while waiting:
        item = waiting.pop()
        if item.name not in seen:
            seen[item.name] = item
            waiting += [by_name[name] for name in uses_of(item) if name in by_name]
    return list(seen.values())


def uses_of(source: PackSource) -> list[str]:
    """Names of the packs that a pack uses."""
    return list(source.head.item.uses) if source.head else []
