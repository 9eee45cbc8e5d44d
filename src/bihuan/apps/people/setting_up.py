"""The set-up: opened once by a code from the server's console, closed for ever when it is finished."""

import hashlib
import secrets
from collections.abc import Sequence
from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from bihuan.apps.ledgers.services import event_record
from bihuan.apps.people.models import Setup
from bihuan.apps.people.passwords import ALPHABET
from bihuan.apps.units.actors import Actor, Right
from bihuan.datamodel import BihuanError
from bihuan.packs import shipped_packs_folder
from bihuan.packs.schema import PackHead
from bihuan.packs.sources import sources_read

CODE_HOURS = 24


def setup_row() -> Setup:
    """The one row."""
    return Setup.objects.filter(pk=1).first() or Setup(pk=1)


def setup_open() -> bool:
    """Whether the set-up may still be done."""
    return setup_row().finished is None


def code_digest(code: str) -> str:
    """What is kept of a code; blanks and dashes do not count."""
    return hashlib.sha256("".join(sign for sign in code.lower() if sign.isalnum()).encode()).hexdigest()


@transaction.atomic
def setup_code_make(*, actor: Actor) -> str:
    """A new one-time code, good for a day; an earlier one is void. Asked for at the server's console only."""
    actor.require(Right.PEOPLE)
    row = setup_row()
    if row.finished is not None:
        raise BihuanError("setup.closed", "设置向导已经用过，不再打开", hint="以后由管理员在网页里管理")
    code = "-".join("".join(secrets.choice(ALPHABET) for _ in range(4)) for _ in range(4))
    row.code, row.code_until = code_digest(code), timezone.now() + timedelta(hours=CODE_HOURS)
    row.save()
    event_record(deed="setup_code", subject="setup", changes={}, actor=actor.name)
    return code


@transaction.atomic
def setup_code_spend(code: str) -> bool:
    """Use the code up; False for a wrong, used or stale one, and when the set-up is closed."""
    row = Setup.objects.select_for_update().filter(pk=1, finished=None).first()
    if row is None or not row.code or row.code_until is None or row.code_until < timezone.now():
        return False
    if not secrets.compare_digest(row.code, code_digest(code)):
        return False
    row.code = ""
    row.save()
    return True


@transaction.atomic
def setup_kind_set(*, kinds: Sequence[str], actor: Actor) -> None:
    """Remember what kinds of bureau use this folder; ``kinds`` are packs that ship."""
    actor.require(Right.PACKS)
    known = [head.pack for head in packs_offered() if head.pack in kinds]
    if not known:
        raise BihuanError("setup.no_kind", "请至少选一种单位类型")
    row = setup_row()
    row.bureau_kind = ",".join(known)
    row.save()
    event_record(deed="setup_kind", subject="setup", changes={"kinds": row.bureau_kind}, actor=actor.name)


def packs_offered() -> list[PackHead]:
    """The heads of the packs that come with the program and are for a kind of bureau."""
    folder = settings.BIHUAN.packs or shipped_packs_folder()
    sources = sources_read(sorted(path.parent for path in folder.glob("*/pack.yaml")))
    return [head for source in sources if (head := source.pack().head).bureaus]


@transaction.atomic
def setup_close(*, actor: Actor) -> None:
    """Close the set-up for ever."""
    actor.require(Right.PEOPLE)
    row = setup_row()
    if row.finished is None:
        row.code, row.finished = "", timezone.now()
        row.save()
        event_record(deed="setup_close", subject="setup", changes={}, actor=actor.name)
