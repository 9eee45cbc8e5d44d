"""A data folder with a library, and files to take in."""

from pathlib import Path

import pytest

from bihuan.apps.units.actors import console

CONSOLE = console("甲")


@pytest.fixture
def folder(ledger_db, settings, monkeypatch, tmp_path) -> Path:
    """The data folder."""
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
