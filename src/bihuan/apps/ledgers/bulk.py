"""Many rows into one table by plain tuples, by the fastest way that the database offers."""

from collections.abc import Iterable, Sequence
from itertools import islice
from typing import Any

from django.db import connection
from django.db.models import Model

AT_A_TIME = 1_000


def rows_insert(table: str, names: Sequence[str], rows: Iterable[tuple[Any, ...]]) -> None:
    """Insert rows; ``table`` and ``names`` come unquoted. PostgreSQL takes them by COPY, every other database by executemany."""
    quote = connection.ops.quote_name
    columns = ", ".join(map(quote, names))
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql" and hasattr(cursor.cursor, "copy"):
            with cursor.cursor.copy(f"COPY {quote(table)} ({columns}) FROM STDIN") as copy:
                for row in rows:
                    copy.write_row(row)
            return
        statement = f"INSERT INTO {quote(table)} ({columns}) VALUES ({', '.join(['%s'] * len(names))})"
        coming = iter(rows)
        while some := list(islice(coming, AT_A_TIME)):
            cursor.executemany(statement, some)


def rows_update(model: type[Model], names: Sequence[str], rows: Iterable[Model]) -> None:
    """Save these fields of rows that are there: a statement a row, prepared once, where Django builds one large CASE a field."""
    quote = connection.ops.quote_name
    fields = [model._meta.get_field(name) for name in names]
    columns = ", ".join(f"{quote(str(field.column))} = %s" for field in fields)  # type: ignore[union-attr]
    with connection.cursor() as cursor:
        cursor.executemany(
            f"UPDATE {quote(model._meta.db_table)} SET {columns} WHERE {quote('id')} = %s",
            [
                (*(field.get_db_prep_save(getattr(row, field.attname), connection) for field in fields), row.pk)  # type: ignore[union-attr]
                for row in rows
            ],
        )
