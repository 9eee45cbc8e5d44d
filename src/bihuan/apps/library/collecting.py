"""收藏夹: a person's named shelves of documents. A shared one shows the unit what each of its people may read anyhow, and no more."""

from collections.abc import Sequence
from typing import Final

from django.db import IntegrityError, transaction
from django.db.models import Q, QuerySet

from bihuan.apps.library.choosing import LOT
from bihuan.apps.library.models import Collection, LibraryDocument
from bihuan.apps.library.rights import readable
from bihuan.apps.units.actors import Actor
from bihuan.datamodel import BihuanError

MOST: Final = 5_000  # documents of one
_NAME: Final = 60


def collections_of(actor: Actor) -> QuerySet[Collection]:
    """One's own and those that one's unit shares; one's own first."""
    shared = Q(shared=True, unit_id=actor.unit_id) if actor.unit_id else Q(pk__in=())
    own = Q(person=actor.person or 0)
    return Collection.objects.filter(own | shared).order_by("name", "pk")


def collection_get(number: int, actor: Actor, *, own: bool = False) -> Collection:
    """One that the actor may see, or (``own``) change; another is as unknown as one that is not there."""
    found = collections_of(actor).filter(pk=number).first()
    if found is None or (own and found.person != actor.person):
        raise BihuanError("library.no_collection", f"没有第 {number} 号收藏夹", hint="到“我的素材”里选一个自己的收藏夹")
    return found


def collection_documents(collection: Collection, actor: Actor) -> QuerySet[LibraryDocument]:
    """What is in it, of what the actor may read, newest first."""
    inside = Collection.documents.through.objects.filter(collection=collection).values("librarydocument_id")
    return readable(actor).filter(pk__in=inside).order_by("-year", "-pk")


def collection_create(*, name: str, actor: Actor, shared: bool = False) -> Collection:
    """A new one of the actor's."""
    name = name_required(name)
    return _stored(Collection(person=person_of(actor), unit_id=actor.unit_id, name=name, shared=shared))


def collection_change(*, number: int, actor: Actor, name: str | None = None, shared: bool | None = None) -> Collection:
    """Another name, shared with the unit or not."""
    collection = collection_get(number, actor, own=True)
    if name is not None:
        collection.name = name_required(name)
    if shared is not None:
        collection.shared, collection.unit_id = shared, actor.unit_id
    return _stored(collection)


def collection_remove(*, number: int, actor: Actor) -> None:
    """Drop it; its documents stay in the library."""
    collection_get(number, actor, own=True).delete()


@transaction.atomic
def collection_put(*, number: int, documents: Sequence[int], actor: Actor) -> int:
    """Put in those of the documents that the actor may read; how many are new in it."""
    collection = collection_get(number, actor, own=True)
    before, asked = collection.documents.count(), list(dict.fromkeys(documents))[: MOST + 1]
    for first in range(0, len(asked), LOT):
        collection.documents.add(*readable(actor).filter(pk__in=asked[first : first + LOT]))
    after = collection.documents.count()
    if after > MOST:
        raise BihuanError("library.collection_full", f"一个收藏夹最多放 {MOST:,} 份文件", hint="另建一个收藏夹")
    return after - before


def collection_take(*, number: int, documents: Sequence[int], actor: Actor) -> None:
    """Take documents out."""
    collection_get(number, actor, own=True).documents.remove(*documents)


def person_of(actor: Actor) -> int:
    """Whose it is; what is kept for oneself needs a person."""
    if actor.person is None:
        raise BihuanError("library.person", "收藏、笔记和检索要登录后才能保存", hint="请在网页上登录")
    return actor.person


def name_required(name: str) -> str:
    """A name of 1 to 60 characters."""
    name = name.strip()
    if not 1 <= len(name) <= _NAME:
        raise BihuanError("library.name", f"名称要 1 到 {_NAME} 个字", hint="请改短或填上名称")
    return name


def _stored(collection: Collection) -> Collection:
    try:
        with transaction.atomic():
            collection.save()
    except IntegrityError:
        raise BihuanError("library.name_taken", f"您已有名为“{collection.name}”的收藏夹", hint="换一个名称") from None
    return collection
