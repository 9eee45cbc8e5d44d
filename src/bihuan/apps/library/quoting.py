"""引用材料: the passages beside a draft in one docx, each with a line on where it is from."""

import hashlib
from collections.abc import Iterator
from pathlib import Path

from bihuan.apps.drafts.selectors import draft_get
from bihuan.apps.library.citing import citations_of, source_line
from bihuan.apps.library.models import Citation
from bihuan.apps.units.actors import Actor
from bihuan.datamodel import BihuanError, Manifest
from bihuan.drafting.tree import Draft, Paragraph, ParagraphRole, Run
from bihuan.gongwen import docx_write
from bihuan.gongwen.plain import text_paragraphs


def citations_write(*, draft: str, target: Path, actor: Actor) -> str:
    """Write the passages that the actor may read, in their order, and no seal: their numbers are other documents'. The title of it."""
    row, cited = draft_get(draft, actor), list(citations_of(draft, actor))
    if not cited:
        raise BihuanError(
            "library.nothing_cited", "这份稿子还没有引用材料", where=row.title, hint="在素材库的阅读页点“引用”"
        )
    title = f"《{row.title}》引用材料"
    paragraphs = [Paragraph(ParagraphRole.TITLE, (Run(title),)), *(one for each in cited for one in _quoted(each))]
    body = "\n".join(paragraph.text for paragraph in paragraphs)
    manifest = Manifest(
        draft_id=f"citations-{row.pk}", title=title, unit=row.unit, year=row.year, as_of=row.as_of,
        source_name=row.source_name, source_sha256=row.source_sha256, text_sha256=hashlib.sha256(body.encode()).hexdigest(),
    )  # fmt: skip
    docx_write(Draft(tuple(paragraphs), manifest), target, review=False, sealed=False)
    return title


def _quoted(cited: Citation) -> Iterator[Paragraph]:
    """Its paragraphs, then its source."""
    yield from text_paragraphs(cited.text, "")[1:]
    yield Paragraph(ParagraphRole.BODY, (Run(source_line(cited.document, cited)),))
