"""Who may read which document: the same rule as keys for the index and as a filter for the database."""

from django.db.models import Q, QuerySet

from bihuan.apps.library.models import Access, LibraryDocument, State
from bihuan.apps.units.actors import Actor, Right
from bihuan.datamodel import BihuanError
from bihuan.search.readers import COUNTY, EVERYTHING, PUBLIC, UNIT, Reader, person_key, unit_key


def reader_of(actor: Actor) -> Reader:
    """The keys that a person brings: the county's, those of the units within reach and one's own, and the person's."""
    if actor.person is None:
        return EVERYTHING
    reach = actor.reach(Right.READ).unit_ids("")
    units = {UNIT} if reach is None else {unit_key(unit) for unit in reach}
    own = {unit_key(actor.unit_id)} if actor.unit_id else set()
    return Reader(frozenset({PUBLIC, COUNTY, person_key(actor.person), *units, *own}))


def keys_of(document: LibraryDocument) -> tuple[str, ...]:
    """The keys that open a document; the one who added it always may."""
    own = (person_key(document.owner),) if document.owner else ()
    match document.access:
        case Access.PUBLIC | Access.COUNTY:
            return (document.access, *own)
        case Access.UNIT if document.unit_id:
            return (UNIT, unit_key(document.unit_id), *own)
    return own


def readable(actor: Actor) -> QuerySet[LibraryDocument]:
    """The documents that an actor may read."""
    there = LibraryDocument.objects.filter(removed_at="")
    if actor.person is None:
        return there
    reach = actor.reach(Right.READ).unit_ids("")
    units = Q(access=Access.UNIT, unit__isnull=False)
    if reach is not None:
        units &= Q(unit_id__in=reach | ({actor.unit_id} if actor.unit_id else set()))
    return there.filter(Q(access__in=(Access.PUBLIC, Access.COUNTY)) | units | Q(owner=actor.person))


def failed_of(actor: Actor) -> QuerySet[LibraryDocument]:
    """What could not be read and is the actor's to try again, newest first: what they added, and of what no person added (a watched
    folder, the console) what they may read, if they may enter things. What a newer text of the same file replaced is done with."""
    failed = readable(actor).filter(state=State.FAILED, newer=None).order_by("-pk")
    if actor.person is None:
        return failed
    nobodys = Q(owner=None) if actor.has(Right.WRITE) else Q(pk__in=())
    return failed.filter(Q(owner=actor.person) | nobodys)


def document_get(number: int, actor: Actor) -> LibraryDocument:
    """One document; what the actor may not read is not there."""
    document = readable(actor).filter(pk=number).first()
    if document is None:
        raise BihuanError(
            "library.unknown", f"素材库里没有第 {number} 号文件", hint="它可能已移出，或不在您的查看范围内"
        )
    return document


def may_edit(document: LibraryDocument, actor: Actor) -> bool:
    """Who added it, and whoever keeps the entries of its unit."""
    if actor.person is None or document.owner == actor.person:
        return True
    return (
        document.unit_id is not None and document.access != Access.PRIVATE and actor.may(Right.WRITE, document.unit_id)
    )


def edit_require(document: LibraryDocument, actor: Actor) -> None:
    """Refuse whoever may not change the document."""
    if not may_edit(document, actor):
        raise BihuanError(
            "library.not_yours", "这份文件不是您添加的，不能改", hint="请找添加人，或有登记权限的本单位同事"
        )
