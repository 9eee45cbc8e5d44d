"""What the buttons of the library need to know of the reader: his collections, and his notes on a document."""

from typing import Any

from django import template

from bihuan.apps.library.collecting import collections_of
from bihuan.apps.library.models import Collection, ReadingNote
from bihuan.apps.library.noting import notes_of
from bihuan.web.acting import actor_of

register = template.Library()


@register.simple_tag(takes_context=True)
def my_collections(context: dict[str, Any]) -> list[Collection]:
    """Those that the reader may put documents into."""
    actor = actor_of(context["request"])
    return list(collections_of(actor).filter(person=actor.person or 0))


@register.simple_tag(takes_context=True)
def my_notes(context: dict[str, Any], document: int) -> list[ReadingNote]:
    """The reader's notes on a document, by place."""
    return list(notes_of(actor_of(context["request"]), document))
