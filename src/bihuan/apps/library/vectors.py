"""The vectors of words, learned from the library's own texts and kept beside the index; an index made anew leaves them there."""

import json
import threading
from pathlib import Path
from random import Random
from typing import Final

from django.conf import settings
from django.db.models import QuerySet, Sum

from bihuan.apps.library.models import Access, LibraryDocument, LibraryText, State
from bihuan.cataloguing.taking import unpacked
from bihuan.search.pieces import pieces_unpacked
from bihuan.search.vectors import Vectors, vectors_learn, vectors_load, vectors_save

SAMPLE: Final = 10_000  # pieces that are learned from: more take longer and order no better
FEWEST: Final = 1_000  # pieces of a library that is worth it
GROWN: Final = 2  # times as many pieces as at the last time: learn again
EACH: Final = 20  # pieces of one document, so that no code of law speaks for all

_held: dict[Path, tuple[int, Vectors | None]] = {}
_lock = threading.Lock()


def vectors_file() -> Path:
    """Where they stand."""
    folder: Path = settings.BIHUAN.dir
    return folder / "library-vectors.npz"


def vectors() -> Vectors | None:
    """What was learned last; None where nothing was, which every search can do without."""
    file = vectors_file()
    try:
        stamp = file.stat().st_mtime_ns
    except OSError:
        return None
    with _lock:
        held = _held.get(file)
        if held is None or held[0] != stamp:
            held = _held[file] = (stamp, vectors_load(file))
        return held[1]


def vectors_refresh(*, always: bool = False) -> bool:
    """Learn where the library has outgrown what was learned, or ``always``; whether it was learned. Some seconds."""
    pieces = _shared().aggregate(total=Sum("pieces"))["total"] or 0
    known = vectors()
    if pieces < FEWEST or (known is not None and not always and pieces < GROWN * known.pieces):
        return False
    learned = vectors_learn(_sampled(), grown=pieces)
    if learned is not None:
        vectors_save(learned, vectors_file())
    return learned is not None


def _shared() -> QuerySet[LibraryDocument]:
    """What is only one person's teaches nothing to the others."""
    return LibraryDocument.objects.filter(state=State.READ, removed_at="").exclude(access=Access.PRIVATE)


def _sampled() -> list[str]:
    """Pieces of documents drawn by lot, the same lot every time."""
    numbers = list(_shared().order_by("pk").values_list("pk", flat=True))
    Random(0).shuffle(numbers)
    texts: list[str] = []
    for first in range(0, len(numbers), 100):
        for body, packed in (
            LibraryText.objects.filter(pk__in=numbers[first : first + 100]).order_by("pk").values_list("body", "pieces")
        ):
            text, pieces = unpacked(bytes(body)), pieces_unpacked(json.loads(unpacked(bytes(packed))))
            step = max(1, len(pieces) // EACH)
            texts += [text[piece.start : piece.end] for piece in pieces[::step][:EACH]]
        if len(texts) >= SAMPLE:
            break
    return texts[:SAMPLE]
