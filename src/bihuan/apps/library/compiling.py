"""汇编: chosen documents in one docx with cover and contents, each laid out as a 公文 with a line on where it is from."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

from bihuan.apps.library.choosing import documents_chosen
from bihuan.apps.library.models import LibraryDocument, State
from bihuan.apps.library.selectors import document_text
from bihuan.apps.today import today
from bihuan.apps.units.actors import Actor
from bihuan.datamodel import BihuanError, Manifest
from bihuan.datamodel.telling import Tell, told_of, untold
from bihuan.drafting.tree import Draft, Paragraph, ParagraphRole, Run
from bihuan.gongwen import compilation_write
from bihuan.gongwen.plain import text_paragraphs

MOST: Final = 500  # documents
MOST_CHARS: Final = 5_000_000


@dataclass(frozen=True, slots=True)
class Compiled:
    """How many documents it has, and the names of those that no text was read from."""

    documents: int
    without: list[str]


def compilation_make(
    *, numbers: Sequence[int], title: str, target: Path, actor: Actor, tell: Tell = untold
) -> Compiled:
    """Write the documents of these numbers, in their order, that the actor may read."""
    _size_require(len(set(numbers)), MOST, "份")
    rows = list(documents_chosen(numbers, actor))
    read = [row for row in rows if row.state == State.READ]
    _size_require(sum(row.chars for row in read), MOST_CHARS, "字")
    if not read:
        raise BihuanError("library.nothing_to_compile", "选中的文件里没有能汇编的正文", hint="选读出来了的文件")
    day = today()
    drafts = [draft_of(row, document_text(row), day) for row in told_of(read, "排版", tell)]
    tell(0, 0, "写入文档")
    compilation_write(drafts, target, title=title.strip()[:100] or "资料汇编", review=False, sealed=False)
    return Compiled(len(read), [row.name for row in rows if row.state != State.READ])


def _size_require(size: int, most: int, what: str) -> None:
    if size > most:
        raise BihuanError(
            "library.compilation_big", f"一次最多汇编 {most:,} {what}，这里有 {size:,} {what}", hint="分几次汇编"
        )


def draft_of(row: LibraryDocument, text: str, day: date) -> Draft:
    """A document's text as a report of the compilation."""
    origin = "，".join(
        part for part in (row.issuer, f"{row.year}年" if row.year else "", row.source or row.name) if part
    )
    paragraphs = [
        *text_paragraphs(text, str(row)),
        Paragraph(ParagraphRole.BODY, (Run(f"（来处：{origin}；原件 SHA-256 {row.sha256[:16]}）"),)),
    ]
    body = "\n".join(paragraph.text for paragraph in paragraphs)
    manifest = Manifest(
        draft_id=f"library-{row.pk}", title=str(row), unit=row.issuer, year=row.year or day.year, as_of=day,
        source_name=row.name, source_sha256=row.sha256, text_sha256=hashlib.sha256(body.encode()).hexdigest(),
    )  # fmt: skip
    return Draft(tuple(paragraphs), manifest)
