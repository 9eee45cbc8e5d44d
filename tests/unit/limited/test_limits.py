"""Every bound bites a real child that breaks it, and every way of dying has a name."""

import json
import os
import socket
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest

from bihuan.datamodel import BihuanError
from bihuan.limited.limits import Limits
from bihuan.limited.process import child_ask

CULPRIT = Path(__file__).with_name("culprit.py")
LIMITS = Limits(memory=128 * 2**20, seconds=2.0, written=2**20)
linux = pytest.mark.skipif(sys.platform != "linux", reason="only Linux bounds this by the kernel")


def ask(deed: str, *words: str, data: bytes = b"", limits: Limits = LIMITS) -> bytes:
    command = [sys.executable, str(CULPRIT), deed, json.dumps(limits.to_dict()), *words]
    return child_ask(command, data, "上传.docx", limits, bytes)


@pytest.fixture
def port():
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield str(server.getsockname()[1])


def test_a_child_that_behaves_answers() -> None:
    assert ask("echo", data=b"\x00\xff" * 1000) == b"\x00\xff" * 1000


@pytest.mark.parametrize(
    ("deed", "code"),
    [
        ("allocate", "read.too_much_memory"),
        ("spin", "read.too_slow"),
        ("sleep", "read.too_slow"),
        ("swallow_and_spin", "read.too_slow"),
        ("crash", "read.crashed"),
        ("fault", "read.crashed"),
        ("connect", "read.not_allowed"),
        ("program", "read.not_allowed"),
        ("write_much", "read.too_large"),
        ("answer_much", "read.too_large"),
        ("answer_nonsense", "read.crashed"),
    ],
)
def test_every_death_has_a_name(deed: str, code: str, port: str) -> None:
    started = time.monotonic()
    with pytest.raises(BihuanError, match=r"^上传\.docx：") as error:
        ask(deed, port)
    assert error.value.code == code
    assert time.monotonic() - started < LIMITS.seconds + 2


@linux
def test_memory_is_bounded_outside_python_too() -> None:
    assert ask("allocate_outside_python") == b"0"


@linux
def test_the_kernel_keeps_the_child_from_the_network(port: str) -> None:
    if subprocess.run(["unshare", "--user", "--map-root-user", "--net", "true"], check=False).returncode:
        pytest.skip("the kernel forbids this user namespaces of its own")
    assert ask("connect_outside_python", port) == b"-1"


def test_what_a_child_started_is_gone_when_it_is() -> None:
    left = int(ask("leave_one_behind", limits=replace(LIMITS, programs=True)))
    with pytest.raises(ProcessLookupError):
        _wait_gone(left)


def test_the_child_sees_an_empty_folder_and_no_secrets(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BIHUAN_SECRET_KEY", "secret")
    seen = json.loads(ask("surroundings"))
    assert seen["files"] == [] and "BIHUAN_SECRET_KEY" not in seen["keys"]
    assert not Path(seen["place"]).exists()


def _wait_gone(process: int) -> None:
    """Raises once the process is no more; killed ones may take a moment to be reaped."""
    for _ in range(50):
        os.kill(process, 0)
        if sys.platform == "linux" and Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] == "Z":
            raise ProcessLookupError
        time.sleep(0.1)
