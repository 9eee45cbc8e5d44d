"""What only one program at a time may do in a data folder: the system's lock, which goes with its process however that ends."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from django.conf import settings
from django.core.files import locks

from bihuan.datamodel import BihuanError

_EVERY: Final = 0.1  # seconds between two tries


@contextmanager
def alone(name: str, busy: BihuanError, patience: float = 0) -> Iterator[None]:
    """Be the only one; ``busy`` is raised where another still is after so many seconds."""
    until = time.monotonic() + patience
    with (settings.BIHUAN.dir / f"{name}.lock").open("ab") as file:
        while not locks.lock(file, locks.LOCK_EX | locks.LOCK_NB):
            if time.monotonic() >= until:
                raise busy
            time.sleep(_EVERY)
        try:
            yield
        finally:
            locks.unlock(file)
