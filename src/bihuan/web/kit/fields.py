"""A field of a form and the filter bar of a list, as values."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, NamedTuple

WIDE = ("textarea", "tags", "file")


class Choice(NamedTuple):
    """One answer that a choice offers."""

    value: str
    label: str


class UnitChoice(NamedTuple):
    """One unit that a field of units offers; it is found by its code, any part of its names, and the initials of its sounds."""

    value: str
    label: str
    short: str
    initials: str
    kind: str


@dataclass(frozen=True)
class FieldShown:
    """One field as a form shows it.

    ``kind``: text, textarea, number, money, date, choice, unit, tags, boolean, file, password, tel, email, search, hidden.
    A unit is typed or, without scripts, picked from ``units``.
    """

    name: str
    label: str
    kind: str = "text"
    value: Any = ""
    help: str = ""
    error: str = ""
    required: bool = False
    choices: Sequence[tuple[str, str]] = ()
    units: Sequence[UnitChoice] = ()
    measure: str = ""
    disabled: bool = False
    full: bool = False
    empty: str = "请选择"
    attrs: Mapping[str, Any] = field(default_factory=dict)
    form: str = ""  # sets ids apart where several forms of a page ask for the same thing

    @property
    def id(self) -> str:
        """Of the input; labels and messages point at it."""
        return f"f-{self.form}-{self.name}" if self.form else f"f-{self.name}"

    @property
    def text(self) -> str:
        """The value as it is typed."""
        return "" if self.value is None or self.value is False else str(self.value)

    @property
    def chosen(self) -> list[str]:
        """The values ticked, of a choice or of tags."""
        many = self.value if isinstance(self.value, (list, tuple, set, frozenset)) else [self.value]
        return [str(one) for one in many if one not in (None, "")]

    @property
    def described(self) -> str:
        """Ids of help and error, for ``aria-describedby``."""
        return " ".join(
            f"{self.id}-{part}"
            for part, words in (("help", self.help), ("error", self.error), ("says", self.kind == "money"))
            if words
        )

    @property
    def wide(self) -> bool:
        """Whether it takes the whole row."""
        return self.full or self.kind in WIDE

    @property
    def words(self) -> str:
        """The value as a person reads it: labels of choices, 、 between them."""
        labels = {**dict(self.choices), **{one.value: one.label for one in self.units}}
        return "、".join(labels.get(one, one).strip() for one in self.chosen)


def fault_focused(fields: Sequence[FieldShown]) -> list[FieldShown]:
    """The same fields; the first that is wrong takes the focus when the page opens, without scripts too."""
    first = next((one for one in fields if one.error), None)
    return [replace(one, attrs={**one.attrs, "autofocus": True}) if one is first else one for one in fields]


@dataclass(frozen=True)
class FilterBar:
    """The conditions of a list: its fields, and those that are set, as links that unset them and as a line in print."""

    fields: Sequence[FieldShown]
    action: str = ""
    submit: str = "筛选"

    @property
    def set(self) -> list[FieldShown]:
        """Fields with a condition in them."""
        return [one for one in self.fields if one.chosen and one.kind != "hidden"]

    @property
    def words(self) -> str:
        """单位：澜湾街道；状态：处置中."""
        return "；".join(f"{one.label}：{one.words}" for one in self.set)
