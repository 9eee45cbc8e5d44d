"""A county with a dispatched ledger, the people who work on it, and a photo."""

import io
from types import MappingProxyType

import pytest
from PIL import Image

from bihuan.apps.ledgers.selectors import ledger_model
from bihuan.apps.ledgers.services import entry_add, ledger_install
from bihuan.apps.tracking.services import case_dispatch, case_move, evidence_add
from bihuan.apps.units.actors import Actor, Reach, Right, console
from support.case_pack import cases

LEDGER = "cases"


def photo(shade: int = 90, size: tuple[int, int] = (640, 480), **kept: object) -> bytes:
    """A JPEG of one shade."""
    made = io.BytesIO()
    Image.new("RGB", size, (shade, shade, 120)).save(made, "JPEG", **kept)
    return made.getvalue()


class Bureau:
    """The people of the small county: 派遣 and 核查 at the bureau, handlers of its office, of a town and of a village."""

    def __init__(self, units: dict[str, int]) -> None:
        self.units = units
        self.clerk = console("受理员")
        self.dispatcher = self.person("派遣员", 1, Reach(everything=True), Right.READ, Right.DISPATCH, Right.WRITE)
        self.checker = self.person("核查员", 2, Reach(everything=True), Right.READ, Right.CHECK)
        self.leader = self.person("领导", 3, Reach(everything=True), Right.READ, Right.SUPERVISE)
        self.bureau = self.handler("局处置员", 4, "QX-CG", "QX-CG-1")
        self.bureau_dispatch = self.person("局派遣员", 5, self.at("QX-CG", "QX-CG-1"), Right.READ, Right.DISPATCH)
        self.town = self.handler("镇处置员", 6, "QX-01", "QX-01-1")
        self.other_town = self.handler("邻镇处置员", 7, "QX-02")

    def at(self, *codes: str) -> Reach:
        return Reach(units=frozenset(self.units[code] for code in codes))

    def person(self, name: str, number: int, reach: Reach, *rights: Right) -> Actor:
        return Actor(name, person=number, reaches=MappingProxyType(dict.fromkeys(rights, reach)))

    def handler(self, name: str, number: int, *codes: str) -> Actor:
        return self.person(name, number, self.at(*codes), Right.READ, Right.HANDLE)


@pytest.fixture
def bureau(county, data_folder) -> Bureau:
    ledger_install(ledger=cases(), actor=console("甲"))
    return Bureau(county)


@pytest.fixture
def case(bureau) -> int:
    """A matter received and registered."""
    values = {"case_no": "A1", "source": "patrol", "urgency": "usual", "received_on": "2024-10-08"}
    entry = entry_add(ledger=LEDGER, unit="QX-01", values=values, actor=bureau.clerk)
    case_move(ledger=LEDGER, entry_id=entry, move="register", on="2024-10-08", actor=bureau.dispatcher)
    return entry


@pytest.fixture
def handed(bureau, case) -> int:
    """A matter in the hands of the bureau: 2024-10-10 is a Thursday; five working days later is 2024-10-16, for Saturday the 12th is worked."""
    case_dispatch(ledger=LEDGER, entry_id=case, unit="县城管局", on="2024-10-10", actor=bureau.dispatcher)
    return case


@pytest.fixture
def done(bureau, handed) -> int:
    """A matter that the bureau says is done."""
    prove(handed, bureau.bureau)
    finish(handed, bureau.bureau)
    return handed


def prove(entry: int, actor: Actor, shade: int = 90):
    return evidence_add(ledger=LEDGER, entry_id=entry, name="现场.jpg", data=photo(shade), actor=actor)


def finish(entry: int, actor: Actor, on: str = "2024-10-15") -> str:
    return case_move(ledger=LEDGER, entry_id=entry, move="finish", on=on, actor=actor, values={"result": "已清理"})


def stored(entry: int):
    return ledger_model(LEDGER)._default_manager.get(pk=entry)
