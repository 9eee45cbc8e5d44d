"""How well readings agree with annotations: ``PYTHONPATH=tests python -m accuracy.score [-v] [FILE...]``.

FILE is a .json of the shared data (its text beside it as .txt), a .json of offsets into a shared text, or one of our own annotated
.txt; without one, all of our own are scored and, where the shared data is there, the State Council's, each time those that rules were
looked at with and those held back apart. ``-v`` prints every disagreement, of what is held back only when named as FILE.
"""

import json
import sys
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Self

from accuracy.annotated import annotated_load, spans_load
from bihuan.commitments import text_read

HERE = Path(__file__).parent
SHARED = HERE.parents[1] / "../shared/data"
SUBJECT_BAR = 0.6  # a subject is right when its characters agree this well (multiset F1)
HEAD = ("title", "issuer", "summary_year", "plan_year", "signed_by", "signed_on")
MEASURES = {
    "sections": "sections: start and level F1",
    "titles": "section titles exact",
    "roles": "roles right",
    "found": "quantities: found, F1",
    "quantities": "quantities: value and unit right, F1",
    "kind": "kind right",
    "qualifier": "qualifier right",
    "subject": "subject right",
    "stance": "stance right",
    "head": "title, issuer, years, signature right",
    "relations right": "relations: precision",
    "relations found": "relations: recall",
}


@dataclass
class Score:
    """Counts behind each measure, and the disagreements in words. Scores add up to micro-averages."""

    right: Counter[str] = field(default_factory=Counter)
    ours: Counter[str] = field(default_factory=Counter)
    theirs: Counter[str] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)

    def share(self, measure: str) -> float:
        """Harmonic mean of precision and recall; a plain share where both sides are the same things."""
        both = self.ours[measure] + self.theirs[measure]
        return 2 * self.right[measure] / both if both else 1.0

    def answer(self, measure: str, right: bool, fault: str) -> None:
        """One thing that both have, read rightly or not."""
        self.count(measure, int(right), 1, 1)
        if not right:
            self.faults.append(fault)

    def count(self, measure: str, right: int, ours: int, theirs: int) -> None:
        """Things of which each may have some that the other has not."""
        self.right[measure] += right
        self.ours[measure] += ours
        self.theirs[measure] += theirs

    def __add__(self, other: Self) -> "Score":
        return Score(
            self.right + other.right, self.ours + other.ours, self.theirs + other.theirs, self.faults + other.faults
        )


def score(text: str, gold: dict[str, Any]) -> Score:
    """Compare a reading of ``text`` with the annotation; what begins or lies under ``ignore`` is neither right nor wrong."""
    document = json.loads(json.dumps(text_read(text, "x.txt").to_json()))["documents"][0]
    result = Score()
    _score_head(result, document, gold)
    if gold["sections"] is not None:
        _score_sections(result, document["sections"], gold)
    _score_quantities(result, text, document["quantities"], gold)
    if gold.get("relations") is not None:
        _score_relations(result, text, document, gold)
    return result


def subject_f1(ours: str, theirs: str) -> float:
    """Agreement of two subjects as multisets of characters."""
    common = sum((Counter(ours) & Counter(theirs)).values())
    return 2 * common / (len(ours) + len(theirs)) if ours or theirs else 1.0


def _score_head(result: Score, document: dict[str, Any], gold: dict[str, Any]) -> None:
    for name in HEAD:
        if name in gold:
            fault = f"{name} {document[name]} for {gold[name]}"
            result.answer("head", document[name] == gold[name], fault)


def _score_sections(result: Score, ours: list[dict[str, Any]], gold: dict[str, Any]) -> None:
    sections = {(s["start"], s["level"]): s for s in ours if not _ignored(s["start"], s["start"] + 1, gold)}
    wanted = {(s["start"], s["level"]): s for s in gold["sections"]}
    both = sorted(sections.keys() & wanted.keys())
    result.count("sections", len(both), len(sections), len(wanted))
    for key in sorted(wanted.keys() - both):
        result.faults.append(f"section missing {key[1]} {wanted[key]['marker']}{wanted[key]['title']}")
    for key in sorted(sections.keys() - both):
        result.faults.append(f"section extra {key[1]} {sections[key]['marker']}{sections[key]['title']}")
    for name, measure in (("title", "titles"), ("role", "roles")):
        for key in both:
            said, told = sections[key][name], wanted[key][name]
            result.answer(measure, said == told, f"section {name} {said} for {told} at {wanted[key]['title']}")


def _score_quantities(result: Score, text: str, ours: list[dict[str, Any]], gold: dict[str, Any]) -> None:
    found = [q for q in ours if not _ignored(q["start"], q["end"], gold)]
    wanted = gold["quantities"]
    touching, _, _ = _matched(found, wanted, _overlap)
    result.count("found", len(touching), len(found), len(wanted))
    pairs, extra, missing = _matched(found, wanted, _same)
    result.count("quantities", len(pairs), len(found), len(wanted))
    result.faults += [f"missing {_context(text, q)} {q['value']} {q['unit']}" for q in missing]
    result.faults += [f"extra {_context(text, q)} {q['value']} {q['unit']}" for q in extra]
    for mine, theirs in pairs:
        _score_pair(result, _context(text, theirs), mine, theirs)


def _ignored(start: int, end: int, gold: dict[str, Any]) -> bool:
    return any(start < last and first < end for first, last in gold["ignore"])


def _score_pair(result: Score, where: str, ours: dict[str, Any], theirs: dict[str, Any]) -> None:
    for name in ("kind", "qualifier", "stance"):
        if name in theirs:
            result.answer(name, ours[name] == theirs[name], f"{name} {where}: {ours[name]} for {theirs[name]}")
    if theirs["subject"]:
        right = subject_f1(ours["subject"], theirs["subject"]) >= SUBJECT_BAR
        result.answer("subject", right, f"subject {where}: {ours['subject']} for {theirs['subject']}")
    for name in ("max", "text"):
        if ours[name] != theirs.get(name, ours[name]):
            result.faults.append(f"{name} {where}: {ours[name]} for {theirs[name]}")


def _score_relations(result: Score, text: str, document: dict[str, Any], gold: dict[str, Any]) -> None:
    """Relations between numbers that both know; a number without annotation, and a relation that is disputed, count nothing."""
    ours = {_relation_key(one, document["quantities"]) for one in document["relations"]}
    wanted = {(one["kind"], one["of"], one["to"]) for one in gold["relations"] if not one["disputed"]}
    disputed = {(one["kind"], one["of"], one["to"]) for one in gold["relations"] if one["disputed"]}
    known = {quantity["start"] for quantity in gold["quantities"]}
    ours = {one for one in ours - disputed if {one[1], one[2]} <= known}
    result.count("relations right", len(ours & wanted), len(ours), len(ours))
    result.count("relations found", len(ours & wanted), len(wanted), len(wanted))
    result.faults += [
        f"relation missing {_relation_words(text, one)}" for one in sorted(wanted - ours, key=lambda one: one[1])
    ]
    result.faults += [
        f"relation extra {_relation_words(text, one)}" for one in sorted(ours - wanted, key=lambda one: one[1])
    ]


def _relation_key(relation: dict[str, Any], quantities: list[dict[str, Any]]) -> tuple[str, int, int]:
    return relation["kind"], quantities[relation["of"]]["start"], quantities[relation["to"]]["start"]


def _relation_words(text: str, relation: tuple[str, int, int]) -> str:
    kind, of, to = relation
    return f"{text[max(0, of - 12) : of + 8]} {kind} {text[max(0, to - 8) : to + 8]}".replace("\n", "/")


def _matched(
    ours: list[dict[str, Any]], theirs: list[dict[str, Any]], alike: Any
) -> tuple[list[Any], list[Any], list[Any]]:
    """Pairs, what only we have, what only they have."""
    free, pairs, missing = list(ours), [], []
    for wanted in theirs:
        match = next((q for q in free if alike(q, wanted)), None)
        if match is None:
            missing.append(wanted)
        else:
            free.remove(match)
            pairs.append((match, wanted))
    return pairs, free, missing


def _overlap(ours: dict[str, Any], theirs: dict[str, Any]) -> bool:
    return bool(ours["start"] < theirs["end"] and theirs["start"] < ours["end"])


def _same(ours: dict[str, Any], theirs: dict[str, Any]) -> bool:
    return _overlap(ours, theirs) and ours["value"] == theirs["value"] and ours["unit"] == theirs["unit"]


def _context(text: str, quantity: dict[str, Any]) -> str:
    start, end = quantity["start"], quantity["end"]
    return f"@{start} {text[max(0, start - 16) : start]}[{text[start:end]}]{text[end : end + 8]}".replace("\n", "/")


def load(path: Path) -> tuple[str, dict[str, Any]]:
    """The text and annotation behind a path of any of the three forms."""
    beside, told = path.with_suffix(".txt"), path.with_suffix(".json")
    if not told.is_file():
        return annotated_load(path)
    if not beside.is_file():
        return spans_load(told, SHARED)
    return beside.read_text(encoding="utf-8"), json.loads(told.read_text(encoding="utf-8"))


def table(groups: dict[str, Score]) -> str:
    """One row a measure, one column a group of reports."""
    widths = {name: max(10, len(name)) for name in groups}
    head = " ".join(f"{name:>{width}}" for name, width in widths.items())
    rows = [
        f"{label:<40}" + " ".join(f"{groups[name].share(measure):>{width}.3f}" for name, width in widths.items())
        for measure, label in MEASURES.items()
    ]
    return "\n".join([" " * 40 + head, *rows])


def _groups(paths: Iterable[Path]) -> dict[str, list[Path]]:
    given = list(paths)
    if given:
        return {path.stem: [path] for path in given}
    own = {"looked at": "reports/*.txt", "held back": "held/*.txt"}
    council = {"Council looked at": "spans/*.json", "Council held back": "spans_held/*.json"}
    patterns = own | (council if (SHARED / "reports").is_dir() else {})
    return {name: sorted(HERE.glob(pattern)) for name, pattern in patterns.items()}


def main(arguments: list[str]) -> None:
    """Print the table, and with ``-v`` the disagreements of each report."""
    results: dict[str, Score] = {}
    for name, paths in _groups(Path(word) for word in arguments if word != "-v").items():
        results[name] = Score()
        for path in paths:
            result = score(*load(path))
            results[name] += result
            if "-v" in arguments and "held back" not in name:
                print(path.stem, *result.faults, sep="\n  ")
    print(table(results))


if __name__ == "__main__":
    main(sys.argv[1:])
