"""What one Word paragraph shows: its text as accepted and visible, and what hangs on it: notes and text boxes."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from lxml import etree

from bihuan.reading.numerals import number_format
from bihuan.reading.wordml import MC, OFF, M, W, alternative, placeholder, switched, value
from bihuan.reading.wordstyles import Styles
from bihuan.reading.wordsymbols import symbol_text

_SIGNS: Final = {W + "tab": "\t", W + "ptab": "\t", W + "br": "\n", W + "cr": "\n", W + "noBreakHyphen": "-"}
_SKIPPED: Final = {W + name for name in ("del", "moveFrom", "delText", "pPr", "rPr", "sdtPr", "rubyPr", "rt")} | {
    M + name for name in ("ctrlPr", "fPr", "rPr")
}
_TEXTPATH: Final = "{urn:schemas-microsoft-com:vml}textpath"  # WordArt
_RINGED = re.compile(r"\s*eq\s*\\o\s*(?:\\a[cdlr])?\s*\(\s*[○◯]\s*[,;，]\s*(\d{1,2})\s*\)\s*", re.IGNORECASE)


class Note(NamedTuple):
    """A reference to a footnote or an endnote."""

    kind: str  # footnote, endnote
    identity: str


@dataclass(slots=True)
class Shown:
    """The text of a paragraph, the notes that it refers to, and the text boxes anchored in it."""

    text: str = ""
    notes: list[Note] = field(default_factory=list)
    boxes: list[etree._Element | str] = field(default_factory=list)  # a line of WordArt is its text


@dataclass(slots=True)
class _Field:
    """A complex field that is open: its instruction is not shown, its result is."""

    instruction: str = ""
    result: bool = False


class _Runs:
    """Goes through one paragraph. A field that ends only in a later one hides nothing there."""

    def __init__(self, styles: Styles, paragraph: etree._Element) -> None:
        self._styles = styles
        self._hidden = (value(paragraph, "pPr/pStyle") or styles.default) in styles.hidden
        self._fields: list[_Field] = []
        self._own_mark: etree._Element | None = None  # the run that spells the mark of its note
        self.shown = Shown()

    def walk(self, parent: etree._Element) -> None:
        for child in parent:
            if isinstance(child.tag, str) and child.tag not in _SKIPPED and not placeholder(child):
                _HANDLERS.get(child.tag, _Runs.walk)(self, child)

    def say(self, text: str) -> None:
        if all(one.result for one in self._fields):
            self.shown.text += text

    def run(self, run: etree._Element) -> None:
        if self._unseen(run):
            for mark in run.iterchildren(W + "fldChar"):
                self.field_mark(mark)
        else:
            self.walk(run)

    def _unseen(self, run: etree._Element) -> bool:
        properties = run.find(W + "rPr")
        if properties is None:
            return self._hidden
        if properties.find(W + "del") is not None:
            return True
        own = properties.find(W + "vanish")
        if own is not None:
            return switched(own)
        return self._hidden or value(properties, "rStyle") in self._styles.hidden

    def field_mark(self, mark: etree._Element) -> None:
        match mark.get(W + "fldCharType"):
            case "begin":
                self._fields.append(_Field())
            case "separate" if self._fields:
                self._fields[-1].result = True
            case "end" if self._fields:
                done = self._fields.pop()
                if not done.result:
                    self.say(_drawn(done.instruction))

    def instruction(self, element: etree._Element) -> None:
        if self._fields:
            self._fields[-1].instruction += element.text or ""

    def text(self, element: etree._Element) -> None:
        if element.getparent() is not self._own_mark:
            self.say(element.text or "")

    def symbol(self, element: etree._Element) -> None:
        if element.getparent() is not self._own_mark:
            self.say(symbol_text(element))

    def sign(self, element: etree._Element) -> None:
        """A page or column break is furniture; a line break is a new line."""
        if element.get(W + "type") not in {"page", "column"}:
            self.say(_SIGNS[str(element.tag)])

    def note(self, reference: etree._Element) -> None:
        kind = "footnote" if reference.tag == W + "footnoteReference" else "endnote"
        self.shown.notes.append(Note(kind, reference.get(W + "id", "")))
        if reference.get(W + "customMarkFollows", "0") not in OFF:
            self._own_mark = reference.getparent()

    def box(self, content: etree._Element) -> None:
        self.shown.boxes.append(content)

    def art(self, path: etree._Element) -> None:
        self.shown.boxes.append(path.get("string", ""))

    def choice(self, element: etree._Element) -> None:
        self.walk(alternative(element))

    def fraction(self, element: etree._Element) -> None:
        for sign, part in (("", "num"), ("/", "den")):
            self.say(sign)
            for found in element.iterchildren(M + part):
                self.walk(found)


def paragraph_shown(styles: Styles, paragraph: etree._Element) -> Shown:
    """What the paragraph shows, without its automatic number."""
    runs = _Runs(styles, paragraph)
    runs.walk(paragraph)
    return runs.shown


def _drawn(instruction: str) -> str:
    """A field without a result draws itself; of those that do, a number in a ring is read."""
    ringed = _RINGED.fullmatch(instruction)
    return number_format(int(ringed[1]), "decimalEnclosedCircle") if ringed else ""


_HANDLERS: Final[dict[str, Callable[[_Runs, etree._Element], None]]] = {
    W + "r": _Runs.run,
    W + "t": _Runs.text,
    M + "t": _Runs.text,
    M + "f": _Runs.fraction,
    W + "sym": _Runs.symbol,
    W + "fldChar": _Runs.field_mark,
    W + "instrText": _Runs.instruction,
    W + "footnoteReference": _Runs.note,
    W + "endnoteReference": _Runs.note,
    W + "txbxContent": _Runs.box,
    _TEXTPATH: _Runs.art,
    MC + "AlternateContent": _Runs.choice,
    **dict.fromkeys(_SIGNS, _Runs.sign),
}
