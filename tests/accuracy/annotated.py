"""Annotated reports of our own: ``⟦text|value|unit|subject⟧`` marks a quantity, sections follow ``----``.

The value ``_`` is a placeholder, ``~`` a span that is neither right nor wrong.
"""

import re
from pathlib import Path
from typing import Any

_MARK = re.compile(r"⟦([^|⟧]*)\|([^|]*)\|([^|]*)\|([^⟧]*)⟧")


def annotated_load(path: Path) -> tuple[str, dict[str, Any]]:
    """The plain text and its annotation in the shape of the shared data."""
    marked, _, outline = path.read_text(encoding="utf-8").partition("----\n")
    text, quantities, at = "", [], 0
    for match in _MARK.finditer(marked):
        text += marked[at : match.start()]
        quantities.append(_quantity(match, len(text)))
        text += match[1]
        at = match.end()
    text += marked[at:]
    ignored = [[quantity["start"], quantity["end"]] for quantity in quantities if quantity["value"] == "~"]
    kept = [quantity for quantity in quantities if quantity["value"] != "~"]
    return text, {"quantities": kept, "sections": _sections(text, outline), "ignore": ignored}


def _quantity(match: re.Match[str], start: int) -> dict[str, Any]:
    value = None if match[2] == "_" else "~" if match[2] == "~" else float(match[2])
    return {
        "start": start,
        "end": start + len(match[1]),
        "text": match[1],
        "value": value,
        "unit": match[3],
        "subject": match[4],
    }


def _sections(text: str, outline: str) -> list[dict[str, Any]]:
    sections, at = [], 0
    for line in outline.splitlines():
        level, marker, rest = line.split(" ", 2)
        title, role = rest.rsplit(" ", 1)
        start = re.compile(re.escape(marker) + r"\s*" + re.escape(title)).search(text, at).start()
        sections.append({"level": int(level), "marker": marker, "title": title, "start": start, "role": role})
        at = start + 1
    return sections
