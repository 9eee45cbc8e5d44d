"""What the library's benchmark does in processes of their own: ``python -m benchmarks.library_child DEED FOLDER …`` prints JSON."""

import json
import os
import random
import re
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import rjieba
import tantivy

QUERIES = 200
LONGEST = 8
_HAN = re.compile(r"[一-鿿]+")


def main(words: list[str]) -> None:
    """Run one deed."""
    deed, folder, *rest = words
    os.environ["BIHUAN_DIR"] = folder
    os.environ["DJANGO_SETTINGS_MODULE"] = "bihuan.web.settings"
    import django

    django.setup()
    told = {"take": take, "find": find, "share": share, "bare": bare, "enter": enter}[deed](*rest)
    print(json.dumps(told))


def take(corpus: str) -> dict[str, float]:
    """Take a folder in by all cores."""
    from bihuan.apps.library.services import library_add
    from bihuan.apps.units.actors import console

    with memory_watched() as most:
        begun = time.perf_counter()
        intake = library_add(paths=[Path(corpus)], actor=console("bench"))
        seconds = time.perf_counter() - begun
    return {
        "seconds": seconds, "documents": len(intake.added), "failed": intake.failed, "chars": intake.chars,
        "pieces": intake.pieces, "memory": most[0],
    }  # fmt: skip


def find() -> dict[str, object]:
    """From a cold process: the first answer, then exact and ranked search, and whether exact search is exact."""
    begun = time.perf_counter()
    from bihuan.apps.library.shelf import finder
    from bihuan.search.folding import fold
    from bihuan.search.readers import Reader
    from bihuan.search.syntax import query_read

    finder().exact("防汛抗旱")
    first = time.perf_counter() - begun
    index, texts = finder(), list(texts_read())
    reader = Reader(frozenset({"public", "county", "unit:5", "person:3"}))
    told: dict[str, object] = {"first": first, "pieces": index.pieces}
    exact = queries_of(texts, range(1, LONGEST + 1))
    told["exact"] = timed(lambda query: index.exact(query, reader), exact)
    single = queries_of(texts, [1])
    told["single"] = timed(lambda query: index.exact(query, reader), single)
    ranked = list(map(query_read, questions_of(texts)))
    told["ranked"] = timed(lambda query: index.ranked(query, reader), ranked)
    numbers = [
        query_read(text)
        for text in ("金额>=30万元 道路", "指标:罚款 >5000元", "数量>100人 培训", "面积>1000亩", "比例>=95%")
    ]
    told["facts"] = timed(lambda query: index.facts(query, reader), numbers * 40)
    told["wrong"] = wrong([*exact, *single[:20]], lambda query: index.exact(query, limit=1).total, fold)
    return told


def wrong(queries: list[str], total: Callable[[str], int], fold: Callable[[str], str]) -> int:
    """Queries whose total is not that of a scan of every piece."""
    from bihuan.apps.library.models import LibraryDocument
    from bihuan.apps.library.selectors import document_pieces, document_text

    counts = dict.fromkeys(queries, 0)
    for document in LibraryDocument.objects.filter(state="read").iterator(chunk_size=200):
        text = fold(document_text(document))
        here = [query for query in counts if query in text]
        if here:
            own = [text[piece.start : piece.end] for piece in document_pieces(document)]
            for query in here:
                counts[query] += sum(query in piece for piece in own)
    return sum(total(query) != count for query, count in counts.items())


def share(corpus: str, readers: str) -> dict[str, object]:
    """More documents come in while as many readers search: how soon they are found, what the readers notice."""
    from bihuan.apps.library.shelf import finder

    queries = queries_of(list(texts_read()), range(2, LONGEST + 1))
    finder()
    idle = reading(int(readers), queries, lambda: time.sleep(8))
    intake: list[float] = []

    def add() -> None:
        begun = time.perf_counter()
        subprocess.run(
            [sys.executable, "-m", "bihuan.cli", "library", "add", corpus, "--jobs", "1"],
            check=True,
            capture_output=True,
        )
        intake.append(time.perf_counter() - begun)

    busy = reading(int(readers), queries, add)
    return {"idle": idle, "busy": busy, "seconds": intake[0], "found": finder().exact("新来的一千份").total}


def reading(readers: int, queries: list[str], meanwhile: Callable[[], None]) -> dict[str, float]:
    """Twenty people: each asks every quarter of a second, through the door that pages use, until something else is over."""
    from bihuan.apps.library.shelf import finder

    over, times, errors = threading.Event(), [], []

    def one(number: int) -> None:
        dice = random.Random(number)
        while not over.is_set():
            query = dice.choice(queries)
            begun = time.perf_counter()
            try:
                finder().exact(query)
            except Exception as error:
                errors.append(repr(error))
            times.append(time.perf_counter() - begun)
            over.wait(0.25)

    threads = [threading.Thread(target=one, args=(number,), daemon=True) for number in range(readers)]
    for thread in threads:
        thread.start()
    meanwhile()
    over.set()
    for thread in threads:
        thread.join()
    return {**quantiles(times), "asked": len(times), "errors": len(errors)}


def bare(corpus: str, count: str) -> dict[str, float]:
    """Our writer and bare tantivy, fed the same tokens."""
    from bihuan.cataloguing.taking import document_taken
    from bihuan.reading.opening import document_open
    from bihuan.search.index import indexes_make, writing
    from bihuan.search.schema import facts_schema, pieces_schema
    from bihuan.search.shelving import CardFields, card_fields

    files = sorted(Path(corpus).rglob("*.md"))[: int(count)]
    taken = [document_taken(document_open(file), {}) for file in files]
    cards = [CardFields(one.card.title, file.name, who=("county",)) for one, file in zip(taken, files, strict=True)]
    place = Path(os.environ["BIHUAN_DIR"])
    begun = time.perf_counter()
    with writing(indexes_make(place / "ours")) as writer:
        for number, (card, one) in enumerate(zip(cards, taken, strict=True)):
            writer.put(number, card, one.shelved, fresh=True)
        writer.commit()
    ours = time.perf_counter() - begun
    commons = [card_fields(number, card) for number, card in enumerate(cards)]
    pieces = [{**fields, **common} for common, one in zip(commons, taken, strict=True) for fields in one.shelved.pieces]
    facts = [{**fields, **common} for common, one in zip(commons, taken, strict=True) for fields in one.shelved.facts]
    ready = [(pieces_schema(), pieces), (facts_schema(), facts)]
    begun = time.perf_counter()
    for number, (schema, documents) in enumerate(ready):
        (place / f"bare{number}").mkdir()
        plain = tantivy.Index(schema, path=str(place / f"bare{number}")).writer(200_000_000, 2)
        for fields in documents:
            plain.add_document(
                tantivy.Document.from_dict({name: value for name, value in fields.items() if value != ""}, schema)
            )
        plain.commit()
        plain.wait_merging_threads()
    return {"ours": ours, "bare": time.perf_counter() - begun, "chars": sum(one.chars for one in taken)}


def enter() -> dict[str, object]:
    """A person who may read what the county reads: login and password; and words to look for."""
    from tests.support.county import county_rows
    from tests.support.people import PASSWORD, person_make

    from bihuan.apps.people.services import policy_change
    from bihuan.apps.units.actors import console
    from bihuan.apps.units.services import units_store

    units_store(rows=county_rows())
    policy_change(actor=console("bench"), second_factor=False)
    person_make("reader", unit="QX-01")
    return {"login": ["reader", PASSWORD], "words": queries_of(list(texts_read()), [2, 3, 4])[:20]}


def timed(ask: Callable[[object], object], queries: list[object] | list[str]) -> dict[str, float]:
    """Milliseconds of each query, asked once each after one that wakes the index up."""
    ask(queries[0])
    times = []
    for query in queries:
        begun = time.perf_counter()
        ask(query)
        times.append(time.perf_counter() - begun)
    return quantiles(times)


def quantiles(times: list[float]) -> dict[str, float]:
    """p50, p95, p99 and the longest, in milliseconds."""
    ordered = sorted(times)
    at = lambda share: ordered[min(len(ordered) - 1, len(ordered) * share // 100)] * 1e3  # noqa: E731
    return {"p50": at(50), "p95": at(95), "p99": at(99), "most": ordered[-1] * 1e3}


def texts_read() -> Iterator[str]:
    """The texts of some hundred documents."""
    from bihuan.apps.library.models import LibraryDocument
    from bihuan.apps.library.selectors import document_text

    numbers = list(LibraryDocument.objects.filter(state="read").values_list("pk", flat=True))
    for document in LibraryDocument.objects.filter(pk__in=random.Random(2).sample(numbers, min(400, len(numbers)))):
        yield document_text(document)


def queries_of(texts: list[str], lengths: object) -> list[str]:
    """Half cut at borders of words, half anywhere; Han characters."""
    dice, found, sizes = random.Random(3), [], list(lengths)  # type: ignore[call-overload]
    while len(found) < QUERIES:
        text, size = dice.choice(texts), dice.choice(sizes)
        place = dice.randrange(max(1, len(text) - size))
        if len(found) % 2:
            cut = list(rjieba.cut(text[place : place + 60]))
            place += len(cut[0]) if cut else 0
        query = text[place : place + size]
        if len(query) == size and _HAN.fullmatch(query):
            found.append(query)
    return found


def questions_of(texts: list[str]) -> list[str]:
    """One to three words, some with a condition."""
    dice = random.Random(4)
    words = [word for text in texts[:120] for word in rjieba.cut(text) if len(word) > 1 and _HAN.fullmatch(word)]
    conditions = ["", "", "", " 年:2015..2022", " 类型:法规", " NOT 附则"]
    return [
        " ".join(dice.sample(words, dice.choice((1, 1, 2, 2, 3)))) + dice.choice(conditions) for _ in range(QUERIES)
    ]


@contextmanager
def memory_watched() -> Iterator[list[int]]:
    """The most memory that this process and its children held together, shared pages counted once, in MiB."""
    most, over = [0], threading.Event()

    def look() -> None:
        while not over.wait(0.5):
            most[0] = max(most[0], sum(map(proportional, family(os.getpid()))) // 1024)

    watcher = threading.Thread(target=look, daemon=True)
    watcher.start()
    yield most
    over.set()
    watcher.join()


def family(process: int) -> list[int]:
    """A process and all below it."""
    try:
        below = Path(f"/proc/{process}/task/{process}/children").read_text("utf-8").split()
    except OSError:
        return []
    return [process, *(one for child in below for one in family(int(child)))]


def proportional(process: int) -> int:
    """KiB that a process holds, its share of what several hold."""
    try:
        rollup = Path(f"/proc/{process}/smaps_rollup").read_text("utf-8")
    except OSError:
        return 0
    return int(re.search(r"^Pss:\s+(\d+)", rollup, re.MULTILINE)[1])  # type: ignore[index]


if __name__ == "__main__":
    main(sys.argv[1:])
