"""A data folder with a library, and short made-up documents to take in."""

from collections.abc import Callable
from pathlib import Path

import pytest

from bihuan.apps.units.actors import Actor, console

CONSOLE = console("甲")


@pytest.fixture
def folder(ledger_db, settings, monkeypatch, tmp_path) -> Path:
    """The data folder, the test's own."""
    monkeypatch.setattr(settings.BIHUAN, "dir", tmp_path / "data")
    (tmp_path / "data").mkdir()
    return tmp_path / "data"


@pytest.fixture
def shelf(folder, tmp_path):
    """Takes texts in by the names of their files; the intake."""
    from bihuan.apps.library.arriving import Shelf
    from bihuan.apps.library.services import library_add

    def take(files: dict[str, str | bytes], **whose: object):
        place = tmp_path / "incoming"
        for name, content in files.items():
            (place / name).parent.mkdir(parents=True, exist_ok=True)
            (place / name).write_bytes(content.encode() if isinstance(content, str) else content)
        actor = whose.pop("actor", CONSOLE)
        paths = [place / name for name in files]
        return library_add(paths=paths, actor=actor, shelf=Shelf(**whose) if whose else None, jobs=1)

    return take


@pytest.fixture
def keep(county, folder, tmp_path) -> Callable[..., int]:
    """``keep(name, text, unit="", access="county", actor=console)`` takes one text in; its number."""
    from bihuan.apps.library.arriving import Shelf
    from bihuan.apps.library.models import Access
    from bihuan.apps.library.services import library_add

    def add(name: str, text: str, unit: str = "", access: str = "county", actor: Actor = CONSOLE) -> int:
        path = tmp_path / "in" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
        shelf = Shelf(Access(access), county[unit] if unit else None)
        place = tmp_path / "in" if "/" in name else path
        return library_add(paths=[place], actor=actor, shelf=shelf, jobs=1).added[-1]

    return add


@pytest.fixture
def reader(county) -> Callable[..., Actor]:
    """``reader(login, unit)``: a clerk of that unit as an actor."""
    from bihuan.apps.people.scopes import person_actor
    from support.people import person_make

    def make(login: str, unit: str = "QX-01", scope: str = "own") -> Actor:
        return person_actor(person_make(login, unit=unit, scope=scope))

    return make
