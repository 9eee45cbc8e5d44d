"""One file as the recognisers and readers get it: its bytes, its name, how an error names its place, and the zip that it may be."""

import io
import zipfile
from dataclasses import dataclass
from functools import cached_property

from bihuan.reading.archive import Archive, archive_open
from bihuan.reading.compound import OLE_HEAD, CompoundUse, compound_use


@dataclass(frozen=True)
class File:
    """``where`` is the place that an error shows, ``name`` what a person calls it: 报告.docx, 包.zip/报告.docx."""

    data: bytes
    where: str
    name: str

    @cached_property
    def archive(self) -> Archive | None:
        """The file as a judged zip; None when it is no zip, a named error when the zip breaks a rule."""
        if self.data.startswith(b"PK\x03\x04") or zipfile.is_zipfile(io.BytesIO(self.data)):
            return archive_open(self.data, self.where)
        return None

    @cached_property
    def compound(self) -> CompoundUse | None:
        """What the file is for when it is an OLE compound file; None when it is none."""
        return compound_use(self.data) if self.starts(OLE_HEAD) else None

    def starts(self, *heads: bytes) -> bool:
        """Whether the content begins with one of these."""
        return self.data.startswith(heads)
