"""A data folder with the small county, the small dispatched ledger, five people and three matters: ``python -m support.matter_site DIR``."""

import json
import os
import sys
from pathlib import Path

PEOPLE = (
    ("pai", "dispatcher", "QX", "all", "派示例"),
    ("chu", "handler", "QX-CG", "own_and_below", "楚示例"),
    ("hecha", "reviewer", "QX", "all", "何示例"),
    ("zhen", "handler", "QX-01", "own_and_below", "甄示例"),
    ("ling", "leader", "QX", "all", "凌示例"),
)
TODAY = "2024-10-14"


def site_build(folder: Path) -> None:
    """Everything through the product's own deeds."""
    from bihuan.apps.ledgers.folders import folder_init
    from bihuan.apps.ledgers.services import entry_add
    from bihuan.apps.tracking.services import case_dispatch, case_move
    from bihuan.apps.units.actors import console
    from bihuan.apps.units.services import units_store
    from support.county import county_rows
    from support.people import person_make

    actor = console("测试")
    folder_init(folder=folder, packs=[], units=None, actor=actor)
    units_store(rows=county_rows())
    folder_init(folder=folder, packs=[pack_write(folder.parent / "pack")], units=None, actor=actor)
    for login, role, unit, scope, name in PEOPLE:
        person_make(login, role, unit=unit, scope=scope, name=name)
    for number, day in (("A1", "2024-10-08"), ("A2", "2024-10-09"), ("A3", "2024-10-10")):
        values = {
            "case_no": number,
            "source": "hotline",
            "urgency": "usual",
            "received_on": day,
            "matter": "门前堆放垃圾",
            "spot": "113.25,23.13",
        }
        entry = entry_add(ledger="cases", unit="QX-01", values=values, actor=actor)
        if number != "A3":
            case_move(ledger="cases", entry_id=entry, move="register", on=day, actor=actor)
        if number == "A1":
            case_dispatch(ledger="cases", entry_id=entry, unit="QX-CG", on="2024-10-09", actor=actor)


def pack_write(folder: Path) -> Path:
    """The ledger as a pack's files; JSON is YAML."""
    from support.case_pack import CLOCK, FIELDS, MOVES, STATES

    ledger = {
        "ledger": "cases", "name": "案件台账", "measure": "件", "date": "received_on", "key": ["case_no"], "dispatched": True,
        "fields": FIELDS, "states": STATES, "moves": MOVES, "clocks": [CLOCK],
    }  # fmt: skip
    indicators = [
        {"indicator": "cases_received", "name": "受理数", "definition": "本期受理。", "unit": "件", "ledger": "cases", "count": True, "breakdowns": ["source"]},
        {"indicator": "cases_done", "name": "办结数", "definition": "截至日已办结。", "unit": "件", "ledger": "cases", "count": True,
         "where": {"state": {"reached": "done"}}, "breakdowns": ["source"]},
        {"indicator": "cases_done_rate", "name": "办结率", "definition": "办结 ÷ 受理。", "unit": "%", "rounding": 1,
         "ratio": {"numerator": "cases_done", "denominator": "cases_received"}, "breakdowns": ["source"]},
    ]  # fmt: skip
    (folder / "ledgers").mkdir(parents=True, exist_ok=True)
    (folder / "indicators").mkdir(exist_ok=True)
    head = {"pack": "smallcases", "name": "案件试用包", "version": 1, "bureaus": ["城市管理"]}
    for name, content in (
        ("pack", head),
        ("ledgers/cases", {"ledgers": [ledger]}),
        ("indicators/cases", {"indicators": indicators}),
    ):
        text = json.dumps(content, ensure_ascii=False, indent=1)
        (folder / f"{name}.yaml").write_text(text + "\n", encoding="utf-8")
    return folder


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bihuan.web.settings")
    import django

    django.setup()
    site_build(Path(sys.argv[1]))
