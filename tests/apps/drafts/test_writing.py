import errno
from datetime import date
from pathlib import Path

import pytest

from bihuan.apps.drafts.models import Draft
from bihuan.apps.ledgers.audit import chain_walk
from bihuan.apps.ledgers.selectors import event_find
from bihuan.datamodel import BihuanError
from bihuan.gongwen import docx_open


def test_a_draft_says_what_the_ledgers_say(write):
    text = docx_open(write().path).text
    assert "截至10月31日，智慧城管平台共转办案件3件，办结2件，1件待办。其中公众举报1件、县局巡查2件。" in text
    assert "行政处罚共立案1宗，共处罚款0.25万元。X月X日，局党组审定" in text


def test_the_seal_in_the_chain_carries_the_manifests_digest(write):
    written = write()
    row = Draft.objects.get(pk=written.draft.manifest.draft_id)
    event = event_find(deed="draft_seal", subject=f"drafts/{row.pk}")
    assert event.seq == row.seal and row.manifest_sha256 in event.changes
    assert docx_open(written.path).manifest_sha256 == row.manifest_sha256
    assert chain_walk() == []


def test_the_original_is_kept_first(write, settings, last_year):
    sha = write().draft.manifest.source_sha256
    assert (settings.BIHUAN.dir / "originals" / sha).read_bytes() == last_year.read_bytes()


def test_the_json_is_that_of_the_contract(write):
    told = write().to_json()
    keys = {"text", "last_year", "indicator", "unit", "period", "scope", "as_of", "value", "rows", "digest"}
    assert told["numbers"] == told["bound"] + told["blank"] == len(told["claims"])
    assert keys <= set(told["claims"][0])


def test_the_same_figure_a_year_earlier_stands_beside(write):
    claim = next(c for c in write().draft.manifest.claims if c.indicator == "smart_cases_dispatched")
    assert (claim.last_year, claim.rows, str(claim.value)) == ("90件", 3, "3")


def test_a_year_without_entries_is_named(write, tmp_path):
    with pytest.raises(BihuanError, match="2031年没有任何台账条目"):
        write(year=2031, as_of=date(2031, 6, 30))
    assert not list(tmp_path.glob("*.docx"))


def test_an_unknown_unit_is_named(write):
    with pytest.raises(BihuanError, match="单位树里没有"):
        write(unit="QX-XX")


def test_an_unreadable_source_is_named(write, tmp_path):
    bad = tmp_path / "坏.docx"
    bad.write_bytes(b"PK\x03\x04broken")
    with pytest.raises(BihuanError):
        write(source=bad)
    assert not list(tmp_path.glob("*稿.docx*"))


def test_a_failing_rename_leaves_neither_file_nor_seal(write, tmp_path):
    (tmp_path / "稿.docx").mkdir()
    with pytest.raises(OSError):
        write()
    assert Draft.objects.count() == 0
    assert not [path for path in tmp_path.iterdir() if path.name.startswith(".")]


def test_a_full_disk_leaves_nothing(write):
    target = Path("/dev/full/稿.docx")
    with pytest.raises(OSError) as caught:
        write(target=target)
    assert caught.value.errno in (errno.ENOSPC, errno.ENOTDIR)
    assert Draft.objects.count() == 0
