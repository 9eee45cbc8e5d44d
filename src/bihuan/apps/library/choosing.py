"""选取: which documents a download, a compilation or a collection is of, whether they were ticked or are all that a question finds."""

from collections.abc import Iterator, Sequence
from typing import Final

from bihuan.apps.library.models import LibraryDocument
from bihuan.apps.library.promises import asks_promises, promises_asked
from bihuan.apps.library.rights import readable, reader_of
from bihuan.apps.library.shelf import finder
from bihuan.apps.units.actors import Actor
from bihuan.datamodel import BihuanError
from bihuan.search.syntax import query_read

LOT: Final = 400  # rows of one query


def documents_found(text: str, actor: Actor, *, exact: bool = False, raw: bool = False, within: str = "") -> list[int]:
    """The numbers of all documents that a search finds for the actor, the best first; ``within``: conditions of an exact one."""
    if exact or raw:
        return finder().documents_exact(text, reader_of(actor), raw=raw, within=query_read(within))
    asked = query_read(text)
    if asked is not None and asks_promises(asked):
        return list(dict.fromkeys(promises_asked(asked, actor).values_list("document_id", flat=True)))
    return finder().documents(asked, reader_of(actor))


def documents_chosen(numbers: Sequence[int], actor: Actor) -> Iterator[LibraryDocument]:
    """The documents of these numbers in their order, read a lot at a time; what the actor may not read is passed over."""
    once = list(dict.fromkeys(numbers))
    for first in range(0, len(once), LOT):
        lot = once[first : first + LOT]
        rows = readable(actor).select_related("unit").in_bulk(lot)
        yield from (rows[number] for number in lot if number in rows)


def chosen_require(numbers: Sequence[int]) -> None:
    """Refuse to do something with nothing."""
    if not numbers:
        raise BihuanError("library.nothing_chosen", "没有选中文件", hint="在结果里勾选几份，或先查到一些文件")
