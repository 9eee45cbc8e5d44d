"""Drafts in the data folder as pages need them: the docx opened, its text cut at the numbers, last year's sentence beside each."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from itertools import pairwise
from pathlib import Path

from django.conf import settings

from bihuan.datamodel import BihuanError, Claim, Manifest
from bihuan.gongwen import SealedReport, docx_open
from bihuan.gongwen.titles import title_breaks, title_lines
from bihuan.reading.opening import document_open

REVIEW = "审阅稿"  # stands in the name of the copy with comments
ROLES = (
    ("heading1", re.compile(r"[一二三四五六七八九十]+、")),
    ("heading2", re.compile(r"[（(][一二三四五六七八九十]+[）)]")),
)
TELLING = 20  # characters; a shorter paragraph tells nothing by itself
DATE = re.compile(r"(?:\d{4}|[Xx]{4})年(?:\d{1,2}|[Xx]+)月(?:\d{1,2}|[Xx]+)日")


@dataclass(frozen=True)
class DraftFile:
    """One drafted report in the folder; ``review`` is its copy with comments, where there is one."""

    name: str
    path: Path
    report: SealedReport
    manifest: Manifest
    written: datetime
    review: Path | None

    @property
    def bound(self) -> int:
        """How many numbers rest on entries."""
        return sum(claim.kind == "bound" for claim in self.manifest.claims)

    @property
    def blank(self) -> int:
        """How many numbers were left open."""
        return len(self.manifest.claims) - self.bound

    @property
    def claims(self) -> dict[str, Claim]:
        """Claims by id."""
        return {claim.id: claim for claim in self.manifest.claims}


@dataclass(frozen=True)
class Piece:
    """Text of one paragraph up to the next number, or a number with its claim. ``run`` is the level of a heading's own words."""

    text: str
    claim: Claim | None = None
    run: int = 0


@dataclass(frozen=True)
class ParagraphShown:
    """One paragraph with the class of its layout; ``line`` is its number in the draft's text."""

    role: str
    pieces: list[Piece]
    line: int = 0

    @property
    def telling(self) -> bool:
        """Whether it is more than a heading: something that was perhaps written before."""
        return (
            self.role in ("body", "heading1", "heading2") and sum(len(piece.text) for piece in self.pieces) >= TELLING
        )


def out_folder() -> Path:
    """Where drafts are written."""
    folder: Path = settings.BIHUAN.dir / "out"
    return folder


def drafts_found() -> list[DraftFile]:
    """Every docx with evidence, clean copies only, the latest first. A docx that cannot be opened is passed over here."""
    paths = [path for path in out_folder().glob("*.docx") if REVIEW not in path.stem and not path.name.startswith("~")]
    found = [draft for path in paths for draft in draft_try(path)]
    return sorted(found, key=lambda draft: (draft.manifest.year, draft.written), reverse=True)


def draft_try(path: Path) -> Iterator[DraftFile]:
    """The draft of a path, if it is one report with a manifest."""
    try:
        yield draft_open(path.stem)
    except BihuanError:
        return


def draft_open(name: str) -> DraftFile:
    """The draft of that name in the folder; an unknown name is a named error."""
    path = out_folder() / f"{name}.docx"
    if path.parent != out_folder() or not path.is_file():
        raise BihuanError("draft.unknown", f"没有名为“{name}”的稿子", hint="在“起草”页里选一份")
    reports = opened(path, path.stat().st_mtime_ns)
    if len(reports) != 1 or (manifest := reports[0].manifest) is None:
        raise BihuanError("draft.no_manifest", "这个文件没有带溯源信息，或是一份汇编", where=path.name)
    review = path.with_name(f"{name}（{REVIEW}）.docx")
    written = datetime.fromtimestamp(path.stat().st_mtime).astimezone()
    return DraftFile(name, path, reports[0], manifest, written, review if review.is_file() else None)


@lru_cache(maxsize=32)
def opened(path: Path, stamp: int) -> tuple[SealedReport, ...]:
    """The reports of a docx, read once for each state of the file."""
    return docx_open(path).reports


def paragraphs_of(draft: DraftFile) -> list[ParagraphShown]:
    """The draft's text as paragraphs of pieces, numbers apart."""
    marks = sorted(draft.report.numbers.values(), key=lambda mark: mark.start)
    claims = draft.claims
    lines = draft.report.text.split("\n")
    shown: list[ParagraphShown] = []
    start = 0
    for number, line in enumerate(lines):
        own = [mark for mark in marks if start <= mark.start and mark.end <= start + len(line)]
        cuts = [(mark.start - start, mark.end - start, claims[mark.claim]) for mark in own if mark.claim in claims]
        if line.strip():
            role = role_of(line, first=not shown, last=number >= len(lines) - 2)
            pieces = (
                [Piece(title_set(line))]
                if role == "title" and not cuts
                else pieces_of(line, cuts, heading_end(line, role))
            )
            shown.append(ParagraphShown(role, list(pieces), number))
        start += len(line) + 1
    return shown


def title_set(title: str) -> str:
    """The title with its lines broken where the docx breaks them."""
    return "\n".join(title_lines(title, title_breaks(title)))


def role_of(line: str, *, first: bool, last: bool) -> str:
    """The class of a paragraph's layout."""
    if first:
        return "title"
    if last and len(line) < 40 and not line.rstrip().endswith(("。", "！")):
        return "date" if DATE.fullmatch(line.strip()) else "signature"
    return next((name for name, marker in ROLES if marker.match(line)), "body")


def heading_end(line: str, role: str) -> int:
    """Where the heading's own words end: the whole line, or its first sentence where the text runs on."""
    if role not in ("heading1", "heading2"):
        return 0
    stop = line.find("。")
    return len(line) if stop < 0 else stop + 1


def pieces_of(line: str, cuts: list[tuple[int, int, Claim]], heading: int) -> Iterator[Piece]:
    """The line cut at its numbers and at the end of its heading."""
    bounds = sorted({0, len(line), heading, *(at for start, end, _ in cuts for at in (start, end))})
    claims = {start: claim for start, _, claim in cuts}
    for start, end in pairwise(bounds):
        yield Piece(line[start:end], claims.get(start), 1 if end <= heading else 0)


def last_sentence(draft: DraftFile, claim: Claim) -> tuple[str, str, str]:
    """Last year's sentence around a claim's number: before, the number, after; three blanks where the original is gone."""
    text, span = source_text(draft.manifest), claim.last_year_at
    if span is None or text[span.start : span.end] != claim.last_year:
        return ("", "", "")
    return sentence_cut(text, span.start, span.end)


def sentence_cut(text: str, start: int, end: int) -> tuple[str, str, str]:
    """The sentence around a span."""
    left = max(text.rfind(mark, 0, start) for mark in "。\n") + 1
    stops = [at for mark in "。\n" if (at := text.find(mark, end)) >= 0]
    right = min(stops, default=len(text))
    return (text[left:start], text[start:end], text[end : right + 1].rstrip("\n"))


def source_text(manifest: Manifest) -> str:
    """The text of last year's report as it was kept; empty when it is gone."""
    kept = settings.BIHUAN.dir / "originals" / manifest.source_sha256
    return document_text(kept) if kept.is_file() else ""


@lru_cache(maxsize=16)
def document_text(path: Path) -> str:
    """The normalised text of a kept original; its name is its digest, so it never changes."""
    return document_open(path).text
