"""The normalised text of one file, and where each of its paragraphs came from."""

from bisect import bisect_right
from dataclasses import dataclass, field
from typing import Literal

Format = Literal["txt", "docx", "doc", "wps", "rtf", "pdf", "scan", "ofd", "html", "xlsx"]
Piece = tuple[str, str]  # a paragraph's text, and where it came from


@dataclass(frozen=True, slots=True)
class Paragraph:
    """``text[start:end]``; ``where`` is a place a person can go to: 第3行, 第8段, 表1第2行, 第2页第5段, 工作表“汇总”第3行."""

    start: int
    end: int
    where: str


@dataclass(frozen=True, slots=True)
class Aside:
    """What stands on the pages beside the text: a running head, a foot, a page number. It is kept, and no part of ``text``."""

    text: str
    where: str  # 页眉, 第3页页脚


@dataclass(frozen=True, slots=True)
class Content:
    """What a reader of one format gives: the paragraphs in reading order, and what stands beside them."""

    pieces: list[Piece]
    asides: list[Aside] = field(default_factory=list)
    format: Format | None = None  # where reading shows another than the first bytes: a PDF that is a scan


@dataclass(frozen=True, slots=True)
class Document:
    """One file as text. Every offset of a reading counts code points of ``text``; paragraphs are joined by a line feed."""

    name: str
    sha256: str  # of the file's bytes
    format: Format
    text: str
    paragraphs: tuple[Paragraph, ...]
    asides: tuple[Aside, ...] = ()

    def paragraph_at(self, offset: int) -> Paragraph:
        """The paragraph that holds an offset; an offset past the end belongs to the last one."""
        starts = [paragraph.start for paragraph in self.paragraphs]
        return self.paragraphs[max(0, bisect_right(starts, offset) - 1)]


def paragraphs_join(pieces: list[Piece]) -> tuple[str, tuple[Paragraph, ...]]:
    """Join (text, where) pieces by line feeds and keep each piece's place."""
    paragraphs, offset = [], 0
    for text, where in pieces:
        paragraphs.append(Paragraph(offset, offset + len(text), where))
        offset += len(text) + 1
    return "\n".join(text for text, _ in pieces), tuple(paragraphs)
