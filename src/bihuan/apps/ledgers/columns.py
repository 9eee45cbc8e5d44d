"""A ledger's columns as the database keeps them, and each value's one canonical spelling that events and digests use.

Stored values: text and choice keys as text, dates as ISO text, money in 分, decimals scaled, integers and booleans as themselves.
The canonical spelling does not depend on how a value is stored, so widening a column changes no digest.
"""

import hashlib
import json
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from django.db import models

from bihuan.apps.ledgers.fields import MoneyField, ScaledField
from bihuan.packs.schema import FieldType, LedgerField

canonical_json = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode
MASK = "〔已隐去〕"  # what stands for a personal value wherever it is not shown: events, lists, exports
SYSTEM = ("id", "unit_id", "entry_key", "state", "removed", "seq", "digest")  # every ledger's own columns


@dataclass(frozen=True)
class Column:
    """One field's column. ``origin`` never changes; ``hidden`` columns keep their data and are offered to nobody."""

    name: str
    origin: str
    type: FieldType
    places: int = 0
    hidden: bool = False
    personal: bool = False

    @classmethod
    def of(cls, field: LedgerField, origin: str) -> "Column":
        """The column that a declared field needs."""
        places = {FieldType.MONEY: 2, FieldType.DECIMAL: field.places}.get(field.type, 0)
        return cls(field.name, origin, field.type, places, personal=field.personal)

    def to_json(self) -> dict[str, Any]:
        """As ``LedgerTable.columns`` keeps it."""
        return {**asdict(self), "type": self.type.value}

    @classmethod
    def from_json(cls, value: dict[str, Any]) -> "Column":
        """Back from ``LedgerTable.columns``."""
        return cls(**{**value, "type": FieldType(value["type"])})

    def model_field(self) -> "models.Field[Any, Any]":
        """The Django field; every column is nullable, what is required is checked where values come in."""
        match self.type:
            case FieldType.INTEGER:
                return models.BigIntegerField(null=True)
            case FieldType.MONEY:
                return MoneyField(null=True)
            case FieldType.DECIMAL:
                return ScaledField(null=True, places=self.places)
            case FieldType.DATE:
                return models.DateField(null=True)
            case FieldType.BOOLEAN:
                return models.BooleanField(null=True)
            case FieldType.CHOICE:
                return models.CharField(max_length=30, null=True)
            case FieldType.UNIT:
                return models.CharField(max_length=40, null=True)
        return models.TextField(null=True)

    @property
    def canonical(self) -> Callable[[Any], str]:
        """Stored value (never None) → its canonical spelling."""
        if self.type in (FieldType.MONEY, FieldType.DECIMAL) and self.places:
            return scaled_canonical(self.places)
        if self.type is FieldType.BOOLEAN:
            return lambda value: "true" if value else "false"
        return str


def scaled_canonical(places: int) -> Callable[[int], str]:
    """1250 → 12.5 for two places."""
    scale = 10**places

    def spell(value: int) -> str:
        whole, rest = divmod(abs(value), scale)
        text = f"{whole}.{rest:0{places}d}".rstrip("0") if rest else str(whole)
        return f"-{text}" if value < 0 else text

    return spell


@dataclass(frozen=True)
class RowPlan:
    """How one ledger's rows are spelled and digested: its columns in table order, made once for many rows."""

    ledger: str
    columns: tuple[Column, ...]

    def __post_init__(self) -> None:
        spellers = [(index, column.origin, column.canonical) for index, column in enumerate(self.columns)]
        object.__setattr__(self, "_spellers", sorted(spellers, key=lambda item: item[1]))

    def spell(self, stored: Sequence[Any]) -> dict[str, str]:
        """Origin → canonical spelling of every filled column."""
        spellers: list[tuple[int, str, Callable[[Any], str]]] = self.__dict__["_spellers"]
        return {origin: canonical(stored[index]) for index, origin, canonical in spellers if stored[index] is not None}

    def digest(
        self, entry_id: int, unit_id: int, entry_key: str, state: str, removed: bool, spelled: dict[str, str]
    ) -> str:
        """SHA-256 of the row's canonical JSON."""
        text = canonical_json([self.ledger, entry_id, unit_id, entry_key, state, bool(removed), spelled])
        return hashlib.sha256(text.encode()).hexdigest()
