"""Webhooks as the security administrator sees them."""

from django.db.models import Count, Q, QuerySet

from bihuan.apps.hooks.models import Outbox, Webhook
from bihuan.apps.units.actors import Actor, Right


def webhook_list(actor: Actor) -> QuerySet[Webhook]:
    """Every address with how many messages wait, were sent, were given up."""
    actor.require(Right.SECURITY)
    counts = {
        name: Count("outbox", filter=Q(outbox__state=name)) for name in (Outbox.WAITING, Outbox.SENT, Outbox.DEAD)
    }
    return Webhook.objects.annotate(**counts).order_by("name")


def outbox_dead(actor: Actor) -> QuerySet[Outbox]:
    """Messages that were given up, newest first."""
    actor.require(Right.SECURITY)
    return Outbox.objects.filter(state=Outbox.DEAD).select_related("webhook").order_by("-pk")
