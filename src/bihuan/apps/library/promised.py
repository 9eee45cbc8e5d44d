"""承诺: what an issuer's plan of one year promised in numbers, answered from its report of the next year, when documents come in."""

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from itertools import pairwise
from typing import Final

from django.db import transaction

from bihuan.apps.library.models import LibraryDocument, LibraryPromise, LibraryText, State
from bihuan.cataloguing.taking import unpacked
from bihuan.commitments import Report, text_read
from bihuan.promises import Answer, promises_answer, promises_find

KINDS: Final = ("总结", "计划", "报告")  # of documents that promise or answer
_ASKED: Final = 400  # values of one query
_LONGEST: Final = 300_000  # characters: longer ones are collections, not an issuer's report

_Read = tuple[LibraryDocument, str, Report]


def issuers_of(documents: Iterable[LibraryDocument]) -> set[str]:
    """The issuers whose reports or plans these are."""
    return {row.issuer for row in documents if row.issuer and row.year and row.kind in KINDS}


def promises_refresh(issuers: Collection[str]) -> int:
    """Answer the promises of these issuers anew from what the library has now; how many promises they have."""
    issuers = sorted(issuers)
    return sum(_issuers_refresh(issuers[first : first + _ASKED]) for first in range(0, len(issuers), _ASKED))


def _issuers_refresh(issuers: Sequence[str]) -> int:
    rows: dict[str, list[LibraryDocument]] = defaultdict(list)
    there = LibraryDocument.objects.filter(issuer__in=issuers, kind__in=KINDS, year__isnull=False)
    for row in there.filter(state=State.READ, removed_at="", chars__lte=_LONGEST).order_by("issuer", "year", "pk"):
        rows[row.issuer].append(row)
    made = [one for own in rows.values() for one in _promises_of(own)]
    with transaction.atomic():
        LibraryPromise.objects.filter(document__issuer__in=issuers).delete()
        LibraryPromise.objects.bulk_create(made, batch_size=40)
    return len(made)


def _promises_of(rows: Sequence[LibraryDocument]) -> Iterable[LibraryPromise]:
    """Of one issuer. Nothing is read where no two of its reports follow one another."""
    years = sorted(row.year for row in rows if row.year is not None)
    if not any(later - year in (0, 1) for year, later in pairwise(years)):
        return
    read = [one for row in _planned(rows) if (one := _opened(row))]
    for year, (row, text, report) in sorted(_plans(read).items()):
        told = _answering(read, year)
        if told is not None and told[0].pk != row.pk:
            later, after, summary = told
            for answer in promises_answer(promises_find(text, report), after, summary):
                yield _stored(row, later, year, answer)


def _planned(rows: Sequence[LibraryDocument]) -> list[LibraryDocument]:
    """Those with a part that plans or that tells what was done, by the pieces that are kept."""
    kept = LibraryText.objects.filter(pk__in=[row.pk for row in rows]).values_list("pk", "pieces")
    fit = {
        pk for pk, packed in kept if any(one[3] in ("plan", "summary") for one in json.loads(unpacked(bytes(packed))))
    }
    return [row for row in rows if row.pk in fit]


def _opened(row: LibraryDocument) -> _Read | None:
    kept = LibraryText.objects.only("body").get(pk=row.pk)
    reading = text_read(unpacked(bytes(kept.body)), row.name)
    if not reading.documents:
        return None
    return row, reading.text, max(reading.documents, key=lambda one: one.end - one.start)


def _plans(read: Iterable[_Read]) -> dict[int, _Read]:
    """The year that is planned for → the newest document that has a plan for it."""
    plans: dict[int, _Read] = {}
    for one in read:
        row, _, report = one
        if row.year and any(part.role == "plan" for part in report.parts):
            alone = not any(part.role == "summary" for part in report.parts)
            plans[report.head.plan_year or (row.year if alone else _summed(one) + 1)] = one
    return plans


def _answering(read: Iterable[_Read], year: int) -> _Read | None:
    """The newest report that tells what was done in a year."""
    told = [one for one in read if any(part.role == "summary" for part in one[2].parts) and _summed(one) == year]
    return told[-1] if told else None


def _summed(one: _Read) -> int:
    """The year that a report sums up."""
    row, _, report = one
    return report.head.summary_year or (row.year or 0)


def _stored(row: LibraryDocument, later: LibraryDocument, year: int, answer: Answer) -> LibraryPromise:
    promise, result = answer.promise, answer.result
    return LibraryPromise(
        document=row, later=later, issuer=row.issuer, year=year, text=promise.text[:500], start=promise.start, end=promise.end,
        indicator=promise.indicator[:200], value=promise.value, unit=promise.unit[:40], verdict=answer.verdict, why=answer.why[:200],
        result=result.text[:500] if result else "", result_start=result.start if result else None,
        result_end=result.end if result else None, result_value=result.value if result else None,
    )  # fmt: skip
