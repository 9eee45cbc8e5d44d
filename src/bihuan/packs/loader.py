"""From folders to the catalogue. Every fault is found in one pass and says where it stands."""

from collections.abc import Iterable, Sequence
from pathlib import Path

from bihuan.datamodel import BihuanError, Finding
from bihuan.packs.cache import catalog_recall, catalog_remember
from bihuan.packs.cases import cases_agree
from bihuan.packs.catalog import Catalog, Pack
from bihuan.packs.rules import rules_apply
from bihuan.packs.sources import PackSource, sources_read


def pack_load(folder: Path) -> Pack:
    """The pack in a folder; raises ``BihuanError`` with the first fault and how many more there are."""
    sources = sources_read([folder])
    _refuse(findings_of(sources))
    return next(source for source in sources if source.folder == folder).pack()


def pack_check(folder: Path) -> list[Finding]:
    """Every fault of a pack, in the order of its files and lines; the packs that it uses are read along. Empty: the pack is sound."""
    if not folder.is_dir():
        raise BihuanError("pack.no_folder", "找不到行业包文件夹", where=str(folder), hint="请检查路径")
    sources = sources_read([folder])
    found = findings_of(sources)
    return found or cases_agree(folder, catalog_of(sources))


def catalog_of(sources: Sequence[PackSource]) -> Catalog:
    """The catalogue of packs that were read without a fault."""
    return Catalog({source.name: source.pack() for source in sources})


def catalog_load(folders: Iterable[Path], *, cache: Path | None = None) -> Catalog:
    """The catalogue of some packs and of those they use.

    A folder holds one pack (pack.yaml) or several, one a subfolder. ``cache`` is a file that spares reading the YAML again while
    no file of the packs has changed. Raises ``BihuanError`` with the first fault's file and line.
    """
    chosen = pack_folders(folders)
    known = catalog_recall(cache, chosen) if cache else None
    if known is not None:
        return known
    sources = sources_read(chosen)
    _refuse(findings_of(sources))
    catalog = catalog_of(sources)
    if cache:
        catalog_remember(cache, catalog, chosen, [source.folder for source in sources])
    return catalog


def pack_folders(folders: Iterable[Path]) -> list[Path]:
    """Folders that hold a pack.yaml: those given, or their subfolders."""
    found: list[Path] = []
    for folder in folders:
        if not folder.is_dir():
            raise BihuanError("pack.no_folder", "找不到行业包文件夹", where=str(folder), hint="请检查路径")
        inner = [folder] if (folder / "pack.yaml").is_file() else sorted(p.parent for p in folder.glob("*/pack.yaml"))
        found += inner or [folder]
    return list(dict.fromkeys(found))


def findings_of(sources: Sequence[PackSource]) -> list[Finding]:
    """What reading and the rules found, pack by pack in the order of files and lines."""
    return [finding for source in sources for finding in sorted(_of_source(source, sources), key=_place)]


def _of_source(source: PackSource, sources: Sequence[PackSource]) -> list[Finding]:
    return source.findings + rules_apply(source, sources)


def _place(finding: Finding) -> tuple[str, int]:
    file, _, line = finding.where.rpartition(":")
    return (file, int(line)) if line.isdigit() else (finding.where, 0)


def _refuse(findings: list[Finding]) -> None:
    if findings:
        first, more = findings[0], len(findings) - 1
        hint = first.hint + (f"；另有 {more} 处问题，用 bihuan pack check 查看" if more else "")
        raise BihuanError(first.code, first.message, where=first.where, hint=hint)
