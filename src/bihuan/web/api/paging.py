"""Pages by key: a cursor says after which row to go on, so that what is added meanwhile neither repeats nor hides a row."""

import base64
import binascii
from typing import Any

from django.db.models import QuerySet

from bihuan.datamodel import BihuanError

LIMIT, MOST = 100, 500
SORTS = ("-id", "id", "-seq", "seq")


def page_after(rows: QuerySet[Any], sort: str, cursor: str, limit: int) -> tuple[list[Any], str | None]:
    """The next rows in the order of a number that no two share, and the cursor of the page after them."""
    name = sort.removeprefix("-")
    if cursor:
        after = {f"{name}__{'lt' if sort.startswith('-') else 'gt'}": cursor_read(cursor, sort)}
        rows = rows.filter(**after)
    found = list(rows.order_by(sort)[: limit + 1])
    more = len(found) > limit
    return found[:limit], cursor_of(sort, getattr(found[limit - 1], name)) if more else None


def cursor_of(sort: str, number: int) -> str:
    """A cursor: nobody need look inside."""
    return base64.urlsafe_b64encode(f"{sort}:{number}".encode()).decode().rstrip("=")


def cursor_read(text: str, sort: str) -> int:
    """The number in a cursor of this order."""
    try:
        told, _, number = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)).decode("ascii").rpartition(":")
        if told == sort and number.isdecimal() and len(number) < 19:
            return int(number)
    except (ValueError, binascii.Error):
        pass
    raise BihuanError("list.cursor", "cursor 不对", hint="照上一页给的 next 填写，其余参数不变")
