"""Whether the service can answer."""

from django.db import connection
from django.http import HttpRequest, JsonResponse

from bihuan.apps.ledgers.selectors import chain_count
from bihuan.apps.library.shelf import finder
from bihuan.apps.library.watched import watched
from bihuan.datamodel import BihuanError
from bihuan.web.access import Access, access


@access(Access.OPEN)
def healthz(request: HttpRequest) -> JsonResponse:
    """200 when the database and the library's index answer, 503 when one does not."""
    try:
        told = {"status": "ok", "database": connection.vendor, "events": chain_count(), "pieces": finder().pieces}
        return JsonResponse(told | watch_told())
    except BihuanError as error:
        return JsonResponse({"status": "error", "reason": error.code}, status=503)
    except Exception as error:
        return JsonResponse({"status": "error", "reason": type(error).__name__}, status=503)


def watch_told() -> dict[str, object]:
    """How a watched folder is; its name is for those who are let in."""
    seen = watched()
    return {"watch": {"state": seen.state, "looked_at": seen.looked_at}} if seen else {}
