"""What whoever watches a folder leaves for the pages: which folder, when it was last looked at, what was wrong. Not in the database, for it
changes every few seconds and nothing is lost with it."""

import json
import os
from collections.abc import Sequence
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Final, Literal, NamedTuple

from django.conf import settings

LATE: Final = timedelta(minutes=5)  # after so long nobody watches any more, whatever was said
_SHOWN: Final = 20  # files told of that could not be taken


class Watched(NamedTuple):
    """A watched folder as of ``looked_at``; ``fault`` says why it cannot be looked at, ``refused`` which files cannot be taken in."""

    folder: str
    looked_at: datetime
    fault: str = ""
    refused: tuple[str, ...] = ()

    @property
    def state(self) -> Literal["ok", "away", "late"]:
        """``late``: nobody has looked for minutes."""
        if datetime.now(UTC) - self.looked_at > LATE:
            return "late"
        return "away" if self.fault else "ok"


def watched() -> Watched | None:
    """The folder that is watched, if one is."""
    try:
        told = json.loads(_file().read_text("utf-8"))
        return Watched(told["folder"], datetime.fromisoformat(told["looked_at"]), told["fault"], tuple(told["refused"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None


def watched_tell(folder: Path, fault: str = "", refused: Sequence[str] = ()) -> None:
    """It was looked at just now."""
    told: dict[str, Any] = {"folder": str(folder), "looked_at": datetime.now(UTC).isoformat(), "fault": fault}
    beside = _file().with_suffix(f".{os.getpid()}")
    with suppress(OSError):  # a full disk keeps nobody from looking
        beside.write_text(json.dumps(told | {"refused": refused[:_SHOWN]}, ensure_ascii=False), "utf-8")
        beside.replace(_file())


def watched_end() -> None:
    """Nobody watches any more."""
    _file().unlink(missing_ok=True)


def _file() -> Path:
    folder: Path = settings.BIHUAN.dir
    return folder / "library-watch.json"
