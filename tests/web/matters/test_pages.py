"""The pages of matters by Django's client: what they show, what they refuse, and that a refused save loses nothing."""

import hashlib
import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from bihuan.apps.ledgers.audit import chain_walk
from bihuan.apps.ledgers.edits import Edit
from bihuan.apps.ledgers.models import Event
from bihuan.apps.ledgers.selectors import ledger_model
from bihuan.apps.ledgers.services import entries_edit, entry_add, entry_change
from bihuan.apps.notices.models import Notice
from bihuan.apps.tracking.models import Comment, Evidence, Extension, Link
from bihuan.apps.tracking.services import comment_erase, extension_ask
from bihuan.apps.units.actors import console
from bihuan.datamodel import BihuanError
from support.matters import LEDGER, photo, prove, stored
from support.people import client_of, person_make

pytestmark = pytest.mark.usefixtures("ledger_db")


def at(entry, *more):
    return "/".join(("", "ledgers", LEDGER, str(entry), *more, ""))


def text(answer):
    return answer.content.decode()


def test_the_page_shows_fields_clock_steps_and_who_has_it(client, handed):
    shown = text(client.get(at(handed)))
    for words in (
        "案件编号",
        "处置时限",
        "第 5 个工作日为 2024-10-16",
        "青溪县城市管理局",
        "派遣",
        "城市管理部件事件处置规定",
    ):
        assert words in shown


def test_a_move_is_offered_with_exactly_what_it_needs(client, case):
    shown = text(client.get(at(case)))
    assert 'id="d-move-dispatch"' in shown and 'id="f-move-dispatch-unit"' in shown
    assert 'id="d-move-finish"' not in shown


def test_dispatch_by_the_page(client, case):
    answer = client.post(
        at(case, "do"), {"do": "move", "move": "dispatch", "unit": "东门", "on": "2024-10-10"}, follow=True
    )
    assert "处置中" in text(answer) and stored(case).handled_by == "QX-01"


def test_a_refused_move_shows_the_reason_and_what_was_typed(client, handed):
    answer = client.post(at(handed, "do"), {"do": "move", "move": "finish", "result": "清走了三车", "on": "2024-10-12"})
    assert answer.status_code == 422
    assert "要有佐证" in text(answer) and "清走了三车" in text(answer) and "data-open-now" in text(answer)


def test_done_with_a_photo_in_the_same_form(client, handed):
    file = SimpleUploadedFile("现场.jpg", photo(), "image/jpeg")
    given = {"do": "move", "move": "finish", "result": "已清理", "on": "2024-10-12", "files": file}
    assert "待核查" in text(client.post(at(handed, "do"), given, follow=True))
    assert Evidence.objects.get().name == "现场.jpg"


def test_a_change_over_somebody_elses_is_refused_and_nothing_typed_is_lost(client, case):
    seen = stored(case).digest
    entry_change(ledger=LEDGER, entry_id=case, values={"matter": "甲写的"}, actor=console("甲"))
    answer = client.post(
        at(case, "edit"), {"seen": seen, "case_no": "A1", "matter": "乙写的", "received_on": "2024-10-08"}
    )
    assert answer.status_code == 422
    assert "乙写的" in text(answer) and "现在是：甲写的" in text(answer) and stored(case).matter == "甲写的"


def test_after_seeing_what_is_there_the_save_goes_through(client, case):
    seen = stored(case).digest
    answer = client.post(
        at(case, "edit"), {"seen": seen, "case_no": "A1", "matter": "乙写的", "received_on": "2024-10-08"}
    )
    assert answer.status_code == 302 and stored(case).matter == "乙写的"


def test_a_wrong_value_is_named_at_its_field_with_what_was_typed(client, case):
    answer = client.post(at(case, "edit"), {"case_no": "A1", "spot": "北京", "received_on": "2024-10-08"})
    assert "“北京”不是坐标" in text(answer) and 'value="北京"' in text(answer)


def test_a_new_entry_by_the_page(client, bureau):
    given = {"unit": "东门", "case_no": "N1", "received_on": "2024-10-08", "urgency": "urgent"}
    answer = client.post("/ledgers/cases/new/", given)
    assert answer.status_code == 302 and "N1" in text(client.get(answer.url))


def test_a_new_entry_that_is_refused_comes_back_whole(client, bureau):
    answer = client.post(
        "/ledgers/cases/new/", {"unit": "东门", "case_no": "N1", "matter": "占道", "received_on": "十月"}
    )
    assert answer.status_code == 422 and "占道" in text(answer) and 'value="东门"' in text(answer)


def test_a_personal_field_is_masked_and_revealing_it_is_on_record(client, bureau, case):
    entry_change(ledger=LEDGER, entry_id=case, values={"reporter": "13800000000"}, actor=bureau.clerk)
    assert "13800000000" not in text(client.get(at(case)))
    assert "13800000000" in text(client.post(at(case, "reveal", "reporter")))
    last = Event.objects.latest("seq")
    assert (last.deed, "13800000000" in last.changes) == ("reveal", False)


def test_an_edit_that_leaves_a_personal_field_blank_keeps_it(client, bureau, case):
    entry_change(ledger=LEDGER, entry_id=case, values={"reporter": "13800000000"}, actor=bureau.clerk)
    client.post(at(case, "edit"), {"case_no": "A1", "received_on": "2024-10-08", "reporter": ""})
    assert stored(case).reporter == "13800000000"


def test_a_picture_is_served_as_our_own_copy_and_a_document_as_a_file_to_keep(client, bureau, handed):
    kept = prove(handed, bureau.bureau)
    answer = client.get(f"/evidence/{kept.pk}/")
    assert (answer["Content-Type"], answer["X-Content-Type-Options"]) == ("image/jpeg", "nosniff")
    original = client.get(f"/evidence/{kept.pk}/original/")
    assert original["Content-Disposition"].startswith("attachment")
    assert hashlib.sha256(b"".join(original.streaming_content)).hexdigest() == kept.sha256
    answer.close()


def test_an_upload_goes_on_from_where_the_line_broke(client, handed):
    data = photo(shade=10, size=(2000, 2000), quality=100)
    begin = {"ledger": LEDGER, "entry": handed, "name": "现场.jpg", "size": len(data)}

    def post(address, body):
        return client.post(address, json.dumps(body), content_type="application/json")

    first = post("/uploads/", begin).json()
    half = len(data) // 2
    client.patch(
        f"/uploads/{first['id']}/", data[:half], headers={"upload-offset": "0"}, content_type="application/octet-stream"
    )
    again = post("/uploads/", begin).json()
    assert (again["id"], again["offset"]) == (first["id"], half)
    twice = client.patch(
        f"/uploads/{first['id']}/", data[:half], headers={"upload-offset": "0"}, content_type="application/octet-stream"
    )
    assert (twice.status_code, twice.json()["offset"]) == (409, half)
    client.patch(
        f"/uploads/{first['id']}/",
        data[half:],
        headers={"upload-offset": str(half)},
        content_type="application/octet-stream",
    )
    finish = {"sha256": hashlib.sha256(data).hexdigest()}
    kept = post(f"/uploads/{first['id']}/finish/", finish).json()
    assert post(f"/uploads/{first['id']}/finish/", finish).json() == kept
    assert Evidence.objects.get().sha256 == finish["sha256"]


def test_the_phone_lists_what_is_to_be_done_and_answers_it(client, handed):
    shown = text(client.get("/m/"))
    assert f"/m/cases/{handed}/" in shown
    assert 'capture="environment"' in text(client.get(f"/m/cases/{handed}/"))
    given = {
        "do": "move",
        "move": "finish",
        "result": "已清理",
        "files": SimpleUploadedFile("a.jpg", photo(), "image/jpeg"),
    }
    answer = client.post(f"/m/cases/{handed}/do/", given, follow=True)
    assert "今天没有要办的件" in text(answer) and stored(handed).state == "done"


def test_an_extension_asked_on_the_phone_is_decided_on_the_page(client, bureau, handed):
    extension_ask(ledger=LEDGER, entry_id=handed, days=3, reason="等材料", actor=bureau.bureau)
    assert "延期申请待批" in text(client.get(at(handed)))
    asked = Extension.objects.get()
    client.post(at(handed, "do"), {"do": "extension_decide", "number": asked.pk, "answer": "yes"})
    assert str(stored(handed).due_on) == "2024-10-21"


def test_the_doer_is_told_why_the_check_is_not_offered(client, handed):
    file = SimpleUploadedFile("a.jpg", photo(), "image/jpeg")
    client.post(
        at(handed, "do"), {"do": "move", "move": "finish", "result": "已清理", "on": "2024-10-12", "files": file}
    )
    assert "上一步是您做的，要由另一人做" in text(client.get(at(handed)))


def test_a_handler_of_another_town_finds_nothing(client, handed):
    stranger = client_of(person_make("li", "handler", unit="QX-02", name="李示例"))
    assert stranger.get(at(handed)).status_code == 404
    assert stranger.get(f"/m/cases/{handed}/").status_code == 404
    assert "今天没有要办的件" in text(stranger.get("/m/"))


def test_a_file_is_not_there_for_one_who_may_not_read_its_entry(client, bureau, handed):
    kept = prove(handed, bureau.bureau)
    stranger = client_of(person_make("li", "handler", unit="QX-02", name="李示例"))
    for address in (f"/evidence/{kept.pk}/", f"/evidence/{kept.pk}/small/"):
        assert stranger.get(address).status_code == 404


def test_those_named_by_at_and_the_unit_dispatched_to_are_told(client, case):
    town = person_make("zhao", "handler", unit="QX-01", name="赵示例")
    client.post(at(case, "do"), {"do": "move", "move": "dispatch", "unit": "东门", "on": "2024-10-10"})
    client.post(at(case, "do"), {"do": "comment", "words": "请@赵示例看一下，@西河镇也知道"})
    assert [(one.person, one.kind) for one in Notice.objects.order_by("pk")] == [
        (town.pk, "assigned"),
        (town.pk, "mention"),
    ]


def test_a_notice_of_several_matters_opens_their_list(client, bureau):
    town = person_make("zhao", "handler", unit="QX-01", name="赵示例")
    for number in ("B1", "B2"):
        values = {"case_no": number, "received_on": "2024-10-08", "registered_on": "2024-10-08"}
        entry_add(ledger=LEDGER, unit="QX-02", values=values, actor=bureau.clerk)
    edit = Edit(deed="move", move="dispatch", on="2024-10-10", values={"handled_by": "东门镇"})
    ids = list(ledger_model(LEDGER)._default_manager.values_list("pk", flat=True))
    entries_edit(ledger=LEDGER, ids=ids, edit=edit, actor=bureau.dispatcher)
    reader = client_of(town)
    assert "台账“案件台账”有 2 件派给贵单位" in text(reader.get("/notices/"))
    answer = reader.get(f"/notices/{Notice.objects.get(kind='assigned').pk}/", follow=True)
    assert answer.redirect_chain == [(f"/ledgers/{LEDGER}/", 302)] and "B1" in text(answer) and "B2" in text(answer)


def test_a_matter_is_handed_to_a_named_person(client, handed):
    town = person_make("zhao", "handler", unit="QX-CG", scope="self", name="赵示例")
    client.post(at(handed, "do"), {"do": "handover", "person": town.pk})
    assert f"/m/cases/{handed}/" in text(client_of(town).get("/m/"))


def test_links_to_entries_and_back_out(client, bureau, case, handed):
    other = entry_add(
        ledger=LEDGER, unit="QX-01", values={"case_no": "Z9", "received_on": "2024-10-08"}, actor=bureau.clerk
    )
    client.post(at(case, "do"), {"do": "link", "target": f"案件台账#{other}"})
    assert "案件台账：Z9" in text(client.get(at(case)))
    client.post(at(case, "do"), {"do": "unlink", "number": Link.objects.get().pk})
    assert not Link.objects.exists() and "取消关联" in text(client.get(at(case)))


@pytest.mark.parametrize("target", ["Z9", "案件台账#0", "没有的台账#1"])
def test_a_link_to_nothing_is_refused_and_what_was_typed_stays(client, case, target):
    answer = client.post(at(case, "do"), {"do": "link", "target": target})
    assert answer.status_code == 422 and target in text(answer) and not Link.objects.exists()


def test_an_unknown_deed_is_named(client, handed):
    assert "不认识这个操作" in text(client.post(at(handed, "do"), {"do": "destroy"}))


def test_a_comment_is_erased_by_who_said_it_and_the_history_tells_it(client, case):
    person_make("zhao", "handler", unit="QX-01", name="赵示例")
    client.post(at(case, "do"), {"do": "comment", "words": "请@赵示例联系报案人，电话写错了"})
    kept = Comment.objects.get()
    client.post(at(case, "do"), {"do": "comment_erase", "number": kept.pk, "reason": "误写个人信息"})
    shown = text(client.get(at(case)))
    assert not Comment.objects.exists() and "电话写错了" not in shown + Notice.objects.get().text
    assert "（留言已清除）" in shown and "清除留言" in shown and "误写个人信息" in shown


def test_a_comment_of_another_is_erased_by_a_dispatcher_alone(client, bureau, handed):
    client.post(at(handed, "do"), {"do": "comment", "words": "已联系"})
    kept = Comment.objects.get()
    with pytest.raises(BihuanError):
        comment_erase(comment=kept.pk, reason="误写", actor=bureau.bureau)
    comment_erase(comment=kept.pk, reason="误写", actor=bureau.dispatcher)
    assert not Comment.objects.exists()


def test_an_erased_comment_leaves_the_chain_whole(client, case):
    client.post(at(case, "do"), {"do": "comment", "words": "已联系"})
    client.post(at(case, "do"), {"do": "comment_erase", "number": Comment.objects.get().pk, "reason": "误写"})
    assert chain_walk() == []
