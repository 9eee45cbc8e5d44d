"""How many questions a page asks of the database: bounded, and no more for many entries than for few."""

import json
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from bihuan.apps.ledgers.selectors import ledger_model
from bihuan.apps.ledgers.services import entry_add, ledger_install
from bihuan.apps.library.services import library_add
from bihuan.apps.library.shelf import indexes_anew
from bihuan.apps.units.actors import console
from support.county import spots
from support.people import client_of, person_make

BOUNDS = json.loads((Path(__file__).parent / "query_counts.json").read_text("utf-8"))


@pytest.fixture
def clerk(county):
    """A clerk of the county before a ledger of three entries and a library of three documents."""
    ledger_install(ledger=spots(), actor=console("甲"))
    indexes_anew()
    entries_more(0, 3)
    return client_of(person_make("clerk1"))


def entries_more(first: int, count: int) -> None:
    for number in range(first, first + count):
        unit = ("QX-01", "QX-02", "QX-01-1")[number % 3]
        entry_add(
            ledger="spots",
            unit=unit,
            values={"spot_no": f"A{number}", "issued_on": "2024-03-01", "area": number},
            actor=console("甲"),
        )
    papers = [
        (f"{number}.txt", f"东门镇{number}号通知\n\n请做好防汛准备，备足物资{number}件。")
        for number in range(first, first + count)
    ]
    with TemporaryDirectory() as folder:
        for name, text in papers:
            Path(folder, name).write_text(text, "utf-8")
        library_add(paths=[Path(folder)], actor=console("甲"), jobs=1)


def asked(clerk, name: str) -> int:
    """How many questions the page of that name asks."""
    with CaptureQueriesContext(connection) as queries:
        answer = PAGES[name](clerk)
    assert answer.status_code == 200, answer.content.decode()
    return len(queries)


def bulk(clerk):
    rows = list(ledger_model("spots").objects.values_list("pk", flat=True))
    return clerk.post("/ledgers/spots/edit/", {"row": rows, "deed": "change", "f-people": "4", "stage": "preview"})


PAGES = {
    "list": lambda clerk: clerk.get("/ledgers/spots/"),
    "list filtered, sorted and with its editor": lambda clerk: clerk.get("/ledgers/spots/?f=unit:below:QX-01&f=area:range:1..&sort=unit&c=source"),
    "preview of a bulk edit": bulk,
    "batches": lambda clerk: clerk.get("/batches/"),
    "library": lambda clerk: clerk.get("/library/"),
    "library asked": lambda clerk: clerk.get("/library/?q=防汛"),
    "search and reader": lambda clerk: clerk.get(clerk.get("/library/?q=防汛").context["hits"][0].link),
}  # fmt: skip


@pytest.mark.parametrize("name", PAGES)
def test_a_page_asks_a_bounded_number_of_questions_however_many_entries(clerk, name):
    PAGES[name](clerk)
    few = asked(clerk, name)
    entries_more(3, 40)
    assert asked(clerk, name) <= min(few + 1, BOUNDS[name])
