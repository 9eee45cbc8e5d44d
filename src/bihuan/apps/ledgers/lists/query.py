"""Everything that the address of a list asks: conditions, order, columns, page. Read from pairs, written back as pairs."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from bihuan.apps.ledgers.lists.conditions import (
    ANY,
    KEY,
    LIGHT,
    STATE,
    UNIT,
    Condition,
    condition_read,
    labels_of,
    personal_asked,
    wrong,
)
from bihuan.packs.schema import FieldType, Ledger

SIZES = (20, 50, 100, 200)
SIZE = 50
WIDE = 7  # fields that a list shows unless others are chosen; an entry's own page has them all
FURTHEST = 10**6
Pairs = Sequence[tuple[str, str]]


@dataclass(frozen=True)
class ListQuery:
    """What is asked. ``sort`` is a column, with ``-`` before it for the largest first; ``columns`` empty means the usual ones."""

    conditions: tuple[Condition, ...] = ()
    sort: str = ""
    columns: tuple[str, ...] = ()
    page: int = 1
    size: int = SIZE
    dense: bool = False

    def pairs(self) -> list[tuple[str, str]]:
        """As pairs of an address, in one fixed order; what is usual is left out."""
        found = [("f", str(condition)) for condition in self.conditions]
        found += [("sort", self.sort)] if self.sort else []
        found += [("cols", ",".join(self.columns))] if self.columns else []
        found += [("size", str(self.size))] if self.size != SIZE else []
        found += [("dense", "1")] if self.dense else []
        return found + ([("page", str(self.page))] if self.page > 1 else [])

    @property
    def text(self) -> str:
        """The query of the address; empty when nothing is asked."""
        return urlencode(self.pairs())

    def without(self, condition: Condition) -> "ListQuery":
        """The same list without one condition, from its first page."""
        return replace(self, conditions=tuple(one for one in self.conditions if one != condition), page=1)

    def asked(self) -> list[str]:
        """The columns that conditions and order look at."""
        return [*(condition.column for condition in self.conditions), self.sort.removeprefix("-")]


def query_read(ledger: Ledger, pairs: Iterable[tuple[str, str]]) -> ListQuery:
    """The query of an address: ``f`` once a condition, ``q`` any text, and the form's ``c``, ``o``, ``v`` for one more condition."""
    given: dict[str, list[str]] = {}
    for name, value in pairs:
        given.setdefault(name, []).append(value.strip())
    conditions = [condition_read(ledger, text) for text in given.get("f", []) if text]
    conditions += [Condition(ANY, "has", text) for text in given.get("q", []) if text]
    conditions += condition_added(ledger, given)
    return ListQuery(
        tuple(dict.fromkeys(conditions)),
        sort_read(ledger, last(given, "sort")),
        columns_read(ledger, given),
        min(whole(last(given, "page"), 1), FURTHEST),
        size if (size := whole(last(given, "size"), SIZE)) in SIZES else SIZE,
        last(given, "dense") == "1",
    )


def condition_added(ledger: Ledger, given: dict[str, list[str]]) -> list[Condition]:
    """The condition that the form under the list asks for: column ``c``, how ``o``, operands ``v`` (a second ``v2`` ends a range)."""
    column, op = last(given, "c"), last(given, "o")
    if not column or not op:
        return []
    operand = ",".join(value for value in given.get("v", []) if value)
    if op == "range":
        operand = f"{last(given, 'v')}..{last(given, 'v2')}"
    if op not in ("empty", "filled") and operand in ("", ".."):
        return []
    return [condition_read(ledger, f"{column}:{op}:{operand}")]


def sort_read(ledger: Ledger, word: str) -> str:
    """A column that may be sorted by, or nothing."""
    column = word.removeprefix("-")
    if not column or column in sortable(ledger):
        return word
    raise wrong(ledger, word, f"没有“{column}”这一列")


def sortable(ledger: Ledger) -> list[str]:
    """Every column that a list is sorted by."""
    own = ["id", UNIT, KEY, *([STATE] if ledger.states else [])]
    return own + [field.name for field in ledger.fields if field.type is not FieldType.POLYGON]


def columns_read(ledger: Ledger, given: dict[str, list[str]]) -> tuple[str, ...]:
    """The columns chosen, in their order; ``cols`` is one word, ``col`` one a tick of the form."""
    words = [part for text in given.get("cols", []) for part in text.split(",")] + given.get("col", [])
    known = [name for name in (*labels_of(ledger), KEY) if name != ANY]
    return tuple(dict.fromkeys(word for word in words if word in known))


def columns_usual(ledger: Ledger) -> tuple[str, ...]:
    """Unit, then key and required fields, dates, the rest as many as fit, in ledger order, then state and light."""

    def rank(index: int) -> tuple[bool, bool, bool, bool, int]:
        field = ledger.fields[index]
        return (
            field.name not in ledger.key, not field.required, field.long, field.type is not FieldType.DATE, index
        )  # fmt: skip

    shown = sorted(sorted(range(len(ledger.fields)), key=rank)[:WIDE])
    fields = [ledger.fields[index].name for index in shown]
    return (UNIT, *fields, *([STATE] if ledger.states else []), *([LIGHT] if ledger.clocks else []))


def personal_of(ledger: Ledger, query: ListQuery) -> list[str]:
    """The personal fields that the query looks at: whoever asks must be allowed to see them."""
    return personal_asked(ledger, query.asked())


def last(given: dict[str, list[str]], name: str) -> str:
    """The last value of a name; empty when there is none."""
    return given.get(name, [""])[-1]


def whole(text: str, otherwise: int) -> int:
    """A whole number above zero, else the other."""
    return int(text) if text.isascii() and text.isdigit() and 0 < len(text) < 10 and int(text) else otherwise
