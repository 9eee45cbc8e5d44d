"""素材库的取用: originals out, one or many; what is chosen comes ticked (``d``) or as the question that found it (``q``)."""

from urllib.parse import quote

from django.http import FileResponse, HttpRequest, HttpResponseBase, QueryDict, StreamingHttpResponse

from bihuan.apps.ledgers.originals import original_path
from bihuan.apps.library.choosing import chosen_require, documents_found
from bihuan.apps.library.downloads import name_safe, zip_stream
from bihuan.apps.library.rights import document_get
from bihuan.apps.units.actors import Right
from bihuan.web.acting import actor_of
from bihuan.web.pages import page
from bihuan.web.views.evidence import guarded

SECTION = "library"
_MOST_DIGITS = 18


@page(SECTION, right=Right.READ)
def library_original(request: HttpRequest, number: int) -> HttpResponseBase:
    """One document as it came in, to be saved and never opened in the page."""
    document = document_get(number, actor_of(request))
    file = original_path(document.sha256).open("rb")
    kind = "application/octet-stream"
    return guarded(FileResponse(file, as_attachment=True, filename=name_safe(document.name), content_type=kind))


@page(SECTION, right=Right.READ)
def library_download(request: HttpRequest) -> HttpResponseBase:
    """The originals of what is chosen as one zip, sent while it is made."""
    numbers = numbers_chosen(request)
    answer = StreamingHttpResponse(
        zip_stream(numbers, actor_of(request), folders=bool(asked_of(request).get("folders"))),
        content_type="application/zip",
    )
    return named(answer, f"{chosen_name(request)}.zip")


def numbers_chosen(request: HttpRequest) -> list[int]:
    """The numbers of the documents ticked, else of all that the question finds; of none it is an error."""
    asked = asked_of(request)
    ticked = [int(one) for one in asked.getlist("d") if one.isdecimal() and len(one) <= _MOST_DIGITS]
    question = asked.get("q", "").strip()
    if not ticked and question:
        exact, raw = bool(asked.get("exact")), bool(asked.get("raw"))
        ticked = documents_found(question, actor_of(request), exact=exact, raw=raw)
    chosen_require(ticked)
    return ticked


def chosen_name(request: HttpRequest) -> str:
    """What a file of what is chosen is called."""
    question = asked_of(request).get("q", "").strip()
    return f"素材库 {name_safe(question[:30]).replace('/', '_')}" if question else "素材库选取"


def asked_of(request: HttpRequest) -> QueryDict:
    """The form that was sent, else the address's conditions."""
    return request.POST if request.method == "POST" else request.GET


def named(answer: StreamingHttpResponse, name: str) -> StreamingHttpResponse:
    """A file to keep."""
    answer.headers["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(name)}"
    answer.headers["X-Content-Type-Options"] = "nosniff"
    return answer
