"""下载: originals as they came in, many in one zip with a list of what they are."""

import csv
import re
from collections.abc import Iterator, Sequence
from io import StringIO
from typing import Final

from bihuan.apps.ledgers.originals import original_path
from bihuan.apps.ledgers.previews import guarded
from bihuan.apps.library.choosing import documents_chosen
from bihuan.apps.library.models import LibraryDocument
from bihuan.apps.library.zipping import ZipStream, gathered
from bihuan.apps.units.actors import Actor
from bihuan.datamodel import BihuanError

LISTING: Final = "目录.csv"
_HEAD: Final = ("文件", "标题", "发文机关", "年度", "文种", "来处", "SHA-256", "说明")
_UNSAFE: Final = re.compile(r'[\x00-\x1f\x7f"*:<>?|]')
_LONGEST: Final = 120  # characters of one part of a name


def zip_stream(numbers: Sequence[int], actor: Actor, *, folders: bool = False) -> Iterator[bytes]:
    """The originals of these documents as a zip, made while it is read; ``folders``: in the folders that they came in.

    Its last member is a list of all. What the actor may not read is not in it; an original that is lost is named in the list.
    """
    return gathered(_members(numbers, actor, folders))


def _members(numbers: Sequence[int], actor: Actor, folders: bool) -> Iterator[bytes]:
    archive, names, listing = ZipStream(), Names(LISTING), Listing()
    for document in documents_chosen(numbers, actor):
        name = names.given(document.source if folders and document.source else document.name)
        try:
            yield from archive.file(name, original_path(document.sha256))
            listing.add(name, document)
        except (BihuanError, OSError):
            listing.add(name, document, "原件缺失，未放入")
    yield from archive.text(LISTING, listing.content())
    yield from archive.end()


class Names:
    """Names inside an archive: each once, whatever system unpacks it."""

    def __init__(self, *taken: str) -> None:
        self._taken = {name.casefold() for name in taken}

    def given(self, wanted: str) -> str:
        """A safe name; a second one of the same is ``报告（2）.docx``."""
        name = name_safe(wanted)
        stem, dot, ending = name.rpartition(".")
        if not dot or "/" in ending:
            stem, dot, ending = name, "", ""
        count = 1
        while name.casefold() in self._taken:
            count += 1
            name = f"{stem}（{count}）{dot}{ending}"
        self._taken.add(name.casefold())
        return name


def name_safe(wanted: str) -> str:
    """Folders parted by ``/``, none of them leading out, no character that a file system refuses."""
    parts = [part.strip(" .") for part in _UNSAFE.sub("_", wanted.replace("\\", "/")).split("/")]
    return "/".join(_shortened(part) for part in parts if part) or "未命名"


def _shortened(part: str) -> str:
    if len(part) <= _LONGEST:
        return part
    stem, dot, ending = part.rpartition(".")
    return f"{stem[: _LONGEST - len(ending)]}{dot}{ending}" if dot and len(ending) < 10 else part[:_LONGEST]


class Listing:
    """目录.csv in the making."""

    def __init__(self) -> None:
        self._text = StringIO(newline="")
        self._writer = csv.writer(self._text)
        self._writer.writerow(_HEAD)

    def add(self, name: str, document: LibraryDocument, said: str = "") -> None:
        """A line."""
        told = (name, document.title, document.issuer, str(document.year or ""), document.kind, document.source)
        self._writer.writerow([*map(guarded, told), document.sha256, said])

    def content(self) -> bytes:
        """UTF-8 with the mark that Excel looks for."""
        return self._text.getvalue().encode("utf-8-sig", "replace")
