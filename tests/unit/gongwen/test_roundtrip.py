"""What is written comes back: text, numbers, manifest."""

from pathlib import Path

import docx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bihuan.datamodel import BihuanError
from bihuan.drafting.tree import Draft, Paragraph, ParagraphRole, Run
from bihuan.gongwen import compilation_write, docx_open, docx_write
from bihuan.gongwen.manifests import manifest_digest, manifest_json
from bihuan.reading.opening import document_open
from unit.gongwen.drafts import TITLE, body, draft, report

TEXTS = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"], exclude_characters="\ufffe\uffff") | st.just("\t"),
    max_size=30,
)


@st.composite
def drafts(draw: st.DrawFn) -> Draft:
    """Any tree: every role, any characters, runs with and without claims."""
    paragraphs, claims = [], 0
    for _ in range(draw(st.integers(1, 6))):
        runs = []
        for text in draw(st.lists(TEXTS, max_size=5)):
            claims += 1
            claim = f"c{claims:03d}" if draw(st.booleans()) else None
            runs.append(Run(text, claim=claim, level=draw(st.integers(0, 4))))
        paragraphs.append(Paragraph(draw(st.sampled_from(ParagraphRole)), tuple(runs)))
    return draft(*paragraphs)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(tree=drafts(), review=st.booleans())
def test_any_draft_comes_back_whole(tree: Draft, review: bool, tmp_path: Path) -> None:
    docx_write(tree, tmp_path / "a.docx", review=review)
    sealed = docx_open(tmp_path / "a.docx")
    assert sealed.text == tree.text
    assert {claim: number.text for claim, number in sealed.numbers.items()} == {
        c.id: c.text for c in tree.manifest.claims
    }
    assert all(sealed.text[n.start : n.end] == n.text for n in sealed.numbers.values())


def test_the_manifest_comes_back_with_the_digest_of_its_json(tmp_path: Path) -> None:
    docx_write(report(), tmp_path / "a.docx", review=False)
    sealed = docx_open(tmp_path / "a.docx")
    assert sealed.manifest == report().manifest
    assert sealed.manifest_sha256 == manifest_digest(manifest_json(report().manifest))


@pytest.mark.parametrize("review", [True, False])
def test_the_same_draft_gives_the_same_bytes(tmp_path: Path, review: bool) -> None:
    for name in ("a.docx", "b.docx"):
        docx_write(report(), tmp_path / name, review=review)
    assert (tmp_path / "a.docx").read_bytes() == (tmp_path / "b.docx").read_bytes()


def test_a_digit_edited_elsewhere_shows_in_the_numbers(tmp_path: Path) -> None:
    file = tmp_path / "a.docx"
    docx_write(draft(TITLE, body("立案", Run("41宗", claim="c001"), "。")), file, review=False)
    document = docx.Document(str(file))
    next(run for run in document.paragraphs[1].runs if run.text == "41宗").text = "47宗"
    document.save(str(file))
    assert docx_open(file).numbers["c001"].text == "47宗"
    assert docx_open(file).manifest is not None


def test_a_number_split_over_runs_is_read_as_one(tmp_path: Path) -> None:
    file = tmp_path / "a.docx"
    docx_write(draft(body("立案", Run("41宗", claim="c001"))), file, review=False)
    document = docx.Document(str(file))
    run = next(run for run in document.paragraphs[0].runs if run.text == "41宗")
    run.text = "4"
    tail = document.paragraphs[0].add_run("1宗")
    run._r.addnext(tail._r)
    document.save(str(file))
    assert docx_open(file).numbers["c001"].text == "41宗"


def test_next_year_reads_the_same_text(tmp_path: Path) -> None:
    docx_write(report(), tmp_path / "a.docx", review=True)
    assert document_open(tmp_path / "a.docx").text.rstrip("\n") == report().text


def test_a_docx_of_another_maker_has_no_manifest(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_paragraph("全年立案41宗。")
    document.save(str(tmp_path / "other.docx"))
    sealed = docx_open(tmp_path / "other.docx")
    assert (sealed.text, sealed.manifest, sealed.numbers) == ("全年立案41宗。", None, {})


def test_a_compilation_gives_back_each_report(tmp_path: Path) -> None:
    members = [report(1), draft(body("甲", Run("3件", claim="c01"))), report(2)]
    compilation_write(members, tmp_path / "a.docx", title="云溪县各单位工作总结汇编", review=True)
    sealed = docx_open(tmp_path / "a.docx").reports
    assert [one.text for one in sealed] == [member.text for member in members]
    assert [one.manifest for one in sealed] == [member.manifest for member in members]
    assert [number.text for number in sealed[1].numbers.values()] == ["3件"]


def test_a_compilation_without_reports_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BihuanError, match="没有报告"):
        compilation_write([], tmp_path / "a.docx", title="汇编", review=False)
    assert not list(tmp_path.iterdir())
