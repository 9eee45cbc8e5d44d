"""Passages of the library as the page of a draft shows them, and where each opens in the reader."""

from typing import Any, NamedTuple
from urllib.parse import urlencode

from django.http import QueryDict
from django.urls import reverse

from bihuan.apps.drafts.selectors import draft_find
from bihuan.apps.library.citing import citations_of, may_remove, source_line
from bihuan.apps.library.models import Citation
from bihuan.apps.units.actors import Actor
from bihuan.web.librarylinks import document_link
from bihuan.web.sealed import DraftFile

KEPT = ("q", "exact", "raw", "beside")


class QuoteShown(NamedTuple):
    """A passage with its source, where that opens, and whether the actor may take it away."""

    cited: Citation
    source: str
    link: str
    removable: bool


def quotes_context(draft: DraftFile, actor: Actor) -> dict[str, Any]:
    """What is cited beside a draft, and where each of its paragraphs finds passages ``like`` it; nothing unless it was sealed here."""
    number = draft.manifest.draft_id
    if draft_find(number, actor) is None:
        return {}
    like = f"{reverse('library_like')}?draft={number}&paragraph="
    return {"like": like, "quotes": [quote_shown(one, actor) for one in citations_of(number, actor)]}


def quote_shown(cited: Citation, actor: Actor) -> QuoteShown:
    """One passage."""
    link = document_link(cited.document_id, cited.start, cited.end)
    return QuoteShown(cited, source_line(cited.document, cited), link, may_remove(cited, actor))


def cite_at(document: int, given: QueryDict) -> str:
    """Where a passage of the document is cited, to be ended by its place."""
    kept = urlencode(kept_of(given))
    return f"{reverse('library_cite', args=[document])}?{f'{kept}&' if kept else ''}"


def reader_at(document: int, piece: int, given: QueryDict | None = None) -> str:
    """The reader at a piece, as it was read."""
    told = {**kept_of(given), "at": piece} if given else {"at": piece}
    return f"{reverse('library_document', args=[document])}?{urlencode(told)}#p{piece}"


def kept_of(given: QueryDict) -> dict[str, str]:
    """What of the reader's address stays while one cites."""
    return {name: word for name in KEPT if (word := given.get(name, ""))}
