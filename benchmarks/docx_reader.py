"""One reader of Word files, in a process and an environment of its own: ``python docx_reader.py READER FILE...`` prints JSON.

It imports nothing of Bihuan's unless Bihuan is the reader: the peers need libraries of other versions than ours.
"""

import json
import sys
import time
from collections.abc import Callable
from pathlib import Path


def bihuan() -> Callable[[Path], str]:
    from bihuan.reading.opening import document_open

    return lambda path: document_open(path).text


def markitdown() -> Callable[[Path], str]:
    from markitdown import MarkItDown

    reader = MarkItDown()
    return lambda path: str(reader.convert(path).text_content)


def docling() -> Callable[[Path], str]:
    from docling.backend.msword_backend import MsWordDocumentBackend
    from docling.datamodel.base_models import InputFormat
    from docling.datamodel.document import InputDocument

    def text(path: Path) -> str:
        document = InputDocument(path, InputFormat.DOCX, MsWordDocumentBackend)
        return str(MsWordDocumentBackend(document, path).convert().export_to_markdown())

    return text


def main(reader: str, *files: str) -> None:
    """Read all files once to warm up, then three times; the best counts, in processor time."""
    read = {"bihuan": bihuan, "markitdown": markitdown, "docling": docling}[reader]()
    texts = [read(Path(file)) for file in files]
    seconds = []
    for _ in range(3):
        begun = time.process_time()
        for file in files:
            read(Path(file))
        seconds.append(time.process_time() - begun)
    json.dump({"seconds": min(seconds), "texts": texts}, sys.stdout)


if __name__ == "__main__":
    main(*sys.argv[1:])
