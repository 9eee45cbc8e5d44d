"""On a dispatched ledger some fields are written by moves only: otherwise a changed cell would stand for a re-check that nobody made."""

from collections.abc import Iterable

from bihuan.packs.schema import FieldType, Ledger, Move

CLOSING = frozenset({"evidence", "another_person"})


def guarded_fields(ledger: Ledger) -> dict[str, Move]:
    """Field → the move that writes it: dates, counts and units of moves that ask for a right of their own or for anything with them."""
    if not ledger.dispatched:
        return {}
    units = {field.name for field in ledger.fields if field.type is FieldType.UNIT}
    found: dict[str, Move] = {}
    for move in ledger.moves:
        if move.right != "write" or move.needs:
            for name in (move.sets, move.counts, *(name for name in move.fills if name in units)):
                if name:
                    found.setdefault(name, move)
    return found


def closing_fields(ledger: Ledger) -> dict[str, Move]:
    """Of those the dates that nobody may give when an entry is added by hand: they stand for evidence, or for another person's look."""
    return {
        name: move for name, move in guarded_fields(ledger).items() if name == move.sets and CLOSING & set(move.needs)
    }


def guarded_words(ledger: Ledger, name: str, move: Move) -> str:
    """Why a field was refused, and what to do."""
    return f"“{ledger.field(name).label}”由“{move.label}”写入，不能直接填改"


def guarded_touched(changed: Iterable[str], guarded: dict[str, Move]) -> list[str]:
    """The guarded fields among those changed, in the ledger's order."""
    touched = set(changed)
    return [name for name in guarded if name in touched]
