"""A file in pieces: begun, each piece at its place, finished when its digest is right. A line that breaks loses nothing but the last piece.

Pieces lie in ``uploads/`` of the data folder, one file an upload; how much is there is the file's own length.
"""

import hashlib
import os
import secrets
from datetime import UTC, datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.db import transaction

from bihuan.apps.ledgers.chain import now_text
from bihuan.apps.tracking.evidence import evidence_add, may_add, name_clean
from bihuan.apps.tracking.kinds import LARGEST
from bihuan.apps.tracking.models import Evidence, Upload
from bihuan.apps.units.actors import Actor
from bihuan.datamodel import BihuanError
from bihuan.limited.limits import MIB

PIECE = 512 * 1024
KEPT = timedelta(hours=48)


class OffsetWrong(BihuanError):
    """A piece that does not begin where the last one ended; ``received`` says where to go on."""

    def __init__(self, received: int) -> None:
        self.received = received
        super().__init__("upload.offset", f"已收到 {received} 字节，请从那里接着传")


def upload_begin(*, ledger: str, entry_id: int, name: str, size: int, actor: Actor) -> Upload:
    """Begin, or find the one that this actor began for the same file and entry and did not finish."""
    may_add(ledger, entry_id, actor)
    if not 1 <= size <= LARGEST:
        raise BihuanError(
            "evidence.large", f"文件超过 {LARGEST // MIB} MiB" if size > LARGEST else "文件是空的", where=name
        )
    uploads_clean()
    same = {"ledger": ledger, "entry_id": entry_id, "name": name_clean(name), "size": size, "by": actor.name}
    found = Upload.objects.filter(**same, evidence__isnull=True).first()
    if found is not None:
        return found
    at = now_text()
    upload = Upload.objects.create(id=secrets.token_hex(16), **same, person=actor.person, at=at, touched=at)
    upload_place(upload).parent.mkdir(parents=True, exist_ok=True)
    upload_place(upload).touch()
    return upload


def upload_get(number: str, actor: Actor) -> Upload:
    """One's own upload; another's is as unknown as one that is not there."""
    upload = Upload.objects.filter(pk=number, by=actor.name).first()
    if upload is None:
        raise BihuanError("upload.unknown", "没有这次上传，可能已经过期", hint="请重新选择文件")
    return upload


@transaction.atomic
def upload_put(*, number: str, offset: int, piece: bytes, actor: Actor) -> int:
    """Write a piece at the end; returns how much is there now. The piece is on disk before it is acknowledged."""
    upload_get(number, actor)
    upload = Upload.objects.select_for_update().get(pk=number)
    place = upload_place(upload)
    there = place.stat().st_size if place.exists() else 0
    if offset != there:
        raise OffsetWrong(there)
    if len(piece) > PIECE or there + len(piece) > upload.size:
        raise BihuanError("upload.too_much", "传来的内容比说好的多", where=upload.name, hint="请重新选择文件")
    with place.open("ab") as file:
        file.write(piece)
        file.flush()
        os.fsync(file.fileno())
    upload.received, upload.touched = there + len(piece), now_text()
    upload.save(update_fields=["received", "touched"])
    return upload.received


def upload_finish(*, number: str, sha256: str, actor: Actor, note: str = "", with_place: bool = False) -> Evidence:
    """Make evidence of the whole file; asked again after the answer was lost, the same evidence is given."""
    upload = upload_get(number, actor)
    if upload.evidence is not None:
        return Evidence.objects.get(pk=upload.evidence)
    place = upload_place(upload)
    data = place.read_bytes() if place.exists() else b""
    if len(data) != upload.size:
        raise OffsetWrong(len(data))
    if hashlib.sha256(data).hexdigest() != sha256.strip().lower():
        upload_drop(upload)
        raise BihuanError("upload.digest", "文件在传送中变了样，没有收下", where=upload.name, hint="请重新传一次")
    try:
        kept = evidence_add(ledger=upload.ledger, entry_id=upload.entry_id, name=upload.name, data=data, actor=actor,
                            note=note, with_place=with_place)  # fmt: skip
    except BihuanError:
        upload_drop(upload)
        raise
    upload.evidence, upload.touched = kept.pk, now_text()
    upload.save(update_fields=["evidence", "touched"])
    place.unlink(missing_ok=True)
    return kept


def upload_cancel(*, number: str, actor: Actor) -> None:
    """Give it up."""
    upload_drop(upload_get(number, actor))


def upload_drop(upload: Upload) -> None:
    """The pieces and the record of them."""
    upload_place(upload).unlink(missing_ok=True)
    upload.delete()


def uploads_clean(now: datetime | None = None) -> int:
    """Drop what nobody has touched for two days, and pieces that no record speaks of; returns how many files went."""
    limit = (now or datetime.now(UTC)) - KEPT
    for upload in Upload.objects.filter(touched__lt=limit.strftime("%Y-%m-%dT%H:%M:%S.%fZ")):
        upload_drop(upload)
    known = set(Upload.objects.values_list("pk", flat=True))
    folder: Path = settings.BIHUAN.dir / "uploads"
    stray = [
        part for part in folder.glob("*.part") if part.stem not in known and part.stat().st_mtime < limit.timestamp()
    ]
    for part in stray:
        part.unlink(missing_ok=True)
    return len(stray)


def upload_place(upload: Upload) -> Path:
    """Where its pieces lie."""
    folder: Path = settings.BIHUAN.dir / "uploads"
    return folder / f"{upload.pk}.part"
