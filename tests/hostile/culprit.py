"""A worker whose reader misbehaves on purpose, as the file asks: the fuzzer must notice every way."""

import ctypes
import os
from dataclasses import replace
from pathlib import Path

from bihuan.commitments import Reading, text_read
from bihuan.datamodel import BihuanError
from hostile.worker import serve


def misbehave(path: Path) -> Reading | BihuanError:
    """Do what the file says."""
    match path.read_text(errors="replace"):
        case "fine":
            return text_read("清溪县2023年工作总结\n", "好.txt")
        case "raise":
            raise KeyError("a defect")
        case "allocate":
            bytearray(2**30)
        case "spin":
            while True:
                pass
        case "crash":
            ctypes.string_at(0)
        case "leave":
            os._exit(0)
        case "unnamed":
            return BihuanError("read.nobody_documented_it", "坏了")
        case "unwritable":
            return text_read("\ud800", "坏.txt")
        case "beyond":
            reading = text_read("清溪县2023年工作总结\n一、工作\n", "坏.txt")
            return replace(reading, documents=tuple(replace(one, end=99) for one in reading.documents))
    raise ValueError("no such deed")


if __name__ == "__main__":
    serve(lambda path: [] if path.read_bytes() == b"nothing" else [misbehave(path)])
