"""How much one file may cost."""

from dataclasses import asdict, dataclass
from typing import Final

MIB: Final = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds of one child process; ``programs`` lets it start others (LibreOffice), which inherit every bound and the missing network."""

    memory: int = 512 * MIB  # bytes of heap
    seconds: float = 10.0  # by the clock on the wall; processor time is bounded by the same figure
    written: int = 64 * MIB  # bytes of any one file it writes, the answer included
    files: int = 128  # open at once
    programs: bool = False

    def to_dict(self) -> dict[str, float]:
        """Plain values for the child's command line."""
        return asdict(self)


USUAL: Final = Limits()
# LibreOffice starts slowly and maps much.
OFFICE: Final = Limits(memory=1024 * MIB, seconds=60.0, files=1024, programs=True)
# Recognising print takes some seconds a page; for a PDF whose pages are pictures the caller has to ask for it.
SCAN: Final = Limits(memory=1024 * MIB, seconds=120.0)
