"""Search engines alike: ``index`` a file of pieces, ``find`` all pieces that have a string, ``ask`` for their number and the 20 best.

Peers get words and pairs ready-made, which their index time leaves out and ours has in it. All are told to treat every sign as part of
a word, so that a phrase never reaches across a comma; trigrams and Xapian's own n-grams are left to cut the text themselves.
"""

import json
import os
import sqlite3
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

BEST = 20


class Engine:
    """What all have in common: the file of pieces, a folder of its own, a size on disk. A slow one takes every ``share``-th piece."""

    share = 1

    def __init__(self, source: Path, folder: Path) -> None:
        self.source = source
        self.folder = folder
        folder.mkdir()

    def lines(self) -> Iterator[str]:
        """The pieces as they were laid down."""
        with self.source.open(encoding="utf-8", newline="\n") as file:
            for line in file:
                yield line.removesuffix("\n")

    def size(self) -> int:
        """Bytes of everything in the folder."""
        return sum(path.stat().st_size for path in self.folder.rglob("*") if path.is_file())


class Bihuan(Engine):
    """Ours, by the same calls as the library; it also stores each piece, and answers with its text and what to mark there."""

    def index(self) -> None:
        from bihuan.search.finding import Finder
        from bihuan.search.index import indexes_make, writing
        from bihuan.search.pieces import pieces_unpacked
        from bihuan.search.shelving import CardFields, text_shelved

        self.before: list[int] = []
        count = 0
        indexes = indexes_make(self.folder)
        with writing(indexes) as writer:
            for number, line in enumerate(self.lines()):
                text, packed = json.loads(line)
                writer.put(number, CardFields(), text_shelved(text, pieces_unpacked(packed), ()), fresh=True)
                self.before.append(count)
                count += len(packed)
            writer.commit()
        self.count = count
        self.finder = Finder(indexes)

    def find(self, text: str) -> list[int]:
        return [self.before[hit.document] + hit.number for hit in self.finder.exact(text, limit=self.count).hits]

    def ask(self, text: str) -> int:
        return self.finder.exact(text, limit=BEST).total


class Fts5(Engine):
    """SQLite: an index without the text, put into one segment; best by bm25."""

    tokenizer = "unicode61 remove_diacritics 0 categories 'L* M* N* P* S* Co'"

    def index(self) -> None:
        self.base = sqlite3.connect(self.folder / "index.db", isolation_level=None)
        self.base.execute("PRAGMA journal_mode = OFF")
        self.base.execute("PRAGMA synchronous = OFF")
        self.base.execute("PRAGMA cache_size = -200000")
        self.base.execute(f'CREATE VIRTUAL TABLE p USING fts5(t, content="", tokenize="{self.tokenizer}")')
        self.base.execute("BEGIN")
        self.base.executemany("INSERT INTO p (rowid, t) VALUES (?, ?)", enumerate(self.lines()))
        self.base.execute("INSERT INTO p (p) VALUES ('optimize')")
        self.base.execute("COMMIT")

    def phrase(self, tokens: list[str]) -> str:
        """What MATCH takes: tokens side by side."""
        return f'"{" ".join(tokens)}"'

    def find(self, tokens: Any) -> list[int]:
        found = self.base.execute("SELECT rowid FROM p WHERE p MATCH ?", (self.phrase(tokens),))
        return [number for (number,) in found]

    def ask(self, tokens: Any) -> int:
        phrase = (self.phrase(tokens),)
        self.base.execute(f"SELECT rowid, rank FROM p WHERE p MATCH ? ORDER BY rank LIMIT {BEST}", phrase).fetchall()
        return int(self.base.execute("SELECT count(*) FROM p WHERE p MATCH ?", phrase).fetchone()[0])


class Fts5Trigram(Fts5):
    """SQLite with the tokenizer that it brings for languages without blanks; it knows nothing shorter than three characters."""

    tokenizer = "trigram"

    def lines(self) -> Iterator[str]:
        return map(json.loads, super().lines())

    def phrase(self, tokens: list[str]) -> str:
        return f'"{tokens}"'


class Postgres(Engine):
    """PostgreSQL in a cluster of its own: tsvectors with positions and a GIN index; best by ts_rank."""

    def index(self) -> None:
        import psycopg

        self.base = psycopg.connect(os.environ["BIHUAN_DATABASE"], autocommit=True)
        self.base.execute("SET maintenance_work_mem = '512MB'")
        self.base.execute("CREATE UNLOGGED TABLE p (id int, v tsvector)")
        with self.base.cursor() as cursor, cursor.copy("COPY p FROM STDIN") as copy:
            for number, line in enumerate(self.lines()):
                if number % self.share == 0:
                    copy.write_row((number, self.vector(line.split(" "))))
        self.base.execute("CREATE INDEX ON p USING gin (v)")
        self.base.execute("VACUUM ANALYZE p")

    @staticmethod
    def vector(tokens: list[str]) -> str:
        """``'防汛':1,4 '抗旱':2``, as far as a tsvector counts positions."""
        places: dict[str, list[int]] = defaultdict(list)
        for place, token in enumerate(tokens[:16_383], 1):
            places[token].append(place)
        return " ".join(f"{_quoted(token)}:{','.join(map(str, at[:255]))}" for token, at in places.items())

    def size(self) -> int:
        row = self.base.execute("SELECT pg_total_relation_size('p')").fetchone()
        return int(row[0]) if row else 0

    def find(self, tokens: list[str]) -> list[int]:
        found = self.base.execute("SELECT id FROM p WHERE v @@ %s::tsquery", (self.phrase(tokens),))
        return [number for (number,) in found]

    def ask(self, tokens: list[str]) -> int:
        rows = self.base.execute(
            "SELECT id, count(*) OVER () FROM p, CAST(%s AS tsquery) q WHERE v @@ q"
            f" ORDER BY ts_rank(v, q) DESC LIMIT {BEST}",
            (self.phrase(tokens),),
        ).fetchall()
        return int(rows[0][1]) if rows else 0

    @staticmethod
    def phrase(tokens: list[str]) -> str:
        return " <-> ".join(map(_quoted, tokens))


class PostgresTenth(Postgres):
    """The same on a part: of pairs it makes long vectors."""

    share = 10


def _quoted(token: str) -> str:
    return "'" + token.replace("\\", "\\\\").replace("'", "''") + "'"


class Xapian(Engine):
    """Xapian: postings with positions; best by its BM25, all of them looked at, for the total has to be exact."""

    def index(self) -> None:
        import xapian  # type: ignore[import-not-found]  # Debian's, for Debian's Python

        os.environ["XAPIAN_FLUSH_THRESHOLD"] = "50000"
        base = xapian.WritableDatabase(str(self.folder), xapian.DB_CREATE_OR_OPEN)
        for number, line in enumerate(self.lines()):
            if number % self.share == 0:
                base.add_document(self.document(line))
        base.commit()
        self.count = base.get_doccount()
        self.enquire = xapian.Enquire(xapian.Database(str(self.folder)))

    def document(self, line: str) -> Any:
        """A piece as postings."""
        import xapian

        document = xapian.Document()
        for place, token in enumerate(line.split(" "), 1):
            document.add_posting(token[:60], place)  # a term has at most 245 bytes
        return document

    def query(self, tokens: Any) -> Any:
        """Terms side by side."""
        import xapian

        return xapian.Query(xapian.Query.OP_PHRASE, tokens, len(tokens))

    def _matches(self, tokens: Any, most: int) -> Any:
        self.enquire.set_query(self.query(tokens))
        return self.enquire.get_mset(0, most, self.count)

    def find(self, tokens: Any) -> list[int]:
        return [(match.docid - 1) * self.share for match in self._matches(tokens, self.count)]

    def ask(self, tokens: Any) -> int:
        matches = self._matches(tokens, BEST)
        for match in matches:
            _ = match.docid
        return int(matches.get_matches_estimated())  # exact, for all were looked at


class XapianGrams(Xapian):
    """Xapian with the n-grams that it makes itself of Chinese; its phrases pass over commas."""

    share = 10

    def document(self, line: str) -> Any:
        import xapian

        document, terms = xapian.Document(), xapian.TermGenerator()
        terms.set_flags(xapian.TermGenerator.FLAG_CJK_NGRAM)
        terms.set_document(document)
        terms.index_text(json.loads(line))
        return document

    def query(self, tokens: Any) -> Any:
        import xapian

        flags = xapian.QueryParser.FLAG_CJK_NGRAM | xapian.QueryParser.FLAG_PHRASE
        return xapian.QueryParser().parse_query(f'"{tokens}"', flags)


class Whoosh(Engine):
    """whoosh-reloaded, in Python alone; best by its BM25F."""

    share = 10

    def index(self) -> None:
        from whoosh.analysis import SpaceSeparatedTokenizer  # type: ignore[import-not-found]
        from whoosh.fields import STORED, TEXT, Schema  # type: ignore[import-not-found]
        from whoosh.index import create_in  # type: ignore[import-not-found]

        index = create_in(str(self.folder), Schema(number=STORED, t=TEXT(analyzer=SpaceSeparatedTokenizer())))
        writer = index.writer(limitmb=256)
        for number, line in enumerate(self.lines()):
            if number % self.share == 0:
                writer.add_document(number=number, t=line)
        writer.commit()
        self.searcher = index.searcher()

    @staticmethod
    def query(tokens: list[str]) -> Any:
        from whoosh.query import Phrase, Term  # type: ignore[import-not-found]

        return Phrase("t", tokens) if len(tokens) > 1 else Term("t", tokens[0])

    def find(self, tokens: list[str]) -> list[int]:
        return [hit["number"] for hit in self.searcher.search(self.query(tokens), limit=None)]

    def ask(self, tokens: list[str]) -> int:
        found = self.searcher.search(self.query(tokens), limit=BEST)
        _ = [hit["number"] for hit in found]
        return len(found)


ENGINES: dict[str, type[Any]] = {
    "bihuan": Bihuan,
    "fts5": Fts5,
    "fts5-trigram": Fts5Trigram,
    "postgres": Postgres,
    "postgres-tenth": PostgresTenth,
    "xapian": Xapian,
    "xapian-grams": XapianGrams,
    "whoosh": Whoosh,
}
