import re
from pathlib import Path

ROOT = Path(__file__).parents[3]
CODE = re.compile(r'"((?:unit|workbook|cell|date|state|row|entry|ledger|chain|folder)\.[a-z_]+)"')


def test_every_code_of_a_finding_or_error_is_documented():
    sources = [*(ROOT / "src/bihuan/apps/ledgers").glob("*.py"), *(ROOT / "src/bihuan/apps/units").glob("*.py")]
    used = {
        code
        for path in [*sources, ROOT / "src/bihuan/apps/workbooks.py"]
        for code in CODE.findall(path.read_text("utf-8"))
    }
    documented = (ROOT / "docs/reference/ledgers.md").read_text("utf-8")
    assert [code for code in sorted(used) if f"`{code}`" not in documented] == []
