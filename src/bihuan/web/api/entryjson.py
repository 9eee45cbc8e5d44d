"""Entries as JSON: whole or some of their fields, with the strong tag by which a later change knows what it saw."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.http import HttpResponse

from bihuan.apps.units.models import Unit
from bihuan.datamodel import BihuanError
from bihuan.packs.schema import Ledger
from bihuan.web.api.fieldtypes import shower_of


def entries_json(
    ledger: Ledger, entries: Iterable[Any], fields: Sequence[str] = (), *, reveal: bool = False
) -> list[dict[str, Any]]:
    """Rows of the ledger's model; ``fields`` picks some, in the ledger's order."""
    rows = list(entries)
    codes = dict(Unit.objects.filter(pk__in={row.unit_id for row in rows}).values_list("pk", "code"))
    showers = [
        (field.name, shower_of(field, reveal=reveal)) for field in ledger.fields if not fields or field.name in fields
    ]
    return [
        {
            "ledger": ledger.ledger, "id": row.pk, "unit": codes.get(row.unit_id, ""), "key": row.entry_key,
            "state": row.state if ledger.states and row.state else None, "removed": row.removed, "seq": row.seq,
            "digest": row.digest, "values": {name: show(getattr(row, name)) for name, show in showers},
        }
        for row in rows
    ]  # fmt: skip


def fields_chosen(ledger: Ledger, text: str) -> list[str]:
    """``fields=a,b`` of the address; an unknown name is refused by name."""
    names = [name.strip() for name in text.split(",") if name.strip()]
    known = {field.name for field in ledger.fields}
    if unknown := [name for name in names if name not in known]:
        raise BihuanError("list.field", f"台账“{ledger.name}”没有“{unknown[0]}”这个字段", hint="字段名见台账定义")
    return names


def tag_of(digest: str) -> str:
    """A digest as an ETag."""
    return f'"{digest}"'


def digest_given(header: str | None) -> str:
    """The digest in ``If-Match``; without one a change is not taken, for it could be over another's."""
    text = (header or "").strip()
    if not text:
        raise BihuanError("match.needed", "改动要带 If-Match", hint="值是读这一条时得到的 ETag")
    return text.removeprefix("W/").strip('"')


def tagged(response: HttpResponse, digest: str) -> None:
    """Put the ETag on an answer."""
    response.headers["ETag"] = tag_of(digest)
