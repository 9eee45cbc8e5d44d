"""What the library holds for a reader: how much, the latest, and what still waits for the index."""

from dataclasses import dataclass
from typing import Literal

from django.db.models import Count, Sum

from bihuan.apps.library.models import LibraryDocument, State
from bihuan.apps.library.rights import failed_of, readable
from bihuan.apps.library.shelf import index_alone, index_folder
from bihuan.apps.units.actors import Actor
from bihuan.datamodel import BihuanError
from bihuan.search.wholeness import indexes_whole

LATEST = 10


@dataclass(frozen=True, slots=True)
class Holdings:
    """``failed`` could not be read and are the reader's to try again."""

    documents: int
    chars: int
    latest: list[LibraryDocument]
    failed: list[LibraryDocument]


def library_holdings(actor: Actor) -> Holdings:
    """What a reader's library holds."""
    read = readable(actor).filter(state=State.READ)
    told = read.aggregate(documents=Count("pk"), chars=Sum("chars"))
    latest = read.select_related("unit").order_by("-pk")[:LATEST]
    return Holdings(told["documents"], told["chars"] or 0, list(latest), list(failed_of(actor)[:LATEST]))


def index_state() -> Literal["whole", "damaged", "written"]:
    """Whether the index is as it was written, by its checksums; ``written`` while a program writes it."""
    try:
        with index_alone():
            return "whole" if indexes_whole(index_folder()) else "damaged"
    except BihuanError as error:
        if error.code != "search.busy":
            raise
        return "written"


def index_waiting() -> int:
    """How many documents were read and are not yet in the index."""
    return LibraryDocument.objects.filter(state=State.READ, removed_at="", indexed="").count()
