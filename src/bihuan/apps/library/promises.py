"""承诺 as they are looked up: unmet, unreported or all, within one's rights to both documents."""

from collections.abc import Sequence
from typing import Final

from django.db.models import Q, QuerySet

from bihuan.apps.library.models import LibraryPromise, Verdict
from bihuan.apps.library.rights import readable
from bihuan.apps.units.actors import Actor
from bihuan.datamodel import BihuanError
from bihuan.search.query import And, Fact, Is, Not, Or, Phrase, Promises, Query, State, Words, Years

VERDICTS: Final[dict[State, tuple[str, ...]]] = {
    "all": (),
    "unmet": (Verdict.NEAR, Verdict.MISSED),
    "unreported": (Verdict.UNREPORTED,),
}
_CARD: Final = ("issuer", "kind", "region", "topic", "name")


def promises_kept(
    actor: Actor, *, state: State = "all", issuer: str = "", year: int | None = None, words: str = ""
) -> QuerySet[LibraryPromise]:
    """The promises that an actor may see, the newest year first."""
    asked = Q(verdict__in=VERDICTS[state]) if VERDICTS[state] else Q()
    if issuer:
        asked &= Q(issuer=issuer)
    if year is not None:
        asked &= Q(year=year)
    return promises_where(actor, asked & _said(words))


def promises_where(actor: Actor, asked: Q) -> QuerySet[LibraryPromise]:
    """The promises of which both documents may be read, under a condition."""
    own = readable(actor).values("pk")
    found = LibraryPromise.objects.filter(asked, document__in=own, later__in=own)
    return found.select_related("document__unit", "later__unit").order_by(
        "-year", "issuer", "document_id", "start", "pk"
    )


def promises_choices(actor: Actor) -> tuple[Sequence[str], Sequence[int]]:
    """(issuers, years) of the promises that an actor may see."""
    there = promises_where(actor, Q()).order_by()
    issuers = sorted(there.values_list("issuer", flat=True).distinct())
    return issuers, sorted(there.values_list("year", flat=True).distinct(), reverse=True)


def asks_promises(asked: Query | None) -> bool:
    """Whether a question is one for promises."""
    match asked:
        case Promises():
            return True
        case And(parts) | Or(parts):
            return any(map(asks_promises, parts))
        case Not(part):
            return asks_promises(part)
    return False


def promises_asked(asked: Query, actor: Actor) -> QuerySet[LibraryPromise]:
    """The promises that answer a question; what cannot be asked of promises is ``search.promises``."""
    return promises_where(actor, _condition(asked))


def _condition(asked: Query) -> Q:
    match asked:
        case And(parts):
            joined = Q()
            for part in parts:
                joined &= _condition(part)
            return joined
        case Or(parts):
            either = _condition(parts[0])
            for part in parts[1:]:
                either |= _condition(part)
            return either
        case Not(part):
            return ~_condition(part)
        case Promises(state):
            return Q(verdict__in=VERDICTS[state]) if VERDICTS[state] else Q(pk__isnull=False)
        case Words(text) | Phrase(text):
            return _said(text)
        case Years(first, last):
            return (Q(year__gte=first) if first is not None else Q()) & (Q(year__lte=last) if last is not None else Q())
        case Is(field, values):
            return _card_is(field, values)
        case Fact():
            pass
    raise BihuanError("search.promises", "数值不能和承诺一起查", hint="去掉数值，或者不写“承诺:”单查数值")


def _card_is(field: str, values: Sequence[str]) -> Q:
    either = Q(pk__in=())
    for value in values:
        if field == "unit":
            either |= Q(document__unit__name__icontains=value) | Q(issuer__icontains=value)
        elif field in _CARD:
            either |= Q(**{f"document__{field}__icontains": value})
        else:
            either |= Q(pk__isnull=False) if value == "plan" else Q(pk__in=())
    return either


def _said(words: str) -> Q:
    """Every word in the promise, its indicator or its issuer."""
    said = Q()
    for word in words.split():
        said &= Q(text__icontains=word) | Q(indicator__icontains=word) | Q(issuer__icontains=word)
    return said
