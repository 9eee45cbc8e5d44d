"""Small PDFs written by hand: lines set at places, as a typesetter sets them."""

import io
import re
from collections.abc import Iterable, Sequence

from reportlab.lib.pagesizes import A4
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

FONT = "STSong-Light"
_WORD = re.compile(r"[（“]*(?:[\d.%]+|.)[，。；、）”]*")
WIDTH, HEIGHT = A4
pdfmetrics.registerFont(UnicodeCIDFont(FONT))


class Press:
    """A PDF in the making; places are counted in points from the upper left corner."""

    def __init__(self, password: str = "", size: tuple[float, float] = A4) -> None:
        self._out = io.BytesIO()
        encryption = StandardEncryption(password, canPrint=1) if password else None
        self.height = size[1]
        self.canvas = Canvas(self._out, pagesize=size, encrypt=encryption, invariant=1)

    def at(self, left: float, top: float, text: str, size: float = 16) -> None:
        """One line."""
        self.canvas.setFont(FONT, size)
        self.canvas.drawString(left, self.height - top - size, text)

    def centred(self, top: float, text: str, size: float = 16) -> None:
        """One line in the middle of the page."""
        self.at((WIDTH - len(text) * size) / 2, top, text, size)

    def lines(self, left: float, top: float, lines: Sequence[str], size: float = 16, pitch: float = 28) -> float:
        """Lines one below the other; where the next one would stand."""
        for line in lines:
            self.at(left, top, line, size)
            top += pitch
        return top

    def page(self) -> None:
        """The next page."""
        self.canvas.showPage()

    def bytes(self) -> bytes:
        """The finished PDF."""
        self.canvas.save()
        return self._out.getvalue()


def wrapped(paragraphs: Iterable[str], width: int) -> list[str]:
    """Paragraphs in lines as wide as so many characters, the first of each indented by two; numbers stay whole, stops may hang."""
    lines = []
    for paragraph in paragraphs:
        line = "\u3000\u3000"
        for word in _WORD.findall(paragraph):
            if pdfmetrics.stringWidth(line + word.rstrip("，。；、"), FONT, 1) > width:
                lines.append(line)
                line = ""
            line += word
        lines.append(line)
    return lines
