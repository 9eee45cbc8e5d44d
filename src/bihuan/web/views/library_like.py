"""上次是怎么写的, 查重: passages like the one at hand, ready to be copied; and what of a document stands elsewhere already."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import NoReverseMatch, reverse

from bihuan.apps.drafts.selectors import draft_paragraph
from bihuan.apps.library.likeness import Likened, document_repeats, paragraphs_like
from bihuan.apps.library.models import LibraryDocument
from bihuan.apps.library.rights import document_get
from bihuan.apps.library.suggestions import suggestions
from bihuan.apps.units.actors import Right
from bihuan.search.query import Is, Words
from bihuan.search.suggesting import Name
from bihuan.search.syntax import query_write
from bihuan.web.acting import actor_of, part_asked
from bihuan.web.citing import reader_at
from bihuan.web.pages import page, page_render

SECTION = "library"
_FOLDER = "web/library/like"
_MOST_DIGITS = 9
_LONGEST = 1_000  # characters of a draft's paragraph
_SORTS = {"title": "标题", "unit": "单位", "issuer": "发文机关", "topic": "主题"}


@dataclass(frozen=True, slots=True)
class Source:
    """A document as a link, and what tells it from others of its name."""

    name: str
    link: str
    told: str


def source_of(document: LibraryDocument, piece: int | None = None) -> Source:
    """A document, opened at a piece of it."""
    told = (
        document.issuer or (document.unit.name if document.unit else ""),
        f"{document.year}年" if document.year else "",
    )
    link = document_link(document.pk) if piece is None else reader_at(document.pk, piece)
    return Source(str(document), link, " · ".join(word for word in told if word))


def document_link(number: int, start: int | None = None) -> str:
    """Where a document is read; "" while no page reads it."""
    try:
        link = reverse("library_document", args=[number])
    except NoReverseMatch:
        return ""
    return link if start is None else f"{link}?at={start}"


def number_asked(request: HttpRequest, name: str) -> int | None:
    """A number of the address; None where none is told."""
    return number_of(request.GET.get(name, ""))


def number_of(word: str) -> int | None:
    """The same of any word."""
    return int(word) if word.isdecimal() and word.isascii() and len(word) <= _MOST_DIGITS else None


@page(SECTION, right=Right.READ)
def library_like(request: HttpRequest) -> HttpResponse:
    """Passages like ``text``, a ``draft``'s ``paragraph``, or ``document`` from ``start`` to ``end``; for htmx the list alone."""
    actor, text, document = actor_of(request), request.GET.get("text", "").strip(), number_asked(request, "document")
    if draft := request.GET.get("draft", ""):
        text = draft_paragraph(draft, number_asked(request, "paragraph") or 0, actor)[:_LONGEST].strip()
    start, end = number_asked(request, "start") or 0, number_asked(request, "end") or 0
    found = None
    if text or document is not None:
        found = paragraphs_like(actor=actor, document=document, start=start, end=end, text=text)
    context = {
        "text": found.text if found else text,
        "asked": found is not None,
        "near": [(_shown(one), one.hit) for one in found.near] if found else [],
        "repeats": [source_of(one) for one in found.repeats] if found else [],
    }
    template = f"{_FOLDER}/_passages.html" if part_asked(request) else f"{_FOLDER}/like.html"
    return page_render(request, template, context)


def _shown(one: Likened) -> Source:
    return source_of(one.card, one.hit.number)


@page(SECTION, right=Right.READ)
def library_repeats(request: HttpRequest, number: int) -> HttpResponse:
    """What of a document stands in others word for word."""
    shown = document_repeats(number=number, actor=actor_of(request))
    context = {
        "document": source_of(document_get(number, actor_of(request))),
        "share": round(shown.share * 100, 1),
        "sources": [(source_of(other), characters) for other, characters in shown.sources],
        "paragraphs": [
            (
                one,
                document_link(number, one.start),
                [source_of(other) for other in one.others],
                one.count - len(one.others),
            )
            for one in shown.paragraphs
        ],
    }
    return page_render(request, f"{_FOLDER}/repeats.html", context)


@page(SECTION, right=Right.READ)
def library_suggest(request: HttpRequest) -> HttpResponse:
    """At most ten names that fit what was typed (``q``), and the question that each stands for."""
    names = suggestions(request.GET.get("q", "")[:100], actor_of(request))
    return JsonResponse({"names": [_suggested(one) for one in names]})


def _suggested(name: Name) -> dict[str, str]:
    query = Words(name.text, "title") if name.sort == "title" else Is(name.sort, (name.text,))
    return {"text": name.text, "note": f"{_SORTS[name.sort]} · {name.count} 份", "query": query_write(query)}
