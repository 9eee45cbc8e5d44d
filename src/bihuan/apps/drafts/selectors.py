"""What drafting asks of the data folder: who reports, with which packs, facts and bindings; whether a year has data; sealed drafts."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from bihuan.apps.drafts.models import Binding, Draft
from bihuan.apps.ledgers.selectors import catalog, ledger_model, ledgers_installed
from bihuan.apps.units.actors import Actor, Right
from bihuan.apps.units.models import Unit, UnitKind
from bihuan.apps.units.selectors import unit_get
from bihuan.datamodel import BihuanError, Measure
from bihuan.drafting.dates import Milestone
from bihuan.drafting.facts import Cited, Facts, Problem, Reporter
from bihuan.drafting.memory import Remembered
from bihuan.indicators.answers import proof_digest
from bihuan.packs import Catalog

RANKED_IN = {UnitKind.CITY: ("全市",), UnitKind.COUNTY: ("全县", "全区")}


def reporter_of(code: str) -> Reporter:
    """The reporting unit with every name that text may call it by."""
    unit = unit_get(code)
    place = unit if unit.is_place else unit.jurisdiction
    above = Unit.objects.get_parent(place) if place else None
    names = tuple(dict.fromkeys(name for name in (unit.name, unit.short_name, *unit.aliases) if name))
    return Reporter(unit.code, names, RANKED_IN.get(above.kind, ()) if above else (), unit.is_place)


def catalog_of(code: str) -> Catalog:
    """The packs that suit a bureau by its name, with those they use; every pack for a place, or where none suits."""
    unit, known = unit_get(code), catalog()
    suited = [name for name, pack in known.packs.items() if any(word in unit.name for word in pack.head.bureaus)]
    if not suited or unit.is_place:
        return known
    return Catalog({name: known.packs[name] for name in packs_closure(known, suited)})


def packs_closure(known: Catalog, names: Iterable[str]) -> list[str]:
    """The packs and all they use, in the catalogue's order."""
    wanted, waiting = set(), list(names)
    while waiting:
        name = waiting.pop()
        if name not in wanted:
            wanted.add(name)
            waiting += known.packs[name].head.uses
    return [name for name in known.packs if name in wanted]


def remembered_of(code: str) -> tuple[Remembered, ...]:
    """The confirmed bindings of a unit."""
    rows = Binding.objects.filter(unit=code).order_by("pk")
    return tuple(Remembered(row.pattern, row.measure_word, row.indicator, Measure(row.measure)) for row in rows)


def facts_of(code: str, as_of: date) -> Facts:
    """Dated events of the year, problems and figures from above, from the common ledgers where they are installed."""
    ids = unit_ids(code)
    milestones = rows_of("milestones", ids, happened_on__range=(date(as_of.year, 1, 1), as_of))
    problems = rows_of("problems", ids, raised_on__lte=as_of)
    cited = rows_of("cited_figures", ids, reported_on__lte=as_of)
    return Facts(
        milestones=tuple(Milestone(row.happened_on, row.title, row.document or "") for row in milestones),
        problems=tuple(Problem(row.title, row.raised_on, solved(row.solved_on, as_of)) for row in problems),
        cited=tuple(cited_of(row) for row in cited if row.stated in MEASURES),
    )


MEASURES = {"rank": Measure.RANK, "value": Measure.VALUE, "target": Measure.TARGET, "completion": Measure.COMPLETION}


def cited_of(row: Any) -> Cited:
    """One row of the ledger of figures from above."""
    return Cited(
        indicator=row.indicator,
        measure=MEASURES[row.stated],
        among=row.ranked_among or "",
        year=row.year,
        value=row.figure,
        reported_on=row.reported_on,
        source=f"{row.reported_by}《{row.source_doc}》",
        digest=proof_digest([("cited_figures", row.pk, row.digest)]),
    )


def solved(day: date | None, as_of: date) -> date | None:
    """A problem solved after the as-of day is still open on it."""
    return day if day and day <= as_of else None


def unit_ids(code: str) -> list[int]:
    """The unit itself and everything below it."""
    unit = unit_get(code)
    return list(Unit.objects.filter(links_above__ancestor=unit).values_list("pk", flat=True)) or [unit.pk]


def rows_of(ledger: str, ids: list[int], **where: Any) -> list[Any]:
    """Live entries of a ledger for some units; none where the ledger is not installed."""
    if ledger not in {item.name for item in ledgers_installed()}:
        return []
    return list(entries_of(ledger, unit_id__in=ids, **where).order_by("pk"))


def entries_of(ledger: str, **where: Any) -> Any:
    """The live entries of a ledger's own table, whose model is made from its pack."""
    model: Any = ledger_model(ledger)
    return model.objects.filter(removed=False, **where)


def year_has_entries(known: Catalog, year: int) -> bool:
    """Whether any ledger of these packs has an entry of the year."""
    ledgers = [ledger for ledger in known.ledgers.values() if ledger.ledger not in KEPT_AHEAD]
    return any(entries_of(item.ledger, **{f"{item.date}__range": year_span(year)}).exists() for item in ledgers)


KEPT_AHEAD = ("targets", "cited_figures")  # a target set for a year is no entry of its work


def year_span(year: int) -> tuple[date, date]:
    """First and last day."""
    return date(year, 1, 1), date(year, 12, 31)


def draft_find(number: str, actor: Actor) -> Draft | None:
    """A sealed draft of a unit within the actor's reach."""
    draft = Draft.objects.filter(pk=number).first()
    unit = Unit.objects.filter(code=draft.unit).first() if draft else None
    return draft if unit and actor.may(Right.READ, unit.pk) else None


def draft_get(number: str, actor: Actor) -> Draft:
    """The same; one out of reach is as unknown as one that is not there."""
    draft = draft_find(number, actor)
    if draft is None:
        raise BihuanError("draft.unknown", "没有这份封存过的稿子，或不在您查看的范围内", hint="在“起草”页里选一份")
    return draft


def draft_paragraph(number: str, line: int, actor: Actor) -> str:
    """A paragraph of a sealed draft; blank past its end."""
    return "".join(draft_get(number, actor).text.split("\n")[line : line + 1])


def drafts_sealed(numbers: Iterable[str]) -> set[str]:
    """Those of the numbers that were sealed in this data folder."""
    return set(Draft.objects.filter(pk__in=list(numbers)).values_list("pk", flat=True))
