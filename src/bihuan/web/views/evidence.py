"""佐证: a file given to one who may read its entry, never as something that a browser runs; and files that come in, in pieces."""

import json
from pathlib import Path
from typing import Any

from django.conf import settings
from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.urls import reverse
from django.views.decorators.http import require_POST

from bihuan.apps.tracking.evidence import MAY_ADD
from bihuan.apps.tracking.kinds import KINDS
from bihuan.apps.tracking.models import Evidence, Upload
from bihuan.apps.tracking.pictures import SIZES, copy_open
from bihuan.apps.tracking.selectors import evidence_get
from bihuan.apps.tracking.services import upload_begin, upload_cancel, upload_finish, upload_put
from bihuan.apps.tracking.uploading import PIECE, OffsetWrong, upload_get
from bihuan.apps.units.actors import Right
from bihuan.datamodel import BihuanError
from bihuan.web.access import access
from bihuan.web.acting import actor_of
from bihuan.web.pages import page


@page("ledgers", right=Right.READ)
def evidence_file(request: HttpRequest, number: int) -> HttpResponseBase:
    """A picture as its shown copy, without what the camera wrote; a document as a file to keep."""
    kept = evidence_get(number=number, actor=actor_of(request))
    if kept.picture:
        return copy_send(kept, "shown")
    return original_send(kept)


@page("ledgers", right=Right.READ)
def evidence_copy(request: HttpRequest, number: int, size: str) -> HttpResponseBase:
    """A picture, large or small."""
    kept = evidence_get(number=number, actor=actor_of(request))
    if size not in SIZES or not kept.picture:
        raise BihuanError("evidence.unknown", "没有这张图片")
    return copy_send(kept, size)


@page("ledgers", right=Right.EXPORT)
def evidence_original(request: HttpRequest, number: int) -> HttpResponseBase:
    """The original as it came, for those who may export."""
    actor = actor_of(request)
    kept = evidence_get(number=number, actor=actor)
    actor.require(Right.EXPORT)
    return original_send(kept)


def copy_send(kept: Evidence, size: str) -> FileResponse:
    """A JPEG that we made ourselves, to be looked at."""
    place = copy_open(kept.sha256, size, kept.name)
    stem = kept.name.rpartition(".")[0] or kept.name
    return guarded(FileResponse(place.open("rb"), filename=f"{stem}.jpg", content_type="image/jpeg"))


def original_send(kept: Evidence) -> FileResponse:
    """The stored file, always to be saved, never opened in the page."""
    original: Path = settings.BIHUAN.dir / "originals" / kept.sha256
    if not original.exists():
        raise BihuanError("evidence.gone", "原件不在数据文件夹里", where=kept.name, hint="请从备份恢复 originals")
    kind = KINDS[kept.kind].mime
    return guarded(FileResponse(original.open("rb"), as_attachment=True, filename=kept.name, content_type=kind))


def guarded(answer: FileResponse) -> FileResponse:
    """No guessing of types, no scripts, and only this browser may keep it."""
    answer.headers["X-Content-Type-Options"] = "nosniff"
    answer.headers["Content-Security-Policy"] = "default-src 'none'; img-src 'self'; sandbox"
    answer.headers["Cache-Control"] = "private, max-age=3600"
    return answer


def told(view: Any) -> Any:
    """A view of the upload protocol: named errors as JSON with a status that the sender acts on."""

    def wrapped(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            answer: HttpResponse = view(request, *args, **kwargs)
            return answer
        except OffsetWrong as error:
            return JsonResponse({"code": error.code, "what": error.what, "offset": error.received}, status=409)
        except BihuanError as error:
            status = 404 if error.code in ("upload.unknown", "entry.unknown", "ledger.unknown") else 422
            return JsonResponse(
                {"code": error.code, "what": error.what, "hint": error.hint},
                status=403 if error.code == "right.missing" else status,
            )

    wrapped.__doc__ = view.__doc__
    return wrapped


@require_POST
@access(MAY_ADD)
@told
def uploads(request: HttpRequest) -> HttpResponse:
    """Begin: ``{ledger, entry, name, size}`` → ``{id, offset, piece}``; begun before, it goes on where it stopped."""
    asked = body_read(request)
    upload = upload_begin(
        ledger=str(asked.get("ledger", "")), entry_id=whole(asked.get("entry")), name=str(asked.get("name", "")),
        size=whole(asked.get("size")), actor=actor_of(request),
    )  # fmt: skip
    return JsonResponse(upload_told(upload), status=201)


@access(MAY_ADD)
@told
def upload(request: HttpRequest, number: str) -> HttpResponse:
    """GET: how far it is. PATCH with ``Upload-Offset``: a piece. DELETE: give it up."""
    actor = actor_of(request)
    if request.method == "DELETE":
        upload_cancel(number=number, actor=actor)
        return HttpResponse(status=204)
    if request.method == "PATCH":
        offset = request.headers.get("Upload-Offset", "")
        upload_put(number=number, offset=int(offset) if offset.isdecimal() else -1, piece=request.body, actor=actor)
    return JsonResponse(upload_told(upload_get(number, actor)))


@require_POST
@access(MAY_ADD)
@told
def upload_done(request: HttpRequest, number: str) -> HttpResponse:
    """Finish: ``{sha256, note, place}`` → the evidence."""
    asked = body_read(request)
    kept = upload_finish(
        number=number, sha256=str(asked.get("sha256", "")), note=str(asked.get("note", "")), with_place=asked.get("place") is True,
        actor=actor_of(request),
    )  # fmt: skip
    small = reverse("evidence_copy", args=[kept.pk, "small"]) if kept.picture else ""
    return JsonResponse({"id": kept.pk, "name": kept.name, "link": reverse("evidence", args=[kept.pk]), "small": small})


def whole(value: Any) -> int:
    """A whole number as JSON or as text; 0 for anything else."""
    text = str(value)
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 16 else 0


def body_read(request: HttpRequest) -> dict[str, Any]:
    """The JSON object that was sent."""
    try:
        found = json.loads(request.body)
    except (ValueError, RecursionError) as error:
        raise BihuanError("upload.unreadable", "请求读不懂") from error
    if not isinstance(found, dict):
        raise BihuanError("upload.unreadable", "请求读不懂")
    return found


def upload_told(upload: Upload) -> dict[str, Any]:
    """As the sender is told."""
    return {"id": upload.pk, "offset": upload.received, "size": upload.size, "piece": PIECE, "done": upload.evidence}
