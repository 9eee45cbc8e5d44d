"""Many files read on all cores: outcomes in the order of the files."""

from collections.abc import Generator, Sequence
from functools import partial
from typing import TYPE_CHECKING

from bihuan.cli.read_file import File, Outcome, Wanted, file_read
from bihuan.limited.crew import crew_map

if TYPE_CHECKING:
    from bihuan.quantities import Lexicon


def files_read(
    files: Sequence[File], wanted: Wanted, jobs: int, lexicon: "Lexicon | None" = None
) -> Generator[list[Outcome], None, None]:
    """Read files by ``jobs`` processes (one: by this one); the outcomes of each file, in order. Close it to stop the workers."""
    return crew_map(partial(file_read, wanted=wanted, lexicon=lexicon), files, jobs, size=_size, broken=_broken)


def _size(file: File) -> int:
    try:
        return file.path.stat().st_size
    except OSError:  # whoever reads it will say why
        return 0


def _broken(file: File) -> list[Outcome]:
    return [Outcome(error=f"{file.path}：读这份文件的进程意外终止。可能内存不足，请单独读它或拆成几份")]
