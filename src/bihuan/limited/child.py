"""The child's whole life: close the cage, read the bytes on standard input, do one deed, write one answer on standard output.

An answer is ``+`` and the deed's bytes, or ``-`` and a named error as JSON; never a pickle. Running out of a bound is told by
the exit status, because an answer may no longer fit.
"""

import errno
import json
import sys
from collections.abc import Callable
from typing import Final

from bihuan.datamodel import BihuanError
from bihuan.limited.cage import cage_close
from bihuan.limited.limits import Limits

EXIT_MEMORY: Final = 71
EXIT_WRITTEN: Final = 72
ERROR_FIELDS: Final = ("code", "what", "where", "hint")


def child_live(deed: Callable[[bytes], bytes], limits: Limits) -> int:
    """The exit status: 0 with an answer written, or one of the above. Anything else ends in a traceback that nobody sees."""
    try:
        cage_close(limits)
        sys.stdout.buffer.write(_answer(deed))
        sys.stdout.buffer.flush()
    except MemoryError:
        return EXIT_MEMORY
    except OSError as error:
        if error.errno == errno.EFBIG:
            return EXIT_WRITTEN
        raise
    return 0


def answer_open(answer: bytes, name: str) -> bytes:
    """What the deed gave; raises the named error when that is the answer; ``ValueError`` when it is neither.

    An error that tells no place is told of ``name``.
    """
    sign, rest = answer[:1], answer[1:]
    if sign == b"+":
        return rest
    if sign != b"-":
        raise ValueError("no answer")
    fields = json.loads(rest)
    code, what, where, hint = (str(fields[field]) for field in ERROR_FIELDS)
    raise BihuanError(code, what, where=where or name, hint=hint)


def _answer(deed: Callable[[bytes], bytes]) -> bytes:
    try:
        return b"+" + deed(sys.stdin.buffer.read())
    except BihuanError as error:
        fields = {field: getattr(error, field) for field in ERROR_FIELDS}
        return b"-" + json.dumps(fields).encode()
