"""One door to each deed on webhooks. Only who holds the right to security settings may change them; every change is an event."""

import secrets
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime, timedelta

from django.db import transaction

from bihuan.apps.hooks.addresses import place_find, url_check
from bihuan.apps.hooks.models import Outbox, Webhook
from bihuan.apps.hooks.outbox import outbox_fill
from bihuan.apps.hooks.sending import Answer, message_send
from bihuan.apps.ledgers.chain import now_text
from bihuan.apps.ledgers.selectors import chain_count
from bihuan.apps.ledgers.services import event_record
from bihuan.apps.units.actors import Actor, Right
from bihuan.datamodel import BihuanError

WAITS = (
    60,
    300,
    1800,
    7200,
    43200,
)  # seconds before the second try, the third …; after the last the message is given up
Sender = Callable[..., Answer]


@transaction.atomic
def webhook_add(*, name: str, url: str, events: Sequence[str] = (), actor: Actor) -> Webhook:
    """A new address, switched off. Its secret is made here and shown once."""
    actor.require(Right.SECURITY)
    if not name.strip():
        raise BihuanError("webhook.name", "请给推送起个名称")
    if Webhook.objects.filter(name=name.strip()).exists():
        raise BihuanError("webhook.name", f"已有名为“{name.strip()}”的推送", hint="换一个名称")
    url_check(url)
    made = Webhook.objects.create(
        name=name.strip(), url=url, events=list(events), secret=secrets.token_urlsafe(32), seq=chain_count()
    )
    event_record(deed="webhook_add", subject="webhooks", changes={"name": made.name, "url": url}, actor=actor.name)
    return made


@transaction.atomic
def webhook_switch(*, webhook: int, active: bool, actor: Actor) -> Webhook:
    """Switch an address on or off. What happened while it was off is not told later."""
    actor.require(Right.SECURITY)
    found = webhook_get(webhook)
    if active:
        place_find(found.url)
        found.seq = chain_count()
    found.active = active
    event_record(
        deed="webhook_on" if active else "webhook_off",
        subject="webhooks",
        changes={"name": found.name},
        actor=actor.name,
    )
    found.save()
    return found


@transaction.atomic
def webhook_remove(*, webhook: int, actor: Actor) -> None:
    """Forget an address and what waited for it."""
    actor.require(Right.SECURITY)
    found = webhook_get(webhook)
    event_record(deed="webhook_remove", subject="webhooks", changes={"name": found.name}, actor=actor.name)
    found.delete()


@transaction.atomic
def outbox_retry(*, message: int, actor: Actor) -> None:
    """Take a given-up message up again."""
    actor.require(Right.SECURITY)
    Outbox.objects.filter(pk=message, state=Outbox.DEAD).update(state=Outbox.WAITING, tries=0, due_at=now_text())


def webhook_get(number: int) -> Webhook:
    """One address; an unknown one is a named error."""
    found = Webhook.objects.filter(pk=number).first()
    if found is None:
        raise BihuanError("webhook.unknown", f"没有第 {number} 号推送")
    return found


def webhooks_run(*, send: Sender = message_send, most: int = 500) -> dict[str, int]:
    """Fill the outboxes of the addresses that are on and send what is due; nothing at all while every address is off."""
    done = {"filled": 0, "sent": 0, "failed": 0, "dead": 0}
    for webhook in Webhook.objects.filter(active=True):
        done["filled"] += outbox_fill(webhook)
        for outcome in outbox_send(webhook, send, most):
            done[outcome] += 1
    return done


def outbox_send(webhook: Webhook, send: Sender, most: int) -> Iterator[str]:
    """What waits for one address, in order: while one waits for its next try, those behind it wait too."""
    now = now_text()
    for message in webhook.outbox.filter(state=Outbox.WAITING).select_related("webhook").order_by("seq")[:most]:
        if message.due_at > now:
            return
        outcome = message_try(message, send)
        yield outcome
        if outcome == "failed":
            return


def message_try(message: Outbox, send: Sender) -> str:
    """One try; a message that failed waits longer each time, and is given up after the last."""
    hook = message.webhook
    answer = send(url=hook.url, secret=hook.secret, key=message.key, body=message.body)
    message.tries, message.told = message.tries + 1, answer.told
    if answer.good:
        message.state, message.sent_at = Outbox.SENT, now_text()
    elif message.tries > len(WAITS):
        message.state = Outbox.DEAD
    else:
        later = datetime.now(UTC) + timedelta(seconds=WAITS[message.tries - 1])
        message.due_at = later.strftime("%Y-%m-%dT%H:%M:%S.%fZ")
    message.save()
    return {Outbox.SENT: "sent", Outbox.DEAD: "dead"}.get(message.state, "failed")
