"""行业包 and the catalogue made of them: what ledgers and indicators there are, and what a reference to one means."""

import re
from dataclasses import dataclass, field
from typing import NamedTuple

from pydantic import BaseModel, ConfigDict

from bihuan.datamodel import BihuanError
from bihuan.packs.derive import choice_admitted, indicator_derive
from bihuan.packs.schema import FieldType, Indicator, Ledger, PackHead

_REF = re.compile(r"([a-z][a-z0-9_]*)(?:\[([a-z][a-z0-9_]*)=([a-z][a-z0-9_]*)\])?")


class Pack(BaseModel):
    """One bureau's pack; ``digest`` is the SHA-256 of its files, so that a changed pack is noticed."""

    model_config = ConfigDict(frozen=True)

    head: PackHead
    ledgers: list[Ledger] = []
    indicators: list[Indicator] = []
    digest: str = ""

    @property
    def name(self) -> str:
        """The pack's key."""
        return self.head.pack


class Ref(NamedTuple):
    """``name[field=choice]`` taken apart; field and choice are empty for a plain name."""

    name: str
    field: str = ""
    choice: str = ""

    @classmethod
    def parse(cls, text: str) -> "Ref":
        """Raises a named error when the text is no reference."""
        match = _REF.fullmatch(text)
        if match is None:
            raise BihuanError(
                "indicator.bad_reference", f"指标写法“{text}”无法识别", hint="写成 指标名 或 指标名[字段=选项]"
            )
        return cls(match[1], match[2] or "", match[3] or "")

    def of(self, name: str) -> str:
        """The same part of another indicator."""
        return f"{name}[{self.field}={self.choice}]" if self.field else name


@dataclass(frozen=True)
class Catalog:
    """All packs together; names of ledgers and indicators are unique across packs."""

    packs: dict[str, Pack]
    ledgers: dict[str, Ledger] = field(init=False)
    indicators: dict[str, Indicator] = field(init=False)
    _derived: dict[str, Indicator] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        packs = self.packs.values()
        object.__setattr__(self, "ledgers", {item.ledger: item for pack in packs for item in pack.ledgers})
        object.__setattr__(self, "indicators", {item.indicator: item for pack in packs for item in pack.indicators})

    def indicator(self, ref: str) -> Indicator:
        """The indicator of a name, or the part of it that ``name[field=choice]`` means."""
        if ref in self.indicators:
            return self.indicators[ref]
        if ref not in self._derived:
            self._derived[ref] = self._derive(Ref.parse(ref))
        return self._derived[ref]

    def ledger_of(self, ref: str) -> Ledger:
        """The ledger whose rows prove the indicator; for a composed one, the ledger of its first part."""
        leaf = self.indicator(self.base_parts(ref)[0])
        return self.ledgers[str(leaf.ledger)]

    def base_parts(self, ref: str) -> list[str]:
        """References of the counts and sums that the indicator is computed from, in order, each once; itself if it is one."""
        indicator = self.indicator(ref)
        parts = indicator.parts
        leaves = [leaf for part in parts for leaf in self.base_parts(part)] if parts else [ref]
        return list(dict.fromkeys(leaves))

    def breakdown_refs(self, name: str) -> list[str]:
        """Every ``name[field=choice]`` of an indicator, in the order of its choices, without those that it leaves out."""
        indicator = self.indicator(name)
        return [
            f"{name}[{key}={choice.key}]"
            for key in indicator.breakdowns
            for choice in self.ledger_of(name).field(key).choices
            if self._admits(name, key, choice.key)
        ]

    def pack_of(self, ledger: str) -> Pack:
        """The pack that declares the ledger."""
        return next(pack for pack in self.packs.values() if any(item.ledger == ledger for item in pack.ledgers))

    def _admits(self, name: str, field: str, choice: str) -> bool:
        """Whether everything that the indicator is made of counts entries of that choice."""
        leaves = (self.indicator(ref) for ref in self.base_parts(name))
        return all(choice_admitted(leaf.where.get(field), choice) for leaf in leaves)

    def _derive(self, ref: Ref) -> Indicator:
        base = self.indicators.get(ref.name)
        if base is None:
            raise BihuanError(
                "indicator.unknown", f"没有指标“{ref.name}”", hint="用 bihuan indicator list 查看全部指标"
            )
        if ref.field not in base.breakdowns:
            raise BihuanError(
                "indicator.no_breakdown", f"指标“{base.name}”不能按“{ref.field}”细分", hint=_allowed(base.breakdowns)
            )
        choices = self.ledger_of(ref.name).field(ref.field).choices
        choice = next((item for item in choices if item.key == ref.choice), None)
        if choice is None:
            raise BihuanError(
                "indicator.unknown_choice",
                f"“{ref.field}”没有选项“{ref.choice}”",
                hint=_allowed([c.key for c in choices]),
            )
        if not self._admits(ref.name, ref.field, ref.choice):
            raise BihuanError(
                "indicator.excluded_choice",
                f"指标“{base.name}”本身不含“{choice.label}”",
                hint="换一个选项，或看 bihuan indicator show 的口径",
            )
        tags = self.ledger_of(ref.name).field(ref.field).type is FieldType.TAGS
        return indicator_derive(base, field=ref.field, choice=choice, tags=tags)


def _allowed(keys: list[str]) -> str:
    return f"可用：{'、'.join(keys)}" if keys else "这个指标没有细分"
