"""One file of a folder: what came of it, and what to print of it.

The reading is imported by whoever reads: the process that only prints what its workers read starts at once, and so do they.
"""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Literal, NamedTuple

from bihuan.cli.main import os_error_named, unexpected_named
from bihuan.datamodel import BihuanError

if TYPE_CHECKING:
    from bihuan.commitments import Reading

Wanted = Literal["json", "text", "line"]


class File(NamedTuple):
    """A file to read: where it is, and how it is named inside the folder that was given."""

    path: Path
    name: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one file: what to print and its counts, or the error that names it."""

    output: str = ""
    error: str = ""
    chars: int = 0
    reports: int = 0
    quantities: int = 0
    commitments: int = 0


def file_read(file: File, wanted: Wanted) -> list[Outcome]:
    """Read one file (of a zip: all its files); whatever befalls it is an outcome, for the others must go on."""
    from bihuan.commitments import reports_read

    outcomes = []
    try:
        for reading in reports_read(file.path):
            outcomes.append(_outcome(reading, file, wanted))
    except OSError as error:
        outcomes.append(Outcome(error=str(os_error_named(error))))
    except Exception as error:
        outcomes.append(Outcome(error=f"{file.path}：{unexpected_named(error)}"))
    return outcomes


def _outcome(reading: "Reading | BihuanError", file: File, wanted: Wanted) -> Outcome:
    if isinstance(reading, BihuanError):
        return Outcome(error=str(reading))
    reports = reading.documents
    return Outcome(
        _OUTPUTS[wanted](reading, file),
        "",
        reading.source.chars,
        len(reports),
        sum(len(report.quantities) for report in reports),
        sum(len(report.commitments) for report in reports),
    )


def _path(reading: "Reading", file: File) -> str:
    """The file's name inside the folder; of a file in a zip the name inside that behind it."""
    return file.name + reading.source.name.removeprefix(file.path.name)


def _json(reading: "Reading", file: File) -> str:
    value: dict[str, Any] = reading.to_json()
    value["source"]["path"] = _path(reading, file)
    return json.dumps(value, ensure_ascii=False) + "\n"


def _text(reading: "Reading", file: File) -> str:
    return reading.text if reading.text.endswith("\n") else reading.text + "\n"


def _line(reading: "Reading", file: File) -> str:
    reports = reading.documents
    quantities = sum(len(report.quantities) for report in reports)
    commitments = sum(len(report.commitments) for report in reports)
    counts = f"{reading.source.chars} 字，报告 {len(reports)} 份，数量 {quantities} 个，任务 {commitments} 项"
    return f"{_path(reading, file)}  {counts}\n"


_OUTPUTS: Final = {"json": _json, "text": _text, "line": _line}
