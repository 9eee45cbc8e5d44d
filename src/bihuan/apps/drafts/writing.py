"""Write this year's draft from last year's file, and seal it in the chain of events."""

import uuid
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from django.db import transaction

from bihuan.apps.drafts.models import SEAL_DEED
from bihuan.apps.drafts.models import Draft as DraftRow
from bihuan.apps.drafts.selectors import catalog_of, facts_of, remembered_of, reporter_of, year_has_entries
from bihuan.apps.figures.selectors import figures_compute
from bihuan.apps.ledgers.chain import event_record
from bihuan.apps.ledgers.originals import original_keep
from bihuan.apps.units.actors import Actor, Right
from bihuan.apps.units.selectors import unit_get
from bihuan.commitments import Reading, report_read
from bihuan.commitments import Report as ReportRead
from bihuan.datamodel import BihuanError, ClaimKind
from bihuan.drafting.facts import Reporter
from bihuan.drafting.report import Drafted, Source, draft_report
from bihuan.drafting.tree import Draft
from bihuan.gongwen import docx_write
from bihuan.gongwen.manifests import manifest_digest, manifest_json
from bihuan.packs.lexicon import lexicon_of


@dataclass(frozen=True, slots=True)
class Written:
    """A sealed draft and where it lies."""

    draft: Draft
    path: Path

    def to_json(self) -> dict[str, Any]:
        """The JSON of ``bihuan draft`` (docs/reference/drafting.md)."""
        claims = self.draft.manifest.claims
        bound = [claim for claim in claims if claim.kind is ClaimKind.BOUND]
        return {
            "numbers": len(claims),
            "bound": len(bound),
            "blank": len(claims) - len(bound),
            "claims": [claim.model_dump(mode="json") for claim in claims],
            "notes": self.draft.manifest.notes,
            "draft": self.draft.manifest.draft_id,
            "file": str(self.path),
        }


def draft_write(
    *, source: Path, unit: str, year: int, as_of: date, target: Path, review: bool = False, actor: Actor
) -> Written:
    """Keep the original, draft from it, write the docx and seal its manifest. The file appears whole or not at all."""
    actor.require(Right.DRAFT, unit_get(unit).pk)
    drafted = draft_make(source=source, unit=unit, year=year, as_of=as_of)
    return draft_seal(drafted.draft, target=target, review=review, actor=actor)


def draft_make(*, source: Path, unit: str, year: int, as_of: date) -> Drafted:
    """The draft and its slots, before anything is written but the original."""
    reporter, catalog = reporter_of(unit), catalog_of(unit)
    if not year_has_entries(catalog, year):
        raise BihuanError(
            "draft.no_data", f"{year}年没有任何台账条目", where=reporter.names[0], hint="先导入这一年的台账，再起草"
        )
    original = original_keep(source)
    reading = report_read(source, lexicon_of(catalog))
    document = report_chosen(reading, reporter)
    return draft_report(
        document.to_json(),
        reading.text,
        source=Source(reading.source.name, original),
        reporter=with_issuer(reporter, document),
        catalog=catalog,
        figures=figures_compute,
        year=year,
        as_of=as_of,
        draft_id=uuid.uuid4().hex,
        remembered=remembered_of(unit),
        facts=facts_of(unit, as_of),
    )


def report_chosen(reading: Reading, reporter: Reporter) -> ReportRead:
    """The only report of the file, or the unit's own in a compilation."""
    if not reading.documents:
        raise BihuanError("draft.no_report", "文件里没有读到工作报告", where=reading.source.name, hint="请检查文件内容")
    if len(reading.documents) == 1:
        return reading.documents[0]
    own = [report for report in reading.documents if any(name in (report.head.title or "") for name in reporter.names)]
    if len(own) != 1:
        raise BihuanError(
            "draft.which_report",
            f"汇编里有{len(reading.documents)}份报告，{'没有一份' if not own else '不止一份'}属于{reporter.names[0]}",
            where=reading.source.name,
            hint="请把本单位的那一份另存为文件",
        )
    return own[0]


def with_issuer(reporter: Reporter, document: ReportRead) -> Reporter:
    """The report's issuer is the reporting unit, whatever it calls itself there."""
    issuer = document.head.issuer
    names = tuple(dict.fromkeys(name for name in (*reporter.names, issuer) if name))
    return Reporter(reporter.code, names, reporter.ranked_in, reporter.is_place)


def draft_seal(draft: Draft, *, target: Path, review: bool, actor: Actor) -> Written:
    """Write beside the target, record the seal, then rename: a failure leaves neither file nor event."""
    target = target.absolute()
    half = target.with_name(f".{target.name}.{draft.manifest.draft_id[:8]}")
    digest = manifest_digest(manifest_json(draft.manifest))
    try:
        docx_write(draft, half, review=review)
        with transaction.atomic():
            row_store(draft, target, digest, actor.name)
            half.replace(target)
    finally:
        half.unlink(missing_ok=True)
    return Written(draft, target)


def row_store(draft: Draft, target: Path, digest: str, actor: str) -> None:
    """The draft's row and its sealing event."""
    manifest = draft.manifest
    changes = {"manifest": digest, "unit": manifest.unit, "year": manifest.year, "file": target.name}
    seal = event_record(deed=SEAL_DEED, subject=f"drafts/{manifest.draft_id}", changes=changes, actor=actor)
    DraftRow.objects.create(
        id=manifest.draft_id,
        unit=manifest.unit,
        year=manifest.year,
        as_of=manifest.as_of,
        title=manifest.title[:300],
        source_name=manifest.source_name[:255],
        source_sha256=manifest.source_sha256,
        manifest_sha256=digest,
        text=draft.text,
        path=str(target)[:1000],
        seal=seal,
        actor=actor,
    )
