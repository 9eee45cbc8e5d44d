"""What a worker does with one stored original. No database here: workers are processes of their own and start at once."""

from pathlib import Path
from typing import NamedTuple

from bihuan.cataloguing.taking import Taken, Topics, file_taken
from bihuan.datamodel import BihuanError


class Job(NamedTuple):
    """A stored original to read."""

    number: int
    path: Path
    name: str
    size: int


class Read(NamedTuple):
    """What came of it."""

    number: int
    outcome: Taken | BihuanError


def job_read(job: Job, topics: Topics) -> Read:
    """One original; whatever befalls it is its outcome."""
    try:
        return Read(job.number, file_taken(job.path, job.name, topics))
    except MemoryError:
        return job_broken(job)
    except Exception as error:
        return Read(
            job.number, BihuanError("library.failed", f"读的时候出错（{type(error).__name__}）", where=job.name)
        )


def job_broken(job: Job) -> Read:
    """A file that took its reader along."""
    return Read(
        job.number,
        BihuanError("library.broken", "读这份文件的进程意外终止", where=job.name, hint="原件已保存，可单独重试"),
    )
