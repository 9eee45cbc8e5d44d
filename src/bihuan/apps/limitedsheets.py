"""A workbook from the web as rows of plain values, read in a child process with little memory, little time and no network.

``python -m bihuan.apps.limitedsheets NAME LIMITS`` is that child.
"""

import json
import sys
import tempfile
from datetime import date, datetime
from functools import partial
from pathlib import Path
from typing import Any, Final

from bihuan.apps.workbooks import sheet_read
from bihuan.limited.child import child_live
from bihuan.limited.limits import USUAL, Limits
from bihuan.limited.process import child_ask

_CHILD: Final = (sys.executable, "-P", "-B", "-X", "utf8", "-m", "bihuan.apps.limitedsheets")
MAX_ROWS: Final = 20_000


def sheet_rows_limited(data: bytes, name: str, limits: Limits = USUAL) -> list[list[Any]]:
    """The rows of the first sheet that holds anything; days are ISO text. A result or a ``BihuanError``, whatever the bytes are."""
    rows: list[list[Any]] = child_ask((*_CHILD, name, json.dumps(limits.to_dict())), data, name, limits, json.loads)
    return rows


def _rows(name: str, data: bytes) -> bytes:
    with tempfile.TemporaryDirectory(dir=".") as place:
        path = Path(place) / (Path(name).name or "x.xlsx")
        path.write_bytes(data)
        rows = sheet_read(path).rows[:MAX_ROWS]
    return json.dumps([[_plain(cell) for cell in row] for row in rows]).encode()


def _plain(cell: Any) -> Any:
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    if isinstance(cell, date):
        return cell.isoformat()
    return cell if isinstance(cell, (str, int, float, bool)) else str(cell)


if __name__ == "__main__":
    _, called, given = sys.argv
    sys.exit(child_live(partial(_rows, called), Limits(**json.loads(given))))
