"""Whether the service can answer."""

from django.db import connection
from django.http import HttpRequest, JsonResponse

from bihuan.apps.ledgers.selectors import chain_count
from bihuan.web.access import Access, access


@access(Access.OPEN)
def healthz(request: HttpRequest) -> JsonResponse:
    """200 when the database answers, 503 when it does not."""
    try:
        return JsonResponse({"status": "ok", "database": connection.vendor, "events": chain_count()})
    except Exception as error:
        return JsonResponse({"status": "error", "reason": type(error).__name__}, status=503)
