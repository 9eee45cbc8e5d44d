"""What every test may use: a data folder of its own for the session, and a small county."""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

# For the commands that tests run: the data folder is a fresh one, never a person's.
_FOLDER = tempfile.TemporaryDirectory(prefix="bihuan-tests-")
os.environ["BIHUAN_DIR"] = _FOLDER.name
# Playwright keeps an event loop in its process; a test without a browser may come after one with, and asks the database as ever.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

import pytest  # noqa: E402

from support.county import county_rows, ledgers_dropped  # noqa: E402
from support.once import shared_folder  # noqa: E402

os.environ["BIHUAN_SQL"] = str(shared_folder() / "sql")  # before there are workers, which inherit both


def pytest_configure() -> None:
    """Point Django at this process's folder: pytest-django reads the settings before this file, and each xdist worker has its own.

    Argon2 is the product's, with less work: a quarter of a second for each of a thousand passwords. Commands of their own do it all.
    """
    from django.conf import settings
    from django.contrib.auth.hashers import Argon2PasswordHasher

    settings.BIHUAN.dir = Path(_FOLDER.name)
    Argon2PasswordHasher.time_cost, Argon2PasswordHasher.memory_cost, Argon2PasswordHasher.parallelism = 1, 64, 1


def pytest_sessionstart(session: pytest.Session) -> None:
    """A run of everything by several workers begins to build the demo county at once: else all would wait for the first who asks for it."""
    config = session.config
    if config.args_source is config.ArgsSource.TESTPATHS and getattr(config.option, "numprocesses", None):
        build = [sys.executable, "-c", "from support.demo import demo_made; demo_made()"]
        path = os.pathsep.join(sys.path)
        _ahead.append(subprocess.Popen(build, env={**os.environ, "PYTHONPATH": path}, stdout=subprocess.DEVNULL))


def pytest_sessionfinish() -> None:
    """Nothing is left running."""
    for process in _ahead:
        process.terminate()
        process.wait()


_ahead: list["subprocess.Popen[bytes]"] = []


@pytest.fixture(scope="session", autouse=True)
def data_folder() -> Path:
    """The session's data folder."""
    yield Path(_FOLDER.name)
    _FOLDER.cleanup()


@pytest.fixture
def ledger_db(transactional_db):
    """A database whose ledger tables are gone again afterwards: tables are made outside of transactions."""
    yield
    ledgers_dropped()


@pytest.fixture
def county(ledger_db) -> dict[str, int]:
    """A county, two bureaus with an office and a station, four towns, two villages; code → id."""
    from bihuan.apps.units.models import Unit
    from bihuan.apps.units.services import units_store

    units_store(rows=county_rows())
    return dict(Unit.objects.values_list("code", "pk"))
