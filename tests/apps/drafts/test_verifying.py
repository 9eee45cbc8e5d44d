import re
import shutil
import zipfile

import pytest

from bihuan.apps.drafts.services import draft_verify
from bihuan.apps.ledgers.models import Event
from bihuan.apps.ledgers.services import entry_add, entry_change, entry_remove
from bihuan.apps.units.actors import console
from bihuan.datamodel import BihuanError


def rewritten(path, part: str, old: str, new: str):
    """A copy of the docx with one part changed."""
    copy = path.with_name("改.docx")
    with zipfile.ZipFile(path) as source, zipfile.ZipFile(copy, "w") as target:
        for name in source.namelist():
            content = source.read(name).decode() if name.endswith(".xml") else None
            if name == part:
                assert old in content
                content = content.replace(old, new, 1)
            target.writestr(name, content if content is not None else source.read(name))
    return copy


@pytest.fixture
def draft(write):
    return write()


def test_an_untouched_draft_is_sound(draft):
    verdict = draft_verify(path=draft.path)
    assert verdict.sound and verdict.claims == verdict.equal + verdict.blank


def test_a_new_row_makes_its_claims_stale_and_names_old_and_new(draft):
    values = {"case_no": "A9", "source": "公众举报", "dispatched_on": "2024-05-01"}
    entry_add(ledger="smart_cases", unit="QX-02", values=values, actor=console("甲"))
    stale = {fault["text"]: fault for fault in draft_verify(path=draft.path).stale}
    assert (stale["3件"]["old"], stale["3件"]["new"], stale["3件"]["new_rows"]) == ("3", "4", 4)


def test_a_changed_amount_is_stale_though_the_count_is_not(draft):
    entry = entry_of("penalties")
    entry_change(ledger="penalties", entry_id=entry, values={"fine": "2600"}, actor=console("甲"))
    faults = draft_verify(path=draft.path).stale
    assert {fault["label"] for fault in faults} == {"罚款金额", "行政处罚立案数"}
    assert any("数值相同，但依据的条目变了" in fault["why"] for fault in faults)


def test_a_removed_row_is_stale(draft):
    entry_remove(ledger="penalties", entry_id=entry_of("penalties"), reason="重复", actor=console("甲"))
    assert draft_verify(path=draft.path).stale


def entry_of(ledger: str) -> int:
    from bihuan.apps.ledgers.selectors import ledger_model

    return ledger_model(ledger).objects.get().pk


def test_a_changed_digit_is_altered(draft):
    copy = rewritten(draft.path, "word/document.xml", ">3件<", ">8件<")
    (fault,) = draft_verify(path=copy).altered
    assert fault["why"] == "“3件”被改成“8件”"


def test_a_changed_manifest_is_altered_by_name(draft):
    copy = rewritten(draft.path, "customXml/item1.xml", '"rows":3', '"rows":4')
    assert [fault["claim"] for fault in draft_verify(path=copy).altered] == ["manifest"]


def test_digit_and_manifest_changed_together_are_caught_by_the_seal(draft):
    copy = rewritten(draft.path, "word/document.xml", ">3件<", ">8件<")
    both = rewritten(
        shutil.move(copy, copy.with_name("一.docx")), "customXml/item1.xml", '"text":"3件"', '"text":"8件"'
    )
    assert [fault["claim"] for fault in draft_verify(path=both).altered] == ["manifest"]


@pytest.mark.parametrize("told", ["", "[]", '{"manifest": 3}'])
def test_a_seal_that_cannot_be_read_is_named(draft, told):
    Event.objects.filter(deed="draft_seal").update(changes=told)
    (fault,) = draft_verify(path=draft.path).altered
    assert fault["claim"] == "manifest" and "读不出来" in fault["why"]


def test_a_number_typed_into_the_text_is_untraced(draft):
    copy = rewritten(draft.path, "word/document.xml", "编制不足", "编制不足，缺员15人")
    assert [fault["text"] for fault in draft_verify(path=copy).untraced] == ["15人"]


def test_a_blank_filled_by_hand_is_untraced(draft):
    copy = rewritten(draft.path, "word/document.xml", ">XX宗以上<", ">25宗以上<")
    (fault,) = draft_verify(path=copy).untraced
    assert "没有来源" in fault["why"]


def test_changed_words_are_altered_and_shown(draft):
    copy = rewritten(draft.path, "word/document.xml", "执法力量偏少", "执法力量充足")
    faults = draft_verify(path=copy).altered
    assert {fault["claim"] for fault in faults} == {"text"}
    assert any("偏" in fault["text"] for fault in faults)


def test_a_docx_of_another_hand_cannot_be_verified(tmp_path):
    from docx import Document

    Document().save(str(tmp_path / "x.docx"))
    with pytest.raises(BihuanError, match=re.escape("没有附带数据来源")):
        draft_verify(path=tmp_path / "x.docx")


def test_a_compilation_names_the_report_of_each_fault(draft, tmp_path):
    from bihuan.gongwen import compilation_write

    both = tmp_path / "汇编.docx"
    compilation_write([draft.draft, draft.draft], both, title="青溪县2024年工作总结汇编", review=False)
    assert draft_verify(path=both).sound
    entry_remove(ledger="penalties", entry_id=entry_of("penalties"), reason="重复", actor=console("甲"))
    assert {fault["report"] for fault in draft_verify(path=both).stale} == {draft.draft.manifest.title}


def test_a_claim_of_an_indicator_that_is_gone_is_stale(draft):
    from bihuan.apps.units.models import Unit

    Unit.objects.filter(code="QX-CG").update(code="QX-CG9")
    assert all("不存在" in fault["why"] for fault in draft_verify(path=draft.path).stale)
