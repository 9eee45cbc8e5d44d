"""A ledger's list as a page shows it: cells as words, what each may be changed to, conditions as links, forms for one more."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from functools import cached_property
from html import escape
from typing import Any

from django.urls import reverse
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString

from bihuan.apps.ledgers.columns import MASK
from bihuan.apps.ledgers.edits import fields_editable
from bihuan.apps.ledgers.listing import key_words, shown
from bihuan.apps.ledgers.lists.conditions import (
    ENDS,
    KEY,
    LIGHT,
    NUMBERS,
    OPS,
    STATE,
    UNIT,
    choices_of,
    clock_of,
    condition_words,
    labels_of,
    ops_of,
)
from bihuan.apps.ledgers.lists.finding import Listed
from bihuan.apps.ledgers.lists.query import ListQuery, columns_usual, sortable
from bihuan.apps.ledgers.lists.scope import Scope
from bihuan.apps.ledgers.lists.windows import WORDS
from bihuan.apps.units.models import Unit
from bihuan.packs.schema import FieldType, Ledger, LedgerField
from bihuan.web.kit import light_html, state_html
from bihuan.web.templatetags.words import number

WIDE_TEXT = 24  # characters beyond which a cell may wrap


@dataclass(frozen=True)
class Head:
    """A column's head: what a click on it asks for."""

    name: str
    label: str
    css: str
    sort: str = ""
    now: str = ""
    field: str = ""

    @cached_property
    def opening(self) -> str:
        """How each of its cells begins."""
        return f'<td class="{escape(self.css)}" data-label="{escape(self.label)}"'


@dataclass(frozen=True)
class Cell:
    """One cell. ``raw`` is what is typed to change it; None where it may not be changed here."""

    head: Head
    text: Any
    raw: str | None = None

    @property
    def html(self) -> SafeString:
        """The cell drawn. A page has hundreds: a template would look up each word of each, which took half the time of the page."""
        typed = "" if self.raw is None else f' data-field="{escape(self.head.name)}" data-raw="{escape(self.raw)}"'
        return SafeString(f"{self.head.opening}{typed}>{conditional_escape(self.text)}</td>")


@dataclass(frozen=True)
class Line:
    """One entry of the page."""

    id: int
    link: str
    digest: str
    cells: list[Cell]


@dataclass(frozen=True)
class Chip:
    """A condition in words, with the address that is left without it."""

    words: str
    link: str


class ListPage:
    """Everything that the template draws of one page of a list."""

    def __init__(self, ledger: Ledger, query: ListQuery, scope: Scope, units: dict[str, str], *, write: bool) -> None:
        self.ledger, self.query, self.scope, self.units = ledger, query, scope, units
        self.columns = list(query.columns or columns_usual(ledger))
        self.fields = {field.name: field for field in ledger.fields}
        self.editable = {field.name for field in fields_editable(ledger) if not field.personal} if write else set()
        self.states = {state.key: state.label for state in ledger.states}

    @property
    def heads(self) -> list[Head]:
        """The columns in their order."""
        return [self.head(name) for name in self.columns]

    def head(self, name: str) -> Head:
        """One column's head, with its measure word."""
        field = self.fields.get(name)
        label = {**labels_of(self.ledger), KEY: "键"}[name]
        label += f"（{field.measure}）" if field is not None and field.measure else ""
        numeric = field is not None and field.type in NUMBERS
        css = "n" if numeric else "num" if field is not None and field.type is FieldType.DATE else "nowrap"
        if field is not None and field.type in (FieldType.TEXT, FieldType.TAGS):
            css = ""
        if name not in sortable(self.ledger) or (field is not None and field.personal):
            return Head(name, label, css)
        now = {name: "ascending", f"-{name}": "descending"}.get(self.query.sort, "")
        nxt = f"-{name}" if self.query.sort == name else name
        link = replace(self.query, sort=nxt, page=1).text
        return Head(name, label, css, link, now, name if name in self.editable else "")

    def lines(self, listed: Listed, units: dict[int, Unit]) -> list[Line]:
        """The entries of the page in words."""
        heads, link = self.heads, reverse("entry", args=[self.ledger.ledger, 0])
        return [
            Line(
                entry.pk,
                link.replace("/0/", f"/{entry.pk}/"),
                entry.digest,
                [self.cell(head, entry, units) for head in heads],
            )
            for entry in listed.page.object_list
        ]

    def cell(self, head: Head, entry: Any, units: dict[int, Unit]) -> Cell:
        """One cell."""
        if head.name == UNIT:
            unit = units.get(entry.unit_id)
            return Cell(head, unit.name if unit else "")
        if head.name == STATE:
            return Cell(head, state_html(self.states.get(entry.state, entry.state)))
        if head.name == LIGHT:
            return Cell(head, light_html(light_of(self.scope, entry)))
        if head.name == KEY:
            return Cell(head, key_words(self.ledger, entry.entry_key))
        field = self.fields[head.name]
        value = getattr(entry, head.name)
        raw = raw_text(field, value) if head.name in self.editable else None
        return Cell(head, cell_text(field, value), raw)

    def chips(self) -> list[Chip]:
        """The conditions."""
        return [
            Chip(condition_words(self.ledger, condition, self.units), self.query.without(condition).text)
            for condition in self.query.conditions
        ]

    def totals(self, listed: Listed) -> list[Cell]:
        """The sums under the columns of numbers; empty when there are none."""
        if not listed.sums:
            return []
        return [
            Cell(
                head,
                number(listed.sums[head.name], places_of(self.fields[head.name])) if head.name in listed.sums else "",
            )
            for head in self.heads
        ]

    def offered(self) -> list[tuple[str, str]]:
        """The columns that a condition may be put on."""
        personal = {field.name for field in self.ledger.fields if field.personal}
        return [(name, label) for name, label in labels_of(self.ledger).items() if name not in personal]

    def editor(self, column: str) -> "Editor | None":
        """The form for a condition on a column; None for one that there is not."""
        if column not in labels_of(self.ledger):
            return None
        ops = [(op, OPS[op]) for op in ops_of(self.ledger, column)]
        known = choices_of(self.ledger, column) if ops[0][0] in ("in", "tagged") else None
        field = self.fields.get(column)
        kind = "choices" if ops[0][0] in ("in", "tagged") else ops[0][0] if ops[0][0] in ("range", "below") else "text"
        choices = list((known or self.units).items()) if kind in ("choices", "below") else []
        day = field is not None and field.type is FieldType.DATE
        return Editor(
            column, labels_of(self.ledger)[column], ops, kind, choices, list(WORDS.items()) if day else [], day
        )

    def choose(self) -> list[tuple[str, str, bool]]:
        """Every column with whether it is shown: those shown first, in their order."""
        labels = {name: label for name, label in labels_of(self.ledger).items() if name != "any"}
        rest = [name for name in labels if name not in self.columns]
        return [(name, labels.get(name, "键"), name in self.columns) for name in [*self.columns, *rest]]

    def specs(self) -> dict[str, Any]:
        """What the script needs to know to change a cell in place."""
        return {name: field_spec(self.fields[name], self.units) for name in self.columns if name in self.editable}


@dataclass(frozen=True)
class Editor:
    """The form for one more condition on a column."""

    column: str
    label: str
    ops: list[tuple[str, str]]
    kind: str
    choices: list[tuple[str, str]]
    words: list[tuple[str, str]]
    day: bool

    @property
    def ends(self) -> list[tuple[str, str]]:
        """Whether it may be asked if anything is filled in."""
        return [(op, label) for op, label in self.ops if op in ENDS]


def light_of(scope: Scope, entry: Any) -> str:
    """The light of one entry, by the ledger's last clock."""
    due_name, stops_name = clock_of(scope.ledger) or ("", "")
    due, stops = getattr(entry, due_name), getattr(entry, stops_name)
    if stops is not None:
        return "done"
    if due is None:
        return "none"
    return "overdue" if due < scope.today else "soon" if due <= scope.soon.day(entry.unit_id) else "normal"


def cell_text(field: LedgerField, value: Any) -> str:
    """A value as a list shows it: its measure stands over the column."""
    if value is None or value == "":
        return ""
    if field.personal:
        return MASK
    if field.type in NUMBERS:
        return number(value, places_of(field))
    text = shown(field, value).text
    return text if field.type is not FieldType.POLYGON else f"{text.count(' ')} 个点"


def places_of(field: LedgerField) -> int | None:
    """Decimals of a column of numbers, so that it is even."""
    return {FieldType.MONEY: 2, FieldType.INTEGER: 0}.get(field.type, field.places)


def raw_text(field: LedgerField, value: Any) -> str:
    """A value as it is typed."""
    if value is None:
        return ""
    if field.type is FieldType.BOOLEAN:
        return "true" if value else "false"
    if field.type is FieldType.TAGS:
        return str(value).strip(",")
    if field.type is FieldType.MONEY:
        return plain(Decimal(value) / (10 ** (places_money(field) - 2)))
    return plain(value) if isinstance(value, Decimal) else value.isoformat() if isinstance(value, date) else str(value)


def places_money(field: LedgerField) -> int:
    """A column of 万元 is typed in 万元."""
    from bihuan.apps.ledgers.cells import money_places

    return money_places(field.measure)


def plain(value: Decimal) -> str:
    """12.50 → 12.5."""
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def field_spec(field: LedgerField, units: dict[str, str]) -> dict[str, Any]:
    """A field for the script: its kind and its choices."""
    choices: Sequence[tuple[str, str]] = [(choice.key, choice.label) for choice in field.choices]
    if field.type is FieldType.BOOLEAN:
        choices = [("true", "是"), ("false", "否")]
    if field.type is FieldType.UNIT:
        choices = list(units.items())
    kind = {FieldType.DATE: "date", FieldType.TAGS: "tags"}.get(field.type, "choice" if choices else "text")
    return {"label": field.label, "kind": kind, "choices": choices, "required": field.required}
