"""收下: every original is kept, on disk for certain, and has its row, before anything is read from it."""

import os
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from django.db import transaction

from bihuan.apps.ledgers.chain import event_record, head_lock, now_text
from bihuan.apps.ledgers.originals import original_keep
from bihuan.apps.library.models import Access, LibraryDocument, State
from bihuan.apps.library.rights import readable
from bihuan.apps.units.actors import Actor, Right
from bihuan.datamodel import BihuanError
from bihuan.reading.archive import Archive
from bihuan.reading.bundle import bundle_members
from bihuan.reading.file import File
from bihuan.reading.formats import kind_of

KINDS: Final = frozenset(
    {".txt", ".md", ".docx", ".doc", ".wps", ".rtf", ".xlsx", ".xls", ".et", ".pdf", ".ofd", ".html", ".htm", ".zip"}
)
LOT: Final = 200  # documents of one transaction
SUBJECT: Final = "library"  # of events
_UNSEEN: Final = (".", "~$")


@dataclass(frozen=True, slots=True)
class Shelf:
    """Whose the documents are and who may read them."""

    access: Access = Access.COUNTY
    unit_id: int | None = None


@dataclass(slots=True)
class Arrived:
    """What came in: the files that were taken, the rows that are new, names that were there already, what could not be taken at all."""

    taken: list[Path] = field(default_factory=list)
    rows: list[LibraryDocument] = field(default_factory=list)
    same: list[str] = field(default_factory=list)
    refused: list[BihuanError] = field(default_factory=list)


def shelf_require(shelf: Shelf, actor: Actor) -> None:
    """Who keeps a unit's entries puts documents on its shelf; anybody keeps documents for himself."""
    if actor.person is None or shelf.access == Access.PRIVATE:
        return
    actor.require(Right.WRITE, shelf.unit_id)


def files_found(paths: Iterable[Path]) -> list[tuple[Path, str]]:
    """The files that may be documents, each with its name inside the folder that was given."""
    found = []
    for path in paths:
        if path.is_dir():
            found += sorted(below(path), key=lambda pair: pair[1])
        elif path.is_file():
            found.append((path, path.name))
        else:
            raise BihuanError("file.missing", "找不到这个文件或文件夹", where=str(path), hint="请检查路径和文件名")
    return found


def below(folder: Path) -> Iterator[tuple[Path, str]]:
    """The files in a folder and its folders that may be documents: no hidden ones, none that an office program keeps for itself."""
    for root, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(_UNSEEN)]
        for name in names:
            path = Path(root, name)
            if not name.startswith(_UNSEEN) and path.suffix.lower() in KINDS and path.is_file():
                yield path, path.relative_to(folder).as_posix()


def files_arrive(files: Sequence[tuple[Path, str]], shelf: Shelf, actor: Actor) -> Iterator[Arrived]:
    """Take files in, a lot a transaction: an original whose row is not yet there is taken again next time, and lies there once."""
    for first in range(0, len(files), LOT):
        yield lot_arrive(files[first : first + LOT], shelf, actor)


def lot_arrive(
    files: Sequence[tuple[Path, str]], shelf: Shelf, actor: Actor, steady: Callable[[Path], bool] = Path.exists
) -> Arrived:
    """One lot: originals first, then their rows and one event. A file that is not ``steady`` after its copy is left for later."""
    arrived = Arrived()
    kept: list[tuple[str, str, int]] = []
    for path, name in files:
        try:
            copied = _kept(path, name)
            if steady(path):
                kept += copied
                arrived.taken.append(path)
        except BihuanError as error:
            arrived.refused.append(error)
        except OSError as error:
            arrived.refused.append(BihuanError("library.unreadable", f"读不到这个文件（{error.strerror}）", where=name))
    _rows_add(arrived, kept, shelf, actor)
    return arrived


def _kept(path: Path, name: str) -> list[tuple[str, str, int]]:
    """(digest, name, bytes) of a file, or of each file in a zip; what cannot be unpacked leaves the zip itself there, to be looked at."""
    if Path(name).suffix.lower() == ".zip":
        whole = File(path.read_bytes(), name, name)
        if kind_of(whole) is None and whole.archive is not None:
            return _members_kept(path, name, whole.archive)
    return [(original_keep(path), name, path.stat().st_size)]


def _members_kept(path: Path, name: str, archive: Archive) -> list[tuple[str, str, int]]:
    kept, whole = [], True
    for member in bundle_members(archive, name):
        if isinstance(member, BihuanError):
            whole = False
        elif Path(member.name).suffix.lower() in KINDS:
            kept.append((data_keep(member.data), member.name, len(member.data)))
    return kept if whole and kept else [*kept, (original_keep(path), name, path.stat().st_size)]


def data_keep(data: bytes) -> str:
    """Bytes at hand as an original."""
    with tempfile.NamedTemporaryFile(prefix="bihuan-") as file:
        file.write(data)
        file.flush()
        return original_keep(Path(file.name))


@transaction.atomic
def _rows_add(arrived: Arrived, kept: Sequence[tuple[str, str, int]], shelf: Shelf, actor: Actor) -> None:
    head_lock()  # two who take in the same file at once do so one after the other
    digests = {digest for digest, _, _ in kept}
    there = set(readable(actor).filter(sha256__in=digests).values_list("sha256", flat=True))
    rows, now = [], now_text()
    for digest, name, size in kept:
        if digest in there:
            arrived.same.append(name)
            continue
        there.add(digest)
        rows.append(LibraryDocument(
            sha256=digest, source=name[-500:], name=name.rpartition("/")[2][-255:], size=size, access=shelf.access,
            unit_id=shelf.unit_id, owner=actor.person, added_by=actor.name, added_at=now,
        ))  # fmt: skip
    arrived.rows = LibraryDocument.objects.bulk_create(rows)
    if rows:
        event_record(
            deed="library_add", subject=SUBJECT, changes={"count": len(rows), "first": rows[0].pk}, actor=actor.name
        )


def waiting() -> list[LibraryDocument]:
    """Documents that were accepted and not yet read: of a run that was stopped."""
    return list(LibraryDocument.objects.filter(state=State.STORED, removed_at="").order_by("pk"))
