"""A place in a text, counted in Unicode code points, end-exclusive."""

from typing import NamedTuple


class Span(NamedTuple):
    """``text[start:end]`` of the normalised text of one source."""

    start: int
    end: int

    def contains(self, other: "Span") -> bool:
        """Whether the other span lies wholly inside this one."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: "Span") -> bool:
        """Whether the two spans share at least one character."""
        return self.start < other.end and other.start < self.end
