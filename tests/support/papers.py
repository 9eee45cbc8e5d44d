"""Short papers for a library, and whether it has all of them, once."""

import json
import sqlite3
from pathlib import Path

from support.commands import bihuan

TEXTS = 120
SOUGHT = "号文件的第39段话"  # once in each


def papers_write(place: Path) -> Path:
    """Each has a number of its own."""
    for number in range(TEXTS):
        lines = [f"第{number}号文件\n一、工作进展\n整改隐患{number + 1}处。\n二、下一步打算\n"]
        lines += [f"第{number}号文件的第{line}段话，说的是防汛抗旱。\n" for line in range(40)]
        (place / f"{number:03}.txt").write_text("".join(lines), "utf-8")
    return place


def counted(folder: Path, sql: str) -> int:
    """A number that the database tells."""
    with sqlite3.connect(folder / "bihuan.sqlite3", timeout=30) as base:
        number: int = base.execute(sql).fetchone()[0]
    base.close()
    return number


def whole(folder: Path) -> None:
    """Everything is there once, and found: nothing lost, nothing half, nothing twice."""
    assert counted(folder, "SELECT COUNT(*) FROM library_librarydocument WHERE state = 'read'") == TEXTS
    assert counted(folder, "SELECT COUNT(*) FROM library_librarydocument") == TEXTS
    assert counted(folder, "SELECT COUNT(*) FROM library_librarytext") == TEXTS
    found = json.loads(bihuan("library", "search", SOUGHT, "--exact", "--json", folder=folder).out)
    assert found["total"] == TEXTS
