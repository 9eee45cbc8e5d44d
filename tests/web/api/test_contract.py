"""Whatever a program sends: no server error, and every answer is one that the document promises."""

import os
from collections import Counter
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis.errors import Unsatisfiable
from schemathesis import GenerationMode, openapi
from schemathesis.checks import load_all_checks, not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from bihuan.apps.ledgers.services import entry_add
from bihuan.apps.units.actors import console

EXAMPLES = int(
    os.environ.get("BIHUAN_FUZZ", "0")
)  # requests an operation; the long run is by hand (docs/reference/api.md)
CHECKS = [
    not_a_server_error, status_code_conformance, content_type_conformance, response_headers_conformance, response_schema_conformance,
]  # fmt: skip


def asked_of(operation: Any, examples: int, headers: dict[str, str], real: dict[str, Any]) -> Counter[int]:
    """Put so many requests to an operation: sound and unsound ones at addresses that are there, and any at any address."""
    there = {name: value for name, value in real.items() if f"{{{name}}}" in operation.path}
    kinds = [(GenerationMode.POSITIVE, there), (GenerationMode.NEGATIVE, there), (GenerationMode.POSITIVE, {})]
    statuses: Counter[int] = Counter()
    for mode, place in kinds:
        guided = bool(place) and mode is GenerationMode.POSITIVE
        cases = operation.as_strategy(generation_mode=mode, **({"path_parameters": place} if place else {}))
        with suppress(Unsatisfiable):
            cases_put(cases.map(made_sound) if guided else cases, max(examples // len(kinds), 1), headers, statuses)
    return statuses


def cases_put(cases: Any, examples: int, headers: dict[str, str], statuses: Counter[int]) -> None:
    """Put the cases, and hold every answer to the document."""

    @settings(
        max_examples=examples, deadline=None, database=None, derandomize=not EXAMPLES,
        phases=[Phase.explicit, Phase.generate], suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    @given(case=cases)
    def put(case: Any) -> None:
        answer = case.call(headers=headers)
        statuses[answer.status_code] += 1
        case.validate_response(answer, checks=CHECKS)

    put()


def fresh(number: int) -> int:
    """A case that no earlier operation has changed."""
    values = {"case_no": f"C{number}", "source": "patrol", "received_on": "2024-10-08"}
    return entry_add(ledger="cases", unit="QX-01", values=values, actor=console("受理员"))


SOUND = {
    "unit": "QX-01", "below": "QX-01", "period": "2024", "start": "2024-10-01", "end": "2024-10-31", "fields": "case_no", "f": ["source:in:patrol"],
    "cursor": "",
}  # fmt: skip


def made_sound(case: Any) -> Any:
    """What no generator can guess: units that are there, periods, fields. A third of the cases keep what was guessed."""
    if sum(case.id.encode()) % 3:
        for part in (case.query, case.body):
            if isinstance(part, dict):
                part |= {name: value for name, value in SOUND.items() if name in part}
    return case


@pytest.fixture
def described(clerk, small):
    """The API as its own document describes it, asked by a clerk's program."""
    from bihuan.web.wsgi import application

    load_all_checks()
    headers = clerk.headers
    real = {"ledger": "cases", "code": "QX-01", "file_id": 1, "comment_id": 1, "ref": "close_rate"}
    return openapi.from_wsgi("/api/v1/openapi.json", application, headers=headers), headers, real


@pytest.mark.filterwarnings("ignore")
def test_every_operation_keeps_its_word(described):
    schema, headers, real = described
    total: Counter[int] = Counter()
    for number, result in enumerate(schema.get_all_operations()):
        operation = result.ok()
        statuses = asked_of(operation, EXAMPLES or 9, headers, {**real, "entry_id": fresh(number)})
        total += statuses
        if EXAMPLES:
            print(f"{total.total():6} {operation.label:70} {dict(sorted(statuses.items()))}", flush=True)
    assert total[200] > total.total() / 10
