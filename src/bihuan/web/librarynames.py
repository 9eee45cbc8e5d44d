"""Names that are offered while one types: titles, units, issuers and topics, each with the question that it stands for."""

from typing import Final, NamedTuple

from bihuan.apps.library.suggestions import suggestions
from bihuan.apps.units.actors import Actor
from bihuan.search.query import Is, Words
from bihuan.search.suggesting import Name
from bihuan.search.syntax import query_write

LONGEST: Final = 100  # characters of what was typed
SORTS: Final = {"title": "标题", "unit": "单位", "issuer": "发文机关", "topic": "主题"}


class Offered(NamedTuple):
    """A name, what it is, and the question for it."""

    text: str
    note: str
    query: str


def names_offered(typed: str, actor: Actor) -> list[Offered]:
    """At most ten that fit what was typed, of documents that the actor may read."""
    return [_offered(name) for name in suggestions(typed[:LONGEST], actor)]


def _offered(name: Name) -> Offered:
    query = Words(name.text, "title") if name.sort == "title" else Is(name.sort, (name.text,))
    return Offered(name.text, f"{SORTS[name.sort]} · {name.count} 份", query_write(query))
