"""The pages about reading say what the code does: errors, options, formats, fields, calls and the lists to extend."""

import re
from importlib import import_module
from pathlib import Path
from typing import get_args

import pytest
from typer.main import get_command

from bihuan.cli.read import app
from bihuan.cli.read_folder import KINDS
from bihuan.commitments import GRADES, Commitment, Grade, Source
from bihuan.quantities import Kind, Qualifier, Quantity, Relation, RelationKind, Stance
from bihuan.reading.document import Format
from bihuan.reading.outline import Section
from bihuan.reading.roles import Role

ROOT = Path(__file__).parents[3]
PAGE = (ROOT / "docs/reference/reading.md").read_text("utf-8")
SOURCES = [
    *(ROOT / "src/bihuan/reading").rglob("*.py"),
    *(ROOT / "src/bihuan/limited").glob("*.py"),
    *(ROOT / "src/bihuan/cli").glob("read*.py"),
]
OPTIONS = [option for parameter in get_command(app).params for option in parameter.opts if option.startswith("--")]
FIELDS = [field for one in (Source, Section, Quantity, Commitment, Relation) for field in one.__slots__]
WORDS = [word for kinds in (Kind, Qualifier, Stance, Role, RelationKind) for word in get_args(kinds)]
LISTS = re.findall(r"`(quantities/[\w/]+\.py)`: ((?:`\w+`(?:, | or | and )?)+)", PAGE)


def part(heading: str) -> str:
    """What stands under one heading."""
    return PAGE.partition(f"\n## {heading}\n")[2].partition("\n## ")[0]


def codes(paths: list[Path], sign: str) -> set[str]:
    return {
        code
        for path in paths
        for code in re.findall(rf"{sign}(read\.(?!css|js)[a-z_]+){sign}", path.read_text("utf-8"))
    }


def test_errors_and_their_documentation_agree() -> None:
    pages = [ROOT / "docs/reference" / name for name in ("reading.md", "hostile.md")]
    assert codes(pages, "`") == codes(SOURCES, '"')


@pytest.mark.parametrize("option", OPTIONS)
def test_option_is_documented(option: str) -> None:
    assert re.search(rf"^\| `{option}\b", PAGE, re.MULTILINE)


def test_formats_and_their_table_agree() -> None:
    named = re.findall(r"^\| ((?:`\w+` ?)+)\|", part("Formats"), re.MULTILINE)
    assert {word.strip("`") for cell in named for word in cell.split()} == set(get_args(Format))


def test_ends_of_files_in_a_folder_are_those_that_the_page_lists() -> None:
    (listed,) = re.findall(r"`((?:\.[a-z]+ ){5,}\.[a-z]+)`", PAGE)
    assert set(listed.split()) == KINDS


@pytest.mark.parametrize("name", dict.fromkeys([*FIELDS, *WORDS]))
def test_field_or_word_of_the_json_is_documented(name: str) -> None:
    assert re.search(rf'[`"]{name}[`"]', part("The JSON") + part("Relations"))


@pytest.mark.parametrize("grade", GRADES)
def test_grade_is_documented_with_its_name_on_the_screen(grade: Grade) -> None:
    assert f"`{grade}` {GRADES[grade]}" in part("Can it be checked")


@pytest.mark.parametrize("call", re.findall(r"`bihuan\.([a-z.]+\.\w+)\(", part("As a library")))
def test_call_of_the_library_exists(call: str) -> None:
    package, _, name = call.rpartition(".")
    assert callable(getattr(import_module(f"bihuan.{package}"), name))


@pytest.mark.parametrize("path", re.findall(r"`((?:reading|quantities|commitments|packs)/[\w/]+(?:\.py)?)`", PAGE))
def test_module_exists(path: str) -> None:
    place = ROOT / "src/bihuan" / path
    assert place.exists() or place.with_suffix(".py").exists()


@pytest.mark.parametrize(("path", "names"), LISTS)
def test_list_to_extend_exists(path: str, names: str) -> None:
    code = (ROOT / "src/bihuan" / path).read_text("utf-8")
    assert [
        name
        for name in re.findall(r"\w+", names.replace(" or ", " ").replace(" and ", " "))
        if not re.search(rf"^{name}\b", code, re.MULTILINE)
    ] == []
