"""改卡片、移出: what a person writes on a card stays written, is in the chain, and is what a search finds from then on."""

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from django.db import transaction

from bihuan.apps.ledgers.chain import event_record, now_text
from bihuan.apps.library.arriving import SUBJECT, Shelf, shelf_require
from bihuan.apps.library.indexing import index_reconcile
from bihuan.apps.library.models import Access, LibraryDocument
from bihuan.apps.library.promised import issuers_of, promises_refresh
from bihuan.apps.library.rights import document_get, edit_require
from bihuan.apps.library.taking import CARD
from bihuan.apps.units.actors import Actor
from bihuan.apps.units.selectors import unit_get
from bihuan.datamodel import BihuanError

SHELF: Final = ("access", "unit")
ANSWERED: Final = ("issuer", "year", "kind")  # columns by which reports follow one another
EARLIEST, LATEST = 1900, 2100


@transaction.atomic
def _edited(number: int, changes: Mapping[str, str], actor: Actor) -> dict[str, list[Any]]:
    """Column → what it was and is, of the columns that are other than before."""
    document = document_get(number, actor)
    edit_require(document, actor)
    told: dict[str, list[Any]] = {}
    for name, text in changes.items():
        old, new = _told(document, name), value_read(name, text)
        if new != old:
            told[name] = [_plain(old), _plain(new)]
            _put(document, name, new)
    if not told:
        return told
    if told.keys() & set(SHELF):
        if document.access == Access.UNIT and document.unit_id is None:
            raise BihuanError("library.unit", "“本单位”的文件要写明是哪个单位的", where="所属单位", hint="请选所属单位")
        shelf_require(Shelf(Access(document.access), document.unit_id), actor)
    document.edited = [*dict.fromkeys([*document.edited, *(name for name in CARD if name in told)])]
    document.indexed = ""
    document.save()
    event_record(deed="library_edit", subject=SUBJECT, changes={"document": number, **told}, actor=actor.name)
    if told.keys() & set(ANSWERED):
        promises_refresh({one for one in (document.issuer, *told.get("issuer", ())) if one})
    return told


def document_edit(*, number: int, changes: Mapping[str, str], actor: Actor) -> bool:
    """Change the card, as it is typed (``title issuer region year kind topic doc_number addressee signer signed_on access``, ``unit`` by
    its code); whether anything is other than before. Columns so written are not overwritten by reading the file again."""
    told = _edited(number, changes, actor)
    if told:
        index_reconcile()
    return bool(told)


@transaction.atomic
def _removed(number: int, actor: Actor, reason: str) -> None:
    document = document_get(number, actor)
    edit_require(document, actor)
    if not reason.strip():
        raise BihuanError("library.reason", "请写明为什么移出", where="原因")
    document.removed_at = now_text()
    document.save(update_fields=["removed_at"])
    told = {"document": number, "reason": reason.strip()[:200]}
    event_record(deed="library_remove", subject=SUBJECT, changes=told, actor=actor.name)
    promises_refresh(issuers_of([document]))


def document_remove(*, number: int, actor: Actor, reason: str) -> None:
    """Take a document out of the library: nobody finds or reads it any more; its original stays where it is."""
    _removed(number, actor, reason)
    index_reconcile()


def value_read(name: str, text: str) -> Any:
    """What is typed, as the column keeps it; a fault names the column in ``where``."""
    text = text.strip()
    field = next((one for one in LibraryDocument._meta.fields if one.name == name), None)
    if field is None or name not in (*CARD, *SHELF):
        raise BihuanError("library.column", f"卡片没有“{name}”这一栏")
    label = str(field.verbose_name)
    match name:
        case "year":
            return _year(text, label)
        case "signed_on":
            return _day(text, label)
        case "access":
            if text not in Access.values:
                raise BihuanError("library.access", f"没有“{text}”这种范围", where=label, hint="请从列出的范围中选")
        case "unit":
            return unit_get(text).pk if text else None
        case _ if len(text) > (most := field.max_length or 0):
            raise BihuanError("library.too_long", f"{label}最多 {most} 个字，现在有 {len(text)} 个", where=label)
    return text


def _year(text: str, label: str) -> int | None:
    if text and not (text.isascii() and text.isdecimal() and EARLIEST <= int(text[:5]) <= LATEST):
        raise BihuanError("library.year", f"“{text}”不是年度", where=label, hint="写四位数字，如 2024")
    return int(text) if text else None


def _day(text: str, label: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError as error:
        raise BihuanError("library.date", f"“{text}”不是日期", where=label, hint="写成 2024-05-20 这样") from error


def _told(document: LibraryDocument, name: str) -> Any:
    return document.unit_id if name == "unit" else getattr(document, name, None)


def _put(document: LibraryDocument, name: str, value: Any) -> None:
    setattr(document, "unit_id" if name == "unit" else name, value)


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value
