"""The reference names every key of the schema, every finding code and every rule; its examples are sound."""

import re
from pathlib import Path

import pytest

from bihuan.packs import pack_check, schema
from bihuan.packs.rules.people import FORBIDDEN

ROOT = Path(__file__).parents[3]
REFERENCE = (ROOT / "docs/reference/packs.md").read_text("utf-8")
GUIDE = (ROOT / "docs/guide/write-a-pack.md").read_text("utf-8")
CODED = "\n".join(path.read_text("utf-8") for path in (ROOT / "src/bihuan/packs").rglob("*.py"))

MODELS = [model for model in vars(schema).values() if isinstance(model, type) and issubclass(model, schema.Strict)]
KEYS = sorted({key for model in MODELS for key in model.model_fields})
CODES = sorted(set(re.findall(r'"(pack\.[a-z0-9_]+)"', CODED)) - {"pack.yaml"})


@pytest.mark.parametrize("key", KEYS)
def test_key_is_documented(key):
    assert f"`{key}`" in REFERENCE or f"`{key}:`" in REFERENCE


@pytest.mark.parametrize("code", [*CODES, *(rule.code for rule in FORBIDDEN)])
def test_finding_code_is_documented(code):
    assert f"`{code}`" in REFERENCE


def test_pack_of_the_guide_is_sound(tmp_path):
    for path, text in re.findall(r"```yaml\n# (mypack/\S+)\n(.*?)```", GUIDE, re.S):
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text, encoding="utf-8")
    assert pack_check(tmp_path / "mypack") == []
