"""Names by their sounds."""

import pytest

from bihuan.search.initials import MOST, initials, initials_of


@pytest.mark.parametrize(("name", "typed"), [("云桥街道", "yqjd"), ("长岭镇", "clz"), ("长岭镇", "zlz"), ("A区", "aq")])
def test_first_letters_in_any_reading(name, typed):
    assert typed in initials(name).split()


@pytest.mark.parametrize("typed", ["yqjd", "yunqiaojiedao"])
def test_letters_and_whole_words(typed):
    assert typed in initials_of("云桥街道")


def test_figures_stay_and_signs_are_left_out():
    assert {"2023njh", "2023nianjihua"} <= initials_of("《2023年计划》")


def test_readings_are_bounded():
    assert len(initials_of("长" * 30)) <= 2 * MOST


def test_nothing_has_no_sound():
    assert initials_of("") == initials_of("《》") == frozenset()
