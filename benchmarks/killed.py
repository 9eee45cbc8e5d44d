"""A clerk's desk that works until it is killed: ``python -m benchmarks.killed FOLDER SEED``. What is committed is told, a line a deed.

Started by ``bench_kill``. A line is written only after the deed has returned, so whatever a line says must still be there afterwards.
"""

import os
import random
import sys
from collections.abc import Callable
from typing import Any

TOGETHER = 40  # entries of one bulk edit
LEDGER: dict[str, Any] = {
    "ledger": "kill_cases", "name": "案件台账", "measure": "件", "date": "filed_on", "key": ["case_no"],
    "fields": [
        {"name": "case_no", "label": "编号", "type": "text", "required": True},
        {"name": "note", "label": "批注", "type": "text"},
        {"name": "filed_on", "label": "立案日期", "type": "date", "required": True},
        {"name": "done_on", "label": "办结日期", "type": "date"},
        {"name": "struck_on", "label": "销号日期", "type": "date"},
    ],
    "states": [{"key": "filed", "label": "立案"}, {"key": "done", "label": "办结"}, {"key": "struck", "label": "销号"}],
    "moves": [
        {"key": "finish", "label": "办结", "source": ["filed"], "target": "done", "sets": "done_on", "needs": ["evidence"]},
        {"key": "strike", "label": "销号", "source": ["done"], "target": "struck", "sets": "struck_on", "needs": ["another_person"]},
    ],
}  # fmt: skip


def main(folder: str, seed: str) -> None:
    """Work for ever, one deed after the other, by chance."""
    os.environ["BIHUAN_DIR"] = folder
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bihuan.web.settings")
    import django

    django.setup()
    rng = random.Random(seed)
    known = standing()
    first = enter(rng, known, f"{seed}-warm")  # everything imported and open
    say("ready")
    say(first)
    for number in range(10**9):
        deed: Callable[[random.Random, list[int], str], str] = rng.choice((enter, enter, edit, strike))
        say(deed(rng, known, f"{seed}-{number}"))


def say(line: str) -> None:
    """One line, out at once."""
    os.write(1, f"{line}\n".encode())


def standing() -> list[int]:
    """The entries that there are."""
    from bihuan.apps.ledgers.selectors import ledger_model

    return list(ledger_model("kill_cases")._default_manager.order_by("pk").values_list("pk", flat=True))


def enter(rng: random.Random, known: list[int], token: str) -> str:
    """One entry."""
    from bihuan.apps.ledgers.services import entry_add
    from bihuan.apps.units.actors import console

    values = {"case_no": token, "filed_on": "2024-03-01"}
    entry = entry_add(ledger="kill_cases", unit=f"T{rng.randrange(40):02d}", values=values, actor=console("甲"))
    known.append(entry)
    return f"entry {entry} {token}"


def edit(rng: random.Random, known: list[int], token: str) -> str:
    """One bulk edit: the same note for many entries."""
    from bihuan.apps.ledgers.edits import Edit
    from bihuan.apps.ledgers.services import entries_edit
    from bihuan.apps.units.actors import console

    chosen = rng.sample(known, min(TOGETHER, len(known)))
    entries_edit(ledger="kill_cases", ids=chosen, edit=Edit("change", values={"note": token}), actor=console("甲"))
    return f"bulk {len(chosen)} {token}"


def strike(rng: random.Random, known: list[int], token: str) -> str:
    """Closure by one person and strike-off by another, of an entry of its own."""
    from bihuan.apps.ledgers.services import entry_move
    from bihuan.apps.units.actors import console

    _, entry, _ = enter(rng, known, token).split()
    say(f"entry {entry} {token}")
    entry_move(
        ledger="kill_cases", entry_id=int(entry), move="finish", on="2024-03-02", actor=console("乙"), evidence="照片"
    )
    entry_move(ledger="kill_cases", entry_id=int(entry), move="strike", on="2024-03-03", actor=console("丙"))
    return f"struck {entry} {token}"


if __name__ == "__main__":
    main(*sys.argv[1:])
