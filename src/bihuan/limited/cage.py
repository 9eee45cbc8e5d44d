"""What the child does to itself before it looks at the file. Nothing here can be undone by what runs later in the same process.

Linux bounds all of it by the kernel. Elsewhere less holds: macOS ignores the bound on memory and has no private network, Windows has
neither bounds nor process groups; there the parent's clock and the refusals inside Python remain (docs/reference/hostile.md).
"""

import ctypes
import math
import os
import signal
import sys
from typing import Any, Final

from bihuan.datamodel import BihuanError
from bihuan.limited.limits import Limits

_CLONE_NEWUSER: Final = 0x10000000
_CLONE_NEWNET: Final = 0x40000000
_PR_SET_PDEATHSIG: Final = 1
_PR_SET_NO_NEW_PRIVS: Final = 38
_PROGRAM_EVENTS: Final = frozenset(
    {"subprocess.Popen", "os.system", "os.exec", "os.fork", "os.forkpty", "os.posix_spawn", "os.spawn", "pty.spawn"}
)


def cage_close(limits: Limits) -> None:
    """Bound memory, time, files and programs; leave the network; die with the parent."""
    if sys.platform == "linux":
        _kernel_ties()
    if sys.platform != "win32":
        _resources_bound(limits)
    _refuse(programs=not limits.programs)


def _kernel_ties() -> None:
    """Every step may be forbidden by the host; then the refusals inside Python stand alone."""
    libc = ctypes.CDLL(None, use_errno=True)
    libc.prctl(_PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
    libc.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
    if libc.unshare(_CLONE_NEWUSER | _CLONE_NEWNET) != 0:
        libc.unshare(_CLONE_NEWNET)


def _resources_bound(limits: Limits) -> None:
    import resource

    seconds = math.ceil(limits.seconds)
    bounds = {
        resource.RLIMIT_DATA: limits.memory,
        resource.RLIMIT_AS: 2 * limits.memory,  # libraries and mere reservations are mapped besides the heap
        resource.RLIMIT_CPU: seconds,
        resource.RLIMIT_FSIZE: limits.written,
        resource.RLIMIT_NOFILE: limits.files,
        resource.RLIMIT_CORE: 0,
    }
    if not limits.programs:
        bounds[resource.RLIMIT_NPROC] = 0
    for bound, value in bounds.items():
        _, hard = resource.getrlimit(bound)
        allowed = value if hard == resource.RLIM_INFINITY else min(value, hard)
        resource.setrlimit(bound, (allowed, allowed))


def _refuse(*, programs: bool) -> None:
    """Refuse sockets, and other programs, inside Python: the second line behind the kernel, the first where it has none."""

    def hook(event: str, _arguments: tuple[Any, ...]) -> None:
        if event.startswith("socket."):
            raise BihuanError("read.not_allowed", "读文件时不许联网，已阻止", hint="请确认文件来源")
        if programs and event in _PROGRAM_EVENTS:
            raise BihuanError("read.not_allowed", "读文件时不许运行别的程序，已阻止", hint="请确认文件来源")

    sys.addaudithook(hook)
    os.umask(0o077)
