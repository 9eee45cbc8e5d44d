"""One part of a breakdown as an indicator of its own: 诉求件 by channel → 网络问政."""

from collections.abc import Callable
from typing import Any

from bihuan.packs.schema import Choice, Indicator, Wording

REST = "其他"


def indicator_derive(base: Indicator, *, field: str, choice: Choice, tags: bool = False) -> Indicator:
    """``base`` narrowed to ``field = choice``; its rows are those of the base that carry the choice."""
    part = f"[{field}={choice.key}]"
    changes: dict[str, object] = {
        "indicator": base.indicator,
        "name": f"{base.name}（{choice.label}）",
        "definition": f"{base.definition}其中“{choice.label}”部分。",
        "aliases": [choice.label, *choice.aliases, f"{choice.label}{base.name}"],
        "wording": part_wording(base, field, choice),
        "part_wording": {},
        "breakdowns": [],
    }
    return base.model_copy(update=changes | _computation(base, field, choice, part, tags))


def choice_admitted(condition: Any, choice: str) -> bool:
    """Whether entries of that choice can count under the base's own condition on the field; in doubt they cannot."""
    match condition:
        case None:
            return True
        case dict():
            checks: dict[str, Callable[[Any], bool]] = {
                "ne": lambda given: choice not in _listed(given),
                "has": lambda given: choice in _listed(given),
                "filled": bool,
            }
            return all(key in checks and checks[key](given) for key, given in condition.items())
    return choice in _listed(condition)


def _listed(given: Any) -> list[Any]:
    return list(given) if isinstance(given, list | tuple) else [given]


def _computation(base: Indicator, field: str, choice: Choice, part: str, tags: bool) -> dict[str, object]:
    """The same formula over the same part of each thing it is made of."""
    if base.ratio:
        parts = {"numerator": base.ratio.numerator + part, "denominator": base.ratio.denominator + part}
        return {"ratio": base.ratio.model_copy(update=parts)}
    if base.difference:
        return {
            "difference": base.difference.model_copy(
                update={"of": base.difference.of + part, "less": base.difference.less + part}
            )
        }
    if base.total:
        return {"total": [item + part for item in base.total]}
    return {
        "where": {**base.where, field: {"has": choice.key} if tags else choice.key}
    }  # narrower than the base's own condition, which admits the choice


def part_wording(base: Indicator, field: str, choice: Choice) -> list[Wording]:
    """As the pack says; otherwise the choice alone (网络问政18件), where the sentence or its headings name the whole.

    其他 names nothing: in a report it is what the sentence leaves unnamed, in a ledger what none of the choices fits.
    """
    if (key := f"{field}={choice.key}") in base.part_wording:
        return base.part_wording[key]
    words = [word for word in (choice.label, *choice.aliases) if word != REST]
    if not words:
        return []
    whole = [item for item in base.wording if item.measure == "value"]
    return [
        item.model_copy(update={"words": words, "within": item.within or [item.words], "alone": False})
        for item in whole
    ]
