"""The catalogue kept as JSON, so that a command starts fast: used only while no file of the packs has changed."""

import json
from collections.abc import Sequence
from pathlib import Path

from bihuan.packs.catalog import Catalog, Pack
from bihuan.packs.sources import files_digest

VERSION = 1


def catalog_recall(cache: Path, chosen: Sequence[Path]) -> Catalog | None:
    """The remembered catalogue of these folders; None when there is none, it is of others, or a pack has changed."""
    try:
        kept = json.loads(cache.read_bytes())
        if kept["version"] != VERSION or kept["chosen"] != [str(folder.resolve()) for folder in chosen]:
            return None
        packs = [Pack.model_validate(pack) for pack in kept["packs"]]
        if [files_digest(Path(folder)) for folder in kept["folders"]] != [pack.digest for pack in packs]:
            return None
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return Catalog({pack.name: pack for pack in packs})


def catalog_remember(cache: Path, catalog: Catalog, chosen: Sequence[Path], folders: Sequence[Path]) -> None:
    """Keep the catalogue for the next start; a folder that cannot be written is no fault."""
    kept = {
        "version": VERSION,
        "chosen": [str(folder.resolve()) for folder in chosen],
        "folders": [str(folder.resolve()) for folder in folders],
        "packs": [pack.model_dump(mode="json", exclude_defaults=True) for pack in catalog.packs.values()],
    }
    try:
        half = cache.with_suffix(".new")
        half.write_text(json.dumps(kept, ensure_ascii=False), encoding="utf-8")
        half.replace(cache)
    except OSError:
        return
