"""Today as the bureau's desk sees it: the real day, or the day that a demo folder stands at."""

import json
from datetime import date
from pathlib import Path

from django.conf import settings
from django.utils import timezone

_stands: dict[Path, date | None] = {}


def today() -> date:
    """The working day of deeds, due dates and homes. A demo folder's ``bihuan.json`` may name its own."""
    given: date | None = settings.BIHUAN.today
    return given or folder_day(settings.BIHUAN.dir) or timezone.localdate()


def folder_day(folder: Path) -> date | None:
    """The day that the folder says it stands at; read once."""
    if folder not in _stands:
        try:
            told = json.loads((folder / "bihuan.json").read_text("utf-8")).get("today")
        except (OSError, ValueError):
            told = None
        _stands[folder] = date.fromisoformat(told) if told else None
    return _stands[folder]
