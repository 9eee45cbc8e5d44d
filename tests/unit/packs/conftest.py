"""A small sound pack, written fresh for each test, of which a test spoils one line."""

from collections.abc import Callable
from pathlib import Path

import pytest

from bihuan.datamodel import Finding
from bihuan.packs import pack_check
from support.small_pack import HEAD, INDICATORS, LEDGERS

Writer = Callable[..., Path]


@pytest.fixture
def pack_written(tmp_path: Path) -> Writer:
    """Write the small pack, or another text of one of its files, and give its folder."""

    def write(*, head: str = HEAD, ledgers: str = LEDGERS, indicators: str = INDICATORS, name: str = "small") -> Path:
        folder = tmp_path / name
        for path, text in (("pack.yaml", head), ("ledgers/a.yaml", ledgers), ("indicators/b.yaml", indicators)):
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_text(text, encoding="utf-8")
        return folder

    return write


@pytest.fixture
def spoilt(pack_written: Writer) -> Callable[[str, str], list[Finding]]:
    """Replace words of the small pack, wherever they stand, and check it."""

    def check(old: str, new: str) -> list[Finding]:
        texts = {"head": HEAD, "ledgers": LEDGERS, "indicators": INDICATORS}
        assert any(old in text for text in texts.values())
        return pack_check(pack_written(**{key: text.replace(old, new, 1) for key, text in texts.items()}))

    return check
