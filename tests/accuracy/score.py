"""How well a reading agrees with an annotation: ``PYTHONPATH=tests python -m accuracy.score FILE...``.

FILE is a .json of the shared data (its text beside it as .txt) or one of our own annotated .txt.
"""

import json
import sys
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from accuracy.annotated import annotated_load
from bihuan.commitments import text_read

SUBJECT_BAR = 0.6  # a subject is right when its characters agree this well (multiset F1)


@dataclass
class Score:
    """Shares between 0 and 1, and the disagreements behind them in words."""

    quantities: float
    subjects: float
    sections: float
    roles: float
    kinds: float
    qualifiers: float
    stances: float
    faults: list[str] = field(default_factory=list)


def score(text: str, gold: dict[str, Any]) -> Score:
    """Compare a reading of ``text`` with the annotation; spans under ``ignore`` are neither right nor wrong."""
    document = json.loads(json.dumps(text_read(text, "x.txt").to_json()))["documents"][0]
    faults: list[str] = []
    pairs, quantities = _quantities(text, document["quantities"], gold, faults)
    sections = {(s["start"], s["level"]): s for s in document["sections"]}
    wanted = {(s["start"], s["level"]): s for s in gold["sections"]}
    both = sections.keys() & wanted.keys()
    faults += [f"section missing {wanted[k]['marker']}{wanted[k]['title']}" for k in sorted(wanted.keys() - both)]
    faults += [
        f"section extra {sections[k]['marker']}{sections[k]['title']} level {k[1]}"
        for k in sorted(sections.keys() - both)
    ]
    faults += [
        f"role {wanted[k]['title']}: {sections[k]['role']}" for k in both if sections[k]["role"] != wanted[k]["role"]
    ]
    return Score(
        quantities=quantities,
        subjects=_share(subject_f1(a["subject"], b["subject"]) >= SUBJECT_BAR for a, b in pairs if b["subject"]),
        sections=_f1(len(both), len(sections), len(wanted)),
        roles=_share(sections[k]["role"] == wanted[k]["role"] for k in both),
        kinds=_share(a["kind"] == b.get("kind", a["kind"]) for a, b in pairs),
        qualifiers=_share(a["qualifier"] == b.get("qualifier", a["qualifier"]) for a, b in pairs),
        stances=_share(a["stance"] == b.get("stance", a["stance"]) for a, b in pairs),
        faults=faults,
    )


def subject_f1(ours: str, theirs: str) -> float:
    """Agreement of two subjects as multisets of characters."""
    common = sum((Counter(ours) & Counter(theirs)).values())
    return _f1(common, len(ours), len(theirs))


def _quantities(
    text: str, ours: list[dict[str, Any]], gold: dict[str, Any], faults: list[str]
) -> tuple[list[tuple[dict[str, Any], dict[str, Any]]], float]:
    found = [q for q in ours if not any(q["start"] < end and start < q["end"] for start, end in gold["ignore"])]
    free = list(found)
    pairs = []
    for wanted in gold["quantities"]:
        match = next((q for q in free if _same(q, wanted)), None)
        if match is None:
            faults.append(f"missing {_context(text, wanted)} {wanted['value']} {wanted['unit']}")
            continue
        free.remove(match)
        pairs.append((match, wanted))
        for name in ("kind", "qualifier", "stance", "max", "text"):
            if match[name] != wanted.get(name, match[name]):
                faults.append(f"{name} {_context(text, wanted)}: {match[name]} for {wanted[name]}")
        if wanted["subject"] and subject_f1(match["subject"], wanted["subject"]) < SUBJECT_BAR:
            faults.append(f"subject {_context(text, wanted)}: {match['subject']} for {wanted['subject']}")
    faults += [f"extra {_context(text, q)} {q['value']} {q['unit']}" for q in free]
    return pairs, _f1(len(pairs), len(found), len(gold["quantities"]))


def _same(ours: dict[str, Any], theirs: dict[str, Any]) -> bool:
    overlap = ours["start"] < theirs["end"] and theirs["start"] < ours["end"]
    return bool(overlap and ours["value"] == theirs["value"] and ours["unit"] == theirs["unit"])


def _context(text: str, quantity: dict[str, Any]) -> str:
    start, end = quantity["start"], quantity["end"]
    return f"@{start} {text[max(0, start - 16) : start]}[{text[start:end]}]{text[end : end + 8]}".replace("\n", "/")


def _share(answers: Any) -> float:
    all_ = list(answers)
    return sum(all_) / len(all_) if all_ else 1.0


def _f1(common: int, ours: int, theirs: int) -> float:
    return 2 * common / (ours + theirs) if ours + theirs else 1.0


def _load(path: Path) -> tuple[str, dict[str, Any]]:
    if not path.with_suffix(".json").is_file():
        return annotated_load(path)
    return path.with_suffix(".txt").read_text(encoding="utf-8"), json.loads(path.read_text(encoding="utf-8"))


def main(paths: list[str]) -> None:
    """Print a line of figures and the disagreements of each annotated report."""
    for path in map(Path, paths):
        result = score(*_load(path))
        figures = {name: f"{value:.3f}" for name, value in vars(result).items() if name != "faults"}
        print(path.stem, figures, *result.faults, sep="\n  ")


if __name__ == "__main__":
    main(sys.argv[1:])
