"""What became of many mutants: one line a format, and the named errors; each defect with what is needed to see it again."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from hostile.mutants import Mutant
from hostile.watch import Outcome

_ROW = "{:<6}{:>8}{:>8}{:>8}{:>10}{:>9}{:>9}{:>10}"
_HEAD = _ROW.format("format", "files", "read", "named", "skipped", "defects", "slowest", "memory")


@dataclass(frozen=True, slots=True)
class Result:
    """A mutant and its outcome; None when its seed cannot be made here."""

    mutant: Mutant
    outcome: Outcome | None

    @property
    def defect(self) -> str:
        """What is wrong; empty when nothing is, or when there is no file."""
        return self.outcome.defect if self.outcome else ""

    def __str__(self) -> str:
        return f"DEFECT {self.mutant.name} ({self.mutant.made}): {self.defect.rstrip()}"


@dataclass
class Tally:
    """Adds results up; ``str`` is the table."""

    defects: list[Result] = field(default_factory=list)
    _counts: Counter[tuple[str, str]] = field(default_factory=Counter)
    _codes: Counter[str] = field(default_factory=Counter)
    _slowest: dict[str, float] = field(default_factory=dict)
    _peak: dict[str, int] = field(default_factory=dict)

    def add(self, result: Result) -> None:
        """One more."""
        made, outcome = result.mutant, result.outcome
        if outcome is None:
            self._counts[made.format, "skipped"] += 1
            return
        if result.defect:
            self.defects.append(result)
        self._counts[made.format, "defects" if outcome.defect else "named" if outcome.code else "read"] += 1
        self._codes.update(outcome.codes)
        self._slowest[made.format] = max(self._slowest.get(made.format, 0), outcome.seconds)
        self._peak[made.format] = max(self._peak.get(made.format, 0), outcome.peak)

    @property
    def read_share(self) -> float:
        """How many of those read at all were read to the end: they got past the door and every parser behind it."""
        read, skipped = self._sum("read"), self._sum("skipped")
        return read / max(1, self._counts.total() - skipped)

    def __str__(self) -> str:
        return "\n".join(self._lines())

    def _lines(self) -> Iterator[str]:
        yield _HEAD
        for name in dict.fromkeys(name for name, _ in self._counts):
            yield self._row(name, self._slowest.get(name, 0), self._peak.get(name, 0))
        yield self._row("", max(self._slowest.values(), default=0), max(self._peak.values(), default=0))
        yield f"read to the end: {self.read_share:.1%}"
        yield "named errors: " + ", ".join(f"{code} {many}" for code, many in self._codes.most_common())

    def _row(self, name: str, slowest: float, peak: int) -> str:
        counts = [self._sum(what, name) for what in ("read", "named", "skipped", "defects")]
        read, named, skipped, defects = counts
        return _ROW.format(
            name or "all", sum(counts), read, named, skipped, defects, f"{slowest:.2f} s", f"{peak // 2**20} MiB"
        )

    def _sum(self, what: str, name: str = "") -> int:
        return sum(many for (one, kind), many in self._counts.items() if kind == what and name in ("", one))
