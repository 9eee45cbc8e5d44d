"""The page about promises says what the code does: options, errors, verdicts, fields and the lists to extend."""

import re
from dataclasses import fields
from pathlib import Path
from typing import get_args

import pytest
from typer.main import get_command

from bihuan.cli.promises import app
from bihuan.promises import Quote, Result, Status, Verdict, lexicon, matters

ROOT = Path(__file__).parents[3]
PAGE = (ROOT / "docs/reference/promises.md").read_text("utf-8")
OPTIONS = [option for parameter in get_command(app).params for option in parameter.opts if option.startswith("--")]
CODE = re.compile(r"[`\"](promises\.[a-z_]+)[`\"]")
LISTS = PAGE.partition("\n## To teach it a word\n")[2].partition("\n## ")[0]


@pytest.mark.parametrize("option", OPTIONS)
def test_option_is_documented(option: str) -> None:
    assert re.search(rf"^\| `{option}\b", PAGE, re.MULTILINE)


def test_errors_and_their_documentation_agree() -> None:
    used = {
        code
        for path in (ROOT / "src/bihuan/cli").glob("promises*.py")
        for code in CODE.findall(path.read_text("utf-8"))
    }
    told = set(CODE.findall(PAGE)) - {"promises.css", "promises.js"}
    assert told == used - {"promises.css", "promises.js"}


@pytest.mark.parametrize("word", [*get_args(Verdict), *get_args(Status)])
def test_verdict_or_status_is_documented(word: str) -> None:
    assert f"\n| `{word}` |" in PAGE


@pytest.mark.parametrize("field", [field.name for one in (Result, Quote) for field in fields(one)])
def test_field_is_documented(field: str) -> None:
    assert f"`{field}`" in PAGE


@pytest.mark.parametrize("name", re.findall(r"`(_?[A-Z_]+)`", LISTS))
def test_list_to_extend_exists(name: str) -> None:
    assert hasattr(lexicon, name) or hasattr(matters, name)
