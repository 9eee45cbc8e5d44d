"""Bookmarks and comments of one docx: numbered as they are made, collected for the parts that list them."""

import re
from dataclasses import dataclass, field
from datetime import date

from bihuan.gongwen.ooxml import Element, part_bytes, w, wtext

AUTHOR, INITIALS = "闭环", "闭"
_CLAIM_BOOKMARK = re.compile(r"_bh(?P<report>\d*)_(?P<claim>\w+)")
_REPORT_BOOKMARK = re.compile(r"_bhr(?P<report>\d+)")


def claim_bookmark(claim: str, report: int = 0) -> str:
    """``_bh_c001``; in a compilation the report's number stands before: ``_bh2_c001``."""
    return f"_bh{report or ''}_{claim}"


def report_bookmark(report: int) -> str:
    """The bookmark around one report of a compilation; its page is the contents' page number."""
    return f"_bhr{report}"


def claim_of_bookmark(name: str) -> tuple[int, str] | None:
    """(report, claim) of a bookmark's name, None for any other bookmark."""
    match = _CLAIM_BOOKMARK.fullmatch(name)
    return (int(match["report"] or 0), match["claim"]) if match else None


def report_of_bookmark(name: str) -> int | None:
    """The report that a bookmark stands around, None for any other bookmark."""
    match = _REPORT_BOOKMARK.fullmatch(name)
    return int(match["report"]) if match else None


@dataclass(slots=True)
class Marks:
    """Hands out ids; ``day`` dates the comments, so that the same draft gives the same bytes."""

    day: date
    bookmarks: int = 0
    comments: list[str] = field(default_factory=list)

    def bookmark(self, name: str, content: list[Element]) -> list[Element]:
        """The content inside a bookmark."""
        start, end = self.bookmark_ends(name)
        return [start, *content, end]

    def bookmark_ends(self, name: str) -> tuple[Element, Element]:
        """Both ends of a new bookmark."""
        self.bookmarks += 1
        return w("bookmarkStart", id=self.bookmarks, name=name), w("bookmarkEnd", id=self.bookmarks)

    def comment(self, text: str, content: list[Element]) -> list[Element]:
        """The content with a comment on it."""
        number = len(self.comments)
        self.comments.append(text)
        reference = w("r", w("commentReference", id=number))
        return [w("commentRangeStart", id=number), *content, w("commentRangeEnd", id=number), reference]

    def comments_part(self) -> bytes:
        """word/comments.xml."""
        return part_bytes(w("comments", *(self._comment(number, text) for number, text in enumerate(self.comments))))

    def _comment(self, number: int, text: str) -> Element:
        lines = [w("p", w("pPr", w("pStyle", val="CommentText")), w("r", wtext(line))) for line in text.split("\n")]
        when = f"{self.day.isoformat()}T00:00:00Z"
        return w("comment", *lines, id=number, author=AUTHOR, date=when, initials=INITIALS)
