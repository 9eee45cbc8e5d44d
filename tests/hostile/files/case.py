"""One hostile file: its name, how it is made, and the named error that refuses it."""

from collections.abc import Callable
from dataclasses import dataclass

HARMLESS = ""


@dataclass(frozen=True, slots=True)
class Case:
    """``code`` is ``HARMLESS`` for what looks dangerous and is read like any other file, without the harm."""

    name: str
    code: str
    make: Callable[[], bytes]


# Not refused by these names yet: the door knows no xlsx or zip of reports, tells no password from an old format, bounds no text.
GAPS = {
    "nested_five.zip",
    "nested_two.zip",
    "report.tar",
    "report.7z",
    "report.rar",
    "report.docx.gz",
    "outside_footnotes.docx",
    "outside_workbook.xlsx",
    "outside_sharedStrings.xlsx",
    "outside_sheet1.xlsx",
    "laughs.xlsx",
    "deep.xlsx",
    "encrypted.docx",
    "one_line_200MB.txt",
}
