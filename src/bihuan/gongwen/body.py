"""A draft's paragraphs as WordprocessingML: fonts by level, a bookmark around each number, comments in the review copy."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bihuan.datamodel import BihuanError, ClaimKind
from bihuan.drafting.tree import Draft, Paragraph, ParagraphRole, Run
from bihuan.gongwen.marks import Marks, claim_bookmark
from bihuan.gongwen.ooxml import Element, w, wtext
from bihuan.gongwen.signing import kept_with_next, signing_indents
from bihuan.gongwen.styles import STYLE_OF_ROLE
from bihuan.gongwen.titles import title_broken

HEADING_LEVEL = {
    ParagraphRole.HEADING1: 1,
    ParagraphRole.HEADING2: 2,
    ParagraphRole.HEADING3: 3,
    ParagraphRole.HEADING4: 4,
}
_PIECES = re.compile(r"[\t\n]|[^\t\n]+")
_FORBIDDEN = re.compile(r"[^\t\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True)
class Body:
    """What is needed while the paragraphs of one draft are written."""

    draft: Draft
    marks: Marks
    review: bool
    report: int = 0  # number within a compilation, 0 for a docx of one report

    def paragraphs(self) -> Iterator[Element]:
        """Each paragraph of the draft as ``w:p``."""
        indents = signing_indents(self.draft.paragraphs)
        kept = kept_with_next(self.draft.paragraphs)
        blanks = {claim.id for claim in self.draft.manifest.claims if claim.kind is ClaimKind.BLANK}
        for number, paragraph in enumerate(self.draft.paragraphs):
            text_check(paragraph.text)
            keep = w("keepNext") if number in kept else None
            properties = w("pPr", w("pStyle", val=style_of(paragraph)), keep, *indents.get(number, ()))
            shown = title_broken(paragraph) if paragraph.role is ParagraphRole.TITLE else paragraph
            runs = [part for run in shown.runs for part in self.run(run, blank=run.claim in blanks)]
            yield w("p", properties, *runs)

    def run(self, run: Run, *, blank: bool) -> list[Element]:
        """One run with its bookmark and its comment."""
        content = [run_element(run, highlighted=blank and self.review)]
        comment = self.comment_of(run) if self.review else ""
        if comment:
            content = self.marks.comment(comment, content)
        if run.claim is not None:  # outside the comment: LibreOffice shifts a bookmark that ends inside one
            content = self.marks.bookmark(claim_bookmark(run.claim, self.report), content)
        return content

    def comment_of(self, run: Run) -> str:
        """Every number has a comment; other runs have one where the draft says so."""
        if run.claim is None:
            return run.comment
        evidence = self.draft.comments.get(run.claim) or "此数未附来源说明"
        return "\n".join(part for part in (evidence, run.comment) if part)


def style_of(paragraph: Paragraph) -> str:
    """The paragraph's style; a heading that runs on into text is text."""
    runs_in = paragraph.role in HEADING_LEVEL and any(run.level for run in paragraph.runs)
    return STYLE_OF_ROLE[ParagraphRole.BODY if runs_in and not all_level(paragraph) else paragraph.role]


def all_level(paragraph: Paragraph) -> bool:
    """Whether the whole paragraph is heading."""
    return all(run.level for run in paragraph.runs)


def run_element(run: Run, *, highlighted: bool) -> Element:
    """``w:r`` with the level's font and the mark of a blank."""
    properties = [
        w("rStyle", val=f"Level{run.level}") if run.level else None,
        w("highlight", val="yellow") if highlighted else None,
    ]
    has_any = any(part is not None for part in properties)
    return w("r", w("rPr", *properties) if has_any else None, *text_elements(run.text))


def text_elements(text: str) -> Iterator[Element]:
    """Text with its tabs, and the line breaks of a title."""
    for piece in _PIECES.findall(text):
        yield w("tab") if piece == "\t" else w("br") if piece == "\n" else wtext(piece)


def text_check(text: str) -> None:
    """A character that no XML can hold is a named error, before anything is written."""
    match = _FORBIDDEN.search(text)
    if match:
        raise BihuanError(
            "draft.bad_character",
            f"正文的一段中有换行或不可见的控制字符（U+{ord(match[0]):04X}），无法写入文档",
            where=f"“{text[max(0, match.start() - 10) : match.start()]}”之后",
            hint="请在上年报告中删去该字符",
        )
