"""One search engine in a process of its own: ``python library_peers_child.py ENGINE FORM FOLDER`` prints what it took and found as JSON.

It is run by the engine's own Python, which need not have Bihuan: the engines import what they need when they are asked for.
``FORM`` is the file that the engine indexes: ``documents``, ``text``, ``words`` or ``pairs``.
"""

import json
import sys
import time
from pathlib import Path
from typing import Any

from library_peers_engines import ENGINES  # type: ignore[import-not-found]  # beside this script

TIMES = 3  # each query is asked so often; the middle one counts


def main(engine: str, form: str, folder: str) -> None:
    """Index, find everything once, then ask for the total and the twenty best."""
    queries = json.loads((Path(folder) / "queries.json").read_text("utf-8"))
    asked = [query.get(form, query["text"]) for query in queries]
    here = ENGINES[engine](Path(folder) / form, Path(folder) / f"{engine}-{form}")
    begun = time.perf_counter()
    here.index()
    indexed = time.perf_counter() - begun
    found = [here.find(query) for query in asked]
    told = [_timed(here, query) for query in asked]
    totals, times = zip(*told, strict=True)
    size = here.size() / 1e6
    json.dump({"index": indexed, "size": size, "found": found, "totals": totals, "ms": times}, sys.stdout)


def _timed(engine: Any, query: Any) -> tuple[int, float]:
    """The total and the milliseconds of one query."""
    times = []
    for _ in range(TIMES):
        begun = time.perf_counter()
        total = engine.ask(query)
        times.append((time.perf_counter() - begun) * 1000)
    return total, sorted(times)[TIMES // 2]


if __name__ == "__main__":
    main(*sys.argv[1:])
