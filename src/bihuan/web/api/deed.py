"""A deed as it is answered: once under an Idempotency-Key, whole or not at all."""

import json
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from ninja import Schema

from bihuan.apps.programs.services import Answered, answer_once
from bihuan.web.acting import actor_of

KEY = "Idempotency-Key"


class Done(NamedTuple):
    """What a deed answers."""

    status: int
    content: Schema | None
    headers: Mapping[str, str] = {}


def deed_answer(request: HttpRequest, given: Any, do: Callable[[], Done]) -> HttpResponse:
    """Do it in one transaction and answer; with a key that was used for the same question, only answer. ``given`` is what was sent."""
    key = request.headers.get(KEY)
    if key is None:
        with transaction.atomic():
            return response_of(answered(do()))
    asked = json.dumps(
        [request.method, request.get_full_path(), given], default=str, sort_keys=True, ensure_ascii=False
    )
    return response_of(answer_once(actor=actor_of(request), key=key, asked=asked, do=lambda: answered(do())))


def answered(done: Done) -> Answered:
    """The answer as it is kept and sent."""
    body = "" if done.content is None else done.content.model_dump_json()
    return Answered(done.status, body, dict(done.headers))


def response_of(answer: Answered) -> HttpResponse:
    """The answer as it goes out; ``Idempotency-Replayed`` says that it was given before."""
    response = HttpResponse(answer.body, status=answer.status, content_type="application/json; charset=utf-8")
    for name, value in answer.headers.items():
        response.headers[name] = value
    if answer.again:
        response.headers["Idempotency-Replayed"] = "true"
    return response
