"""A million entries in one ledger of one database; prints its times as JSON. A process of its own for each database (``bench_lists``)."""

import json
import os
import random
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from functools import cache
from http.client import HTTPConnection
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode

ENTRIES = int(os.environ.get("BIHUAN_BENCH_ENTRIES", "1000000"))
PIECE = 20_000
PASSWORD = "qinghe-county-lamp"
PLACES = "解放路人民医院东门井盖破损垃圾堆放占道经营路灯不亮积水幸福小区西河镇南坪乡北桥街道学校门口违章建筑"
FIELDS = [
    {"name": "case_no", "label": "案件编号", "type": "text", "required": True},
    {"name": "source", "label": "来源", "type": "choice", "choices": [{"key": f"s{n}", "label": f"来源{n}"} for n in range(5)]},
    {"name": "place", "label": "地点", "type": "text"},
    {"name": "about", "label": "情况", "type": "text", "long": True},
    {"name": "area", "label": "面积", "type": "decimal", "measure": "平方米"},
    {"name": "people", "label": "出动人次", "type": "integer", "measure": "人次"},
    {"name": "fine", "label": "罚款", "type": "money", "measure": "元"},
    {"name": "key_case", "label": "重点督办", "type": "boolean"},
    {"name": "kinds", "label": "类别", "type": "tags", "choices": [{"key": f"k{n}", "label": f"类别{n}"} for n in range(4)]},
    {"name": "sent_on", "label": "转办日期", "type": "date", "required": True},
    {"name": "handled_by", "label": "承办单位", "type": "unit"},
    {"name": "due_on", "label": "时限", "type": "date"},
    {"name": "closed_on", "label": "办结日期", "type": "date"},
    {"name": "caller", "label": "来电人", "type": "text", "personal": True, "keep_years": 3},
]  # fmt: skip
LEDGER = {
    "ledger": "bench_list",
    "name": "案件台账",
    "measure": "件",
    "date": "sent_on",
    "key": ["case_no"],
    "fields": FIELDS,
    "dispatched": True,
    "states": [{"key": "new", "label": "待派"}, {"key": "sent", "label": "待办"}, {"key": "closed", "label": "办结"}],
    "moves": [
        {"key": "send", "label": "派遣", "source": ["new"], "target": "sent", "sets": "sent_on", "right": "dispatch", "needs": ["unit"],
         "fills": ["handled_by"]},
        {"key": "close", "label": "办结", "source": ["sent"], "target": "closed", "sets": "closed_on", "right": "handle"},
    ],
    "clocks": [
        {"key": "all", "label": "办理", "starts": "sent_on", "stops": "closed_on", "due": "due_on", "term": {"days": 5}}
    ],
}  # fmt: skip
DESKS = (("clerk", "C"), ("handler", "T07"), ("dispatcher", "C"), ("reviewer", "C"), ("leader", "C"))


def F(*conditions: str, **rest: Any) -> list[tuple[str, Any]]:
    """The address of a list: its conditions, then order and page."""
    return [*(("f", one) for one in conditions), *rest.items()]


QUERIES: list[list[tuple[str, Any]]] = [
    F(), F(sort="place"), F(sort="-about"), F(sort="area"), F(sort="-fine"), F(sort="unit"), F(sort="source"), F(sort="state"),
    F(page=10000), F(page=19999, sort="place"), F(page=15000, sort="-due_on"), F(page=10000, sort="case_no"),
    F("state:in:sent"), F("state:in:sent", sort="sent_on"), F("state:in:closed", sort="-closed_on"), F("source:in:s1,s2", sort="place"),
    F("place:has:解放"), F("place:has:解放路人民"), F("place:has:不存在", sort="area"), F("place:begins:东门", sort="-people"),
    F("about:has:占道", sort="due_on"), F("about:has:垃圾堆放", "state:in:sent"), F("any:has:井盖"), F("any:has:A0500", sort="fine"),
    F("case_no:is:A0777777"), F("case_no:has:7777", sort="-case_no"), F("area:range:10..20", sort="area"), F("fine:range:..5000",
      sort="-fine"),
    F("people:range:3..3", sort="place"), F("key_case:in:true", sort="sent_on"), F("kinds:tagged:k2", sort="-sent_on"),
    F("kinds:empty:", sort="due_on"), F("sent_on:period:this_month"), F("sent_on:range:2023-03-01..2023-03-31", sort="fine"),
    F("due_on:range:2024-10-01..", "state:in:sent", sort="due_on"), F("closed_on:empty:", sort="sent_on"), F("unit:below:T07"),
    F("unit:below:C", sort="unit"), F("light:in:overdue", sort="due_on"), F("light:in:soon"), F("sent_on:period:last_year_same",
      "source:in:s3"),
]  # fmt: skip


def main() -> dict[str, Any]:
    """Build, warm, measure."""
    folder = Path(os.environ["BIHUAN_DIR"])
    os.environ["DJANGO_SETTINGS_MODULE"] = "bihuan.web.settings"
    import django

    django.setup()
    start = time.perf_counter()
    if not (folder / "bihuan.json").exists():
        build(folder)
    told: dict[str, Any] = {"built": time.perf_counter() - start}
    told |= warmed()
    told["list"] = summary([timed(lambda query=query: listed(query)) for query in QUERIES for _ in range(2)])
    told["peer"] = summary([timed(lambda query=query: plain_page(query)) for query in QUERIES])
    told["save"] = summary([timed(lambda n=n: save(n)) for n in range(60)])
    told["after"] = summary([timed(lambda query=query: listed(query)) for query in QUERIES[:12]])
    told |= served(folder)
    return told


def build(folder: Path) -> None:
    """Folder, units, ledger, and the entries with their events, written as any batch is."""
    from bihuan.apps.ledgers.folders import folder_init
    from bihuan.apps.ledgers.services import ledger_install
    from bihuan.apps.units.actors import console
    from bihuan.apps.units.services import units_store
    from bihuan.apps.units.workbook import UnitRow
    from bihuan.packs.schema import Ledger

    folder_init(folder=folder, packs=[], units=None, actor=console("bench"))
    towns = [UnitRow(f"T{n:02d}", f"第{n}镇", "town", "C") for n in range(40)]
    units_store(rows=[UnitRow("C", "测试县", "county", ""), *towns])
    ledger_install(ledger=Ledger.model_validate(LEDGER), actor=console("bench"))
    chance = random.Random(1_000_000)
    for first in range(0, ENTRIES, PIECE):
        piece_write(chance, first)


def piece_write(chance: random.Random, first: int) -> None:
    """Some entries in one transaction."""
    from django.db import transaction

    from bihuan.apps.ledgers.chain import head_lock
    from bihuan.apps.ledgers.companions import companions_follow
    from bihuan.apps.ledgers.desk import LedgerDesk
    from bihuan.apps.ledgers.entries import Change, Row
    from bihuan.apps.units.actors import console
    from bihuan.apps.units.models import Unit

    units = list(Unit.objects.filter(kind="town").order_by("code").values_list("pk", "code"))
    with transaction.atomic():
        head, desk = head_lock(), LedgerDesk("bench_list")
        names = [column.name for column in desk.store.columns]
        changes = []
        for number in range(first, min(first + PIECE, ENTRIES)):
            drawn, (unit, code) = draw(chance, number), units[chance.randrange(40)]
            drawn["handled_by"] = code
            values = tuple(drawn[name] for name in names)
            state = "closed" if drawn["closed_on"] else "sent"
            changes.append(Change("add", None, Row(0, unit, drawn["case_no"], state, False, values)))
        ids = desk.store.write(head, changes, actor="bench")
        rows = [(None, replace(change.new, id=number)) for change, number in zip(changes, ids, strict=True)]
        companions_follow(
            desk.ledger, desk.store, [row for row in rows if row[1].state == "sent"], actor=console("bench")
        )


def draw(chance: random.Random, number: int) -> dict[str, Any]:
    """One entry: the older, the likelier it is closed, so that state and date go together as they do in life."""
    sent = date(2022, 1, 1) + timedelta(days=number * 1035 // ENTRIES)
    closed = (
        sent + timedelta(days=chance.randrange(15))
        if chance.random() < min(0.995, (ENTRIES - number) / 20_000)
        else None
    )
    return {
        "case_no": f"A{number:07d}", "source": f"s{chance.randrange(5)}", "place": "".join(chance.choices(PLACES, k=10)),
        "about": "".join(chance.choices(PLACES, k=40)), "area": chance.randrange(100_000), "people": chance.randrange(1, 30),
        "fine": chance.randrange(9_000_000) if chance.random() < 0.5 else None, "key_case": chance.random() < 0.05,
        "kinds": f",k{chance.randrange(4)}," if chance.random() < 0.8 else None, "sent_on": sent.isoformat(),
        "due_on": (sent + timedelta(days=7)).isoformat(), "closed_on": closed.isoformat() if closed else None, "caller": "某某",
    }  # fmt: skip


def warmed() -> dict[str, float]:
    """How long the first reading of the columns takes, and a later start from its file."""
    from bihuan.apps.ledgers.lists import shelf
    from bihuan.apps.ledgers.tables import ledger_table

    first = timed(lambda: shelf.columns_held(ledger_table("bench_list"), wait=True))
    shelf.columns_forget()
    return {
        "first_reading": first,
        "next_start": timed(lambda: shelf.columns_held(ledger_table("bench_list"), wait=True)),
    }


def listed(query: list[tuple[str, Any]]) -> None:
    """The page in this process: address in, HTML out."""
    answer = client().get("/ledgers/bench_list/?" + urlencode(query))
    assert answer.status_code == 200, (query, answer.content[:500])


@cache
def client(role: str = "clerk", unit: str = "C") -> Any:
    """The browser of one of that role; the clerk's reach is the county and all below it: a set of units, not everything."""
    from django.test import Client

    from bihuan.apps.people.models import Person
    from bihuan.apps.people.services import grant_give, person_add
    from bihuan.apps.units.actors import console

    login = f"bench-{role}"
    if not Person.objects.filter(login=login).exists():
        person, _ = person_add(login=login, name=f"{role}示例", unit=unit, actor=console("bench"), password=PASSWORD)
        grant_give(person=person, role=role, scope="own_and_below", actor=console("bench"))
        Person.objects.filter(pk=person.pk).update(must_change_password=False)
    visitor = Client(headers={"host": "127.0.0.1"})
    answer = visitor.post("/login/", {"login": login, "password": PASSWORD})
    assert answer.status_code == 302, answer.content[:300]
    return visitor


def plain_page(query: list[tuple[str, Any]]) -> None:
    """What Django's admin does with the same filter and order on the same table: COUNT(*), OFFSET, fifty rows. No HTML, no sums."""
    from bihuan.apps.ledgers.lists.ormpath import entries_query, entries_sorted
    from bihuan.apps.ledgers.lists.query import query_read
    from bihuan.apps.ledgers.lists.scope import Scope
    from bihuan.apps.ledgers.tables import ledger_definition
    from bihuan.apps.today import today
    from bihuan.apps.units.actors import console

    ledger = ledger_definition("bench_list")
    asked = query_read(ledger, [(key, str(value)) for key, value in query])
    scope = Scope(console("bench"), ledger, today())
    entries = entries_query(scope, asked.conditions)
    entries.count()
    start = (asked.page - 1) * asked.size
    list(entries_sorted(scope, entries, asked.sort)[start : start + asked.size])


def save(number: int) -> None:
    """One entry added, or one changed."""
    from bihuan.apps.ledgers.services import entry_add, entry_change
    from bihuan.apps.units.actors import console

    if number % 2:
        entry_change(
            ledger="bench_list", entry_id=10_000 + number, values={"people": number + 50}, actor=console("bench")
        )
    else:
        values = {"case_no": f"N{number}", "sent_on": "2024-10-30", "place": "解放路"}
        entry_add(ledger="bench_list", unit="T01", values=values, actor=console("bench"))


def served(folder: Path) -> dict[str, Any]:
    """First byte over loopback from waitress: each list twice, and the five slowest; the home of each role ten times."""
    port = int(os.environ.get("BIHUAN_BENCH_PORT", "8171"))
    command = [sys.executable, "-m", "bihuan.cli", "serve", "--dir", str(folder), "--port", str(port)]
    cookies = [cookie(role, unit) for role, unit in DESKS]
    server = subprocess.Popen(command, stderr=subprocess.DEVNULL)
    try:
        until_warm(port)
        times = [(list_first(port, query), urlencode(query)) for query in QUERIES for _ in range(2)]
        homes = [first_byte(port, "/", one) for _ in range(10) for one in cookies]
    finally:
        server.terminate()
        server.wait(20)
    slowest = sorted(times, reverse=True)[:5]
    return {
        "http": summary([seconds for seconds, _ in times]),
        "worst": slowest,
        "home": summary(homes),
        "open": open_number(),
    }


def open_number() -> int:
    """How many of the entries are open."""
    from bihuan.apps.ledgers.models import OpenEntry

    return OpenEntry.objects.count()


def until_warm(port: int) -> None:
    """Wait until a list that only columns answer at once is answered at once."""
    deadline = time.monotonic() + 180
    while time.monotonic() < deadline:
        try:
            if list_first(port, F("about:has:占道", sort="due_on")) < 0.3:
                return
        except OSError:
            pass
        time.sleep(0.5)


def list_first(port: int, query: list[tuple[str, Any]]) -> float:
    """``first_byte`` of a list, to the clerk."""
    return first_byte(port, "/ledgers/bench_list/?" + urlencode(query, quote_via=quote), cookie(*DESKS[0]))


def first_byte(port: int, address: str, session: str) -> float:
    """Seconds from the question to the first byte of the answer."""
    link = HTTPConnection("127.0.0.1", port, timeout=60)
    link.connect()
    start = time.perf_counter()
    link.request("GET", address, headers={"Cookie": session})
    answer = link.getresponse()
    seconds = time.perf_counter() - start
    answer.read()
    assert answer.status == 200, answer.status
    link.close()
    return seconds


@cache
def cookie(role: str, unit: str) -> str:
    """The session of one of that role."""
    return "; ".join(f"{name}={morsel.value}" for name, morsel in client(role, unit).cookies.items())


def timed(deed: Callable[[], Any]) -> float:
    """Seconds of a deed."""
    start = time.perf_counter()
    deed()
    return time.perf_counter() - start


def summary(seconds: list[float]) -> dict[str, float]:
    """Milliseconds at the middle, at 95 of 100, and the longest."""
    cut = statistics.quantiles(seconds, n=20, method="inclusive")
    return {"p50": cut[9] * 1000, "p95": cut[18] * 1000, "max": max(seconds) * 1000, "n": len(seconds)}


if __name__ == "__main__":
    print(json.dumps(main(), ensure_ascii=False))
