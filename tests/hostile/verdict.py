"""What is a defect besides those that a worker sees of itself: an error that no page of the reference names, a cage that sees otherwise."""

import re
import traceback
from dataclasses import replace
from functools import cache
from pathlib import Path

from bihuan.datamodel import BihuanError
from bihuan.limited.reading import report_read_limited
from hostile.mutants import Mutant
from hostile.watch import Outcome

_REFERENCE = Path(__file__).parents[2] / "docs" / "reference"


@cache
def codes_documented() -> frozenset[str]:
    """Every ``read.…`` code in the reference."""
    pages = (page.read_text(encoding="utf-8") for page in _REFERENCE.glob("*.md"))
    return frozenset(code for page in pages for code in re.findall(r"`(read\.\w+)`", page))


def judged(outcome: Outcome) -> Outcome:
    """The outcome, its codes looked up; a file with neither a result nor a code has come to nothing."""
    unknown = set(outcome.codes) - codes_documented()
    if not outcome.defect and unknown:
        return replace(outcome, defect=f"{'、'.join(sorted(unknown))} not in docs/reference")
    if not outcome.defect and not outcome.readings and not outcome.codes:
        return replace(outcome, defect="neither a result nor a named error")
    return outcome


def caged(mutant: Mutant, outcome: Outcome) -> Outcome:
    """The outcome, after the same file was read as a stranger's (``bihuan.limited``): it must end there as it does here."""
    code = ""
    try:
        report_read_limited(mutant.data, mutant.name)
    except BihuanError as error:
        code = error.code
    except Exception:
        return replace(outcome, defect=f"out of the cage came {traceback.format_exc()}")
    if code != ("read.several_files" if outcome.readings > 1 else outcome.code):
        return replace(outcome, defect=f"in the cage {code or 'a result'}, outside {outcome.code or 'a result'}")
    return outcome
