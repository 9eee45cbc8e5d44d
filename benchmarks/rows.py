"""One line of the benchmark table."""

from dataclasses import dataclass


@dataclass(frozen=True)
class BenchRow:
    """``ours`` and ``bar`` in ``unit``; ``peer`` names what it was measured against; ``holds`` says whether the bar is reached."""

    name: str
    ours: str
    peer: str
    bar: str
    holds: bool
