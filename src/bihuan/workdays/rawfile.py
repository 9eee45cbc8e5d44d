"""What a calendar file says before it is judged: years with rows, each with the place it stands at."""

from dataclasses import dataclass, field
from datetime import date

from bihuan.datamodel import Finding, Level
from bihuan.workdays.arrangement import Notice

MAX_BYTES = 1 << 20
MAX_ROWS = 5000


@dataclass(frozen=True)
class RawRow:
    """A run of days off or a day worked, as written."""

    off: bool
    name: str
    start: date
    end: date
    where: str


@dataclass
class RawYear:
    """One year as written."""

    year: int
    where: str
    rows: list[RawRow] = field(default_factory=list)
    notice: Notice = field(default_factory=lambda: Notice(""))
    changed_by: tuple[Notice, ...] = ()
    digest: str = ""


@dataclass
class RawFile:
    """A file as read, with the faults met on the way. ``kind`` is empty where the file does not say."""

    name: str
    kind: str = ""
    area: str = ""
    years: list[RawYear] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)

    def fault(self, code: str, message: str, where: str, hint: str = "") -> None:
        """Note an error."""
        self.findings.append(Finding(code=code, level=Level.ERROR, message=message, where=where, hint=hint))
