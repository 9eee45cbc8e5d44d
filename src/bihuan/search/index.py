"""The folder of an index: one writer at a time, any number of readers; a fault of it is a named error, for it can be made anew."""

import json
import os
import shutil
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, TypeVar
from uuid import uuid4

import tantivy

from bihuan.datamodel import BihuanError
from bihuan.search.schema import VERSION, facts_schema, pieces_schema
from bihuan.search.shelving import CardFields, Fields, Shelved, card_fields

T = TypeVar("T")
HEAP: Final = 200_000_000  # bytes that the writer of pieces gathers before it writes a segment
_FACTS_HEAP: Final = 60_000_000
_MADE: Final = "made.json"


@dataclass(frozen=True, slots=True)
class Indexes:
    """The two indexes of one folder and the identity of this making of them."""

    pieces: tantivy.Index
    facts: tantivy.Index
    made: str


def indexes_open(folder: Path) -> Indexes:
    """Open what stands in a folder; missing, damaged or of another version is ``search.index``."""
    try:
        made = json.loads((folder / _MADE).read_text("utf-8"))
        if made["version"] != VERSION:
            raise index_unusable("检索索引是旧版本的")
        return Indexes(
            _opened(folder / "pieces", pieces_schema()), _opened(folder / "facts", facts_schema()), made["made"]
        )
    except FileNotFoundError:
        raise index_unusable("还没有检索索引") from None
    except (OSError, ValueError, KeyError, TypeError):
        raise index_unusable() from None


def indexes_make(folder: Path) -> Indexes:
    """Empty indexes, whatever stood there before."""
    shutil.rmtree(folder, ignore_errors=True)
    for name, schema in (("pieces", pieces_schema()), ("facts", facts_schema())):
        (folder / name).mkdir(parents=True)
        tantivy.Index(schema, path=str(folder / name))
    (folder / _MADE).write_text(json.dumps({"version": VERSION, "made": uuid4().hex}), "utf-8")
    return indexes_open(folder)


def _opened(folder: Path, schema: tantivy.Schema) -> tantivy.Index:
    if not (folder / "meta.json").is_file():
        raise index_unusable()
    index = _unpanicked(lambda: tantivy.Index(schema, path=str(folder), reuse=True))
    _unpanicked(index.searcher)
    return index


def indexes_empty() -> Indexes:
    """What is asked of a library that has no index because it holds nothing; in memory, for asking writes nothing."""
    return Indexes(tantivy.Index(pieces_schema()), tantivy.Index(facts_schema()), "")


def index_busy() -> BihuanError:
    """Another writes."""
    return BihuanError("search.busy", "另一个程序正在写检索索引", hint="等它完成即可，已入库的文件会接着编入")


def index_unusable(what: str = "检索索引损坏，读不出来") -> BihuanError:
    """It can be made anew."""
    return BihuanError("search.index", what, hint="请运行 bihuan library rebuild 由原件重建，原件和目录都在")


def _unwritten(error: Exception) -> BihuanError:
    return BihuanError(
        "search.unwritten",
        f"检索索引写不进去（{str(error)[:80]}）",
        hint="磁盘可能满了。已收下的文件都在，腾出空间后再运行一次即编入",
    )


def _unpanicked(deed: Callable[[], T]) -> T:
    """What the index library says of a broken file becomes an error that can be caught by name."""
    try:
        return deed()
    except (OSError, ValueError):
        raise
    except BaseException as fault:  # its panics are no Exceptions
        if isinstance(fault, KeyboardInterrupt | SystemExit | BihuanError):
            raise
        raise ValueError(str(fault)) from None


class Searching:
    """One state of an index as it is asked. A damaged file is met only where it is read: then too the fault is ``search.index``."""

    def __init__(self, index: tantivy.Index) -> None:
        self._searcher = _asked(index.searcher)

    @property
    def num_docs(self) -> int:
        """How many entries there are."""
        return int(self._searcher.num_docs)

    def search(self, *how: Any) -> tantivy.SearchResult:
        """As the index library's own."""
        return _asked(lambda: self._searcher.search(*how))

    def doc(self, place: tantivy.DocAddress) -> dict[str, Any]:
        """What is stored of one entry."""
        return _asked(lambda: self._searcher.doc(place).to_dict())

    def aggregate(self, query: tantivy.Query, asked: dict[str, Any]) -> dict[str, Any]:
        """Counts."""
        return _asked(lambda: self._searcher.aggregate(query, asked))

    def doc_freq(self, field: str, word: str) -> int:
        """In how many entries a word stands."""
        return int(_asked(lambda: self._searcher.doc_freq(field, word)))

    def fast_field_values(self, field: str, places: list[tantivy.DocAddress]) -> list[Any]:
        """One column of many entries."""
        return _asked(lambda: self._searcher.fast_field_values(field, places))


def searching(index: tantivy.Index) -> Searching:
    """The newest state of an index."""
    _asked(index.reload)
    return Searching(index)


def _asked(deed: Callable[[], T]) -> T:
    try:
        return _unpanicked(deed)
    except (OSError, ValueError):
        raise index_unusable() from None


class Writing:
    """What is being written; nothing of it is found before ``commit``."""

    def __init__(self, indexes: Indexes, threads: int) -> None:
        self._schemas = (pieces_schema(), facts_schema())
        self._pieces = indexes.pieces.writer(HEAP, threads)
        self._facts = indexes.facts.writer(_FACTS_HEAP, 1)

    def put(self, document: int, card: CardFields, shelved: Shelved, *, fresh: bool = False) -> None:
        """A document, instead of what was there under its number; ``fresh``: nothing was."""
        if not fresh:
            self.remove(document)
        common = card_fields(document, card)
        self._add(self._pieces, self._schemas[0], common, shelved.pieces)
        self._add(self._facts, self._schemas[1], common, shelved.facts)

    def remove(self, document: int) -> None:
        """Take a document out."""
        for writer, schema in zip((self._pieces, self._facts), self._schemas, strict=True):
            writer.delete_documents_by_query(tantivy.Query.term_query(schema, "document", document))

    def commit(self) -> None:
        """From here on it is found, and on disk. The facts first: a hit among pieces has its facts."""
        try:
            self._facts.commit()
            self._pieces.commit()
        except (OSError, ValueError) as error:
            raise _unwritten(error) from None

    def close(self) -> None:
        """Let merging end, and the lock go. What was committed stays found, even where merging it failed."""
        for writer in (self._facts, self._pieces):
            with suppress(OSError, ValueError):
                writer.wait_merging_threads()

    @staticmethod
    def _add(
        writer: tantivy.IndexWriter, schema: tantivy.Schema, common: dict[str, object], many: Iterable[Fields]
    ) -> None:
        for fields in many:
            whole = {name: value for name, value in fields.items() if value != ""} | common
            try:
                writer.add_document(tantivy.Document.from_dict(whole, schema))
            except (OSError, ValueError) as error:  # a thread of the writer died before
                raise _unwritten(error) from None


@contextmanager
def writing(indexes: Indexes, threads: int | None = None) -> Iterator[Writing]:
    """The one writer; another at the same time is ``search.busy``."""
    try:
        writer = Writing(indexes, threads or min(4, os.cpu_count() or 1))
    except ValueError as error:
        if "lock" in str(error).lower():
            raise index_busy() from None
        raise
    try:
        yield writer
    finally:
        writer.close()
