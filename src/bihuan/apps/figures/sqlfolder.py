"""Compiled SQL kept in the data folder, or in one place for several (``BIHUAN_SQL``): a command started afresh need not compile it."""

import contextlib
import os
from collections.abc import Iterator, MutableMapping
from pathlib import Path


class SqlFolder(MutableMapping[str, str]):
    """Key → SQL text, one small file each, remembered while the process lives. A folder that cannot be written is no fault."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._read: dict[str, str] = {}

    def __getitem__(self, key: str) -> str:
        if key not in self._read:
            try:
                self._read[key] = self._file(key).read_text(encoding="utf-8")
            except OSError as error:
                raise KeyError(key) from error
        return self._read[key]

    def __setitem__(self, key: str, sql: str) -> None:
        self._read[key] = sql
        with contextlib.suppress(OSError):
            self._folder.mkdir(parents=True, exist_ok=True)
            half = self._folder / f"{key}.{os.getpid()}.new"
            half.write_text(sql, encoding="utf-8")
            half.replace(self._file(key))

    def __delitem__(self, key: str) -> None:
        self._read.pop(key, None)
        self._file(key).unlink()

    def __iter__(self) -> Iterator[str]:
        return (file.stem for file in self._folder.glob("*.sql"))

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def _file(self, key: str) -> Path:
        return self._folder / f"{key}.sql"
