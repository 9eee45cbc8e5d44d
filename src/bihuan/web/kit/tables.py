"""A table as a value: columns that know how they are written, rows that can be opened and picked, a row of totals, a page."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.paginator import Page
from django.utils.safestring import SafeString

from bihuan.web.templatetags.words import number


@dataclass(frozen=True)
class Column:
    """One column. ``kind``: text, number, money, date, title, short. ``sort``: the word of ``?sort=``, if it can be sorted."""

    label: str
    kind: str = "text"
    sort: str = ""
    width: str = ""
    places: int | None = None

    @property
    def css(self) -> str:
        """Classes of its cells."""
        look = {"number": "n", "money": "n", "date": "num", "short": "nowrap", "title": "title"}.get(self.kind, "")
        return " ".join(filter(None, (look, self.width)))

    def written(self, value: Any) -> Any:
        """The value as this column writes it; markup made by the kit passes."""
        if isinstance(value, SafeString):
            return value
        if self.kind in ("number", "money"):
            return number(value, 2 if self.kind == "money" else self.places)
        if isinstance(value, date):
            return value.isoformat()[:10]
        return "" if value is None else value


@dataclass(frozen=True)
class Row:
    """One row: ``key`` is what its checkbox sends, ``link`` what Enter opens."""

    cells: Sequence[Any]
    key: str = ""
    link: str = ""
    name: str = ""
    picked: bool = False
    here: bool = False


@dataclass(frozen=True)
class Table:
    """Everything that ``{% table %}`` draws. With ``pick`` each row has a checkbox of that name, sent by the form whose id is ``form``."""

    columns: Sequence[Column]
    rows: Sequence[Row]
    id: str = "rows"
    caption: str = ""
    pick: str = ""
    form: str = "bulk"
    sort: str = ""
    total: Sequence[Any] = ()
    page: Page[Any] | None = None
    empty: str = "没有符合条件的条目。"
    clear: str = ""
    tall: bool = False

    @property
    def heads(self) -> list[tuple[Column, str, str]]:
        """Each column with its ``aria-sort`` and the value of ``?sort=`` that a click asks for."""
        return [(column, *self.sorting(column)) for column in self.columns]

    def sorting(self, column: Column) -> tuple[str, str]:
        """How it is sorted now, and what comes next: up, then down."""
        if not column.sort:
            return "", ""
        if self.sort == column.sort:
            return "ascending", f"-{column.sort}"
        return ("descending" if self.sort == f"-{column.sort}" else "", column.sort)

    @property
    def body(self) -> list[tuple[Row, list[tuple[Column, Any]]]]:
        """Each row with its cells as they are written."""
        return [(row, self.cells(row.cells)) for row in self.rows]

    def cells(self, values: Sequence[Any]) -> list[tuple[Column, Any]]:
        """Values beside their columns."""
        return [(column, column.written(value)) for column, value in zip(self.columns, values, strict=True)]

    @property
    def totals(self) -> list[tuple[Column, Any]]:
        """The last row; an empty text leaves a cell empty."""
        return [
            (column, "" if value in ("", None) else column.written(value))
            for column, value in zip(self.columns, self.total, strict=True)
        ]
