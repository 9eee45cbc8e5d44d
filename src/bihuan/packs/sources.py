"""Reading a pack's folder: every file, every declaration with its place, and the faults met on the way."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ValidationError

from bihuan.datamodel import Finding
from bihuan.packs.catalog import Pack
from bihuan.packs.faults import fault, message_of, union_message
from bihuan.packs.schema import Indicator, Ledger, PackHead, Strict
from bihuan.packs.shape import keys_at
from bihuan.packs.shipped import shipped_packs_folder
from bihuan.packs.yamlfile import Place, YamlFault, YamlFile, yaml_read


@dataclass(frozen=True)
class Located:
    """A declared thing with the file and the place in it: rules ask it for the line of any of its keys."""

    file: YamlFile
    place: Place
    item: Any

    def where(self, *keys: str | int) -> str:
        """File and line of a key below this thing."""
        return self.file.where((*self.place, *keys))


@dataclass
class PackSource:
    """A pack's folder as read: what could be understood, and the faults met so far."""

    folder: Path
    head: Located | None = None
    ledgers: list[Located] = field(default_factory=list)
    indicators: list[Located] = field(default_factory=list)
    raw: list[Located] = field(default_factory=list)  # every declaration as plain data, for the rules about people
    findings: list[Finding] = field(default_factory=list)
    digest: str = ""

    @property
    def name(self) -> str:
        """The pack's key, or its folder's name while pack.yaml cannot be read."""
        return self.head.item.pack if self.head else self.folder.name

    def pack(self) -> Pack:
        """The pack without its places; only for a source with a head."""
        assert self.head is not None
        return Pack(
            head=self.head.item,
            ledgers=[located.item for located in self.ledgers],
            indicators=[located.item for located in self.indicators],
            digest=self.digest,
        )


def sources_read(folders: Sequence[Path]) -> list[PackSource]:
    """The packs of the folders and, before them, those that they use: from a sibling folder or from the shipped ones."""
    read: dict[Path, PackSource] = {}
    for folder in folders:
        _read_with_used(folder, read)
    return list(read.values())


def _read_with_used(folder: Path, read: dict[Path, PackSource]) -> None:
    known = {path.resolve() for path in read}
    if folder.resolve() in known:
        return
    source = source_read(folder)
    read[folder] = source
    for name in source.head.item.uses if source.head else []:
        used = used_folder(folder, name)
        if used is not None:
            _read_with_used(used, read)
    read[folder] = read.pop(folder)  # used packs stand before their users


def used_folder(folder: Path, name: str) -> Path | None:
    """Where a used pack stands: beside the pack that uses it, or among the shipped ones; None when nowhere."""
    for parent in (folder.parent, shipped_packs_folder()):
        if (parent / name / "pack.yaml").is_file():
            return parent / name
    return None


def source_read(folder: Path) -> PackSource:
    """Read every file of one pack; a file that cannot be read becomes a finding and the others are still read."""
    source = PackSource(folder)
    _head_read(source)
    for path in sorted(folder.glob("ledgers/*.yaml")):
        source.ledgers += items_read(source, path, "ledgers", Ledger)
    for path in sorted(folder.glob("indicators/*.yaml")):
        source.indicators += items_read(source, path, "indicators", Indicator)
    source.digest = files_digest(folder)
    return source


def files_digest(folder: Path) -> str:
    """SHA-256 over names and contents of the files that make the pack."""
    digest = hashlib.sha256()
    for path in [
        folder / "pack.yaml",
        *sorted(folder.glob("ledgers/*.yaml")),
        *sorted(folder.glob("indicators/*.yaml")),
    ]:
        if path.is_file():
            digest.update(f"{path.relative_to(folder).as_posix()}\0".encode())
            digest.update(path.read_bytes() + b"\0")
    return digest.hexdigest()


def _head_read(source: PackSource) -> None:
    path = source.folder / "pack.yaml"
    if not path.is_file():
        hint = "每个行业包都要有 pack.yaml，写明 pack、name、version"
        source.findings.append(fault("pack.no_head", "缺少 pack.yaml", source.folder.as_posix(), hint=hint))
        return
    file = _file_read(source, path)
    if file is not None:
        source.head = next(iter(_validated(source, file, (), file.data, PackHead)), None)


def items_read(source: PackSource, path: Path, key: str, model: type[Strict]) -> list[Located]:
    """The declarations of one file, each validated alone, so that one bad one does not hide the others."""
    file = _file_read(source, path)
    if file is None:
        return []
    if not isinstance(file.data, dict) or not isinstance(file.data.get(key), list):
        source.findings.append(
            fault("pack.missing_key", f"文件要以“{key}:”开头，下面是列表", file.where(), hint="请对照文档")
        )
        return []
    for other in file.data.keys() - {key}:
        source.findings.append(
            fault("pack.unknown_key", f"不认识的键“{other}”", file.where((other,)), hint=f"这里只能有“{key}”")
        )
    items = enumerate(file.data[key])
    return [found for index, data in items for found in _validated(source, file, (key, index), data, model)]


def _file_read(source: PackSource, path: Path) -> YamlFile | None:
    try:
        return yaml_read(path)
    except YamlFault as broken:
        source.findings.append(broken.finding)
        return None


def _validated(source: PackSource, file: YamlFile, place: Place, data: Any, model: type[Strict]) -> list[Located]:
    source.raw.append(Located(file, place, data))
    try:
        return [Located(file, place, model.model_validate(data))]
    except ValidationError as error:
        source.findings += _validation_findings(file, place, error, model)
        return []


def _validation_findings(file: YamlFile, place: Place, error: ValidationError, model: type[BaseModel]) -> list[Finding]:
    """Pydantic's errors as findings; of the branches of a union only the place is told, once."""
    found: dict[tuple[str, str], Finding] = {}
    for item in error.errors(include_url=False):
        loc, where = item["loc"], file.where((*place, *item["loc"]))
        if item["type"] == "missing" or (*place, *loc) in file.lines:
            code, message, hint = message_of(dict(item), keys_at(model, loc[:-1]))
        else:
            code, message, hint = union_message(_last_written(file, place, loc))
        found.setdefault((where, message), fault(code, message, where, hint=hint))
    return list(found.values())


def _last_written(file: YamlFile, place: Place, loc: Place) -> str:
    """The innermost key that the file itself has on the way to an error."""
    return next((str(loc[n]) for n in reversed(range(len(loc))) if (*place, *loc[: n + 1]) in file.lines), "")
