"""Reading tokens: all of them, newest first, and whom a secret stands for."""

from bihuan.apps.programs.models import ApiToken
from bihuan.apps.programs.tokens import token_actor, token_state
from bihuan.apps.units.actors import Actor, Right

__all__ = ["token_actor", "token_list", "token_state"]


def token_list(*, actor: Actor, login: str = "") -> list[ApiToken]:
    """Every token, revoked and expired ones too; of one person where a login is given."""
    actor.require(Right.SECURITY)
    found = ApiToken.objects.order_by("-pk")
    return list(found.filter(login=login) if login else found)
