"""A file made by long work: sent at once where it was quick, else offered on the page of its bar, and gone from disk with the work."""

import os
import tempfile
import weakref
from collections.abc import Callable
from pathlib import Path

from django.http import FileResponse, HttpRequest, HttpResponseBase

from bihuan.datamodel.telling import Tell
from bihuan.web.pages import page_render
from bihuan.web.working import Outcome


class MadeFile:
    """A file that stands as long as somebody holds this; ``said`` are words on it."""

    def __init__(self, name: str) -> None:
        handle, path = tempfile.mkstemp(prefix="bihuan-", suffix=Path(name).suffix)
        os.close(handle)
        self.name, self.path, self.said = name, Path(path), ""
        weakref.finalize(self, self.path.unlink, missing_ok=True)


def file_made(name: str, make: Callable[[Path, Tell], str]) -> Callable[[Tell], MadeFile]:
    """The deed that makes a file of this name; ``make`` writes it and returns words on it."""

    def deed(tell: Tell) -> MadeFile:
        made = MadeFile(name)
        made.said = make(made.path, tell)
        return made

    return deed


def file_answer(request: HttpRequest, outcome: Outcome[MadeFile]) -> HttpResponseBase:
    """The file; on the page of the bar a link to it first."""
    made = outcome()
    if request.resolver_match and "key" in request.resolver_match.kwargs and "file" not in request.GET:
        return page_render(request, "web/library/keep/made.html", {"made": made})
    answer = FileResponse(made.path.open("rb"), as_attachment=True, filename=made.name)
    answer.headers["X-Content-Type-Options"] = "nosniff"
    return answer
