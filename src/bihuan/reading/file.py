"""One file as the recognisers and readers get it: its bytes, its name, how an error names its place, and the zip that it may be."""

import io
import zipfile
from dataclasses import dataclass
from functools import cached_property

from bihuan.reading.archive import Archive, archive_open


@dataclass(frozen=True)
class File:
    """``where`` is the path an error shows (报告.docx, 包.zip/报告.docx); ``name`` decides nothing but what a person is told."""

    data: bytes
    where: str

    @property
    def name(self) -> str:
        """The last part of ``where``."""
        return self.where.replace("\\", "/").rpartition("/")[2]

    @cached_property
    def archive(self) -> Archive | None:
        """The file as a judged zip; None when it is no zip, a named error when the zip breaks a rule."""
        if self.data.startswith(b"PK\x03\x04") or zipfile.is_zipfile(io.BytesIO(self.data)):
            return archive_open(self.data, self.where)
        return None

    def starts(self, *heads: bytes) -> bool:
        """Whether the content begins with one of these."""
        return self.data.startswith(heads)
