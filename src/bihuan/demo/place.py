"""Where the demo is built: a fresh folder, or one that an earlier demo made. Asked before Django is started on it."""

import shutil
from pathlib import Path

from bihuan.datamodel import BihuanError

MARKER = "demo.json"


def folder_clear(folder: Path) -> None:
    """Remove an earlier demo or an empty folder; anything else is refused and left as it is."""
    if (folder / MARKER).is_file():
        shutil.rmtree(folder)
    elif folder.is_dir() and not any(folder.iterdir()):
        folder.rmdir()
    elif folder.exists():
        raise BihuanError(
            "demo.not_empty",
            "这里已有别的文件，示范县不会覆盖它们",
            where=str(folder),
            hint="用 --dir 换一个空的文件夹",
        )
