"""The pages hold together: links lead somewhere, indexes are whole, guides quote errors that exist, the glossary has the words of the code."""

import re
from pathlib import Path
from typing import get_args

import pytest

from bihuan.cli.main import COMMANDS
from bihuan.commitments import Grade
from bihuan.promises import Status, Verdict
from bihuan.quantities import RelationKind

ROOT = Path(__file__).parents[2]
PAGES = [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]
LINK = re.compile(r"\]\(([^)#:]*)(?:#([^)]*))?\)")
GLOSSARY = (ROOT / "docs/glossary/README.md").read_text("utf-8")
GUIDES = "".join((ROOT / "docs/guide" / name).read_text("utf-8") for name in ("clerk.md", "administrator.md"))
TOLD = re.findall(
    r"^\| (.+?) \| ", "".join(re.findall(r"\| 屏幕上说 \|.*?\n\n", GUIDES + "\n\n", re.DOTALL)), re.MULTILINE
)
SAID = [piece for cell in TOLD if cell != "屏幕上说" for said in cell.split("；") for piece in said.split(" … ")]
CODE = "".join(path.read_text("utf-8") for path in (ROOT / "src/bihuan").rglob("*.py"))


def anchors(page: Path) -> set[str]:
    """What a link may name on a page: its headings, as they are spelt in an address."""
    headings = re.findall(r"^#+ (.+)$", page.read_text("utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_lead_somewhere(page: Path) -> None:
    for to, anchor in LINK.findall(page.read_text("utf-8")):
        there = (page.parent / to).resolve() if to else page
        assert there.exists(), to
        assert not anchor or anchor in anchors(there), f"{to}#{anchor}"


@pytest.mark.parametrize("folder", ["reference", "adr"])
def test_index_names_every_page(folder: str) -> None:
    index = (ROOT / "docs" / folder / "README.md").read_text("utf-8")
    pages = [page.name for page in (ROOT / "docs" / folder).glob("*.md") if page.name != "README.md"]
    assert [name for name in sorted(pages) if f"]({name})" not in index] == []


@pytest.mark.parametrize("name", ["README.md", "README.zh-CN.md"])
def test_readme_names_every_command(name: str) -> None:
    text = (ROOT / name).read_text("utf-8")
    assert [command for command in COMMANDS if not re.search(rf"(?:bihuan|make|`) ?{command}\b", text)] == []


@pytest.mark.parametrize("word", [word for words in (RelationKind, Verdict, Status, Grade) for word in get_args(words)])
def test_glossary_has_the_words_of_relations_verdicts_and_grades(word: str) -> None:
    assert re.search(rf"[|:,] {word} [|\u4e00-\u9fff]", GLOSSARY)


@pytest.mark.parametrize("said", SAID)
def test_error_that_a_guide_explains_is_one_that_the_program_says(said: str) -> None:
    assert said in CODE
