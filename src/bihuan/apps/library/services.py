"""One door to each deed on the library."""

import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from bihuan.apps.ledgers.originals import original_path
from bihuan.apps.library.arriving import (
    SUBJECT,
    Arrived,
    Shelf,
    data_keep,
    files_arrive,
    files_found,
    lot_arrive,
    shelf_require,
    waiting,
)
from bihuan.apps.library.dropped import Dropped, files_remember
from bihuan.apps.library.editing import document_edit, document_remove
from bihuan.apps.library.indexing import Shelver, index_reconcile, shelving, waiting_put
from bihuan.apps.library.models import LibraryDocument, State
from bihuan.apps.library.promised import issuers_of, promises_refresh
from bihuan.apps.library.rights import failed_of
from bihuan.apps.library.shelf import index_alone, index_folder, indexes_anew
from bihuan.apps.library.taking import documents_read, documents_read_limited, lot_store
from bihuan.apps.library.topics import topics_known
from bihuan.apps.library.vectors import vectors_refresh
from bihuan.apps.units.actors import Actor
from bihuan.cataloguing.jobs import Read
from bihuan.datamodel import BihuanError
from bihuan.datamodel.telling import Tell, untold
from bihuan.limited.crew import cores
from bihuan.search.wholeness import indexes_whole

__all__ = [
    "SUBJECT",
    "document_edit",
    "document_remove",
    "library_add",
    "library_check",
    "library_gather",
    "library_rebuild",
    "library_retry",
    "library_settle",
    "library_upload",
]

LOT = 100  # documents of one transaction
PATIENCE = 60.0  # seconds that making the index anew waits for another writer
COMMIT_SECONDS = 30.0  # what is read is found at the latest after so long


@dataclass(slots=True)
class Intake:
    """What came of taking in."""

    added: list[int] = field(default_factory=list)
    same: list[str] = field(default_factory=list)
    refused: list[BihuanError] = field(default_factory=list)
    failed: int = 0
    chars: int = 0
    pieces: int = 0


def library_add(
    *, paths: Iterable[Path], actor: Actor, shelf: Shelf | None = None, jobs: int | None = None, tell: Tell = untold
) -> Intake:
    """Take in files, folders and zips that lie on the server: all originals first, then what is read from them, then the index."""
    shelf = shelf or Shelf()
    shelf_require(shelf, actor)
    files, intake = files_found(paths), Intake()
    for arrived in files_arrive(files, shelf, actor):
        intake.added += [row.pk for row in arrived.rows]
        intake.same += arrived.same
        intake.refused += arrived.refused
        tell(len(intake.added) + len(intake.same), len(files), "保存原件")
    _waiting_take(intake, jobs or cores(), tell)
    return intake


def library_upload(*, files: Iterable[tuple[str, bytes]], actor: Actor, shelf: Shelf, tell: Tell = untold) -> Intake:
    """Take in files that came over the web: each is read in a limited child."""
    shelf_require(shelf, actor)
    intake, kept = Intake(), []
    for name, data in files:
        kept.append((data_keep(data), name))
    _arrived_take(lot_arrive([(original_path(digest), name) for digest, name in kept], shelf, actor), intake, tell)
    return intake


def library_gather(*, files: Sequence[Dropped], actor: Actor, shelf: Shelf) -> Intake:
    """Take in files that others put into a folder, each if it still stands as it did; each is read in a limited child."""
    shelf_require(shelf, actor)
    intake, stood = Intake(), {one.path: one for one in files}
    arrived = lot_arrive([(one.path, one.name) for one in files], shelf, actor, lambda path: stood[path].steady())
    files_remember(files, arrived)
    _arrived_take(arrived, intake, untold)
    return intake


def library_retry(*, numbers: Sequence[int] | None = None, actor: Actor, tell: Tell = untold) -> Intake:
    """Read again what could not be read."""
    failed = failed_of(actor)
    if numbers is not None:
        failed = failed.filter(pk__in=numbers)
    rows, intake = list(failed.order_by("pk")), Intake()
    _taken(documents_read_limited(rows, topics_known()), len(rows), intake, tell)
    return intake


def library_settle() -> Intake:
    """What a server does when it starts: read what was accepted and not read, bring the index to what the database says, and learn
    words anew where the library has outgrown what was learned."""
    rows, intake = waiting(), Intake()
    _taken(documents_read_limited(rows, topics_known()), len(rows), intake, untold)
    vectors_refresh()
    return intake


def library_check() -> bool:
    """Whether the index is as it was written, or being written now. One that is not is emptied: whoever settles puts everything in anew."""
    try:
        with index_alone():
            whole = indexes_whole(index_folder())
            if not whole:
                indexes_anew()
    except BihuanError as error:
        if error.code != "search.busy":
            raise
        return True
    return whole


def library_rebuild(*, tell: Tell = untold) -> int:
    """Make the index anew from the texts that are kept, or from the original where a text is lost; how many documents it has."""
    with shelving(anew=True, patience=PATIENCE) as shelver:
        waiting_put(shelver, tell)
    _waiting_take(Intake(), cores(), tell)
    vectors_refresh(always=True)
    return LibraryDocument.objects.filter(state=State.READ, removed_at="").exclude(indexed="").count()


def _arrived_take(arrived: Arrived, intake: Intake, tell: Tell) -> None:
    """Read strangers' files that were just accepted."""
    intake.added, intake.same, intake.refused = [row.pk for row in arrived.rows], arrived.same, arrived.refused
    _taken(documents_read_limited(arrived.rows, topics_known()), len(arrived.rows), intake, tell)


def _waiting_take(intake: Intake, jobs: int, tell: Tell) -> None:
    """Read whatever was accepted and not read, this time or before."""
    rows = waiting()
    _taken(documents_read(rows, topics_known(), jobs), len(rows), intake, tell)


def _taken(reads: Iterator[Read], total: int, intake: Intake, tell: Tell) -> None:
    """Store lots as they are read. While another program writes the index they wait in the database, and that one takes them along."""
    if total:
        try:
            with shelving() as shelver:
                _lots_store(reads, total, intake, tell, shelver)
        except BihuanError as error:
            if error.code != "search.busy":
                raise
            _lots_store(reads, total, intake, tell, None)
    index_reconcile(tell)


def _lots_store(reads: Iterator[Read], total: int, intake: Intake, tell: Tell, shelver: Shelver | None) -> None:
    done, committed = 0, time.monotonic()
    told: set[str] = set()
    for lot in _lots(reads):
        good = lot_store(lot)
        told |= issuers_of(row for row, _ in good)
        for row, taken in good:
            intake.chars += taken.chars
            intake.pieces += taken.count
            if shelver:
                shelver.put(row, taken.shelved, fresh=True)
        intake.failed += sum(isinstance(read.outcome, BihuanError) for read in lot)
        done += len(lot)
        tell(done, total, "读文件")
        if shelver and time.monotonic() - committed > COMMIT_SECONDS:
            shelver.commit()
            committed = time.monotonic()
    if shelver:
        tell(done, total, "编入索引")
        shelver.commit()
    promises_refresh(told)


def _lots(reads: Iterator[Read]) -> Iterator[list[Read]]:
    lot: list[Read] = []
    for read in reads:
        lot.append(read)
        if len(lot) == LOT:
            yield lot
            lot = []
    if lot:
        yield lot
