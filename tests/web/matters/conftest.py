"""The people and matters that the tests of this folder work on, and somebody of many roles at a client."""

import pytest

from bihuan.apps.people.services import grant_give
from bihuan.apps.units.actors import console
from support.matters import bureau, case, done, handed
from support.people import client_of, person_make

__all__ = ["bureau", "case", "done", "handed"]


@pytest.fixture
def client(bureau):
    """One who registers, dispatches, handles, checks and may export: what each role alone may not do is tested where the deeds are."""
    person = person_make("wang", "dispatcher", scope="all", name="王示例")
    for role in ("handler", "reviewer"):
        grant_give(person=person, role=role, scope="all", actor=console("测试"))
    return client_of(person)
