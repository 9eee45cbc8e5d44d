"""The words just before a number: where the last sign that closes a sentence or a clause stands."""

import re


def last_of(signs: str) -> re.Pattern[str]:
    """Everything up to the last of the signs: one match from the far end, however many there are."""
    return re.compile(f".*[{signs}]", re.DOTALL)


def past_last(last: re.Pattern[str], text: str, start: int, end: int) -> int:
    """Where ``text[start:end]`` goes on after its last sign; its start when it has none."""
    match = last.match(text, start, end)
    return match.end() if match else start
