"""OLE compound files: old Word, Excel and PowerPoint files and encrypted new ones look alike from outside; the directory inside tells."""

import io
import struct
from typing import Final, Literal

import olefile

OLE_HEAD: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
CompoundUse = Literal["word", "sheet", "slides", "encrypted", "macros", "other", "broken"]

_ENCRYPTED: Final = {"encryptioninfo", "encryptedpackage"}
_MACROS: Final = {"macros", "_vba_project_cur"}  # storages of Word and of Excel
_USES: Final[dict[str, CompoundUse]] = {
    "worddocument": "word",
    "workbook": "sheet",
    "book": "sheet",
    "powerpoint document": "slides",
}
_WORD_ENCRYPTED: Final = 0x0100  # FibBase.fEncrypted, MS-DOC 2.5.2


def compound_use(data: bytes) -> CompoundUse:
    """What a compound file is for, or why it is not read."""
    try:
        with olefile.OleFileIO(io.BytesIO(data)) as file:
            names = {entry[0].lower() for entry in file.listdir(storages=True)}
            locked = "worddocument" in names and _word_locked(file.openstream("WordDocument").read(12))
    except Exception:  # olefile raises whatever it stumbles over
        return "broken"
    if locked or names & _ENCRYPTED:
        return "encrypted"
    if names & _MACROS:
        return "macros"
    return next((use for name, use in _USES.items() if name in names), "other")


def _word_locked(head: bytes) -> bool:
    flags: int = struct.unpack_from("<H", head, 10)[0]
    return bool(flags & _WORD_ENCRYPTED)
