"""A small writer of OFD (GB/T 33190): official layout, running head and page numbers in templates, characters at their places."""

import random
import re
from collections.abc import Iterator
from html import escape
from itertools import groupby
from pathlib import Path
from typing import Literal
from unicodedata import east_asian_width

from hostile.parts import HEAD, OFD, Parts, zip_of

Placing = Literal["lines", "characters", "shuffled"]
Run = tuple[str, float, float]  # characters, left end, size
Row = list[Run]
LEFT, TOP, WIDTH = 28.0, 37.0, 156.0  # millimetres: GB/T 9704
EM, TITLE_EM, PITCH, LINES = WIDTH / 28, WIDTH / 20, 225 / 22, 22
_UNBROKEN = re.compile(r"[“（《]*(?:[!-~]+|.)[，。；：、！？”）》%]*")


def ofd_spelt(text: str, path: Path, placing: Placing = "lines") -> Path:
    """The report on pages; ``characters`` places every character alone, ``shuffled`` writes the lines in no order."""
    title, _, body = text.lstrip("\n").partition("\n")
    rows = [*_title(title), *(row for line in body.split("\n") for row in _rows(line))]
    path.write_bytes(zip_of(_parts(rows, placing)))
    return path


def _title(line: str) -> Iterator[Row]:
    for text in _broken(line, TITLE_EM, 0):
        yield [(text, LEFT + (WIDTH - _width(text, TITLE_EM)) / 2, TITLE_EM)]


def _rows(line: str) -> Iterator[Row]:
    """A paragraph as full lines, its first one indented; a table's row as cells; a signature to the right."""
    if "\t" in line:
        cells = line.split("\t")
        yield [(cell, LEFT + index * WIDTH / len(cells), EM) for index, cell in enumerate(cells)]
        return
    for index, text in enumerate(_broken(line, EM, 2)):
        yield [(text, LEFT + (0 if index else 2 * EM), EM)] if text else []


def _broken(line: str, em: float, indent: int) -> Iterator[str]:
    text, room = "", WIDTH - indent * em
    for chunk in _UNBROKEN.findall(line):
        if _width(text + chunk, em) > room + 0.01:
            yield text
            text, room = "", WIDTH
        text += chunk
    yield text


def _width(text: str, em: float) -> float:
    return sum(em if east_asian_width(char) in "WFA" else em / 2 for char in text)


def _parts(rows: list[Row], placing: Placing) -> Parts:
    pages = [rows[at : at + LINES] for at in range(0, len(rows), LINES)]
    parts = {
        "OFD.xml": _xml("OFD", "<ofd:DocBody><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody>"),
        "Doc_0/Tpls/Head.xml": _page(_object("内部资料  注意保存", LEFT, 20, EM)),
    }
    templates, listed = '<ofd:TemplatePage ID="900" Name="head" BaseLoc="Tpls/Head.xml"/>', ""
    for number, page in enumerate(pages, 1):
        parts[f"Doc_0/Tpls/Foot_{number}.xml"] = _page(_object(f"— {number} —", 150, 270, EM))
        parts[f"Doc_0/Pages/Page_{number}/Content.xml"] = _page(
            _objects(page, placing), f'<ofd:Template TemplateID="900"/><ofd:Template TemplateID="{900 + number}"/>'
        )
        templates += f'<ofd:TemplatePage ID="{900 + number}" BaseLoc="Tpls/Foot_{number}.xml"/>'
        listed += f'<ofd:Page ID="{number}" BaseLoc="Pages/Page_{number}/Content.xml"/>'
    common = f"<ofd:CommonData><ofd:PageArea><ofd:PhysicalBox>0 0 210 297</ofd:PhysicalBox></ofd:PageArea>{templates}</ofd:CommonData>"
    return parts | {"Doc_0/Document.xml": _xml("Document", f"{common}<ofd:Pages>{listed}</ofd:Pages>")}


def _objects(page: list[Row], placing: Placing) -> str:
    runs = [(text, x, TOP + line * PITCH + EM, em) for line, row in enumerate(page) for text, x, em in row]
    if placing == "characters":
        runs = [one for run in runs for one in _characters(*run)]
    if placing == "shuffled":
        random.Random(7).shuffle(runs)
    return "".join(_object(*run) for run in runs)


def _characters(text: str, x: float, y: float, em: float) -> Iterator[tuple[str, float, float, float]]:
    for index, char in enumerate(text):
        yield char, x + _width(text[:index], em), y, em


def _object(text: str, x: float, y: float, em: float) -> str:
    """One text object whose box begins at the line's top left; the steps are told with ``g`` where they repeat."""
    steps = [_width(char, em) for char in text[:-1]]
    told = (f"g {len(list(same))} {step:.4f}" for step, same in groupby(steps))
    delta = f' DeltaX="{" ".join(told)}"' if steps else ""
    box = f"{x:.4f} {y - em:.4f} {_width(text, em):.4f} {em * 1.2:.4f}"
    code = f'<ofd:TextCode X="0" Y="{em:.4f}"{delta}>{escape(text)}</ofd:TextCode>'
    return f'<ofd:TextObject ID="1" Boundary="{box}" Font="1" Size="{em:.4f}">{code}</ofd:TextObject>'


def _page(objects: str, templates: str = "") -> bytes:
    return _xml("Page", f'{templates}<ofd:Content><ofd:Layer ID="2">{objects}</ofd:Layer></ofd:Content>')


def _xml(root: str, inner: str) -> bytes:
    return f"{HEAD}<ofd:{root} {OFD}>{inner}</ofd:{root}>".encode()
