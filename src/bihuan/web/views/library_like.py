"""上次是怎么写的, 查重: passages like the one at hand, ready to be copied; and what of a document stands elsewhere already."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse, JsonResponse

from bihuan.apps.drafts.selectors import draft_paragraph
from bihuan.apps.library.likeness import Likened, document_repeats, paragraphs_like
from bihuan.apps.library.models import LibraryDocument
from bihuan.apps.library.rights import document_get
from bihuan.apps.units.actors import Right
from bihuan.web.acting import actor_of, part_asked
from bihuan.web.asked import number_asked
from bihuan.web.librarylinks import document_link
from bihuan.web.librarynames import LONGEST, names_offered
from bihuan.web.librarysearch import first_found
from bihuan.web.pages import page, page_render

SECTION = "library"
_FOLDER = "web/library/like"
_PARAGRAPH = 1_000  # characters of a draft's paragraph
MOST, FIRST = 10, 5  # lines that the box shows, and pieces among them


@dataclass(frozen=True, slots=True)
class Source:
    """A document as a link, and what tells it from others of its name."""

    name: str
    link: str
    told: str


def source_of(document: LibraryDocument, start: int | None = None, end: int | None = None) -> Source:
    """A document, opened at a place of its text."""
    told = (
        document.issuer or (document.unit.name if document.unit else ""),
        f"{document.year}年" if document.year else "",
    )
    return Source(str(document), document_link(document.pk, start, end), " · ".join(word for word in told if word))


@page(SECTION, right=Right.READ)
def library_like(request: HttpRequest) -> HttpResponse:
    """Passages like ``text``, a ``draft``'s ``paragraph``, or ``document`` from ``start`` to ``end``; for htmx the list alone."""
    actor, text, document = actor_of(request), request.GET.get("text", "").strip(), number_asked(request, "document")
    if draft := request.GET.get("draft", ""):
        text = draft_paragraph(draft, number_asked(request, "paragraph") or 0, actor)[:_PARAGRAPH].strip()
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
    return source_of(one.card, one.hit.start, one.hit.end)


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
                document_link(number, one.start, one.end),
                [source_of(other) for other in one.others],
                one.count - len(one.others),
            )
            for one in shown.paragraphs
        ],
    }
    return page_render(request, f"{_FOLDER}/repeats.html", context)


@page(SECTION, right=Right.READ)
def library_suggest(request: HttpRequest) -> HttpResponse:
    """What the box of every page shows while one types (``q``): names, each with its question, and the first pieces found."""
    typed, actor = request.GET.get("q", "").strip()[:LONGEST], actor_of(request)
    hits, total = first_found(typed, actor, FIRST) if typed else ([], 0)
    names = names_offered(typed, actor)[: MOST - len(hits)]
    found = [{"text": str(one.hit.card), "link": one.link, "words": one.snippet} for one in hits]
    return JsonResponse({"names": [one._asdict() for one in names], "hits": found, "total": total})
