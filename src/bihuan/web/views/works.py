"""The page of long work that a person began: its bar, then its outcome."""

from django.http import HttpRequest, HttpResponseBase

from bihuan.apps.units.actors import Right
from bihuan.web.pages import page
from bihuan.web.working import work_shown


@page("ledgers", right=Right.WRITE)
def work_page(request: HttpRequest, key: str) -> HttpResponseBase:
    """How far the work is, for the session that began it; once it is over, what came of it."""
    return work_shown(request, key, "web/work.html", {})
