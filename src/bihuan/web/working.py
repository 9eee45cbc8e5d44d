"""Long work of a page: done in a thread of this process while the page shows how far it is.

Short work answers as directly as without a thread. What is longer goes on whether its page is looked at or not; its result waits in
memory, for the session that began it alone, and nothing of it is on disk. A process that stops takes its work along: a deed is one
transaction.
"""

import logging
import secrets
import threading
import time
from collections.abc import Callable
from typing import Any, Generic, NamedTuple, TypeVar
from urllib.parse import urlencode

from django.db import connection, connections
from django.http import HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse

from bihuan.apps.ledgers.selectors import tables_kept
from bihuan.datamodel import BihuanError
from bihuan.datamodel.telling import Tell, untold
from bihuan.web.acting import elsewhere, part_asked
from bihuan.web.pages import page_render

T = TypeVar("T")
AT_ONCE = 1.0  # seconds for which a request waits before it shows a bar instead
RUNNING, KEPT, KEPT_SECONDS = 8, 40, 30 * 60
HEARD = 10  # a screen reader is told of every tenth part

Deed = Callable[[Tell], T]
Outcome = Callable[[], T]  # the result, or the error raised
Answer = Callable[[HttpRequest, Outcome[T]], HttpResponseBase]

logger = logging.getLogger(__name__)


class Stage(NamedTuple):
    """How far it is."""

    done: int = 0
    total: int = 0
    what: str = "准备"

    @property
    def said(self) -> str:
        """In words for those who listen."""
        part = f"，{self.done * HEARD // self.total * (100 // HEARD)}%" if self.total else ""
        return f"{self.what}{part}"


class Work(Generic[T]):
    """One long deed on its way, or over."""

    def __init__(self, owner: str, label: str, deed: Deed[T], answer: Answer[T]) -> None:
        self.key = secrets.token_urlsafe(16)
        self.owner, self.label, self.answer = owner, label, answer
        self.stage, self.ended = Stage(), 0.0
        self._deed = deed
        self._over = threading.Event()
        self._result: list[T] = []
        self._error: BaseException | None = None

    def tell(self, done: int, total: int, what: str) -> None:
        """Called by the deed."""
        self.stage = Stage(done, total, what)

    def run(self) -> None:
        """The thread's whole life."""
        try:
            with tables_kept():
                self._result.append(self._deed(self.tell))
        except BaseException as error:
            if not isinstance(error, BihuanError):
                logger.exception("long work failed: %s", self.label)
            self._error = error.with_traceback(None)
        finally:
            connections.close_all()
            del self._deed
            self.ended = time.monotonic()
            self._over.set()

    def wait(self, seconds: float) -> bool:
        """Whether it is over within that time."""
        return self._over.wait(seconds)

    @property
    def over(self) -> bool:
        """Whether there is an outcome."""
        return self._over.is_set()

    def outcome(self) -> T:
        """What came of it; the error that ended it is raised."""
        if self._error is not None:
            raise self._error
        return self._result[0]


_works: dict[str, Work[Any]] = {}
_lock = threading.Lock()


def work_do(
    request: HttpRequest,
    *,
    label: str,
    deed: Deed[T],
    answer: Answer[T],
    at: Callable[[str], str] = lambda key: reverse("work", args=[key]),
) -> HttpResponseBase:
    """Do the deed and answer with its outcome; after a moment the page ``at`` its key, which shows a bar, is the answer."""
    if connection.in_atomic_block:  # the caller's transaction: what is done in it is done here, and ends with it
        return answer(request, lambda: deed(untold))
    work = Work(owner_of(request), label, deed, answer)
    work_begin(work)
    if work.wait(AT_ONCE):
        work_forget(work)
        return answer(request, work.outcome)
    return HttpResponseRedirect(at(work.key))


def work_room() -> None:
    """A server that has its hands full says so: asked before anything is kept for a work."""
    if sum(not one.over for one in list(_works.values())) >= RUNNING:
        raise BihuanError("work.busy", f"服务器正忙：已有 {RUNNING} 项工作在进行", hint="等一会儿再试")


def work_begin(work: Work[Any]) -> None:
    """Keep the work and start its thread."""
    with _lock:
        over = sorted((one for one in _works.values() if one.over), key=lambda one: one.ended)
        stale = time.monotonic() - KEPT_SECONDS
        for one in over:
            if one.ended < stale or len(_works) >= KEPT:
                del _works[one.key]
        work_room()
        _works[work.key] = work
    threading.Thread(target=work.run, name=f"work {work.label}", daemon=True).start()


def work_forget(work: Work[Any]) -> None:
    """Its outcome was seen."""
    with _lock:
        _works.pop(work.key, None)


def owner_of(request: HttpRequest) -> str:
    """The session that begins a work, and alone sees it."""
    return request.session.session_key or ""


def work_shown(request: HttpRequest, key: str, template: str, context: dict[str, Any]) -> HttpResponseBase:
    """The bar of a work under way, or the answer of one that is over; of htmx's question the bar alone."""
    work = _works.get(key)
    if work is not None and not (work.owner and work.owner == owner_of(request)):
        work = None
    part = part_asked(request)
    if part and (work is None or work.over):
        return elsewhere(request, request.path)
    if work is None:
        raise BihuanError("work.gone", "这项工作的结果已经不在了", hint="入账了的批次在“台账”的“批次与撤销”里")
    if work.over:
        answer = work.answer(request, work.outcome)
        if answer.status_code == HttpResponseRedirect.status_code:
            work_forget(work)
        return answer
    stage = work.stage
    asked = urlencode({"heard": stage.said})
    told = {
        "work": work,
        "stage": stage,
        "at": f"{request.path}?{asked}",
        "heard": request.GET.get("heard") == stage.said,
    }
    if part:
        return page_render(request, "web/_work.html", told | {"alone": True})
    return page_render(request, template, context | told)
