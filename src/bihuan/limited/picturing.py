"""The parent's side of ``picture``: bytes in, a looked-at picture or a named error out, whatever the bytes are."""

import base64
import json
import sys
from dataclasses import dataclass
from typing import Final

from bihuan.limited.limits import MIB, Limits
from bihuan.limited.process import child_ask

PICTURE: Final = Limits(memory=768 * MIB, seconds=20.0)
_PYTHON: Final = (sys.executable, "-P", "-B", "-X", "utf8", "-m", "bihuan.limited.picture")


@dataclass(frozen=True)
class Picture:
    """What a picture is, and two copies of its pixels as JPEG. ``place`` is blank unless it was asked for."""

    kind: str
    width: int
    height: int
    place: str
    shown: bytes
    small: bytes


def picture_open_limited(data: bytes, name: str, *, place: bool = False) -> Picture:
    """Look at a picture in a child that has bounds of memory and time, and no network."""
    command = (*_PYTHON, "look_place" if place else "look", json.dumps(PICTURE.to_dict()))
    return child_ask(command, data, name, PICTURE, _understand)


def _understand(answer: bytes) -> Picture:
    told = json.loads(answer)
    copies = {name: base64.b64decode(told[name], validate=True) for name in ("shown", "small")}
    return Picture(
        str(told["kind"]), int(told["width"]), int(told["height"]), str(told["place"]), copies["shown"], copies["small"]
    )
