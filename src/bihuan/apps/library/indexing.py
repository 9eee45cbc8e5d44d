"""编入索引: the database says what should be in the index; whatever is not yet there is put in, after a crash as on any other day."""

import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from django.db.models import QuerySet

from bihuan.apps.library.models import LibraryDocument, LibraryText, State
from bihuan.apps.library.rights import keys_of
from bihuan.apps.library.shelf import index_alone, indexes, indexes_anew
from bihuan.cataloguing.taking import body_shelved
from bihuan.datamodel import BihuanError
from bihuan.datamodel.telling import Tell, untold
from bihuan.search.index import Indexes, Writing, writing
from bihuan.search.shelving import CardFields, Shelved

_LOT = 200


class Shelver:
    """Puts documents into the open index, and says in the database which are in it once they are found."""

    def __init__(self, made: str, writer: Writing) -> None:
        self.made = made
        self._writer = writer
        self._put: list[int] = []
        self._gone: list[int] = []

    def put(self, row: LibraryDocument, shelved: Shelved, *, fresh: bool = False) -> None:
        """A document, as its row says."""
        self._writer.put(row.pk, card_fields_of(row), shelved, fresh=fresh)
        self._put.append(row.pk)

    def remove(self, number: int) -> None:
        """Take a document out."""
        self._writer.remove(number)
        self._gone.append(number)

    def commit(self) -> None:
        """First the index, then the database: a crash between leaves documents to be put in once more, instead of what is there."""
        if not (self._put or self._gone):
            return
        self._writer.commit()
        for first in range(0, len(self._put), _LOT):
            LibraryDocument.objects.filter(pk__in=self._put[first : first + _LOT]).update(indexed=self.made)
        for first in range(0, len(self._gone), _LOT):
            LibraryDocument.objects.filter(pk__in=self._gone[first : first + _LOT]).update(indexed="")
        self._put, self._gone = [], []


@contextmanager
def shelving(*, anew: bool = False, patience: float = 0) -> Iterator[Shelver]:
    """The one writer of the index, or of one made ``anew``; ``search.busy`` where another writes after so many seconds of ``patience``."""
    with index_alone(patience):
        opened: Indexes = indexes_anew() if anew else indexes()
        with writing(opened) as writer:
            yield Shelver(opened.made, writer)


def index_reconcile(tell: Tell = untold) -> int:
    """Bring the index to what the database says; how many documents were put in or taken out.

    Busy elsewhere: whoever writes does it, for after writing one looks once more what came to the database meanwhile.
    """
    done = 0
    try:
        while True:
            with shelving() as shelver:
                done += waiting_put(shelver, tell)
            if not _waiting(shelver.made):
                break
    except BihuanError as error:
        if error.code != "search.busy":
            raise
    return done


def waiting_put(shelver: Shelver, tell: Tell = untold) -> int:
    """Put in, or take out, whatever the index does not yet have as the database says it; of how many documents."""
    done = 0
    while rows := _waiting(shelver.made):
        _lot_put(shelver, rows)
        done += len(rows)
        tell(done, done + _there(shelver.made).count(), "编入索引")
    return done


def _waiting(made: str) -> Sequence[LibraryDocument]:
    gone = LibraryDocument.objects.exclude(removed_at="").filter(indexed=made)
    return [*_there(made).order_by("pk")[:_LOT], *gone[:_LOT]]


def _there(made: str) -> QuerySet[LibraryDocument]:
    return LibraryDocument.objects.filter(state=State.READ, removed_at="").exclude(indexed=made)


def _lot_put(shelver: Shelver, rows: Sequence[LibraryDocument]) -> None:
    """A document whose text is lost or damaged is one to be read again from its original."""
    bodies = dict(LibraryText.objects.filter(pk__in=[row.pk for row in rows]).values_list("pk", "body"))
    lost = []
    for row in rows:
        if row.removed_at:
            shelver.remove(row.pk)
        elif shelved := _shelved(bodies.get(row.pk, b""), row.name):
            shelver.put(row, shelved)
        else:
            lost.append(row.pk)
    LibraryDocument.objects.filter(pk__in=lost).update(state=State.STORED, indexed="")
    shelver.commit()


def _shelved(body: bytes | memoryview, name: str) -> Shelved | None:
    try:
        return body_shelved(bytes(body), name)
    except (zlib.error, UnicodeDecodeError):
        return None


def card_fields_of(row: LibraryDocument) -> CardFields:
    """What the index holds of a row."""
    unit = str(row.unit) if row.unit_id else ""
    return CardFields(row.title, row.name, unit, row.issuer, row.region, row.kind, row.topic, row.year, keys_of(row))
