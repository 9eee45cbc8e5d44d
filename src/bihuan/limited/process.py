"""The parent's side: start a child, hand it the bytes, wait, and give every way of dying a name."""

import contextlib
import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import IO, Final, TypeVar

from bihuan.datamodel import BihuanError
from bihuan.limited.child import EXIT_MEMORY, EXIT_WRITTEN, answer_open
from bihuan.limited.limits import MIB, Limits

T = TypeVar("T")

_PACKAGES: Final = str(Path(__file__).parents[2])
LEAN: Final = {"OPENBLAS_NUM_THREADS": "1"}  # each thread of numpy's would set a tenth of the memory aside
_KEPT: Final = ("PATH", "SYSTEMROOT", "LD_LIBRARY_PATH")  # of the environment; the rest may hold secrets


def child_ask(command: Sequence[str], data: bytes, name: str, limits: Limits, understand: Callable[[bytes], T]) -> T:
    """Run a command that lives by ``child_live`` on these bytes; what it answered, or a ``BihuanError`` that speaks of ``name``."""
    with tempfile.TemporaryDirectory(prefix="bihuan-") as place, tempfile.TemporaryFile() as answer:
        status = _run(command, data, limits, place, answer)
        if status != 0:
            raise _death(status, name, limits)
        answer.seek(0)
        try:
            return understand(answer_open(answer.read(limits.written), name))
        except (ValueError, KeyError, TypeError) as error:
            raise _crashed("没有答复", name) from error


def _run(command: Sequence[str], data: bytes, limits: Limits, place: str, answer: IO[bytes]) -> int | None:
    """The child's exit status; None when its time was over. On return it and all that it started are gone."""
    with tempfile.TemporaryFile() as given:
        given.write(data)
        given.seek(0)
        child = subprocess.Popen(
            command,
            stdin=given,
            stdout=answer,
            stderr=subprocess.DEVNULL,
            cwd=place,
            env=_environment(place),
            start_new_session=True,
        )
    try:
        return child.wait(limits.seconds)
    except subprocess.TimeoutExpired:
        return None
    finally:
        _kill_all(child)


def _environment(place: str) -> dict[str, str]:
    kept = {key: os.environ[key] for key in _KEPT if key in os.environ}
    return {**kept, "PYTHONPATH": _PACKAGES, "HOME": place, "TMPDIR": place, "TEMP": place, "LANG": "C.UTF-8", **LEAN}


def _kill_all(child: subprocess.Popen[bytes]) -> None:
    """The child and its process group; one that has ended may have left others behind."""
    if sys.platform == "win32":
        child.kill()
    else:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(child.pid, signal.SIGKILL)
    child.wait()


def _death(status: int | None, name: str, limits: Limits) -> BihuanError:
    if status is None or status == -_number("SIGXCPU"):
        what = f"读这份文件超过 {limits.seconds:g} 秒，已停止"
        return BihuanError("read.too_slow", what, where=name, hint="请确认文件来源；很长的文件请拆成几份")
    if status in (EXIT_MEMORY, -_number("SIGKILL")):
        what = f"读这份文件要用 {limits.memory // MIB} MiB 以上内存，已停止"
        return BihuanError("read.too_much_memory", what, where=name, hint="请确认文件来源；很大的文件请拆成几份")
    if status == EXIT_WRITTEN:
        what = f"这份文件读出来超过 {limits.written // MIB} MiB，已停止"
        return BihuanError("read.too_large", what, where=name, hint="请确认文件来源，或拆成几份再读")
    return _crashed(f"信号 {-status}" if status < 0 else f"状态 {status}", name)


def _crashed(how: str, name: str) -> BihuanError:
    what = f"读这份文件的程序中途退出（{how}），没有读出内容"
    return BihuanError("read.crashed", what, where=name, hint="文件可能已损坏，请重新取得，或用 Word、WPS 另存为 docx")


def _number(name: str) -> int:
    """A signal's number; 0, which no child dies of, where the system does not know it."""
    return int(getattr(signal, name, 0))
