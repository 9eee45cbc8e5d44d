"""Last year's sums and quotients tell what a number is part of."""

import pytest

KNOWN = {
    "requests": 30, "requests[channel=online]": 10, "requests[channel=letter]": 20,
    "filed": 41, "filed[kind=gas]": 4, "filed[kind=planning]": 37,
    "closed": 38, "closed[kind=gas]": 3, "closed[kind=planning]": 35, "closed:completion": 90,
}  # fmt: skip


@pytest.mark.parametrize(
    ("last_year", "this_year"),
    [
        ("立案20宗，结案15宗。其中燃气类12宗、规划类8宗。", "立案41宗，结案38宗。其中燃气类4宗、规划类37宗。"),
        ("立案20宗，结案15宗，其中燃气类9宗、规划类6宗。", "立案41宗，结案38宗，其中燃气类3宗、规划类35宗。"),
        ("燃气类、规划类案件分别立案12宗、8宗。", "燃气类、规划类案件分别立案4宗、37宗。"),
    ],
)
def test_parts_belong_to_the_number_that_they_add_up_to(said, last_year, this_year):
    assert said(last_year, KNOWN) == this_year


def test_a_sum_in_another_sentence_proves_nothing(said):
    assert said("受理诉求件20件。立案燃气类12宗、规划类8宗。", KNOWN) == "受理诉求件30件。立案燃气类4宗、规划类37宗。"


def test_a_rate_of_two_counted_numbers_is_no_completion_of_a_target(said):
    assert said("立案20宗，结案15宗，完成率75%。", KNOWN) == "立案41宗，结案38宗，完成率XX%。"
