"""引用到稿子: passages of the library kept beside a sealed draft, whose own text is never changed.

The same file drafted again (same unit, year and path) keeps its passages. A passage is seen by whoever may read both draft and document.
"""

from dataclasses import dataclass
from typing import Final

from django.db import transaction
from django.db.models import QuerySet

from bihuan.apps.drafts.models import Draft
from bihuan.apps.drafts.selectors import draft_find, draft_get
from bihuan.apps.ledgers.chain import event_record, now_text
from bihuan.apps.library.arriving import SUBJECT
from bihuan.apps.library.models import Citation, LibraryDocument
from bihuan.apps.library.rights import document_get, readable
from bihuan.apps.library.selectors import document_pieces, document_text
from bihuan.apps.units.actors import Actor, Right
from bihuan.apps.units.selectors import unit_get
from bihuan.datamodel import BihuanError

MOST: Final = 200  # passages of one draft
LONGEST: Final = 5_000  # characters of one


@dataclass(frozen=True, slots=True)
class Passage:
    """``text`` from ``start`` to ``end`` of a document, no blanks around it, and the pieces ``first`` to ``last`` that it stands in."""

    start: int
    end: int
    text: str
    first: int
    last: int


def passage_get(document: LibraryDocument, start: int, end: int) -> Passage:
    """The passage between two places of a document's text."""
    text = document_text(document)
    if not 0 <= start < end <= len(text):
        raise BihuanError("library.cite_place", "这一段不在文件里", where=str(document), hint="在正文里重新选")
    words = text[start:end]
    start += len(words) - len(words.lstrip())
    words = words.strip()
    if not 1 <= len(words) <= LONGEST:
        raise BihuanError(
            "library.cite_length",
            f"一处引用要 1 到 {LONGEST:,} 个字，这里有 {len(words):,} 个",
            where=str(document),
            hint="在正文里选短一些，分几次引用",
        )
    end = start + len(words)
    inside = [piece.number for piece in document_pieces(document) if piece.start < end and piece.end > start]
    return Passage(start, end, words, min(inside), max(inside))


def passage_of_piece(document: LibraryDocument, number: int) -> Passage:
    """A whole piece of a document."""
    piece = next((one for one in document_pieces(document) if one.number == number), None)
    return passage_get(document, piece.start, piece.end) if piece else passage_get(document, -1, -1)


@transaction.atomic
def citation_add(*, draft: str, document: int, start: int, end: int, actor: Actor) -> Citation:
    """Keep a passage beside a draft; whoever may read both may."""
    beside, row = draft_get(draft, actor), document_get(document, actor)
    passage = passage_get(row, start, end)
    _room_require(beside, row, passage)
    cited = Citation.objects.create(
        draft=beside, document=row, start=passage.start, end=passage.end, first=passage.first, last=passage.last,
        text=passage.text, person=actor.person, at=now_text(),
    )  # fmt: skip
    _told("citation_add", cited, actor)
    return cited


def _room_require(draft: Draft, document: LibraryDocument, passage: Passage) -> None:
    beside = _beside(draft)
    if beside.filter(document=document, start=passage.start, end=passage.end).exists():
        raise BihuanError("library.cited", "这一段已经引用到这份稿子了", where=draft.title, hint="在稿子的页面上看")
    if beside.count() >= MOST:
        raise BihuanError(
            "library.cite_full", f"一份稿子最多引用 {MOST} 处", where=draft.title, hint="先移除用不上的引用"
        )


@transaction.atomic
def citation_remove(*, number: int, actor: Actor) -> None:
    """Take a passage away from its draft: who cited it may, and who drafts for the unit."""
    cited = Citation.objects.select_related("draft").filter(pk=number, document__in=readable(actor)).first()
    if cited is None or draft_find(cited.draft_id, actor) is None:
        raise BihuanError("library.no_citation", f"没有第 {number} 号引用", hint="它可能已移除，请刷新稿子的页面")
    if not may_remove(cited, actor):
        raise BihuanError(
            "library.not_your_citation", "这处引用不是您加的，不能移除", hint="请找引用的人，或本单位管起草的同事"
        )
    _told("citation_remove", cited, actor)
    cited.delete()


def may_remove(cited: Citation, actor: Actor) -> bool:
    """Who cited it, and who drafts for the unit."""
    if actor.person is None or cited.person == actor.person:
        return True
    return actor.has(Right.DRAFT) and actor.may(Right.DRAFT, unit_get(cited.draft.unit).pk)


def citations_of(draft: str, actor: Actor) -> QuerySet[Citation]:
    """The passages beside a draft in the order in which they were cited, of what the actor may read; none where the draft is not theirs."""
    beside = draft_find(draft, actor)
    if beside is None:
        return Citation.objects.none()
    return _beside(beside).filter(document__in=readable(actor)).select_related("document", "draft").order_by("pk")


def source_said(document: LibraryDocument) -> str:
    """《标题》（发文机关，年份）, of what is known."""
    told = "，".join(one for one in (document.issuer, f"{document.year}年" if document.year else "") if one)
    return f"《{document}》" + (f"（{told}）" if told else "")


def source_line(document: LibraryDocument, passage: Passage | Citation) -> str:
    """——《标题》（发文机关，年份），第N段."""
    first, last = passage.first + 1, passage.last + 1
    return f"——{source_said(document)}，第{first if first == last else f'{first}–{last}'}段"


def _beside(draft: Draft) -> QuerySet[Citation]:
    return Citation.objects.filter(draft__unit=draft.unit, draft__year=draft.year, draft__path=draft.path)


def _told(deed: str, cited: Citation, actor: Actor) -> None:
    told = {
        "draft": cited.draft_id, "citation": cited.pk, "document": cited.document_id, "start": cited.start, "end": cited.end,
    }  # fmt: skip
    event_record(deed=deed, subject=SUBJECT, changes=told, actor=actor.name)
