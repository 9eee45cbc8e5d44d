"""A question asked twice under one key is one deed: the second time the first answer is given again."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from django.db import IntegrityError, transaction

from bihuan.apps.ledgers.chain import now_text
from bihuan.apps.programs.models import Answer
from bihuan.apps.units.actors import Actor
from bihuan.datamodel import BihuanError

KEPT = timedelta(hours=24)
LONGEST = 200


@dataclass(frozen=True)
class Answered:
    """An answer as it goes out: what a stored one is given again as."""

    status: int
    body: str
    headers: dict[str, str] = field(default_factory=dict)
    again: bool = False


def answer_once(*, actor: Actor, key: str, asked: str, do: Callable[[], Answered]) -> Answered:
    """Do it and keep the answer in one transaction, unless it was done under this key within a day. ``asked`` is the question itself:
    another question under the same key is refused. What ends in an error keeps nothing and may be asked again."""
    if not key.strip() or len(key) > LONGEST or not key.isascii():
        raise BihuanError(
            "key.unreadable", f"Idempotency-Key 应为 1 至 {LONGEST} 个 ASCII 字符", hint="用一个 UUID 就很好"
        )
    who = hashlib.sha256(f"{actor.person or actor.name}\n{key}".encode()).hexdigest()
    question = hashlib.sha256(asked.encode()).hexdigest()
    if (found := answer_found(who, question)) is not None:
        return found
    try:
        with transaction.atomic():
            answers_clean()
            kept = Answer.objects.create(key=who, asked=question, at=now_text())
            answered = do()
            kept.status, kept.headers, kept.body = answered.status, answered.headers, answered.body
            kept.save(update_fields=["status", "headers", "body"])
            return answered
    except IntegrityError:  # somebody asked the same at the same moment: theirs is stored by now
        if (found := answer_found(who, question)) is None:
            raise
        return found


def answer_found(who: str, question: str) -> Answered | None:
    """The answer that is kept under a key; a named error when it answered another question."""
    kept = Answer.objects.filter(key=who, at__gte=limit_text()).first()
    if kept is None:
        return None
    if kept.asked != question:
        raise BihuanError(
            "key.reused", "这个 Idempotency-Key 已用于另一次请求，内容不同", hint="每次新的请求换一个新的键"
        )
    return Answered(kept.status, kept.body, kept.headers, again=True)


def answers_clean() -> int:
    """Forget what was answered more than a day ago; returns how many."""
    return Answer.objects.filter(at__lt=limit_text()).delete()[0]


def limit_text() -> str:
    """The moment before which answers are forgotten, as they write it."""
    return (datetime.now(UTC) - KEPT).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
