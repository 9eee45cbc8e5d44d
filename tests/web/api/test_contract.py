"""Whatever a program sends: no server error, and every answer is one that the document promises."""

import os
from collections import Counter
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis import GenerationMode, openapi
from schemathesis.checks import load_all_checks, not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

EXAMPLES = int(
    os.environ.get("BIHUAN_FUZZ", "0")
)  # requests an operation; the long run is by hand (docs/reference/api.md)
CHECKS = [
    not_a_server_error, status_code_conformance, content_type_conformance, response_headers_conformance, response_schema_conformance,
]  # fmt: skip


def asked_of(operation: Any, examples: int, headers: dict[str, str], real: dict[str, Any]) -> Counter[int]:
    """Put so many requests to an operation: sound and unsound ones at addresses that are there, and any at any address."""
    statuses: Counter[int] = Counter()
    there = {name: value for name, value in real.items() if f"{{{name}}}" in operation.path}
    kinds = [(GenerationMode.POSITIVE, there), (GenerationMode.NEGATIVE, there), (GenerationMode.POSITIVE, {})]
    for mode, place in kinds:

        @settings(
            max_examples=max(examples // len(kinds), 1), deadline=None, database=None, derandomize=not EXAMPLES,
            phases=[Phase.explicit, Phase.generate], suppress_health_check=list(HealthCheck),
        )  # fmt: skip
        @given(case=operation.as_strategy(generation_mode=mode, **({"path_parameters": place} if place else {})))
        def put(case: Any) -> None:
            answer = case.call(headers=headers)
            statuses[answer.status_code] += 1
            case.validate_response(answer, checks=CHECKS)

        try:
            put()
        except Exception as error:
            if "Unsatisfiable" not in type(error).__name__:
                raise
    return statuses


@pytest.fixture
def described(clerk, case):
    """The API as its own document describes it, asked by a clerk's program."""
    from bihuan.web.wsgi import application

    load_all_checks()
    headers = clerk.headers
    real = {"ledger": "cases", "entry_id": case, "code": "QX-01", "file_id": 1}
    return openapi.from_wsgi("/api/v1/openapi.json", application, headers=headers), headers, real


@pytest.mark.filterwarnings("ignore")
def test_every_operation_keeps_its_word(described):
    schema, headers, real = described
    asked: dict[str, Counter[int]] = {}
    for result in schema.get_all_operations():
        operation = result.ok()
        asked[operation.label] = asked_of(operation, EXAMPLES or 9, headers, real)
    if EXAMPLES:
        total = sum(asked.values(), Counter())
        print(f"\n{total.total()} requests, statuses {dict(sorted(total.items()))}")
        for label, statuses in asked.items():
            print(f"{label:70} {dict(sorted(statuses.items()))}")
    assert asked
