"""Sessions kept in the database with the person they belong to: so they can be listed, and ended from outside."""

from datetime import datetime, timedelta
from typing import Any

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore as DatabaseStore
from django.utils import timezone

from bihuan.apps.people.models import Session
from bihuan.apps.people.policies import policy_now

SINCE, ADDRESS, AGENT = "since", "address", "agent"
SEEN_EVERY = timedelta(minutes=1)  # a page seen is written down once a minute at most


class SessionStore(DatabaseStore):
    """Django's store with who, whence and since when beside the data."""

    @classmethod
    def get_model_class(cls) -> Any:
        """The model of the rows."""
        return Session

    def create_model_instance(self, data: dict[str, Any]) -> Session:
        """The row to be saved."""
        row: Session = super().create_model_instance(data)  # type: ignore[assignment]
        since = data.get(SINCE)
        row.person_id = int(data[SESSION_KEY]) if SESSION_KEY in data else None
        row.address, row.agent = data.get(ADDRESS, ""), data.get(AGENT, "")
        row.since = datetime.fromisoformat(since) if since else None
        row.seen = timezone.now()
        return row


def session_alive(key: str | None) -> bool:
    """Whether a session is within the policy's bounds, idle and in all; notes that it was seen."""
    row = Session.objects.filter(pk=key).only("since", "seen").first()
    if row is None or row.since is None or row.seen is None:
        return False
    policy, now = policy_now(), timezone.now()
    if now - row.seen > timedelta(minutes=policy.idle_minutes):
        return False
    if now - row.since > timedelta(hours=policy.session_hours):
        return False
    if now - row.seen > SEEN_EVERY:
        Session.objects.filter(pk=key).update(seen=now)
    return True


def sessions_end(person_id: int, *, but: str | None = None) -> int:
    """End all sessions of a person, except one; their next request is out. Returns how many."""
    return Session.objects.filter(person_id=person_id).exclude(pk=but).delete()[0]


def sessions_open() -> list[Session]:
    """Who is in now, the latest seen first."""
    policy, now = policy_now(), timezone.now()
    rows = Session.objects.filter(person__isnull=False, seen__gt=now - timedelta(minutes=policy.idle_minutes))
    return list(rows.select_related("person__unit").order_by("-seen"))
