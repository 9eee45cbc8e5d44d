"""Issuing and revoking tokens, and the actor that a token stands for. The secret itself is kept nowhere."""

import hashlib
import secrets
from collections.abc import Sequence
from datetime import date, timedelta
from types import MappingProxyType

from django.db import transaction
from django.utils import timezone

from bihuan.apps.ledgers.chain import now_text
from bihuan.apps.ledgers.services import event_record
from bihuan.apps.people.models import Person
from bihuan.apps.people.selectors import person_actor, person_get
from bihuan.apps.programs.models import ApiToken
from bihuan.apps.units.actors import RIGHT_LABELS, Actor, Right
from bihuan.datamodel import BihuanError

PREFIX = "bihuan_"
LONGEST = 366  # days


@transaction.atomic
def token_issue(*, login: str, name: str, rights: Sequence[str], actor: Actor, days: int = 90) -> tuple[ApiToken, str]:
    """A token for a person and its secret, which is shown now and never again. Only the person's own rights can be in it."""
    actor.require(Right.SECURITY)
    person = person_get(login)
    if not name.strip() or len(name.strip()) > 60:
        raise BihuanError("token.name", "凭据的用途要写明，不超过 60 字", hint="写明给哪个系统用")
    if not 1 <= days <= LONGEST:
        raise BihuanError("token.days", f"有效期应为 1 至 {LONGEST} 天", hint="到期后重新签发")
    granted = rights_read(person, rights)
    secret = PREFIX + secrets.token_urlsafe(32)
    token = ApiToken.objects.create(
        person=person.pk, login=person.login, name=name.strip(), digest=secret_digest(secret), ending=secret[-4:],
        rights=granted, expires=timezone.localdate() + timedelta(days=days), issued_by=actor.name, issued_at=now_text(),
    )  # fmt: skip
    told = {
        "name": token.name,
        "rights": "、".join(granted),
        "expires": token.expires.isoformat(),
        "number": str(token.pk),
    }
    event_record(deed="token_issue", subject=f"people/{person.login}", changes=told, actor=actor.name)
    return token, secret


def rights_read(person: Person, rights: Sequence[str]) -> list[str]:
    """The rights asked for, each one that the person has."""
    known = {right.value: right for right in Right}
    unknown = [word for word in rights if word not in known]
    if unknown or not rights:
        words = "、".join(f"{right.value}（{label}）" for right, label in RIGHT_LABELS.items())
        raise BihuanError(
            "token.rights", f"没有“{unknown[0]}”这项权限" if unknown else "至少给一项权限", hint=f"可写：{words}"
        )
    own = person_actor(person)
    beyond = [RIGHT_LABELS[known[word]] for word in rights if not own.has(known[word])]
    if beyond:
        raise BihuanError(
            "token.beyond", f"{person}自己没有{'、'.join(beyond)}的权限，凭据也不能有", hint="先授予角色，或少选几项"
        )
    return [right.value for right in Right if right.value in rights]


@transaction.atomic
def token_revoke(*, number: int, actor: Actor) -> ApiToken:
    """End a token now; asked again, nothing more happens."""
    actor.require(Right.SECURITY)
    token = ApiToken.objects.select_for_update().filter(pk=number).first()
    if token is None:
        raise BihuanError("token.unknown", f"没有第 {number} 号凭据", hint="用 bihuan token list 查看")
    if not token.revoked_at:
        token.revoked_at, token.revoked_by = now_text(), actor.name
        token.save(update_fields=["revoked_at", "revoked_by"])
        told = {"name": token.name, "number": str(token.pk)}
        event_record(deed="token_revoke", subject=f"people/{token.login}", changes=told, actor=actor.name)
    return token


def token_actor(secret: str) -> Actor | None:
    """Who the bearer of a secret acts as: the person, with no more than the token's rights. None for a secret that is not good."""
    today = timezone.localdate()
    token = ApiToken.objects.filter(digest=secret_digest(secret), revoked_at="", expires__gte=today).first()
    person = Person.objects.select_related("unit").filter(pk=token.person, is_active=True).first() if token else None
    if token is None or person is None:
        return None
    if token.used_on != today:
        ApiToken.objects.filter(pk=token.pk).update(used_on=today)
    return actor_narrowed(person_actor(person), token.rights)


def actor_narrowed(actor: Actor, rights: Sequence[str]) -> Actor:
    """The same person, with some of the rights. The name stays: whoever did a thing by a program may not re-check it by hand."""
    kept = {right: reach for right, reach in actor.reaches.items() if right.value in rights}
    return Actor(actor.name, actor.person, actor.unit_id, actor.roles, MappingProxyType(kept))


def secret_digest(secret: str) -> str:
    """SHA-256: a secret of 256 random bits needs no slower one."""
    return hashlib.sha256(secret.encode()).hexdigest()


def token_state(token: ApiToken, today: date) -> str:
    """In words."""
    if token.revoked_at:
        return "已吊销"
    return "已过期" if token.expires < today else "有效"
