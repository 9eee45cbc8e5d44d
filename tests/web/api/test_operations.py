"""Every operation: declared with a right that holds, in the document, in the reference."""

from pathlib import Path

import pytest

from bihuan.apps.units.actors import Right
from bihuan.web.api import operations

ROOT = Path(__file__).parents[3]
ADDRESS = {"ledger": "cases", "code": "QX-01", "ref": "none", "key": "0", "file_id": 1, "comment_id": 1}


def test_every_operation_is_in_the_reference():
    text = (ROOT / "docs/reference/api.md").read_text("utf-8")
    assert [one.name for one in operations() if f"`{one.method} {one.path.removeprefix('/api/v1')}`" not in text] == []


def test_names_are_told_apart():
    names = [one.name for one in operations()]
    assert len(names) == len(set(names)) > 30


def test_every_operation_is_refused_to_those_without_its_right(program, case):
    without = {right: [] for right in Right}
    auditor, clerk = program("audit_admin", scope="all"), program("clerk")
    for one in operations():
        path = one.path.format(**ADDRESS, entry_id=case)
        if one.right and Right.AUDIT not in one.right:
            answer = auditor.send(one.method, path, {}) if one.method != "GET" else auditor.get(path)
            assert (answer.status_code, answer.json()["code"]) in [(403, "right.missing"), (422, "request.invalid")], (
                one
            )
            if answer.status_code == 403:
                without[one.right[0]].append(one.name)
    assert without[Right.READ] and without[Right.EXPORT]
    assert clerk.get("/api/v1/me").status_code == 200


@pytest.mark.parametrize("one", operations(), ids=lambda one: one.name)
def test_nobody_gets_in_without_a_login(one, client, db):
    path = one.path.format(**ADDRESS, entry_id=1)
    answer = client.generic(one.method, path, "{}", "application/json")
    assert (answer.status_code, answer.json()["code"]) == (401, "login.needed")
