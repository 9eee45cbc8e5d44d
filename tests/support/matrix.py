"""Every address of the site, a county in which every unit has entries that name it, and who ought to see which of them.

What ought to be seen is worked out here from codes alone, not by the program's own rules.
"""

import io
import itertools
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver
from openpyxl import Workbook
from ruamel.yaml import YAML

LIST = Path(__file__).parents[1] / "web" / "matrix.yaml"
MARK = re.compile(r"MK-([A-Z0-9-]+?)-([a-z_]+)-KM")
PRIVATE = "PV-13800000000"  # in every personal field: no page shows it unasked
BUREAU_LEDGERS = {"QX-CG": {"smart_cases"}, "QX-TY": {"veteran_requests"}}  # territorial ledgers of each bureau's pack
LIBRARY = "library"  # stands for a ledger in the marks of documents
LEDGERS = ("smart_cases", "veteran_requests", "activities")
ASKED = ("QX", "QX-CG", "QX-TY", "QX-01", "QX-01-1", "QX-02")  # units that addresses are filled with
TRIED = [  # entries that addresses are filled with
    *((unit, "smart_cases") for unit in ("QX", "QX-CG", "QX-01", "QX-01-1", "QX-02")),
    ("QX-TY", "veteran_requests"),
    ("QX-02", "activities"),
]
UNITS = ("QX", "QX-CG", "QX-CG-1", "QX-TY", "QX-01", "QX-01-1", "QX-01-F", "QX-02", "QX-02-1", "QX-03")

READERS = {"clerk", "handler", "dispatcher", "reviewer", "leader", "records"}
MAY = {"read": READERS, "write": {"clerk", "dispatcher"}, "export": {"clerk", "dispatcher", "leader", "records"}}


@dataclass(frozen=True)
class Member:
    """One who tries: role, unit and scope."""

    role: str
    unit: str
    scope: str = "own_and_below"
    walks: bool = True  # opens every address; the others only entries, lists and figures

    @property
    def login(self) -> str:
        """The login name, which tells all three."""
        return f"{self.role}.{self.unit}.{self.scope}".lower().replace("_", "-")[:30]

    def ought(self, deed: str, unit: str, ledger: str) -> bool:
        """Whether the deed is theirs on an entry of that unit in that ledger."""
        if ledger == LIBRARY:
            return self.reads(unit)
        if self.role not in MAY[deed] or self.scope == "self":
            return False
        inside = unit == self.unit or (self.scope == "own_and_below" and unit.startswith(f"{self.unit}-"))
        return (
            inside
            or (self.unit == "QX" and self.scope == "own_and_below")
            or ledger in BUREAU_LEDGERS.get(self.unit, ())
        )

    def reads(self, unit: str) -> bool:
        """Whether a document that is a unit's own is theirs to read: their unit's, whatever their scope, and those within reach."""
        if self.role not in READERS:
            return False
        below = self.scope == "own_and_below" and f"{unit}-".startswith(f"{self.unit}-")
        return unit == self.unit or below


MEMBERS = [
    Member("clerk", "QX-01"), Member("clerk", "QX-CG"), Member("dispatcher", "QX-CG"), Member("handler", "QX-01"),
    Member("clerk", "QX-02", "self"), Member("leader", "QX-CG", "own"),
    Member("system_admin", "QX"), Member("security_admin", "QX"), Member("audit_admin", "QX"),
    Member("leader", "QX", walks=False), Member("reviewer", "QX-01", walks=False), Member("records", "QX-CG", walks=False),
    Member("clerk", "QX-CG-1", walks=False), Member("clerk", "QX-02-1", walks=False),
]  # fmt: skip


@dataclass(frozen=True)
class Address:
    """One url: its name, its route, its view."""

    name: str
    route: str
    view: Any
    arguments: tuple[str, ...]


def addresses(resolver: Any = None, before: str = "", space: str = "") -> Iterator[Address]:
    """Every address, those of included urls too."""
    for pattern in (resolver or get_resolver()).url_patterns:
        route = before + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from addresses(pattern, route, f"{pattern.namespace}:" if pattern.namespace else space)
        elif isinstance(pattern, URLPattern):
            yield Address(space + (pattern.name or route), route, pattern.callback, tuple(pattern.pattern.converters))


@cache
def listed() -> dict[str, dict[str, Any]]:
    """The list beside the test."""
    return YAML(typ="safe").load(LIST.read_text("utf-8"))


def fillings(
    address: Address, told: dict[str, Any], planted: "Planted"
) -> Iterator[tuple[dict[str, Any], str, dict[str, str]]]:
    """(arguments, query, form) of each way to open the address."""
    args, query, form = told.get("args", {}), told.get("query", ""), told.get("post", {})
    words = " ".join([*map(str, args.values()), query, *map(str, form.values())])
    wanted = [
        name for name in ("ledger", "entry", "unit", "login", "indicator", "file", "document") if f"{{{name}}}" in words
    ]
    if "file" in wanted:
        choices: Iterator[dict[str, Any]] = (
            {"ledger": ledger, "entry": planted.entries[unit, ledger], "unit": unit, "file": number}
            for (unit, ledger), number in planted.files.items()
        )
    elif "entry" in wanted:
        choices = (
            {"ledger": ledger, "entry": pk, "unit": unit}
            for (unit, ledger), pk in planted.entries.items()
            if (unit, ledger) in TRIED
        )
    else:
        every = {
            "ledger": LEDGERS,
            "unit": ASKED,
            "login": ("clerk.qx-01.own-and-below",),
            "indicator": planted.indicators,
            "document": [*planted.documents.values(), planted.private],
        }
        choices = (
            dict(zip(wanted, found, strict=True)) for found in itertools.product(*(every[name] for name in wanted))
        )
    for choice in choices:
        put = {name: _filled(value, choice) for name, value in args.items()}
        yield put, _filled(query, choice), {name: _filled(value, choice) for name, value in form.items()}


def _filled(text: Any, choice: dict[str, Any]) -> str:
    text = str(text)
    for name, value in choice.items():
        text = text.replace(f"{{{name}}}", str(value))
    return text


@dataclass
class Planted:
    """The county's entries by (unit, ledger), the file that is evidence of some of them, and indicators that are computed from them;
    documents of the library, one a unit and one that is a person's alone."""

    entries: dict[tuple[str, str], int]
    files: dict[tuple[str, str], int]
    indicators: tuple[str, ...]
    documents: dict[str, int]  # unit → the document that is its own
    private: int


def county_plant() -> Planted:
    """Units, packs, people, and one entry a unit and ledger, whose words name both; a workbook and a comment to some of them."""
    from bihuan.apps.ledgers.selectors import ledger_definition
    from bihuan.apps.ledgers.services import entry_add, pack_folder, packs_install
    from bihuan.apps.people.packs import packs_suggested
    from bihuan.apps.people.services import bureau_packs_set, policy_change
    from bihuan.apps.tracking.services import comment_add, evidence_add
    from bihuan.apps.units.actors import console
    from bihuan.apps.units.services import units_store
    from support.county import county_rows
    from support.people import person_make

    actor = console("测试")
    units_store(rows=county_rows())
    packs_install(folders=[pack_folder("urban_management"), pack_folder("veterans")], actor=actor)
    bureau_packs_set(packs=packs_suggested(), actor=actor)
    policy_change(actor=actor, second_factor=False)  # the second factor has tests of its own
    for member in MEMBERS:
        person_make(member.login, member.role, unit=member.unit, scope=member.scope)
    entries = {}
    for unit, ledger in itertools.product(UNITS, LEDGERS):
        values = values_of(ledger_definition(ledger), f"MK-{unit}-{ledger}-KM")
        entries[unit, ledger] = entry_add(ledger=ledger, unit=unit, values=values, actor=actor)
    files = {}
    for unit, ledger in TRIED:
        told = {"ledger": ledger, "entry_id": entries[unit, ledger], "actor": actor}
        comment_add(text=f"MK-{unit}-{ledger}-KM", **told)
        files[unit, ledger] = evidence_add(name="清单.xlsx", data=workbook_of(f"MK-{unit}-{ledger}-KM"), **told).pk
    keeper = person_make("keeper", "clerk", unit="QX-01")  # whose document nobody else reads
    documents, private = library_plant(keeper)
    return Planted(entries, files, ("smart_cases_dispatched", "veteran_requests_received"), documents, private)


def library_plant(keeper: Any) -> tuple[dict[str, int], int]:
    """A document a unit, whose card and text name it, and one of the keeper's own."""
    from bihuan.apps.library.arriving import Shelf
    from bihuan.apps.library.models import Access
    from bihuan.apps.library.services import document_edit, library_upload
    from bihuan.apps.library.shelf import indexes_anew
    from bihuan.apps.people.scopes import person_actor
    from bihuan.apps.units.actors import console
    from bihuan.apps.units.selectors import unit_get

    indexes_anew()
    documents = {}
    for unit in UNITS:
        mark = f"MK-{unit}-library-KM"
        text = f"{mark}\n\n今年防汛投入资金300万元，{mark}完成清淤12公里，巡查堤防四十八次。".encode()
        shelf = Shelf(Access.UNIT, unit_get(unit).pk)
        intake = library_upload(files=[(f"{mark}.txt", text)], actor=console("测试"), shelf=shelf)
        documents[unit] = intake.added[0]
        document_edit(
            number=documents[unit], changes={"title": mark, "topic": mark, "issuer": mark}, actor=console("测试")
        )
    text = f"{PRIVATE}\n\n今年防汛投入资金900万元，{PRIVATE}完成清淤12公里，巡查堤防四十八次。".encode()
    shelf = Shelf(Access.PRIVATE)
    intake = library_upload(files=[(f"{PRIVATE}.txt", text)], actor=person_actor(keeper), shelf=shelf)
    return documents, intake.added[0]


def workbook_of(mark: str) -> bytes:
    """A workbook with the mark in its one cell."""
    book, told = Workbook(), io.BytesIO()
    book.active["A1"] = mark
    book.save(told)
    return told.getvalue()


def values_of(ledger: Any, mark: str) -> dict[str, Any]:
    """Something for every field that must be filled or is read by people; no move made yet."""
    from bihuan.packs.schema import FieldType

    moved = {name for _, name in ledger.dated_moves}
    values: dict[str, Any] = {}
    for field in ledger.fields:
        if field.name in moved:
            continue
        match field.type:
            case FieldType.TEXT:
                values[field.name] = PRIVATE if field.personal else mark
            case FieldType.CHOICE:
                values[field.name] = field.choices[0].key
            case FieldType.DATE if field.required or field.name == ledger.date:
                values[field.name] = "2024-05-10"
            case FieldType.INTEGER | FieldType.DECIMAL | FieldType.MONEY if field.required:
                values[field.name] = 1
    return values


def body_of(answer: Any) -> bytes:
    """The whole answer; one that streams is read once, and its file closed."""
    if not answer.streaming:
        return answer.content
    if not hasattr(answer, "told"):
        answer.told = b"".join(answer.streaming_content)
        answer.close()
    return answer.told


def words_in(answer: Any) -> str:
    """Everything that an answer holds, the insides of workbooks and documents too."""
    body = body_of(answer)
    text = body.decode("utf-8", "replace")
    if body.startswith(b"PK\x03\x04"):
        with zipfile.ZipFile(io.BytesIO(body)) as archive:
            text += "".join(archive.read(name).decode("utf-8", "replace") for name in archive.namelist())
    return text


def marks_in(answer: Any) -> set[tuple[str, str]]:
    """(unit, ledger) of every entry whose words stand in an answer."""
    return set(MARK.findall(words_in(answer)))
