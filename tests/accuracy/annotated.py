"""Annotated reports of our own: ``⟦text|value|unit|subject⟧`` marks a quantity, the outline follows ``----``.

The value ``_`` is a placeholder, ``~`` a span that is neither right nor wrong. A fifth field tells the reading in full: kind,
qualifier and stance where they are not the usual ones, ``-k``, ``-q``, ``-s``, ``-t`` where kind, qualifier, subject, stance may be disputed.
After an arrow stand the number's relations, in a report that says ``@relations all``: ``→ change_of:12.86亿元`` goes to the nearest
number before that reads so, ``part_of:5个@2`` to the second nearest, ``numerator_of:>94%`` to the nearest after; ``?part_of:5个`` may be disputed.

Before the sections, ``@title``, ``@issuer``, ``@years SUMMARY PLAN`` and ``@signed BY ON`` tell the head (``-``: the text does not say).
"""

import json
import re
from pathlib import Path
from typing import Any

_MARK = re.compile(r"⟦([^|⟧]*)\|([^|]*)\|([^|]*)\|([^|⟧→]*)(?:\|([^⟧→]*))?(?:→([^⟧]*))?⟧")
_RELATION = re.compile(r"(\?)?([a-z_]+):(>?)([^@]+)(?:@(\d))?")
_KINDS = {"count", "money", "rate", "change", "ratio", "rank", "measure"}
_QUALIFIERS = {"about", "at_least", "at_most"}
_STANCES = {"planned", "cited"}
_KIND_OF_UNIT = {
    "元": "money",
    "美元": "money",
    "%": "rate",
    "‰": "rate",
    "百分点": "change",
    "个百分点": "change",
    "倍": "ratio",
}
_HEAD_FIELDS = {
    "title": ("title",),
    "issuer": ("issuer",),
    "years": ("summary_year", "plan_year"),
    "signed": ("signed_by", "signed_on"),
}


def annotated_load(path: Path) -> tuple[str, dict[str, Any]]:
    """The plain text and its annotation in the shape of the shared data; head fields that are not told are absent."""
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
    told = {"quantities": kept, "sections": _sections(text, outline), "ignore": ignored}
    relations = _relations(list(_MARK.finditer(marked)), quantities) if "@relations all\n" in outline else None
    return text, _head(outline) | told | {"relations": relations}


def _quantity(match: re.Match[str], start: int) -> dict[str, Any]:
    low, _, high = match[2].partition("..")
    quantity = {
        "start": start,
        "end": start + len(match[1]),
        "text": match[1],
        "value": None if low == "_" else "~" if low == "~" else float(low),
        "unit": match[3],
        "subject": match[4].strip(),
    }
    if match[5] is not None and low != "~":
        quantity |= _told_in_full(match[5].split(), quantity["value"], high, match[3])
    return quantity


def _told_in_full(words: list[str], value: float | None, high: str, unit: str) -> dict[str, Any]:
    """Kind, qualifier, stance and maximum; what is disputed is left out (a disputed subject is empty)."""
    usual = "placeholder" if value is None else "range" if high else "exact"
    full = {
        "max": float(high) if high else None,
        "kind": next((word for word in words if word in _KINDS), _KIND_OF_UNIT.get(unit, "count")),
        "qualifier": next((word for word in words if word in _QUALIFIERS), usual),
        "stance": next((word for word in words if word in _STANCES), "done"),
    }
    dropped = {"-k": "kind", "-q": "qualifier", "-t": "stance"}
    kept = {name: told for name, told in full.items() if name not in {dropped.get(word) for word in words}}
    return kept | ({"subject": ""} if "-s" in words else {})


def _relations(marks: list[re.Match[str]], quantities: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Each with the places of its two numbers, and whether it may be disputed."""
    return [
        {
            "kind": kind,
            "of": quantities[index]["start"],
            "to": quantities[_aimed(marks, index, bool(later), text, int(nth or 1))]["start"],
            "disputed": bool(disputed),
        }
        for index, mark in enumerate(marks)
        for disputed, kind, later, text, nth in (_relation(word) for word in (mark[6] or "").split())
    ]


def _relation(word: str) -> tuple[str, ...]:
    match = _RELATION.fullmatch(word)
    if match is None:
        raise ValueError(f"no relation: {word}")
    return match.groups()


def _aimed(marks: list[re.Match[str]], index: int, later: bool, text: str, nth: int) -> int:
    places = range(index + 1, len(marks)) if later else range(index - 1, -1, -1)
    return [place for place in places if marks[place][1] == text][nth - 1]


def _head(outline: str) -> dict[str, Any]:
    head: dict[str, Any] = {}
    for line in outline.splitlines():
        name, _, told = line.removeprefix("@").partition(" ")
        if line.startswith("@") and name in _HEAD_FIELDS:
            fields = _HEAD_FIELDS[name]
            head |= dict(zip(fields, map(_told, told.split(" ", len(fields) - 1)), strict=True))
    return head


def _told(word: str) -> str | int | None:
    return None if word == "-" else int(word) if word.isdigit() else word


def _sections(text: str, outline: str) -> list[dict[str, Any]]:
    sections, at = [], 0
    for line in outline.splitlines():
        if line.startswith("@"):
            continue
        level, marker, rest = line.split(" ", 2)
        title, role = rest.rsplit(" ", 1)
        found = re.compile(re.escape(marker) + r"\s*" + re.escape(title)).search(text, at)
        if found is None:
            raise ValueError(f"no section {marker}{title} in the text")
        sections.append({"level": int(level), "marker": marker, "title": title, "start": found.start(), "role": role})
        at = found.start() + 1
    return sections


def spans_load(path: Path, shared: Path) -> tuple[str, dict[str, Any]]:
    """A shared text, annotated by offsets only: what lies outside its ranges is ignored; head and sections may be not told."""
    told = json.loads(path.read_text(encoding="utf-8"))
    text = (shared / told["file"]).read_text(encoding="utf-8")
    for quantity in told["quantities"]:
        begin, end = quantity["subject_at"] or (0, 0)
        quantity["subject"] = text[begin:end]
    for section in told.get("sections", []):
        section["marker"], section["title"] = (text[slice(*section[name])] for name in ("marker_at", "title_at"))
    edges = [0, *(edge for span in told["ranges"] for edge in span), len(text)]
    outside = [[begin, end] for begin, end in zip(edges[::2], edges[1::2], strict=True)]
    ignore = [*told["ignore"], *outside]
    body = {"quantities": told["quantities"], "sections": told.get("sections"), "ignore": ignore}
    return text, told.get("head", {}) | body
