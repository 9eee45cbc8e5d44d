"""Entries by the API: one row a key, nothing over another's change, refusals by name, pages that neither repeat nor hide."""

import pytest

from bihuan.apps.ledgers.models import Event
from bihuan.apps.ledgers.selectors import ledger_model
from bihuan.apps.ledgers.services import entry_add
from bihuan.apps.units.actors import console

CASES = "/api/v1/ledgers/cases/entries"
NEW = {"unit": "QX-01", "values": {"case_no": "B1", "source": "hotline", "received_on": "2024-10-09"}}


def rows() -> int:
    return ledger_model("cases")._default_manager.filter(removed=False).count()


def add(number: int, unit: str = "QX-01", **values: str) -> int:
    return entry_add(
        ledger="cases", unit=unit, actor=console("甲"),
        values={"case_no": f"N{number}", "received_on": "2024-10-09", **values},
    )  # fmt: skip


def test_an_entry_is_added_and_read(clerk):
    made = clerk.post(CASES, NEW)
    assert made.status_code == 201, made.content.decode()
    read = clerk.get(made.headers["Location"])
    assert read.json() == made.json()
    assert read.headers["ETag"] == f'"{made.json()["digest"]}"'
    assert read.json()["values"]["source"] == "hotline"


def test_the_event_names_the_person_behind_the_token(clerk):
    made = clerk.post(CASES, NEW)
    assert Event.objects.get(seq=made.json()["seq"]).actor == str(clerk.person)


def test_a_key_used_twice_makes_one_row(clerk):
    first = clerk.post(CASES, NEW, Idempotency_Key="k-1")
    again = clerk.post(CASES, NEW, Idempotency_Key="k-1")
    assert (first.status_code, again.status_code) == (201, 201)
    assert again.json() == first.json()
    assert again.headers["Idempotency-Replayed"] == "true"
    assert again.headers["ETag"] == first.headers["ETag"]
    assert rows() == 1


def test_a_key_used_for_something_else_is_refused(clerk):
    clerk.post(CASES, NEW, Idempotency_Key="k-1")
    other = clerk.post(CASES, {**NEW, "unit": "QX-02"}, Idempotency_Key="k-1")
    assert (other.status_code, other.json()["code"], rows()) == (409, "key.reused", 1)


def test_a_key_of_another_person_is_another_key(clerk, program):
    clerk.post(CASES, NEW, Idempotency_Key="k-1")
    made = program("clerk").post(CASES, {**NEW, "unit": "QX-02"}, Idempotency_Key="k-1")
    assert (made.status_code, rows()) == (201, 2)


def test_what_was_refused_may_be_asked_again_under_its_key(clerk):
    wrong = {"unit": "QX-01", "values": {"case_no": "B1"}}
    assert clerk.post(CASES, wrong, Idempotency_Key="k-1").status_code == 422
    assert clerk.post(CASES, NEW, Idempotency_Key="k-1").status_code == 201


def test_unknown_and_missing_fields_are_told_by_name(clerk):
    answer = clerk.post(CASES, {"unit": "QX-01", "values": {"case_no": "B1", "nonsense": 1}})
    assert answer.status_code == 422
    assert answer.headers["Content-Type"] == "application/problem+json"
    told = answer.json()
    assert (told["code"], told["findings"][0]["where"]) == ("entry.refused", "nonsense")
    assert told["findings"][0]["message"] == "没有“nonsense”这个字段"


def test_a_body_with_a_name_that_is_none_is_refused(clerk):
    answer = clerk.post(CASES, {**NEW, "vaules": {}})
    assert (answer.status_code, answer.json()["findings"]) == (
        422, [{"code": "field.invalid", "level": "error", "message": "没有这个字段", "where": "vaules", "hint": ""}],
    )  # fmt: skip


def test_a_state_that_is_none_is_told_by_name(clerk):
    answer = clerk.post(CASES, {**NEW, "state": "nonsense"})
    assert (answer.status_code, answer.json()["findings"][0]["where"]) == (422, "state")
    assert "没有“nonsense”这个状态" in answer.json()["findings"][0]["message"]


def test_the_same_entry_a_second_time_is_a_conflict(clerk):
    clerk.post(CASES, NEW)
    again = clerk.post(CASES, NEW)
    assert (again.status_code, again.json()["code"]) == (409, "entry.exists")


def test_of_two_writers_the_second_is_told(clerk, case):
    seen = clerk.get(f"{CASES}/{case}").headers["ETag"]
    first = clerk.patch(f"{CASES}/{case}", {"values": {"matter": "路面积水"}}, If_Match=seen)
    second = clerk.patch(f"{CASES}/{case}", {"values": {"matter": "井盖缺失"}}, If_Match=seen)
    assert (first.status_code, second.status_code) == (200, 412)
    assert second.json()["code"] == "entry.changed_meanwhile"
    assert clerk.get(f"{CASES}/{case}").json()["values"]["matter"] == "路面积水"
    again = clerk.patch(f"{CASES}/{case}", {"values": {"matter": "井盖缺失"}}, If_Match=first.headers["ETag"])
    assert again.json()["values"]["matter"] == "井盖缺失"


def test_a_change_without_if_match_is_refused(clerk, case):
    answer = clerk.patch(f"{CASES}/{case}", {"values": {"matter": "路面积水"}})
    assert (answer.status_code, answer.json()["code"]) == (422, "match.needed")


def test_a_removal_needs_a_reason_and_leaves_a_tombstone(clerk, case):
    assert clerk.post(f"{CASES}/{case}/removal", {"reason": ""}).status_code == 422
    gone = clerk.post(f"{CASES}/{case}/removal", {"reason": "重复登记"})
    assert (gone.status_code, gone.json()["removed"], rows()) == (200, True, 0)


def test_a_move_needs_its_right_and_what_the_pack_says(program, clerk, case):
    dispatcher = program("dispatcher")
    move = {"move": "register", "on": "2024-10-08"}
    assert clerk.post(f"{CASES}/{case}/moves", move).json()["code"] == "right.missing"
    assert dispatcher.post(f"{CASES}/{case}/moves", move).json()["state"] == "registered"
    refused = dispatcher.post(f"{CASES}/{case}/moves", {"move": "dispatch"})
    assert (refused.status_code, refused.json()["findings"][0]["where"]) == (422, "handled_by")
    sent = dispatcher.post(f"{CASES}/{case}/moves", {"move": "dispatch", "unit": "QX-CG", "on": "2024-10-10"})
    assert (sent.json()["state"], sent.json()["values"]["due_on"]) == ("dispatched", "2024-10-16")


def test_pages_follow_one_another_by_cursor_while_rows_are_added(clerk):
    numbers = [add(number) for number in range(5)]
    first = clerk.get(CASES, limit=2, sort="id").json()
    late = add(9)
    rest, cursor = [], first["next"]
    while cursor:
        page = clerk.get(CASES, limit=2, sort="id", cursor=cursor).json()
        rest += [item["id"] for item in page["items"]]
        cursor = page["next"]
    assert [item["id"] for item in first["items"]] + rest == [*numbers, late]
    assert (first["total"], page["total"]) == (5, 6)


def test_a_cursor_of_another_order_is_refused(clerk):
    for number in range(3):
        add(number)
    cursor = clerk.get(CASES, limit=1, sort="id").json()["next"]
    assert clerk.get(CASES, limit=1, sort="-id", cursor=cursor).json()["code"] == "list.cursor"


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"f": "source:in:patrol"}, ["N1"]),
        ({"f": ["received_on:range:2024-10-09..2024-10-09", "unit:below:QX-02"]}, ["N2"]),
        ({"q": "N1"}, ["N1"]),
        ({"f": "state:in:struck"}, []),
    ],
)
def test_lists_are_filtered_as_on_the_page(clerk, query, found):
    add(1, source="patrol")
    add(2, unit="QX-02", source="hotline")
    told = clerk.get(CASES, **query).json()
    assert [item["values"]["case_no"] for item in told["items"]] == found
    assert told["total"] == len(found)


def test_some_fields_are_enough(clerk, case):
    assert clerk.get(CASES, fields="case_no,source").json()["items"][0]["values"] == {
        "case_no": "A1",
        "source": "patrol",
    }
    assert clerk.get(CASES, fields="nonsense").json()["code"] == "list.field"


def test_a_parameter_misspelt_is_no_condition_ignored(clerk):
    answer = clerk.get(CASES, filter="source:in:patrol")
    assert (answer.status_code, answer.json()["code"]) == (422, "request.parameter")


def test_a_page_larger_than_the_largest_is_refused(clerk):
    assert clerk.get(CASES, limit=501).json()["findings"][0]["message"] == "不能大于 500"


def test_personal_fields_are_masked_and_no_condition(clerk, program, case):
    assert clerk.get(f"{CASES}/{case}").json()["values"]["reporter"] == "〔已隐去〕"
    asked = program("leader").get(CASES, f="reporter:has:138")
    assert (asked.status_code, asked.json()["code"]) == (422, "list.personal")


def test_units_out_of_range_are_as_good_as_not_there(program, case):
    other = program("clerk", unit="QX-02", scope="own_and_below")
    assert other.get(CASES).json()["total"] == 0
    assert other.get(f"{CASES}/{case}").json()["code"] == "entry.unknown"
    assert other.post(CASES, NEW).json()["code"] == "right.missing"


def test_bulk_is_all_or_nothing_and_previewed(clerk, case):
    other = add(2)
    given = {"deed": "change", "entries": [case, other], "values": {"source": "hotline"}}
    seen = clerk.post("/api/v1/ledgers/cases/bulk?preview=true", given).json()
    assert (seen["changed"], seen["rows"][0]["changes"]) == (
        2,
        [{"field": "source", "old": "patrol", "new": "hotline"}],
    )
    assert clerk.get(f"{CASES}/{case}").json()["values"]["source"] == "patrol"
    wrong = clerk.post("/api/v1/ledgers/cases/bulk", {**given, "entries": [case, 99]})
    assert (wrong.status_code, clerk.get(f"{CASES}/{case}").json()["values"]["source"]) == (422, "patrol")
    done = clerk.post("/api/v1/ledgers/cases/bulk", {**given, "seen": seen["seen"]}).json()
    assert (done["changed"], clerk.get(f"{CASES}/{case}").json()["values"]["source"]) == (2, "hotline")
