import re
from pathlib import Path

from bihuan.datamodel import Measure

ROOT = Path(__file__).parents[3]
PAGE = (ROOT / "docs/reference/indicators.md").read_text(encoding="utf-8")


def test_every_error_code_is_documented():
    sources = [*(ROOT / "src/bihuan/indicators").glob("*.py"), ROOT / "src/bihuan/cli/indicator.py"]
    codes = {
        code
        for file in sources
        for code in re.findall(r'BihuanError\(\s*"([a-z._]+)"', file.read_text(encoding="utf-8"))
    }
    assert {code for code in codes if f"`{code}`" not in PAGE} == set()


def test_every_measure_is_documented():
    assert {measure for measure in Measure if f"`{measure}`" not in PAGE} == set()
