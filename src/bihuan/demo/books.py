"""From an empty folder to two years of books: packs and units installed, every workbook written and imported."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from bihuan.apps.figures.services import shapes_compile
from bihuan.apps.ledgers.folders import folder_init
from bihuan.apps.ledgers.selectors import catalog
from bihuan.apps.ledgers.services import batch_import, pack_folder
from bihuan.apps.units.actors import console
from bihuan.datamodel import BihuanError
from bihuan.demo.county import PACKS
from bihuan.demo.draws import YEARS, Row
from bihuan.demo.entries import entries_make
from bihuan.demo.workbooks import ledger_write, units_write
from bihuan.packs.schema import Ledger

ACTOR = "示范县数据员"
WORKBOOKS = "台账工作簿"

Progress = Callable[[Iterable[Any], int, str], Iterator[Any]]


@dataclass
class Books:
    """What was put into the folder."""

    units: int = 0
    ledgers: int = 0
    entries: int = 0
    changed: int = 0
    workbooks: list[Path] = field(default_factory=list)


def books_build(folder: Path, scale: float, progress: Progress) -> Books:
    """Make the data folder, then write and import one workbook a ledger and year."""
    books = Books()
    for make in progress((partial(folder_make, books, folder), shapes_compile), 2, "建立数据文件夹"):
        make()
    sheets = [sheet for sheet in sheets_plan(scale) if sheet[2]]
    for ledger, year, rows in progress(sheets, len(sheets), "导入台账"):
        book_import(books, folder / WORKBOOKS / str(year), ledger, rows)
    return books


def folder_make(books: Books, folder: Path) -> None:
    """The data folder with its packs and units."""
    with TemporaryDirectory() as scratch:
        units = Path(scratch) / "单位树.xlsx"
        books.units = units_write(units)
        packs = [pack_folder(name) for name in PACKS]
        books.ledgers = len(folder_init(folder=folder, packs=packs, units=units, actor=console(ACTOR)))


def sheets_plan(scale: float) -> list[tuple[Ledger, int, list[Row]]]:
    """Every ledger of each year, the earlier year first."""
    ledgers = catalog().ledgers.values()
    return [(ledger, year, entries_make(ledger, year, scale)) for year in YEARS for ledger in ledgers]


def book_import(books: Books, place: Path, ledger: Ledger, rows: list[Row]) -> None:
    """Write one workbook and import it the way a clerk's is; a reject is a fault of the demo and stops it."""
    place.mkdir(parents=True, exist_ok=True)
    path = place / f"{ledger.name}.xlsx"
    ledger_write(ledger, rows, path)
    result = batch_import(ledger=ledger.ledger, path=path, actor=console(ACTOR))
    if result.rejects:
        raise BihuanError(
            "demo.rejected", f"示范数据有 {len(result.rejects)} 行被退回：{result.findings[0]}", where=path.name
        )
    books.workbooks.append(path)
    books.entries += result.added
    books.changed += result.changed
