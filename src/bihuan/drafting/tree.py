"""The draft as a tree: paragraphs of runs, where every number is a run that names its claim."""

from dataclasses import dataclass, field
from enum import StrEnum

from bihuan.datamodel import Manifest


class ParagraphRole(StrEnum):
    """What a paragraph is in the layout of GB/T 9704."""

    TITLE = "title"
    ADDRESSEE = "addressee"  # 主送机关
    HEADING1 = "heading1"  # 一、
    HEADING2 = "heading2"  # （一）
    HEADING3 = "heading3"  # 1.
    HEADING4 = "heading4"  # （1）
    BODY = "body"
    SIGNATURE = "signature"
    DATE = "date"


@dataclass(frozen=True, slots=True)
class Run:
    """Text of one kind: plain, or a number whose claim is ``claim`` (the claim's text is then exactly this text).

    ``level`` is the heading level of a run-in heading (``（一）加强管理。我局…``): its words take that level's font, the rest is body.
    ``comment`` is shown in the review copy even where no number stands (a date of last year, a carried-over problem).
    """

    text: str
    claim: str | None = None
    level: int = 0
    comment: str = ""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph of the draft; its text is the runs joined."""

    role: ParagraphRole
    runs: tuple[Run, ...]

    @property
    def text(self) -> str:
        """The paragraph as a person reads it."""
        return "".join(run.text for run in self.runs)


@dataclass(frozen=True, slots=True)
class Draft:
    """A whole draft with its evidence: what gongwen lays out and verify re-computes."""

    paragraphs: tuple[Paragraph, ...]
    manifest: Manifest
    comments: dict[str, str] = field(default_factory=dict)  # claim id → text of its Word comment

    @property
    def text(self) -> str:
        """Body text, paragraphs joined by a line feed: what ``Manifest.text_sha256`` digests."""
        return "\n".join(paragraph.text for paragraph in self.paragraphs)
