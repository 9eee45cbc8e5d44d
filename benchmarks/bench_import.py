"""A 50,000-row workbook into a ledger: validated, stored, chained. Beside it: openpyxl and Django's bulk_create, which do neither."""

import os
import random
import tempfile
import time
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from benchmarks.rows import BenchRow
from bihuan.apps.units.actors import console

ROWS = 50_000
BAR = 5_000
FIELDS = [
    {"name": "case_no", "label": "案件编号", "type": "text", "required": True},
    {
        "name": "source",
        "label": "来源",
        "type": "choice",
        "choices": [{"key": f"s{n}", "label": f"来源{n}"} for n in range(5)],
    },
    {"name": "place", "label": "地点", "type": "text"},
    {"name": "area", "label": "面积", "type": "decimal", "measure": "平方米"},
    {"name": "people", "label": "出动人次", "type": "integer", "measure": "人次"},
    {"name": "fine", "label": "罚款", "type": "money", "measure": "元"},
    {"name": "key_case", "label": "重点督办", "type": "boolean"},
    {"name": "sent_on", "label": "转办日期", "type": "date", "required": True},
    {"name": "closed_on", "label": "办结日期", "type": "date"},
]
LEDGER = {
    "ledger": "bench_cases",
    "name": "案件台账",
    "measure": "件",
    "date": "sent_on",
    "key": ["case_no"],
    "fields": FIELDS,
    "states": [{"key": "sent", "label": "待办"}, {"key": "closed", "label": "办结"}],
    "moves": [{"key": "close", "label": "办结", "source": ["sent"], "target": "closed", "sets": "closed_on"}],
}


def run() -> list[BenchRow]:
    """Import once, then the same rows by hand, in one fresh data folder."""
    with tempfile.TemporaryDirectory(prefix="bihuan-bench-") as name:
        folder = Path(name)
        data_folder_start(folder / "data")
        workbook = folder / "cases.xlsx"
        workbook_write(workbook)
        ours = import_timed(workbook)
        peer = peer_timed(workbook)
    rate = ROWS / ours
    return [
        BenchRow(
            name=f"Excel import, {ROWS:,} rows × {len(FIELDS) + 2} columns: validated, stored, chained",
            ours=f"{rate:,.0f} rows/s",
            peer=f"{ROWS / peer:,.0f} rows/s openpyxl + bulk_create, unchecked and unchained",
            bar=f"≥ {BAR:,} rows/s",
            holds=rate >= BAR,
        )
    ]


def data_folder_start(folder: Path) -> None:
    """A data folder with the ledger and forty towns."""
    os.environ.setdefault("BIHUAN_DIR", str(folder))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bihuan.web.settings")
    import django

    django.setup()
    from bihuan.apps.ledgers.folders import folder_init
    from bihuan.apps.ledgers.services import ledger_install
    from bihuan.apps.units.services import units_store
    from bihuan.apps.units.workbook import UnitRow
    from bihuan.packs.schema import Ledger

    folder_init(folder=folder, packs=[], units=None, actor=console("bench"))
    towns = [UnitRow(f"T{n:02d}", f"第{n}镇", "town", "C") for n in range(40)]
    units_store(rows=[UnitRow("C", "测试县", "county", ""), *towns])
    ledger_install(ledger=Ledger.model_validate(LEDGER), actor=console("bench"))


def workbook_write(path: Path) -> None:
    """The filled template, the same every time."""
    from bihuan.apps.ledgers.templates import out_columns, sheet_write
    from bihuan.packs.schema import Ledger

    ledger = Ledger.model_validate(LEDGER)
    chance = random.Random(50_000)
    sheet_write(ledger, out_columns(ledger, ()), (row_draw(chance, n) for n in range(ROWS)), path)


def row_draw(chance: random.Random, number: int) -> list[Any]:
    """One case, its cells spelled in the ways that clerks use."""
    sent = date(2023, 1, 1) + timedelta(days=chance.randrange(365))
    closed = sent + timedelta(days=chance.randrange(20))
    return [
        f"第{chance.randrange(40)}镇",
        f"A{number:06d}",
        f"来源{chance.randrange(5)}",
        f"解放路{chance.randrange(400)}号",
        chance.randrange(100_000) / 100,
        chance.randrange(1, 30),
        chance.choice([f"{chance.randrange(1, 90)},{chance.randrange(100, 999)}.5", chance.randrange(9000), None]),
        chance.choice(["是", "否"]),
        chance.choice([sent, f"{sent.year}.{sent.month}.{sent.day}", f"{sent.year}年{sent.month}月{sent.day}日"]),
        closed if chance.random() < 0.8 else None,
        None,
    ]


def import_timed(workbook: Path) -> float:
    """Seconds of the import, original kept and all."""
    from bihuan.apps.ledgers.services import batch_import

    start = time.perf_counter()
    result = batch_import(ledger="bench_cases", path=workbook, actor=console("bench"))
    seconds = time.perf_counter() - start
    assert result.added == ROWS, result.summary()
    return seconds


def peer_timed(workbook: Path) -> float:
    """Seconds of reading the same file with openpyxl and storing the same columns with bulk_create; nothing is checked or chained."""
    import openpyxl
    from django.db import connection, models, transaction

    names = [field["name"] for field in FIELDS]
    meta = type("Meta", (), {"app_label": "ledgers", "db_table": "bench_peer"})
    columns = {name: models.TextField(null=True) for name in ("unit_name", *names, "state")}
    model = type("BenchPeer", (models.Model,), {"__module__": __name__, "Meta": meta, **columns})
    with connection.schema_editor() as editor:
        editor.create_model(model)
    start = time.perf_counter()
    sheet = openpyxl.load_workbook(workbook, read_only=True).worksheets[0]
    rows = sheet.iter_rows(min_row=5, max_col=len(columns), values_only=True)
    entries = [model(**dict(zip(columns, map(str, row), strict=True))) for row in rows]
    with transaction.atomic():
        model.objects.bulk_create(entries, batch_size=1000)
    return time.perf_counter() - start
