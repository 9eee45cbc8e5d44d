"""我的素材: what a person read last, collected, noted and asks again. Everything is one's own but collections that the unit shares."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from bihuan.apps.library import collecting, noting, saving
from bihuan.apps.library.choosing import documents_found
from bihuan.apps.units.actors import Actor, Right
from bihuan.datamodel import BihuanError
from bihuan.web.acting import actor_of
from bihuan.web.asked import whole_read
from bihuan.web.kit import Tab
from bihuan.web.librarysearch import asked_library
from bihuan.web.pages import page, page_of, page_render

SECTION = "library"
TABS = {"recent": "最近阅读", "collections": "收藏夹", "saved": "常用检索", "notes": "笔记"}
LISTS: dict[str, Callable[[Actor], Any]] = {
    "recent": noting.recent_of, "collections": collecting.collections_of, "saved": saving.saved_of, "notes": noting.notes_of,
}  # fmt: skip


@page(SECTION, right=Right.READ)
def library_mine(request: HttpRequest) -> HttpResponse:
    """One list a tab."""
    actor, here = actor_of(request), reverse("library_mine")
    shown = request.GET.get("tab", "recent")
    shown = shown if shown in TABS else "recent"
    tabs = [Tab(label, f"{here}?tab={name}", here=name == shown) for name, label in TABS.items()]
    context = {"tabs": tabs, "tab": shown, "page": page_of(request, LISTS[shown](actor)), "me": actor.person}
    return page_render(request, "web/library/keep/mine.html", context)


@page(SECTION, right=Right.READ)
def library_collection(request: HttpRequest, number: int) -> HttpResponse:
    """What is in a collection, of what the reader may read."""
    actor = actor_of(request)
    collection = collecting.collection_get(number, actor)
    found = page_of(request, collecting.collection_documents(collection, actor))
    context = {"collection": collection, "page": found, "own": collection.person == actor.person}
    return page_render(request, "web/library/keep/collection.html", context)


@require_POST
@page(SECTION, right=Right.READ)
def library_mine_do(request: HttpRequest) -> HttpResponse:
    """One deed on what is one's own, then back to where it was asked."""
    deed = DEEDS.get(request.POST.get("deed", ""))
    if deed is None:
        raise BihuanError("library.deed", "没有这种操作", hint="回到“我的素材”重新选")
    try:
        messages.success(request, deed(Form(request), actor_of(request)))
    except BihuanError as error:
        messages.error(request, str(error))
    back = request.POST.get("back", "")
    safe = url_has_allowed_host_and_scheme(back, None) and back.startswith("/")
    return HttpResponseRedirect(back if safe else reverse("library_mine"))


class Form:
    """The fields of a form, as deeds take them."""

    def __init__(self, request: HttpRequest) -> None:
        self._sent = request.POST

    def text(self, name: str) -> str:
        """Blank where it is not there."""
        return self._sent.get(name, "")

    def given(self, name: str) -> bool:
        """Whether a box is ticked."""
        return self.text(name) == "1"

    def whole(self, name: str) -> int | None:
        """A number; None where it is none."""
        return whole_read(self.text(name))

    @property
    def number(self) -> int:
        """What the deed is on."""
        return self.whole("number") or 0

    @property
    def documents(self) -> list[int]:
        """The documents ticked."""
        return [number for one in self._sent.getlist("d") if (number := whole_read(one)) is not None]

    def chosen(self, actor: Actor) -> list[int]:
        """The documents ticked, else all that the question finds."""
        asked = asked_library(self._sent)
        if self.documents or not asked.q.strip():
            return self.documents
        return documents_found(asked.q, actor, exact=asked.exact, raw=asked.raw, within=asked.within)


def _create(form: Form, actor: Actor) -> str:
    made = collecting.collection_create(name=form.text("name"), actor=actor, shared=form.given("shared"))
    if chosen := form.chosen(actor):
        collecting.collection_put(number=made.pk, documents=chosen, actor=actor)
    return f"已建收藏夹“{made.name}”"


def _rename(form: Form, actor: Actor) -> str:
    changed = collecting.collection_change(number=form.number, name=form.text("name"), actor=actor)
    return f"收藏夹已改名为“{changed.name}”"


def _share(form: Form, actor: Actor) -> str:
    collecting.collection_change(number=form.number, shared=form.given("shared"), actor=actor)
    return "本单位的同事现在看得到这个收藏夹" if form.given("shared") else "这个收藏夹只有您看得到了"


def _drop(form: Form, actor: Actor) -> str:
    collecting.collection_remove(number=form.number, actor=actor)
    return "收藏夹已删去，里面的文件仍在素材库"


def _put(form: Form, actor: Actor) -> str:
    done = collecting.collection_put(number=form.number, documents=form.chosen(actor), actor=actor)
    return f"收藏了 {done} 份"


def _take(form: Form, actor: Actor) -> str:
    collecting.collection_take(number=form.number, documents=form.documents, actor=actor)
    return "已移出收藏夹"


def _note(form: Form, actor: Actor) -> str:
    document = (form.documents or [0])[0]
    noting.note_add(document=document, text=form.text("text"), start=form.whole("start"), actor=actor)
    return "笔记已记下，只有您看得到"


def _note_change(form: Form, actor: Actor) -> str:
    noting.note_change(number=form.number, text=form.text("text"), actor=actor)
    return "笔记已改"


def _note_drop(form: Form, actor: Actor) -> str:
    noting.note_remove(number=form.number, actor=actor)
    return "笔记已删去"


def _save(form: Form, actor: Actor) -> str:
    saved = saving.saved_keep(
        name=form.text("name"), query=form.text("query"), exact=form.given("exact"), daily=form.given("daily"), actor=actor
    )  # fmt: skip
    return f"已存为常用检索“{saved.name}”" + ("，有新文件时每个工作日告诉您一次" if saved.daily else "")


def _daily(form: Form, actor: Actor) -> str:
    saved = saving.saved_change(number=form.number, daily=form.given("daily"), actor=actor)
    return "有新文件时每个工作日告诉您一次" if saved.daily else "不再告诉您新文件"


def _save_drop(form: Form, actor: Actor) -> str:
    saving.saved_remove(number=form.number, actor=actor)
    return "常用检索已删去"


DEEDS: dict[str, Callable[[Form, Actor], str]] = {
    "collection_create": _create, "collection_rename": _rename, "collection_share": _share, "collection_remove": _drop,
    "collection_put": _put, "collection_take": _take, "note_add": _note, "note_change": _note_change, "note_remove": _note_drop,
    "saved_keep": _save, "saved_daily": _daily, "saved_remove": _save_drop,
}  # fmt: skip
