"""This year's report from last year's: every number found, bound, asked, written anew with its claim, or left blank."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from bihuan.datamodel import Claim, Manifest, Span
from bihuan.drafting.answers import answers_ask
from bihuan.drafting.binding import Binder
from bihuan.drafting.claims import Number, claim_of, comment_of, number_write
from bihuan.drafting.dates import dates_move
from bihuan.drafting.edits import Edit, edits_ordered
from bihuan.drafting.facts import Facts, Reporter
from bihuan.drafting.layout import paragraphs_lay
from bihuan.drafting.memory import Remembered
from bihuan.drafting.parts import groups_of, parts_check
from bihuan.drafting.phrases import Phrases
from bihuan.drafting.plan import promises_ask, promises_claims, promises_runs
from bihuan.drafting.problems import problems_roll
from bihuan.drafting.residue import numbers_completed
from bihuan.drafting.roundings import roundings_tell
from bihuan.drafting.slots import Slot
from bihuan.drafting.source import Report, report_from_json
from bihuan.drafting.statements import statements_mark
from bihuan.drafting.tree import Draft, Paragraph
from bihuan.drafting.years import years_move
from bihuan.indicators.figure import Figures
from bihuan.packs import Catalog


@dataclass(frozen=True, slots=True)
class Source:
    """Last year's file."""

    name: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Drafted:
    """The draft, and the slots it was made from: what a person may confirm."""

    draft: Draft
    slots: tuple[Slot, ...]


def draft_report(
    document: Mapping[str, Any],
    text: str,
    *,
    source: Source,
    reporter: Reporter,
    catalog: Catalog,
    figures: Figures,
    year: int,
    as_of: date,
    draft_id: str,
    remembered: Sequence[Remembered] = (),
    facts: Facts | None = None,
) -> Drafted:
    """Draft the report of ``year`` from one entry of ``documents`` (``bihuan read``) and the text it was read from."""
    facts = facts or Facts()
    report = report_completed(report_from_json(document, text, year=year - 1))
    slots = Binder(Phrases(catalog), reporter.names, year, as_of, tuple(remembered)).slots(report)
    answers = parts_check(answers_ask(slots, figures, reporter, catalog, facts), catalog)
    numbers = roundings_tell([number_write(report, answer) for answer in answers], groups_of(answers, catalog))
    promises = promises_ask(slots, figures, reporter.code, year, as_of)
    problems = problems_roll(report, facts.problems, as_of)
    edits = edits_ordered([*edits_all(report, numbers, year, as_of, facts, catalog), *problems.edits], problems.removed)
    laid = paragraphs_lay(report, edits, problems.removed, promises_runs(promises, year, as_of))
    stated = {f"s{n.answer.slot.index}": claim_of(n, reporter.code) for n in numbers} | promises_claims(
        promises, reporter.code
    )
    paragraphs, claims = claims_number(laid, stated)
    manifest = manifest_of(paragraphs, claims, source, reporter, year, as_of, draft_id, problems.notes)
    comments = {claim.id: comment_of(claim) for claim in claims}
    return Drafted(Draft(tuple(paragraphs), manifest, comments), tuple(slots))


def report_completed(report: Report) -> Report:
    """The report with the numbers that its reading passed over: they too must be proved or left blank."""
    return replace(report, quantities=numbers_completed(report.text, report.span, report.quantities))


def edits_all(
    report: Report, numbers: Sequence[Number], year: int, as_of: date, facts: Facts, catalog: Catalog
) -> list[Edit]:
    """Every change on the way from last year's text but those of problems."""
    own = [edit for number in numbers for edit in (number_edit(number), *number.beside)]
    return [
        *own,
        *years_move(report, year),
        *dates_move(report, as_of, facts.milestones, counted_by_month(numbers)),
        *statements_mark(report, numbers, catalog),
    ]


def counted_by_month(numbers: Sequence[Number]) -> list[Span]:
    """The sentences with a proved number whose period begins with a month that they name."""
    answers = [number.answer for number in numbers if number.answer.value is not None]
    return [a.slot.context.sentence for a in answers if a.binding and a.binding.period.kind in ("month", "months")]


def number_edit(number: Number) -> Edit:
    """The number itself."""
    return Edit(number.span, number.phrasing.text, number.answer.slot.index)


def claims_number(laid: Sequence[Paragraph], stated: Mapping[str, Claim]) -> tuple[list[Paragraph], list[Claim]]:
    """Claims in the order of the text: c001, c002 …"""
    keys = [run.claim for paragraph in laid for run in paragraph.runs if run.claim]
    ids = {key: f"c{place:03d}" for place, key in enumerate(keys, start=1)}
    paragraphs = [
        replace(p, runs=tuple(replace(r, claim=ids[r.claim]) if r.claim else r for r in p.runs)) for p in laid
    ]
    return paragraphs, [stated[key].model_copy(update={"id": ids[key]}) for key in keys]


def manifest_of(
    paragraphs: Sequence[Paragraph],
    claims: list[Claim],
    source: Source,
    reporter: Reporter,
    year: int,
    as_of: date,
    draft_id: str,
    notes: Sequence[str],
) -> Manifest:
    """The evidence of the whole draft."""
    body = "\n".join(paragraph.text for paragraph in paragraphs)
    return Manifest(
        draft_id=draft_id,
        title=paragraphs[0].text if paragraphs else "",
        unit=reporter.code,
        year=year,
        as_of=as_of,
        source_name=source.name,
        source_sha256=source.sha256,
        text_sha256=hashlib.sha256(body.encode()).hexdigest(),
        claims=claims,
        notes=[*(f"{r.text}：{r.comment}" for p in paragraphs for r in p.runs if r.comment), *notes],
    )
