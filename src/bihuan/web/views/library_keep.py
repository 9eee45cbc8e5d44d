"""素材库的取用: originals, compilations, tables of numbers; what is chosen comes ticked (``d``) or as what a question finds (``q``)."""

from pathlib import Path
from urllib.parse import quote

from django.http import HttpRequest, HttpResponseBase, QueryDict, StreamingHttpResponse
from django.urls import reverse
from django.views.decorators.http import require_POST

from bihuan.apps.library.choosing import chosen_require, documents_found
from bihuan.apps.library.compiling import compilation_make
from bihuan.apps.library.downloads import name_safe, zip_stream
from bihuan.apps.library.factsheet import facts_write
from bihuan.apps.units.actors import Right
from bihuan.datamodel.telling import Tell
from bihuan.web.acting import actor_of
from bihuan.web.asked import whole_read
from bihuan.web.librarysearch import asked_library
from bihuan.web.madefiles import file_answer, file_made
from bihuan.web.pages import page
from bihuan.web.working import work_do, work_shown

SECTION = "library"


@page(SECTION, right=Right.READ)
def library_download(request: HttpRequest) -> HttpResponseBase:
    """The originals of what is chosen as one zip, sent while it is made."""
    numbers = numbers_chosen(request)
    answer = StreamingHttpResponse(
        zip_stream(numbers, actor_of(request), folders=bool(sent_of(request).get("folders"))),
        content_type="application/zip",
    )
    return named(answer, f"{chosen_name(request)}.zip")


def numbers_chosen(request: HttpRequest) -> list[int]:
    """The numbers of the documents ticked, else of all that the question finds; of none it is an error."""
    sent = sent_of(request)
    ticked = [number for one in sent.getlist("d") if (number := whole_read(one)) is not None]
    asked = asked_library(sent)
    if not ticked and asked.q.strip():
        ticked = documents_found(asked.q, actor_of(request), exact=asked.exact, raw=asked.raw, within=asked.within)
    chosen_require(ticked)
    return ticked


def chosen_name(request: HttpRequest) -> str:
    """What a file of what is chosen is called."""
    question = sent_of(request).get("q", "").strip()
    return f"素材库 {name_safe(question[:30]).replace('/', '_')}" if question else "素材库选取"


def sent_of(request: HttpRequest) -> QueryDict:
    """The form that was sent, else the address's conditions."""
    return request.POST if request.method == "POST" else request.GET


def named(answer: StreamingHttpResponse, name: str) -> StreamingHttpResponse:
    """A file to keep."""
    answer.headers["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(name)}"
    answer.headers["X-Content-Type-Options"] = "nosniff"
    return answer


@require_POST
@page(SECTION, right=Right.READ)
def library_compile(request: HttpRequest) -> HttpResponseBase:
    """汇编: what is chosen in one docx."""
    numbers, actor = numbers_chosen(request), actor_of(request)
    title = request.POST.get("title", "").strip()[:60] or "资料汇编"

    def make(target: Path, tell: Tell) -> str:
        made = compilation_make(numbers=numbers, title=title, target=target, actor=actor, tell=tell)
        left = (
            f"；读不出正文、未编入的有 {len(made.without)} 份：{'、'.join(made.without[:10])}" if made.without else ""
        )
        return f"共 {made.documents} 份{left}"

    deed = file_made(f"{name_safe(title).replace('/', '_')}.docx", make)
    return work_do(request, label="汇编", deed=deed, answer=file_answer, at=work_at)


@page(SECTION, right=Right.READ)
def library_facts(request: HttpRequest) -> HttpResponseBase:
    """The numbers that a question finds, as a workbook."""
    actor, question = actor_of(request), request.GET.get("q", "").strip()

    def make(target: Path, tell: Tell) -> str:
        made = facts_write(text=question, target=target, actor=actor, tell=tell)
        return f"共 {made.total:,} 个数，表里有 {made.rows:,} 个"

    deed = file_made(f"{chosen_name(request)} 数字表.xlsx", make)
    return work_do(request, label="导出数字表", deed=deed, answer=file_answer, at=work_at)


@page(SECTION, right=Right.READ)
def library_made(request: HttpRequest, key: str) -> HttpResponseBase:
    """The bar of a file in the making, then the file, for the session that began it."""
    return work_shown(request, key, "web/library/keep/work.html", {})


def work_at(key: str) -> str:
    """Where the bar is."""
    return reverse("library_made", args=[key])
