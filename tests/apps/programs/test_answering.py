"""Answers under a key: once, for a day, and nothing of what failed."""

import pytest

from bihuan.apps.programs.models import Answer
from bihuan.apps.programs.services import Answered, answer_once, answers_clean
from bihuan.apps.units.actors import console
from bihuan.datamodel import BihuanError

pytestmark = pytest.mark.django_db
ACTOR = console("甲")


class Doing:
    """Counts how often it is done."""

    def __init__(self) -> None:
        self.done = 0

    def __call__(self) -> Answered:
        self.done += 1
        return Answered(201, f'{{"number": {self.done}}}', {"ETag": '"a"'})


def test_the_second_time_the_first_answer_is_given():
    do = Doing()
    first = answer_once(actor=ACTOR, key="k", asked="q", do=do)
    again = answer_once(actor=ACTOR, key="k", asked="q", do=do)
    assert (do.done, again.body, again.headers, again.again, first.again) == (1, first.body, first.headers, True, False)


def test_after_a_day_it_is_done_again():
    do = Doing()
    answer_once(actor=ACTOR, key="k", asked="q", do=do)
    Answer.objects.update(at="2020-01-01T00:00:00.000000Z")
    answer_once(actor=ACTOR, key="k", asked="q", do=do)
    assert (do.done, Answer.objects.count()) == (2, 1)


def test_a_failure_keeps_nothing():
    def fail() -> Answered:
        raise BihuanError("entry.refused", "不行")

    with pytest.raises(BihuanError):
        answer_once(actor=ACTOR, key="k", asked="q", do=fail)
    assert Answer.objects.count() == 0


@pytest.mark.parametrize("key", ["", " ", "键", "x" * 201])
def test_a_key_that_is_none_is_refused(key):
    with pytest.raises(BihuanError, match="Idempotency-Key"):
        answer_once(actor=ACTOR, key=key, asked="q", do=Doing())


def test_old_answers_are_forgotten():
    answer_once(actor=ACTOR, key="k", asked="q", do=Doing())
    Answer.objects.update(at="2020-01-01T00:00:00.000000Z")
    assert (answers_clean(), Answer.objects.count()) == (1, 0)
