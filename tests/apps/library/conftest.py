"""A library of short made-up documents of a made-up county, each kept by somebody."""

from collections.abc import Callable

import pytest

from bihuan.apps.units.actors import Actor, console


@pytest.fixture
def keep(county, tmp_path, settings, monkeypatch) -> Callable[..., int]:
    """``keep(name, text, unit="", access="county", actor=console)`` takes a text in; its number. The data folder is the test's own."""
    from bihuan.apps.library.arriving import Shelf
    from bihuan.apps.library.models import Access
    from bihuan.apps.library.services import library_add

    monkeypatch.setattr(settings.BIHUAN, "dir", tmp_path / "data")

    def add(name: str, text: str, unit: str = "", access: str = "county", actor: Actor | None = None) -> int:
        path = tmp_path / "in" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
        shelf = Shelf(Access(access), county[unit] if unit else None)
        place = tmp_path / "in" if "/" in name else path
        added = library_add(paths=[place], actor=actor or console("测试"), shelf=shelf, jobs=1).added
        return added[-1]

    return add


@pytest.fixture
def reader(county) -> Callable[..., Actor]:
    """``reader(login, unit)``: a clerk of that unit as an actor."""
    from bihuan.apps.people.scopes import person_actor
    from support.people import person_make

    def make(login: str, unit: str = "QX-01", scope: str = "own") -> Actor:
        return person_actor(person_make(login, unit=unit, scope=scope))

    return make
