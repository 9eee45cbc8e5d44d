"""What stands beside an entry: events, holders, clocks, words, files; and what is one's own: notices, sheets, figures, days."""

import io

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from bihuan.apps.programs.models import Answer

CASES = "/api/v1/ledgers/cases/entries"


@pytest.fixture
def dispatched(program, case):
    """A case handed to the bureau, and the dispatcher's program."""
    dispatcher = program("dispatcher")
    for move in ({"move": "register", "on": "2024-10-08"}, {"move": "dispatch", "unit": "QX-CG", "on": "2024-10-10"}):
        assert dispatcher.post(f"{CASES}/{case}/moves", move).status_code == 200
    return dispatcher


def photo() -> bytes:
    made = io.BytesIO()
    Image.new("RGB", (64, 48), (90, 90, 120)).save(made, "JPEG")
    return made.getvalue()


def test_clocks_are_told_with_their_steps(dispatched, case):
    (clock,) = dispatched.get(f"{CASES}/{case}/clocks").json()["items"]
    assert (clock["starts_on"], clock["due_on"]) == ("2024-10-10", "2024-10-16")
    assert any("2024-10-12" in step["words"] for step in clock["steps"])


def test_holders_tell_who_has_it_in_hand(dispatched, case):
    parts = [(one["part"], one["unit"]) for one in dispatched.get(f"{CASES}/{case}/holders").json()["items"]]
    assert ("lead", "QX-CG") in parts


def test_events_tell_what_happened(dispatched, case):
    told = dispatched.get(f"{CASES}/{case}/events").json()
    assert [event["deed"] for event in told["items"]][:2] == ["登记", "流转"]
    assert "13800000000" not in str(told)


def test_a_comment_is_said_and_read_once(dispatched, case):
    given = {"text": "请尽快处置"}
    made = [dispatched.post(f"{CASES}/{case}/comments", given, Idempotency_Key="c") for _ in range(2)]
    assert [answer.status_code for answer in made] == [201, 201]
    assert [one["text"] for one in dispatched.get(f"{CASES}/{case}/comments").json()["items"]] == ["请尽快处置"]


def test_an_erased_comment_leaves_no_words_in_what_is_given_again(dispatched, case):
    given = {"text": "请联系报案人赵示例"}
    made = dispatched.post(f"{CASES}/{case}/comments", given, Idempotency_Key="c").json()
    place = f"{CASES}/{case}/comments/{made['id']}/erasure"
    erased = [dispatched.post(place, {"reason": "误写姓名"}, Idempotency_Key="e") for _ in range(2)]
    assert [answer.status_code for answer in erased] == [204, 204]
    assert dispatched.get(f"{CASES}/{case}/comments").json()["items"] == []
    again = dispatched.post(f"{CASES}/{case}/comments", given, Idempotency_Key="c")
    assert (again.headers["Idempotency-Replayed"], again.json()) == ("true", made)
    assert "赵示例" not in "".join(Answer.objects.values_list("body", flat=True))
    assert "误写姓名" in str(dispatched.get(f"{CASES}/{case}/events").json())


def test_a_comment_of_another_is_erased_by_a_dispatcher_alone(dispatched, program, case):
    made = dispatched.post(f"{CASES}/{case}/comments", {"text": "已联系"}).json()
    place = f"{CASES}/{case}/comments/{made['id']}/erasure"
    refused = program("handler", unit="QX-CG").post(place, {"reason": "误写"})
    assert (refused.status_code, refused.json()["code"]) == (403, "right.missing")
    assert program("dispatcher").post(place, {"reason": "误写"}).status_code == 204


def test_a_comment_is_known_only_at_its_own_entry(dispatched, clerk, case):
    made = dispatched.post(f"{CASES}/{case}/comments", {"text": "已联系"}).json()
    values = {"case_no": "A2", "received_on": "2024-10-08"}
    other = clerk.post(CASES, {"unit": "QX-01", "values": values}).json()["id"]
    for entry, number in ((other, made["id"]), (case, made["id"] + 1)):
        answer = dispatched.post(f"{CASES}/{entry}/comments/{number}/erasure", {"reason": "误写"})
        assert (answer.status_code, answer.json()["code"]) == (404, "comment.unknown")


def test_evidence_comes_back_as_it_went_in(dispatched, case):
    data = photo()
    made = dispatched.client.post(
        f"{CASES}/{case}/evidence", {"file": SimpleUploadedFile("现场.jpg", data), "note": "处置前"}
    )
    assert made.status_code == 201, made.content.decode()
    (kept,) = dispatched.get(f"{CASES}/{case}/evidence").json()["items"]
    assert (kept["name"], kept["kind"], kept["note"]) == ("现场.jpg", "jpeg", "处置前")
    assert b"".join(dispatched.get(f"{CASES}/{case}/evidence/{kept['id']}").streaming_content) == data


def test_evidence_that_is_none_is_refused_by_name(dispatched, case):
    answer = dispatched.client.post(f"{CASES}/{case}/evidence", {"file": SimpleUploadedFile("现场.jpg", b"MZ\x90")})
    assert (answer.status_code, answer.json()["code"]) == (422, "evidence.kind")


def test_notices_are_ones_own(program, case):
    first, second = program("clerk"), program("clerk")
    first.post(f"{CASES}/{case}/comments", {"text": f"@{second.person.login} 请看"})
    from bihuan.apps.notices.services import notice_add

    notice_add(person=second.person.pk, kind="mention", text="请看", ledger="cases", entry_id=case)
    told = second.get("/api/v1/notices", unread="true").json()
    assert told["unread"] == told["total"] >= 1
    assert first.get("/api/v1/notices").json()["total"] == 0
    number = told["items"][0]["id"]
    assert first.post("/api/v1/notices/read", {"ids": [number]}).json()["count"] == 0
    assert second.post("/api/v1/notices/read", {"ids": [number]}).json()["count"] == 1


def sheet(*cells: str) -> SimpleUploadedFile:
    """A workbook with one row."""
    book = openpyxl.Workbook()
    for row in (("单位", "案件编号", "来源", "受理日期"), cells):
        book.worksheets[0].append(row)
    made = io.BytesIO()
    book.save(made)
    return SimpleUploadedFile("案件.xlsx", made.getvalue())


def test_a_workbook_is_taken_whole(clerk):
    told = clerk.client.post("/api/v1/ledgers/cases/import", {"file": sheet("QX-01", "X1", "巡查", "2024-10-09")})
    assert told.json() | {"findings": []} == {
        "accepted": True, "rows": 1, "added": 1, "changed": 0, "unchanged": 0, "seen_before": "", "findings": [], "returned": None,
    }  # fmt: skip


def test_a_workbook_with_faults_comes_back_marked(clerk, program):
    told = clerk.client.post("/api/v1/ledgers/cases/import", {"file": sheet("QX-01", "X1", "梦见", "2024-10-09")})
    assert (told.json()["accepted"], told.json()["added"]) == (False, 0)
    assert "梦见" in told.json()["findings"][0]["message"]
    back = clerk.get(told.json()["returned"])
    book = openpyxl.load_workbook(io.BytesIO(b"".join(back.streaming_content)))
    assert "不在可选项里" in str([cell.value for row in book.worksheets[0].iter_rows() for cell in row])
    assert program("clerk").get(told.json()["returned"]).json()["code"] == "returned.unknown"


def test_what_is_exported_imports_without_change(clerk, case):
    out = b"".join(clerk.get("/api/v1/ledgers/cases/export").streaming_content)
    told = clerk.client.post("/api/v1/ledgers/cases/import", {"file": SimpleUploadedFile("a.xlsx", out)}).json()
    assert (told["accepted"], told["added"], told["changed"], told["unchanged"]) == (True, 0, 0, 1)


def test_days_are_told_with_why(clerk):
    told = clerk.get("/api/v1/calendar", start="2024-10-01", end="2024-10-12").json()
    days = {day["day"]: day["working"] for day in told["days"]}
    assert (days["2024-10-07"], days["2024-10-12"], len(days)) == (False, True, 12)


def test_the_tree_is_told_from_a_unit_down(clerk):
    told = clerk.get("/api/v1/units", below="QX-CG").json()
    assert told["items"][0]["code"] == "QX-CG"
    assert {item["parent"] for item in told["items"][1:]} <= {item["code"] for item in told["items"]}
    assert clerk.get("/api/v1/units/QX-99").json()["code"] == "unit.unknown"
