"""Packs into a data folder: their files copied, their ledgers made tables, changed definitions followed without losing a row."""

import shutil
from collections.abc import Iterable, Sequence
from pathlib import Path

from django.conf import settings
from django.db import connection
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from bihuan.apps.ledgers.chain import NewEvent, events_append, head_lock
from bihuan.apps.ledgers.columns import canonical_json
from bihuan.apps.ledgers.entries import Store
from bihuan.apps.ledgers.models import LedgerTable, PackInstall
from bihuan.apps.ledgers.standing import standing_rebuild
from bihuan.apps.ledgers.tablemigrate import table_follow
from bihuan.apps.ledgers.tables import (
    asked_once,
    day_index_add,
    day_index_keep,
    names_check,
    personal_check,
    table_create,
    tables_forget,
)
from bihuan.apps.units.actors import Actor, Right
from bihuan.datamodel import BihuanError
from bihuan.datamodel.telling import Tell, told_of, untold
from bihuan.packs import Catalog, Pack, catalog_load, shipped_packs_folder
from bihuan.packs.schema import Ledger
from bihuan.packs.sources import PackSource, sources_read


def packs_folder() -> Path:
    """Where the data folder keeps its copies of the installed packs."""
    folder: Path = settings.BIHUAN.dir / "packs"
    return folder


def pack_folder(name: str) -> Path:
    """A folder as given, or the shipped pack of that name; neither is an error that lists the shipped ones."""
    if (Path(name) / "pack.yaml").is_file():
        return Path(name)
    shipped = settings.BIHUAN.packs or shipped_packs_folder()
    if "/" not in name and (shipped / name / "pack.yaml").is_file():
        found: Path = shipped / name
        return found
    names = "、".join(sorted(path.parent.name for path in shipped.glob("*/pack.yaml")))
    raise BihuanError("pack.unknown", f"没有行业包“{name}”", hint=f"随程序带的有：{names}；也可以给出文件夹")


def pack_install(*, folder: Path, actor: Actor) -> list[str]:
    """Install one pack and those it uses; returns the names of all ledgers now installed from them."""
    return packs_install(folders=[folder], actor=actor)


def packs_install(*, folders: Sequence[Path], actor: Actor, tell: Tell = untold) -> list[str]:
    """Check the packs, make or change their tables and record it, all in one transaction; then copy their files.

    Must not be called inside a transaction: SQLite changes tables only outside of one.
    """
    actor.require(Right.PACKS)
    tell(0, 0, "检查行业包")
    catalog = catalog_load(list(folders))  # refuses packs with faults
    wanted = [source for source in sources_read(list(folders)) if pack_wanted(source, folders)]
    copies = {source.name: source.folder for source in wanted}
    folder_copies_stage(copies)
    with connection.schema_editor() as editor:
        for source in wanted:
            pack_store(editor, source.pack(), actor.name, tell)
    folder_copies_place(copies)
    tables_forget()
    return list(catalog.ledgers)


def pack_wanted(source: PackSource, asked: Sequence[Path]) -> bool:
    """A pack asked for is installed; one that others use only when it is not there yet, or newer than what is."""
    installed = PackInstall.objects.filter(name=source.name).first()
    return source.folder in asked or installed is None or source.pack().head.version > installed.version


def folder_copies_stage(copies: dict[str, Path]) -> None:
    """Copy the packs' files beside their final place, so that a full disk is noticed before anything changes."""
    packs_folder().mkdir(parents=True, exist_ok=True)
    for name, folder in copies.items():
        staged = packs_folder() / f".{name}"
        shutil.rmtree(staged, ignore_errors=True)
        shutil.copytree(folder, staged)


def folder_copies_place(copies: dict[str, Path]) -> None:
    """Put the staged copies in their place."""
    for name in copies:
        final = packs_folder() / name
        shutil.rmtree(final, ignore_errors=True)
        (packs_folder() / f".{name}").rename(final)


def pack_store(editor: BaseDatabaseSchemaEditor, pack: Pack, actor: str, tell: Tell) -> None:
    """One pack's row, tables and event; an unchanged pack does nothing."""
    row = PackInstall.objects.filter(name=pack.name).first()
    if row is not None and row.digest == pack.digest:
        return
    ledgers = told_of(pack.ledgers, f"安装“{pack.head.name}”的台账", tell)
    ledgers_install(editor, ledgers, pack=pack.name, actor=actor)
    head = head_lock()
    told = {"version": [row and str(row.version), str(pack.head.version)], "digest": [row and row.digest, pack.digest]}
    events_append(head, [NewEvent("pack_install", pack.name, None, canonical_json(told))], actor=actor)
    PackInstall.objects.update_or_create(
        name=pack.name, defaults={"label": pack.head.name, "version": pack.head.version, "digest": pack.digest}
    )


def ledger_place(editor: BaseDatabaseSchemaEditor, ledger: Ledger, pack: str, actor: str) -> LedgerTable | None:
    """Make a ledger's table, or make the one there is follow; returns what was installed before."""
    names_check(ledger)
    personal_check(ledger)
    row = LedgerTable.objects.filter(name=ledger.ledger).first()
    before = LedgerTable.objects.filter(name=ledger.ledger).first()
    if row is None:
        day_index_add(editor, table_create(editor, ledger, pack), ledger.date)
    else:
        table_follow(editor, row, ledger, pack, actor=actor)
        standing_rebuild(Store(row))
        day_index_keep(editor, ledger)
    return before


def ledgers_install(editor: BaseDatabaseSchemaEditor, ledgers: Iterable[Ledger], *, pack: str, actor: str) -> None:
    """Make or change the tables of a pack's ledgers; those it no longer declares are hidden, their rows stay."""
    names = []
    for ledger in ledgers:
        ledger_place(editor, ledger, pack, actor)
        names.append(ledger.ledger)
    gone = LedgerTable.objects.filter(pack=pack).exclude(name__in=names)
    gone.update(hidden=True)


def ledger_install(*, ledger: Ledger, pack: str = "", actor: Actor) -> None:
    """Install or change one ledger by itself (a pack of one), with its event."""
    actor.require(Right.PACKS)
    with connection.schema_editor() as editor:
        row = ledger_place(editor, ledger, pack, actor.name)
        told = {"definition": [row and canonical_json(row.definition), canonical_json(ledger.model_dump(mode="json"))]}
        events_append(
            head_lock(), [NewEvent("ledger_install", ledger.ledger, None, canonical_json(told))], actor=actor.name
        )
    tables_forget()


_catalogs: dict[tuple[str, ...], Catalog] = {}


def catalog() -> Catalog:
    """The catalogue of the data folder's installed packs, loaded once a process for each state of the packs."""
    installed = asked_once("packs", lambda: list(PackInstall.objects.order_by("name").values_list("name", "digest")))
    folder = packs_folder()
    key = (str(folder.resolve()), *(f"{name}:{digest}" for name, digest in installed))
    if key not in _catalogs:
        cache = settings.BIHUAN.dir / "snapshots" / "catalog.json"
        folders = [folder / name for name, _ in installed]
        _catalogs[key] = catalog_load(folders, cache=cache) if folders else Catalog({})
    return _catalogs[key]
