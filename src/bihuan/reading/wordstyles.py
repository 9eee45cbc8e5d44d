"""What the styles of a Word document decide about its text: what is hidden, what is a title, what is numbered."""

from collections.abc import Iterator
from functools import cached_property

from lxml import etree

from bihuan.reading.wordml import W, number, switched, value


class Styles:
    """Asked by style id; an element without a style has the default one of its kind."""

    def __init__(self, root: etree._Element | None) -> None:
        found = () if root is None else root.iterchildren(W + "style")
        self._own = {style.get(W + "styleId", ""): style for style in found}

    @cached_property
    def default(self) -> str:
        """The id of the default paragraph style."""
        marks = (W + "default", W + "type")
        defaults = (
            name for name, own in self._own.items() if own.get(marks[0]) == "1" and own.get(marks[1]) == "paragraph"
        )
        return next(defaults, "")

    @cached_property
    def hidden(self) -> frozenset[str]:
        """Styles whose text is hidden."""
        return frozenset(name for name in self._own if switched(self._nearest(name, f"{W}rPr/{W}vanish")))

    @cached_property
    def titles(self) -> frozenset[str]:
        """Styles of a document's title, by their own names."""
        return frozenset(
            name
            for name in self._own
            if any((value(style, "name") or "").lower() == "title" for style in self._chain(name))
        ) | {"Title"}

    def numbering(self, name: str) -> tuple[str, str, int] | None:
        """(the style that says so, list id, level) of a numbered style, through what it is based on."""
        for style in self._chain(name):
            listed = value(style, "pPr/numPr/numId")
            if listed is not None:
                level = number(value(self._nearest(name, f"{W}pPr/{W}numPr[{W}ilvl]"), "ilvl"), 0)
                return None if listed == "0" else (style.get(W + "styleId", ""), listed, level)
        return None

    def _nearest(self, name: str, path: str) -> etree._Element | None:
        return next((found for style in self._chain(name) if (found := style.find(path)) is not None), None)

    def _chain(self, name: str) -> Iterator[etree._Element]:
        seen: set[str] = set()
        while name in self._own and name not in seen:
            seen.add(name)
            yield self._own[name]
            name = value(self._own[name], "basedOn") or ""
