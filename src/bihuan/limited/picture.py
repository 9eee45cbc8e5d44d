"""A picture from a stranger, looked at in a child: what it is, a copy to show and a small one, both without what the camera wrote.

Run as ``python -m bihuan.limited.picture DEED LIMITS``; asked by ``picturing``. Pillow is imported here only, inside the cage.
"""

import base64
import io
import json
import sys
import warnings
from typing import TYPE_CHECKING, Final

from bihuan.datamodel import BihuanError
from bihuan.limited.child import child_live
from bihuan.limited.limits import Limits

if TYPE_CHECKING:
    from PIL.Image import Image

PIXELS: Final = 50_000_000  # a picture larger than this is refused before a pixel is unpacked
SHOWN: Final = 1600  # the longer side of the copy that is shown
SMALL: Final = 320
KINDS: Final = {"JPEG": "jpeg", "PNG": "png", "WEBP": "webp"}
_GPS: Final = 0x8825


def picture_look(data: bytes, *, place: bool) -> bytes:
    """JSON: kind, width, height, shown and small (JPEG as base64), and, only when asked, where it was taken."""
    found = _opened(data)
    width, height = found.size
    told = {"kind": KINDS[str(found.format)], "width": width, "height": height, "place": _place(found) if place else ""}
    found.draft("RGB", (SHOWN, SHOWN))
    shown = _upright(found)
    told |= {"shown": _copy(shown, SHOWN), "small": _copy(shown, SMALL)}
    return json.dumps(told).encode()


def _opened(data: bytes) -> "Image":
    """The picture, its pixels not yet unpacked."""
    from PIL import Image as images

    images.MAX_IMAGE_PIXELS = PIXELS
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            found = images.open(io.BytesIO(data), formats=list(KINDS))
    except (images.DecompressionBombWarning, images.DecompressionBombError) as error:
        raise _too_large() from error
    except (OSError, SyntaxError, ValueError) as error:
        raise _broken() from error
    if found.width * found.height > PIXELS:
        raise _too_large()
    return found


def _upright(found: "Image") -> "Image":
    """Turned as it was held, on white where it is clear, every camera's note gone."""
    from PIL import Image as images
    from PIL import ImageOps

    try:
        turned = ImageOps.exif_transpose(found)
        if turned.mode in ("RGBA", "LA", "PA") or "transparency" in turned.info:
            clear = turned.convert("RGBA")
            white = images.new("RGBA", clear.size, "white")
            return images.alpha_composite(white, clear).convert("RGB")
        return turned.convert("RGB")
    except (OSError, SyntaxError, ValueError, TypeError) as error:
        raise _broken() from error


def _copy(picture: "Image", side: int) -> str:
    """A JPEG no longer than ``side``; only pixels go into it."""
    small = picture.copy()
    small.thumbnail((side, side))
    kept = io.BytesIO()
    small.save(kept, "JPEG", quality=82, exif=b"")
    return base64.b64encode(kept.getvalue()).decode()


def _place(found: "Image") -> str:
    """经度,纬度 of the camera; blank where it wrote none, or nonsense."""
    try:
        told = found.getexif().get_ifd(_GPS)
        latitude = _degrees(told[2]) * (-1 if told.get(1) == "S" else 1)
        longitude = _degrees(told[4]) * (-1 if told.get(3) == "W" else 1)
    except (KeyError, ValueError, TypeError, ZeroDivisionError, SyntaxError, OSError):
        return ""
    return f"{longitude:.6f},{latitude:.6f}" if abs(latitude) <= 90 and abs(longitude) <= 180 else ""


def _degrees(parts: "tuple[float, float, float]") -> float:
    degrees, minutes, seconds = (float(part) for part in parts)
    return degrees + minutes / 60 + seconds / 3600


def _broken() -> BihuanError:
    return BihuanError("evidence.picture_broken", "图片已损坏，打不开", hint="请重新拍照或重新导出")


def _too_large() -> BihuanError:
    return BihuanError("evidence.picture_large", f"图片超过 {PIXELS // 10000} 万像素", hint="请缩小后再传")


DEEDS: Final = {
    "look": lambda data: picture_look(data, place=False),
    "look_place": lambda data: picture_look(data, place=True),
}

if __name__ == "__main__":
    _, asked, limits = sys.argv
    sys.exit(child_live(DEEDS[asked], Limits(**json.loads(limits))))
