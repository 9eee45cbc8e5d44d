"""笔记 and 最近阅读: what a person wrote on documents and which were opened last; nobody else sees either."""

from typing import Final

from django.db import transaction
from django.db.models import QuerySet

from bihuan.apps.ledgers.chain import now_text
from bihuan.apps.library.collecting import person_of
from bihuan.apps.library.models import LibraryDocument, ReadingNote, RecentReading
from bihuan.apps.library.rights import document_get, readable
from bihuan.apps.units.actors import Actor
from bihuan.datamodel import BihuanError

RECENT: Final = 200  # documents that are remembered as read
_NOTE: Final = 2000  # characters


def notes_of(actor: Actor, document: int | None = None) -> QuerySet[ReadingNote]:
    """The actor's notes on documents that the actor may (still) read, newest first; on one document by place."""
    found = ReadingNote.objects.filter(person=actor.person or 0, document__in=readable(actor)).select_related(
        "document"
    )
    return found.order_by("-pk") if document is None else found.filter(document=document).order_by("start", "pk")


def note_add(*, document: int, text: str, actor: Actor, start: int | None = None) -> ReadingNote:
    """Note something on a document, at a place of its text where ``start`` is given."""
    person, row = person_of(actor), document_get(document, actor)
    if start is not None and not 0 <= start <= row.chars:
        raise BihuanError("library.note_place", "这个位置不在文件里", where=str(row), hint="在正文里重新选位置")
    return ReadingNote.objects.create(person=person, document=row, start=start, text=_said(text), at=now_text())


def note_change(*, number: int, text: str, actor: Actor) -> None:
    """Other words in a note of the actor's."""
    note = _note(number, actor)
    note.text = _said(text)
    note.save(update_fields=["text"])


def note_remove(*, number: int, actor: Actor) -> None:
    """Drop a note of the actor's."""
    _note(number, actor).delete()


def _note(number: int, actor: Actor) -> ReadingNote:
    note = ReadingNote.objects.filter(pk=number, person=actor.person or 0).first()
    if note is None:
        raise BihuanError("library.no_note", f"没有第 {number} 号笔记", hint="到“我的素材”里看自己的笔记")
    return note


def _said(text: str) -> str:
    text = text.strip()
    if not 1 <= len(text) <= _NOTE:
        raise BihuanError("library.note", f"笔记要 1 到 {_NOTE} 个字，这里有 {len(text)} 个", hint="请改短或填上内容")
    return text


def recent_of(actor: Actor) -> QuerySet[RecentReading]:
    """What the actor opened last, of what the actor may still read, newest first."""
    found = RecentReading.objects.filter(person=actor.person or 0, document__in=readable(actor))
    return found.select_related("document").order_by("-at", "-pk")


@transaction.atomic
def reading_record(*, document: LibraryDocument, actor: Actor) -> None:
    """The actor opened a document; the 200 newest are remembered. The console reads without a trace."""
    if actor.person is None:
        return
    opened = RecentReading(person=actor.person, document=document, at=now_text())
    RecentReading.objects.bulk_create(
        [opened], update_conflicts=True, unique_fields=["person", "document"], update_fields=["at"]
    )
    mine = RecentReading.objects.filter(person=actor.person)
    old = list(mine.order_by("-at", "-pk").values_list("pk", flat=True)[RECENT:])
    if old:
        mine.filter(pk__in=old).delete()
