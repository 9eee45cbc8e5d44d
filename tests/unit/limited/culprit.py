"""A child that misbehaves on purpose: ``python culprit.py DEED LIMITS [WORD]``."""

import ctypes
import json
import os
import socket
import subprocess
import sys
import time
from pathlib import Path

from bihuan.limited.child import child_live
from bihuan.limited.limits import Limits

WORD = sys.argv[3] if len(sys.argv) > 3 else ""


def echo(data: bytes) -> bytes:
    return data


def allocate(_data: bytes) -> bytes:
    return b"%d" % len(bytearray(2**30))


def allocate_outside_python(_data: bytes) -> bytes:
    libc = ctypes.CDLL(None)
    libc.malloc.restype = ctypes.c_void_p
    return b"%d" % bool(libc.malloc(ctypes.c_size_t(2**30)))


def spin(_data: bytes) -> bytes:
    while True:
        pass


def sleep(_data: bytes) -> bytes:
    time.sleep(60)
    return b""


def swallow_and_spin(_data: bytes) -> bytes:
    """Hold on to every exception, as a careless library might."""
    while True:
        try:
            spin(_data)
        except BaseException:
            continue


def crash(_data: bytes) -> bytes:
    ctypes.string_at(0)
    return b""


def fault(_data: bytes) -> bytes:
    raise RuntimeError("a defect")


def connect(_data: bytes) -> bytes:
    socket.create_connection(("127.0.0.1", int(WORD)), timeout=2)
    return b"connected"


def connect_outside_python(_data: bytes) -> bytes:
    """The same by the C library, behind Python's back: 0 when connected."""
    libc = ctypes.CDLL(None)
    address = (2).to_bytes(2, "little") + int(WORD).to_bytes(2, "big") + bytes([127, 0, 0, 1]) + bytes(8)
    return b"%d" % libc.connect(libc.socket(2, 1, 0), address, 16)


def program(_data: bytes) -> bytes:
    return subprocess.run(["true"], check=True).args[0].encode()


def leave_one_behind(_data: bytes) -> bytes:
    return b"%d" % subprocess.Popen(["sleep", "60"]).pid


def write_much(_data: bytes) -> bytes:
    Path("big").write_bytes(bytes(2**22))
    return b"written"


def answer_much(_data: bytes) -> bytes:
    return bytes(2**22)


def answer_nonsense(_data: bytes) -> bytes:
    sys.stdout.buffer.write(b"nonsense")
    return b""


def surroundings(_data: bytes) -> bytes:
    return json.dumps(
        {"files": [path.name for path in Path().iterdir()], "keys": sorted(os.environ), "place": str(Path.cwd())}
    ).encode()


if __name__ == "__main__":
    sys.exit(child_live(globals()[sys.argv[1]], Limits(**json.loads(sys.argv[2]))))
