"""Printed parts beside their printed whole."""

CASES = "全年罚款12.3万元。其中燃气类罚款8.2万元、规划类罚款4.1万元。"


def notes(draw, known):
    return {claim.text: claim.note for claim in draw(CASES, known).draft.manifest.claims}


def test_parts_that_rounding_keeps_from_adding_up_are_told_at_the_whole(draw):
    said = notes(draw, {"fines": 125000, "fines[kind=gas]": 82500, "fines[kind=planning]": 42500})
    told = "四舍五入后，分项相加为125500元，总数写作125000元；台账原值相等"
    assert said == {"12.5万元": told, "8.3万元": "", "4.25万元": ""}


def test_parts_that_add_up_are_not(draw):
    assert not any(notes(draw, {"fines": 123000, "fines[kind=gas]": 82000, "fines[kind=planning]": 41000}).values())


def test_the_source_of_a_number_is_found_by_its_span(draw):
    text = f"某县城管局2023年工作总结及2024年工作计划\n一、2023年工作情况\n{CASES}\n"
    for claim in draw(CASES, {}).draft.manifest.claims:
        assert text[claim.last_year_at.start : claim.last_year_at.end] == claim.last_year
