"""The review copy speaks, the clean copy is silent."""

import zipfile
from pathlib import Path

import docx
import pytest

from bihuan.drafting.tree import Draft, Run
from bihuan.gongwen import docx_write
from unit.gongwen.drafts import body, draft, report


def part(file: Path, name: str) -> str:
    with zipfile.ZipFile(file) as archive:
        return archive.read(name).decode()


def written(draft_: Draft, folder: Path, *, review: bool) -> Path:
    docx_write(draft_, folder / "a.docx", review=review)
    return folder / "a.docx"


def test_each_number_has_one_comment(tmp_path: Path) -> None:
    comments = docx.Document(str(written(report(4), tmp_path, review=True))).comments
    assert len(comments) == len(report(4).manifest.claims)
    assert next(iter(comments)).text == "指标：行政处罚\n口径：c01"


def test_a_run_without_a_number_may_have_a_comment(tmp_path: Path) -> None:
    file = written(draft(body(Run("X月X日", comment="上年的事，未查到出处"))), tmp_path, review=True)
    assert [comment.text for comment in docx.Document(str(file)).comments] == ["上年的事，未查到出处"]


def test_blanks_are_marked_in_the_review_copy(tmp_path: Path) -> None:
    document = part(written(report(2), tmp_path, review=True), "word/document.xml")
    assert document.count('w:highlight w:val="yellow"') == 2


def test_the_clean_copy_has_neither_comments_nor_marks(tmp_path: Path) -> None:
    file = written(report(2), tmp_path, review=False)
    assert "highlight" not in part(file, "word/document.xml")
    assert "word/comments.xml" not in zipfile.ZipFile(file).namelist()


@pytest.mark.parametrize(("level", "style"), [(1, "Level1"), (2, "Level2")])
def test_a_run_in_heading_lends_its_font_to_its_words_only(tmp_path: Path, level: int, style: str) -> None:
    file = written(draft(body(Run("加强巡查。", level=level), "全年立案。")), tmp_path, review=False)
    runs = docx.Document(str(file)).paragraphs[0].runs
    assert [run._r.style for run in runs] == [style, None]


def test_the_author_and_dates_come_from_the_draft(tmp_path: Path) -> None:
    properties = docx.Document(str(written(report(), tmp_path, review=True))).core_properties
    assert properties.created is not None
    assert (properties.author, properties.created.date().isoformat()) == ("闭环", "2024-10-31")
