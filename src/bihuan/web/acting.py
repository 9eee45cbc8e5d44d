"""Who a request acts as: every view takes the actor from here and hands it to the selectors and services that it asks."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from bihuan.apps.units.actors import Actor, console


class ActorMiddleware:
    """Puts ``request.actor`` in place."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """One request."""
        request.actor = console("网页")  # type: ignore[attr-defined]
        return self.get_response(request)


def actor_of(request: HttpRequest) -> Actor:
    """The actor of a request."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    return actor
