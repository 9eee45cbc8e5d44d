"""What the search box suggests: a table of names in memory, one a process and one a set of keys, made anew when the library changed."""

import threading
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Final

from django.conf import settings
from django.db.models import Max

from bihuan.apps.library.models import LibraryDocument
from bihuan.apps.library.rights import keys_of, reader_of
from bihuan.apps.units.actors import Actor
from bihuan.search.suggesting import Name, Sort, name_made, suggest

NAMED: Final = ("title", "name", "issuer", "topic", "unit", "access", "owner")
READERS: Final = 32  # sets of keys whose names are kept at hand

_Stamp = tuple[object, ...]
_Keys = frozenset[str] | None


@dataclass(slots=True)
class _Table:
    """(sort, name) → who may know of it → in how many documents; ``held``: the names of those who asked."""

    stamp: _Stamp
    counts: dict[tuple[Sort, str], Counter[tuple[str, ...]]]
    held: dict[_Keys, list[Name]] = field(default_factory=dict)

    def names(self, keys: _Keys) -> list[Name]:
        """The names of documents that these keys open, each counted by those alone."""
        if keys not in self.held:
            while len(self.held) >= READERS:
                self.held.pop(next(iter(self.held)))
            self.held[keys] = [
                _named(text, sort, count)
                for (sort, text), who in self.counts.items()
                if (count := sum(many for own, many in who.items() if keys is None or not keys.isdisjoint(own)))
            ]
        return self.held[keys]


_tables: dict[Path, _Table] = {}
_lock = threading.Lock()


def suggestions(typed: str, actor: Actor) -> Sequence[Name]:
    """At most ten names of documents that the actor may read; none before something is typed."""
    if not typed.strip():
        return []
    folder: Path = settings.BIHUAN.dir
    stamp = _stamp()
    with _lock:
        table = _tables.get(folder)
        if table is None or table.stamp != stamp:
            table = _tables[folder] = _Table(stamp, _counted())
        names = table.names(reader_of(actor).keys)
    return suggest(names, typed)


@lru_cache(maxsize=50_000)
def _named(text: str, sort: Sort, count: int) -> Name:
    return name_made(text, sort, count)


def _stamp() -> _Stamp:
    """Changes with every document that comes, goes or is edited: those are in the index as they were, wait for it, or are the newest."""
    try:
        indexed = (Path(settings.BIHUAN.dir) / "library-index" / "pieces" / "meta.json").stat().st_mtime_ns
    except OSError:
        indexed = 0
    waiting = LibraryDocument.objects.filter(indexed="", removed_at="").order_by("pk")
    gone = LibraryDocument.objects.filter(removed_at__gt="", indexed__gt="").order_by("pk")
    newest = LibraryDocument.objects.aggregate(last=Max("pk"))["last"]
    return indexed, newest, tuple(waiting.values_list("pk", *NAMED)), tuple(gone.values_list("pk", flat=True))


def _counted() -> dict[tuple[Sort, str], Counter[tuple[str, ...]]]:
    counts: dict[tuple[Sort, str], Counter[tuple[str, ...]]] = {}
    rows = LibraryDocument.objects.filter(removed_at="").select_related("unit").only(*NAMED, "unit__name")
    for row in rows.iterator(chunk_size=2_000):
        who = keys_of(row)
        unit = row.unit.name if row.unit else ""
        names: tuple[tuple[Sort, str], ...] = (
            ("title", row.title or row.name), ("unit", unit), ("issuer", row.issuer), ("topic", row.topic),
        )  # fmt: skip
        for sort, text in names:
            if text:
                counts.setdefault((sort, text), Counter())[who] += 1
    return counts
