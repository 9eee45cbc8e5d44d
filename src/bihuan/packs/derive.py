"""One part of a breakdown as an indicator of its own: 诉求件 by channel → 网络问政."""

from bihuan.packs.schema import Choice, Indicator, Wording


def indicator_derive(base: Indicator, *, field: str, choice: Choice) -> Indicator:
    """``base`` narrowed to ``field = choice``; its rows are those of the base that carry the choice."""
    part = f"[{field}={choice.key}]"
    changes: dict[str, object] = {
        "indicator": base.indicator,
        "name": f"{base.name}（{choice.label}）",
        "definition": f"{base.definition}其中“{choice.label}”部分。",
        "aliases": [choice.label, *choice.aliases, f"{choice.label}{base.name}"],
        "wording": [_wording(item, choice) for item in base.wording if item.measure == "value"],
        "breakdowns": [],
    }
    return base.model_copy(update=changes | _computation(base, field, choice, part))


def _computation(base: Indicator, field: str, choice: Choice, part: str) -> dict[str, object]:
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
    return {"where": {**base.where, field: choice.key}}


def _wording(base: Wording, choice: Choice) -> Wording:
    """Reports name the choice alone (网络问政18件) where the headings or the sentence before name the whole."""
    return base.model_copy(update={"words": [choice.label, *choice.aliases], "within": base.within or [base.words]})
