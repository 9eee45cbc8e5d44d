"""What became of many mutants: one line a format, and the named errors; each defect with what is needed to see it again."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from hostile.mutants import Mutant
from hostile.watch import Outcome

_ROW = "{:<6}{:>8}{:>8}{:>8}{:>10}{:>9}{:>10} {:<13}{:>8}"
_HEAD = _ROW.format("format", "files", "read", "named", "skipped", "defects", "slowest", "", "memory")


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
    _slowest: dict[str, tuple[float, int]] = field(default_factory=dict)  # seconds and the file's number
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
        self._slowest[made.format] = max(self._slowest.get(made.format, (0.0, 0)), (outcome.seconds, made.number))
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
        for name in (*dict.fromkeys(name for name, _ in self._counts), ""):
            yield self._row(name)
        yield f"read to the end: {self.read_share:.1%}"
        yield "named errors: " + ", ".join(f"{code} {many}" for code, many in self._codes.most_common())

    def _row(self, name: str) -> str:
        """One format; all of them without a name."""
        counts = [self._sum(what, name) for what in ("read", "named", "skipped", "defects")]
        seconds, number = max((one for of, one in self._slowest.items() if name in ("", of)), default=(0.0, 0))
        peak = max((one for of, one in self._peak.items() if name in ("", of)), default=0)
        return _ROW.format(
            name or "all", sum(counts), *counts, f"{seconds:.2f} s", f"(file {number})", f"{peak // 2**20} MiB"
        )

    def _sum(self, what: str, name: str = "") -> int:
        return sum(many for (one, kind), many in self._counts.items() if kind == what and name in ("", one))
