"""What a page asks of whoever opens it. Every view declares it by ``@page(…, right=…)`` or ``@access(…)``; a test holds it."""

from collections.abc import Callable
from enum import StrEnum
from typing import Any, TypeVar

from bihuan.apps.units.actors import Actor, Right

V = TypeVar("V", bound=Callable[..., Any])


class Access(StrEnum):
    """What is less than a right."""

    OPEN = "open"  # anybody, without a login
    ENTERING = "entering"  # the password was right; a second factor or a new password may still be wanted
    SIGNED_IN = "signed_in"  # anybody who is in


Asked = Access | Right | tuple[Right, ...]
UNDECLARED = Right.READ  # what is asked where a view declares nothing


def access(asked: Asked) -> Callable[[V], V]:
    """Declare what a view asks: an Access, a Right, or any one of several rights."""

    def decorate(view: V) -> V:
        view.access = asked  # type: ignore[attr-defined]
        return view

    return decorate


def access_of(view: Any) -> Asked | None:
    """What a view declares; None when it declares nothing."""
    found: Asked | None = getattr(view, "access", None)
    return found


def rights_of(asked: Asked | None) -> tuple[Right, ...]:
    """The rights of which one is needed; none for an Access."""
    if isinstance(asked, Access):
        return ()
    if asked is None:
        return (UNDECLARED,)
    return asked if isinstance(asked, tuple) else (asked,)


def allowed(actor: Actor, asked: Asked | None) -> bool:
    """Whether an actor who is in may open a page that asks this."""
    rights = rights_of(asked)
    return any(actor.has(right) for right in rights) if rights else asked is Access.OPEN or actor.person is not None
