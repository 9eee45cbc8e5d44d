"""A document as its reader sees it: its pieces with numbers, promises and what was looked for marked in them."""

import re
from collections import deque
from collections.abc import Iterator, Sequence
from html import escape
from typing import Final, NamedTuple

from django.utils.safestring import SafeString, mark_safe

from bihuan.apps.library.models import LibraryDocument
from bihuan.apps.library.selectors import document_pieces, document_text
from bihuan.commitments import Reading, text_read
from bihuan.commitments.marking import Mark, badge_of, text_marked
from bihuan.datamodel import BihuanError
from bihuan.quantities.saying import KINDS, number_hint
from bihuan.search.compiling import needles_of
from bihuan.search.folding import fold
from bihuan.search.pieces import Piece
from bihuan.search.snippets import marks_of
from bihuan.search.syntax import query_read

AT_ONCE: Final = 60_000  # characters of one page of a long document
TITLE: Final = 24  # characters of a line of the outline
_ARTICLE: Final = re.compile(r"第[〇零一二三四五六七八九十百千\d]+条")
LONGEST_READ: Final = 400_000  # a longer text is shown without marks of numbers


class Sought(NamedTuple):
    """What is to be highlighted; ``raw`` as it is spelt."""

    needles: list[str]
    raw: bool = False


class Passage(NamedTuple):
    """A passage of the text to open at; without ``end`` to the end of its line."""

    start: int
    end: int = 0


class PieceShown(NamedTuple):
    """A piece of the text; ``role`` is that of its section."""

    number: int
    start: int
    end: int
    heading: str
    role: str
    html: SafeString


class OutlineItem(NamedTuple):
    """A line of the outline; ``level`` from 1."""

    title: str
    level: int
    role: str
    link: str


class Reader(NamedTuple):
    """The page: its pieces, the whole outline, how many places were found, how many numbers of each kind and promises;
    of a long text which page of how many, and a piece of the one ``before`` and ``after``."""

    pieces: list[PieceShown]
    outline: list[OutlineItem]
    found: int
    kinds: list[tuple[str, str, int]]
    promises: int
    page: int
    pages: int
    before: int | None
    after: int | None


def sought_of(q: str, *, exact: bool = False, raw: bool = False) -> Sought:
    """What a question would mark in texts; nothing for one that cannot be read."""
    if raw:
        return Sought([q] if q else [], raw=True)
    if exact:
        return Sought([fold(q).lower()] if q else [])
    try:
        return Sought(needles_of(query_read(q)))
    except BihuanError:
        return Sought([])


def reader_shown(document: LibraryDocument, sought: Sought, at: int, passage: Passage | None = None) -> Reader:
    """The document around the piece ``at``, or around a passage that is marked."""
    text, pieces = document_text(document), document_pieces(document)
    places = marks_of(text, sought.needles, raw=sought.raw)
    if passage is not None:
        at = next((one.number for one in pieces if one.end > passage.start), 0)
    pages = pieces_paged(pieces)
    page = next((number for number, part in enumerate(pages) if any(one.number == at for one in part)), 0)
    shown = pages[page] if pages else []
    reading = text_read(text, document.name) if len(text) <= LONGEST_READ else None
    marks = sorted(
        [*_read_marks(reading), *_sought_marks(places), *_passage_marks(text, passage)],
        key=lambda mark: (mark.start, -mark.end, mark.tag == "mark"),
    )
    numbers = [one for report in reading.documents for one in report.quantities] if reading else []
    kinds = [(kind, name, sum(one.kind == kind for one in numbers)) for kind, name in KINDS.items()]
    return Reader(
        list(_pieces_shown(text, shown, marks)), _outline(pieces, reading, pages, page), len(places),
        [told for told in kinds if told[2]], sum(len(one.commitments) for one in reading.documents) if reading else 0,
        page + 1, len(pages), pages[page - 1][0].number if page else None,
        pages[page + 1][0].number if page + 1 < len(pages) else None,
    )  # fmt: skip


def pieces_paged(pieces: Sequence[Piece]) -> list[list[Piece]]:
    """The pieces by pages of a readable length."""
    pages: list[list[Piece]] = []
    size = AT_ONCE
    for piece in pieces:
        if size + piece.end - piece.start > AT_ONCE:
            pages.append([])
            size = 0
        pages[-1].append(piece)
        size += piece.end - piece.start
    return pages


def _read_marks(reading: Reading | None) -> Iterator[Mark]:
    for report in reading.documents if reading else ():
        for task in report.commitments:
            yield Mark(task.start, task.end, "span", 'class="promise"', f"t{task.start}", badge_of(task))
        for number in report.quantities:
            classes = f"q {number.kind} {number.stance}{' blank' if number.value is None else ''}"
            hint = f'class="{classes}" title="{escape(number_hint(number))}"'
            yield Mark(number.start, number.end, "span", hint, f"n{number.start}")


def _sought_marks(places: Sequence[tuple[int, int]]) -> Iterator[Mark]:
    for start, end in places:
        yield Mark(start, end, "mark", 'class="sought"')


def _passage_marks(text: str, passage: Passage | None) -> Iterator[Mark]:
    if passage is not None and passage.start < len(text):
        line = text.find("\n", passage.start)
        end = passage.end or (len(text) if line < 0 else line)
        yield Mark(passage.start, end, "mark", 'class="sought passage"', "here")


def _pieces_shown(text: str, pieces: Sequence[Piece], marks: Sequence[Mark]) -> Iterator[PieceShown]:
    waiting, over = deque(marks), list[Mark]()
    for piece in pieces:
        lines = []
        for start, end in _lines(text, piece):
            over = [mark for mark in over if mark.end > start]
            while waiting and waiting[0].start < end:
                over.append(waiting.popleft())
            inner = text_marked(text, start, end, [mark for mark in over if mark.end > start])
            lines.append(f'<p data-at="{start}">{inner}</p>' if text[start:end].strip() else "")
        yield PieceShown(piece.number, piece.start, piece.end, piece.heading, piece.role, mark_safe("".join(lines)))


def _lines(text: str, piece: Piece) -> Iterator[tuple[int, int]]:
    start = piece.start
    while start < piece.end:
        feed = text.find("\n", start, piece.end)
        end = piece.end if feed < 0 else feed
        yield start, end
        start = end + 1


def _short(title: str) -> str:
    return title if len(title) <= TITLE else f"{title[: TITLE - 1]}…"


def _outline(
    pieces: Sequence[Piece], reading: Reading | None, pages: Sequence[Sequence[Piece]], page: int
) -> list[OutlineItem]:
    """A line a heading; one on another page of the text leads there."""
    levels = {
        section.title: section.level for report in (reading.documents if reading else ()) for section in report.sections
    }
    of_page = {piece.number: number for number, part in enumerate(pages) for piece in part}
    items, last = [], ""
    for piece in pieces:
        if piece.heading and piece.heading != last:
            elsewhere = f"?at={piece.number}" if of_page[piece.number] != page else ""
            level = 3 if _ARTICLE.match(piece.heading) else min(levels.get(piece.heading, 1), 4)
            items.append(OutlineItem(_short(piece.heading), level, piece.role, f"{elsewhere}#p{piece.number}"))
        last = piece.heading or last
    return items
