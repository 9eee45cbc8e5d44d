import pytest

from bihuan.datamodel import BihuanError
from bihuan.indicators.formulas import formula_resolve
from bihuan.indicators.naming import indicator_find
from bihuan.indicators.wording import formula_text, period_text
from bihuan.packs import Catalog
from bihuan.packs.schema import Indicator
from support.indicators import spots_catalog, spots_pack


def catalog_with(**indicator: object) -> Catalog:
    pack = spots_pack()
    added = Indicator.model_validate(
        {"indicator": "tried", "name": "试", "definition": "试。", "unit": "宗", **indicator}
    )
    return Catalog({"tested": pack.model_copy(update={"indicators": [*pack.indicators, added]})})


def test_unlike_things_are_never_added():
    with pytest.raises(BihuanError, match="不同计量单位相加：宗、平方米"):
        formula_resolve(catalog_with(total=["spots_issued", "area"]), "tried")


def test_rates_are_never_added():
    with pytest.raises(BihuanError, match="比率“核查率”不能相加减"):
        formula_resolve(catalog_with(difference={"of": "check_rate", "less": "spots_issued"}), "tried")


def test_a_circle_is_named():
    with pytest.raises(BihuanError, match="tried → tried"):
        formula_resolve(catalog_with(total=["tried"]), "tried")


def test_a_difference_of_a_total_is_flat():
    formula = formula_resolve(catalog_with(difference={"of": "spots_noted", "less": "spots_checked"}), "tried")
    assert [term.factor for term in formula.numerator] == [1, 1, -1]


def test_equal_definitions_are_one_base():
    formula = formula_resolve(catalog_with(ratio={"numerator": "spots_issued", "denominator": "spots_issued"}), "tried")
    assert len(formula.bases) == 1


@pytest.mark.parametrize(
    ("word", "ref"),
    [("核查率", "check_rate"), ("图斑数[source=public]", "spots_issued[source=public]"), ("area", "area")],
)
def test_an_indicator_is_found_by_any_name(word, ref):
    assert indicator_find(spots_catalog(), word) == ref


def test_formulas_are_written_as_a_clerk_writes_them():
    assert formula_text(spots_catalog(), "check_rate") == "核查率 = 已核查图斑 ÷ 图斑数 × 100%"
    assert formula_text(spots_catalog(), "area") == "图斑面积 = 图斑台账“面积”之和"


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("2024", "2024年"),
        ("2024H1", "2024年上半年"),
        ("2024Q3", "2024年第3季度"),
        ("2024-05", "2024年5月"),
        ("2024-09..2024-12", "2024年9月至12月"),
        ("2023-11..2024-02", "2023年11月至2024年2月"),
        ("2024W07", "2024年第7周"),
    ],
)
def test_periods_are_written_out(name, text):
    assert period_text(name) == text
