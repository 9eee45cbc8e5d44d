"""Where an entry stands, from the dates of its moves: the same answer whoever asks."""

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from itertools import pairwise
from typing import Any

from bihuan.packs.schema import Ledger, Move

Way = tuple[tuple[Move, str], ...]  # each move with the date field that it sets


class StateFault(ValueError):
    """Why the dates of the moves and the state do not fit, in Chinese."""


class Life:
    """The states and moves of one ledger. A way is a run of moves that go on from the first state, each made at most once; moves back
    clear dates, so they lead to a state that a shorter way leads to."""

    moves: list[tuple[Move, str]]

    def __init__(self, ledger: Ledger) -> None:
        self.first = ledger.states[0].key if ledger.states else ""
        self.moves = ledger.dated_moves
        self.labels = {state.key: state.label for state in ledger.states}
        self.frozen = {state.key for state in ledger.states if state.frozen}
        names = {field.name: field.label for field in ledger.fields}
        self.field_labels = {day: names.get(day, day) for _, day in ledger.dated_moves}
        self.date_fields = tuple(self.field_labels)
        self.day = ledger.date

    @cached_property
    def ways(self) -> dict[frozenset[str], list[Way]]:
        """The ways that fill each set of date fields, shortest first."""
        found: dict[frozenset[str], list[Way]] = {}
        for way in sorted(self._walk(self.first, ()), key=len):
            found.setdefault(frozenset(day for _, day in way), []).append(way)
        return found

    def _walk(self, state: str, way: Way) -> Iterator[Way]:
        yield way
        for move, day in self.moves:
            if state in move.source and day not in {made for _, made in way}:
                yield from self._walk(move.target, (*way, (move, day)))

    def day_placed(self, values: Sequence[Any], index: Mapping[str, int]) -> tuple[Any, ...]:
        """The values with the entry's own day: where a sheet has none, the earliest day of its moves, so that it stands in a period."""
        at = index[self.day]
        made = [values[index[name]] for name in self.date_fields if values[index[name]] is not None]
        if values[at] is not None or not made:
            return tuple(values)
        return tuple(min(made) if place == at else value for place, value in enumerate(values))

    def state_of(self, dates: dict[str, str], given: str | None) -> str:
        """The state that the filled date fields (ISO text) lead to; ``given`` must agree with it.

        Raises StateFault when no run of allowed moves fills exactly these dates in their order.
        """
        if not self.labels:
            return ""
        if given is not None and given not in self.labels:
            allowed = "、".join(f"{label}（{key}）" for key, label in self.labels.items())
            raise StateFault(f"没有“{given}”这个状态，可填：{allowed}")
        ways = self.ways.get(frozenset(dates), [])
        if not ways:
            raise StateFault(self._gap(dates))
        ordered = [way for way in ways if all(dates[a] <= dates[b] for (_, a), (_, b) in pairwise(way))]
        if not ordered:
            raise StateFault(
                "日期先后不对：" + "、".join(f"{self.field_labels[day]} {dates[day]}" for _, day in ways[0])
            )
        ends = [way[-1][0].target if way else self.first for way in ordered]
        if given is None:
            return ends[0]
        if given not in ends:
            reached = "或".join(dict.fromkeys(self.labels[end] for end in ends))
            raise StateFault(f"状态填“{self.labels[given]}”，但从日期看应为“{reached}”")
        return given

    def _gap(self, dates: dict[str, str]) -> str:
        """Words for dates that no run of moves fills."""
        filled = "、".join(self.field_labels[name] for name in self.date_fields if name in dates)
        larger = [fields for fields in self.ways if fields > set(dates)]
        if larger:
            missing = "、".join(
                self.field_labels[name] for name in self.date_fields if name in min(larger, key=len) - set(dates)
            )
            return f"填了{filled}，却没有填{missing}"
        return f"{filled}不会同时出现"
