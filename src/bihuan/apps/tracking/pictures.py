"""Copies of pictures to show: made once from the original in a limited child, kept beside the data, made again when they are gone."""

import os
import tempfile
from pathlib import Path

from django.conf import settings

from bihuan.limited.picturing import Picture, picture_open_limited

SIZES = ("shown", "small")


def copies_keep(sha256: str, picture: Picture) -> None:
    """Write both copies; whole or not at all."""
    for size in SIZES:
        place = copy_place(sha256, size)
        place.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=place.parent, prefix=".making-")
        with os.fdopen(handle, "wb") as file:
            file.write(getattr(picture, size))
        Path(name).replace(place)


def copy_open(sha256: str, size: str, name: str) -> Path:
    """The copy's file; made from the original where it is not there."""
    place = copy_place(sha256, size)
    if not place.exists():
        original: Path = settings.BIHUAN.dir / "originals" / sha256
        copies_keep(sha256, picture_open_limited(original.read_bytes(), name))
    return place


def copy_place(sha256: str, size: str) -> Path:
    """``shown/<sha256>-small.jpg``: nothing in it that the original does not prove."""
    folder: Path = settings.BIHUAN.dir / "shown"
    return folder / f"{sha256}-{size}.jpg"
