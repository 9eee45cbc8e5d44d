"""Each error of reading is documented, and each documented one exists."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[3]
SOURCES = [
    *(ROOT / "src/bihuan/reading").rglob("*.py"),
    *(ROOT / "src/bihuan/limited").glob("*.py"),
    *(ROOT / "src/bihuan/cli").glob("read*.py"),
]


def codes(paths: list[Path], sign: str) -> set[str]:
    return {
        code
        for path in paths
        for code in re.findall(rf"{sign}(read\.(?!css|js)[a-z_]+){sign}", path.read_text("utf-8"))
    }


def test_errors_and_their_documentation_agree() -> None:
    pages = [ROOT / "docs/reference" / name for name in ("reading.md", "hostile.md")]
    assert codes(pages, "`") == codes(SOURCES, '"')
