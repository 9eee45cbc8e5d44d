"""Footnotes and endnotes of a Word document, each read once, where it is first referred to."""

from collections.abc import Iterator
from typing import Final

from lxml import etree

from bihuan.reading.wordml import W
from bihuan.reading.wordruns import Note

_NAMES: Final = {"footnote": "脚注", "endnote": "尾注"}


class Notes:
    """Notes by their kind and id; numbered as they are met."""

    def __init__(self, parts: dict[str, etree._Element | None]) -> None:
        self._waiting = {
            Note(kind, note.get(W + "id", "")): note
            for kind, root in parts.items()
            for note in ([] if root is None else root.iterchildren(W + kind))
        }
        self._met = dict.fromkeys(_NAMES, 0)

    def called(self, notes: list[Note]) -> Iterator[tuple[etree._Element, str]]:
        """The content of each note that was not met before, and its place (脚注1)."""
        for note in notes:
            content = self._waiting.pop(note, None)
            if content is not None:
                self._met[note.kind] += 1
                yield content, f"{_NAMES[note.kind]}{self._met[note.kind]}"
