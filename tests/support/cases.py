"""A county of forty towns with as many open cases as asked: a dispatched ledger with places, categories and a clock. All fictional."""

import os
import random
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path
from typing import Any

TODAY = date(2024, 10, 31)
WORDS = [
    "云桥",
    "鹤洲",
    "墨泉",
    "霞坪",
    "菱湾",
    "竹汀",
    "芦陂",
    "琴渡",
    "槐岭",
    "兰谷",
    "砚埠",
    "棠塘",
    "雁泉",
    "星岩",
    "枫冲",
    "岚坞",
    "鹭谷",
    "露岭",
    "梨垄",
    "澜湾",
]
STREETS = ["滨河路", "新华街", "文昌路", "解放路", "环城东路", "建设街", "青石巷", "南门口"]
CATEGORIES = {"appearance": "市容环境", "street_order": "街面秩序", "facilities": "公用设施", "greening": "园林绿化"}
DATES = ("received_on", "filed_on", "dispatched_on", "closed_on", "struck_off_on")


def cases_ledger() -> Any:
    """受理 → 立案 → 派遣 → 处置 → 结案, with a way back from the unit."""
    from bihuan.packs.schema import Ledger

    return Ledger.model_validate(
        {
            "ledger": "cases",
            "name": "案件台账",
            "measure": "件",
            "date": "received_on",
            "key": ["case_no"],
            "dispatched": True,
            "fields": [
                {"name": "case_no", "label": "案件编号", "type": "text", "required": True},
                {"name": "category", "label": "类别", "type": "choice", "choices": [{"key": k, "label": v} for k, v in CATEGORIES.items()]},
                {"name": "place", "label": "地点", "type": "text"},
                {"name": "point", "label": "位置", "type": "point"},
                {"name": "handler", "label": "承办单位", "type": "unit"},
                *({"name": name, "label": name, "type": "date", "required": name == "received_on"} for name in DATES),
                {"name": "due_on", "label": "办理时限", "type": "date"},
                {"name": "returns", "label": "退回次数", "type": "integer", "kept": True},
            ],
            "states": [
                {"key": "received", "label": "待立案"},
                {"key": "filed", "label": "待派遣"},
                {"key": "handling", "label": "处置中"},
                {"key": "closed", "label": "待核查"},
                {"key": "struck_off", "label": "结案"},
            ],
            "moves": [
                {"key": "file", "label": "立案", "source": ["received"], "target": "filed", "sets": "filed_on", "right": "dispatch"},
                {"key": "dispatch", "label": "派遣", "source": ["filed"], "target": "handling", "sets": "dispatched_on", "right": "dispatch",
                 "needs": ["unit"], "fills": ["handler"]},
                {"key": "send_back", "label": "退回", "source": ["handling"], "target": "filed", "clears": ["dispatched_on"], "counts": "returns",
                 "needs": ["reason"], "right": "dispatch"},
                {"key": "close", "label": "办结", "source": ["handling"], "target": "closed", "sets": "closed_on", "right": "handle"},
                {"key": "strike_off", "label": "结案", "source": ["closed"], "target": "struck_off", "sets": "struck_off_on", "right": "check"},
            ],
            "clocks": [
                {"key": "handle", "label": "办理", "starts": "received_on", "stops": "closed_on", "due": "due_on", "term": {"days": 7}},
            ],
        }
    )  # fmt: skip


def towns_rows() -> list[Any]:
    """One county, a bureau with an office, twenty towns."""
    from bihuan.apps.units.workbook import UnitRow

    towns = [
        UnitRow(f"QX-{at:02d}", f"{word}{'街道' if at < 3 else '镇'}", "town", "QX", word)
        for at, word in enumerate(WORDS, 1)
    ]
    return [
        UnitRow("QX", "青溪县", "county", "", "青溪"),
        UnitRow("QX-CG", "青溪县城市管理局", "bureau", "QX", "城管局"),
        UnitRow("QX-CG-1", "执法监督股", "office", "QX-CG"),
        *towns,
    ]


def case_values(chance: random.Random, number: int, *, closed: bool = False) -> dict[str, Any]:
    """One case; open unless it shall be closed."""
    received = TODAY - timedelta(days=chance.randrange(60, 700) if closed else chance.randrange(20))
    stage = 5 if closed else chance.choice((1, 2, 2, 3, 3, 4))
    dates = {name: received + timedelta(days=min(at, (TODAY - received).days)) for at, name in enumerate(DATES[:stage])}
    town = chance.randrange(len(WORDS))
    lon, lat = 113.7 + town % 5 * 0.13 + chance.random() * 0.12, 24.25 + town // 5 * 0.12 + chance.random() * 0.1
    return {
        "town": f"QX-{town + 1:02d}",
        "case_no": f"AJ{received.year}-{number:07d}",
        "category": chance.choice(list(CATEGORIES)),
        "place": f"{chance.choice(STREETS)}{chance.randrange(1, 300)}号",
        "point": f"{lon:.6f},{lat:.6f}",
        "handler": f"QX-{town + 1:02d}" if stage >= 3 else None,
        "due_on": received + timedelta(days=9),
        **dates,
    }


def cases_write(count: int, *, closed: int = 0, seed: int = 7) -> None:
    """Write so many open cases and so many closed ones into the installed ledger, past the reading of cells, with their events."""
    from django.db import transaction

    from bihuan.apps.ledgers.chain import head_lock
    from bihuan.apps.ledgers.desk import LedgerDesk
    from bihuan.apps.ledgers.entries import Change
    from bihuan.apps.units.models import Unit

    units = dict(Unit.objects.values_list("code", "pk"))
    chance = random.Random(seed)
    total = count + closed
    for start in range(0, total, 20_000):
        with transaction.atomic():
            head, desk = head_lock(), LedgerDesk("cases")
            changes = []
            for number in range(start, min(start + 20_000, total)):
                values = case_values(chance, number, closed=number >= count)
                unit = units[values.pop("town")]
                full = [None] * len(desk.store.columns)
                for name, value in values.items():
                    full[desk.store.index[name]] = value.isoformat() if isinstance(value, date) else value
                changes.append(Change("add", None, desk.row_make(None, unit, tuple(full), None)))
            desk.store.write(head, changes, actor="导入")


def cases_folder(folder: Path, count: int, *, closed: int = 0) -> Path:
    """A data folder of its own with these cases, standing at its day. To be called in a process that has no Django yet."""
    os.environ.update(BIHUAN_DIR=str(folder), DJANGO_SETTINGS_MODULE="bihuan.web.settings")
    import django

    django.setup()
    import json

    from bihuan.apps.ledgers.folders import folder_init
    from bihuan.apps.ledgers.services import ledger_install
    from bihuan.apps.units.actors import console
    from bihuan.apps.units.services import units_store

    folder_init(folder=folder, packs=[], units=None, actor=console("试"))
    units_store(rows=towns_rows())
    ledger_install(ledger=cases_ledger(), actor=console("试"))
    cases_write(count, closed=closed)
    people_write()
    marker = folder / "bihuan.json"
    marker.write_text(json.dumps({**json.loads(marker.read_text()), "today": TODAY.isoformat()}), encoding="utf-8")
    return folder


PASSWORD = "Shi-fan-2024-kou"
PEOPLE = (
    ("dispatcher", "QX-CG", "all"),
    ("leader", "QX-CG", "all"),
    ("handler", "QX-01", "own_and_below"),
    ("security_admin", "QX-CG", "all"),
)


def people_write() -> None:
    """One person of each role; the login is the role's name, the password is ``PASSWORD``."""
    from bihuan.apps.people.models import Person
    from bihuan.apps.people.services import grant_give, person_add, policy_change
    from bihuan.apps.people.setting_up import setup_close
    from bihuan.apps.units.actors import console

    actor = console("试")
    policy_change(actor=actor, second_factor=False)
    for role, unit, scope in PEOPLE:
        person, _ = person_add(login=role.replace("_", "-"), name="示例", unit=unit, actor=actor, password=PASSWORD)
        grant_give(person=person, role=role, scope=scope, actor=actor)
    Person.objects.update(must_change_password=False)
    setup_close(actor=actor)


@contextmanager
def cases_served(count: int, *, closed: int = 0, folder: Path | None = None) -> Iterator[tuple[str, Path]]:
    """A folder with these cases, served on a free port; yields its address and the folder. Both are gone afterwards."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with tempfile.TemporaryDirectory(prefix="bihuan-cases-") as name:
        made = folder or Path(name) / "data"
        environment = {key: value for key, value in os.environ.items() if not key.startswith(("BIHUAN_", "DJANGO_"))}
        subprocess.run(
            [sys.executable, "-W", "ignore", __file__, str(made), str(count), str(closed)], env=environment, check=True
        )
        command = [sys.executable, "-m", "bihuan.cli", "serve", "--dir", str(made), "--port", str(port)]
        server = subprocess.Popen(command, env=environment, stderr=subprocess.DEVNULL)
        try:
            address = f"http://127.0.0.1:{port}"
            answered(address)
            yield address, made
        finally:
            server.terminate()
            server.wait(10)


def answered(address: str) -> None:
    """Wait until the server answers."""
    for _ in range(150):
        try:
            with urllib.request.urlopen(address + "/healthz", timeout=5):
                return
        except OSError:
            time.sleep(0.2)
    raise AssertionError("the server did not start")


def log_in(page: Any, login: str) -> None:
    """Through the login page, as a person would."""
    page.goto("/login/")
    page.locator("input[name=login]").fill(login)
    page.locator("input[name=password]").fill(PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: "/login" not in url)


if __name__ == "__main__":
    cases_folder(Path(sys.argv[1]), int(sys.argv[2]), closed=int(sys.argv[3]) if len(sys.argv) > 3 else 0)
