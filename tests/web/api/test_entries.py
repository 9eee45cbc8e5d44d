"""Entries by the API: one row a key, nothing over another's change, refusals by name."""

from bihuan.apps.ledgers.selectors import ledger_model

CASES = "/api/v1/ledgers/cases/entries"
NEW = {"unit": "QX-01", "values": {"case_no": "B1", "source": "hotline", "received_on": "2024-10-09"}}


def rows() -> int:
    return ledger_model("cases")._default_manager.filter(removed=False).count()


def test_an_entry_is_added_and_read(clerk):
    made = clerk.post(CASES, NEW)
    assert made.status_code == 201, made.content.decode()
    read = clerk.get(made.headers["Location"])
    assert read.json() == made.json()
    assert read.headers["ETag"] == f'"{made.json()["digest"]}"'
    assert read.json()["values"]["source"] == "hotline"


def test_a_key_used_twice_makes_one_row(clerk):
    first = clerk.post(CASES, NEW, Idempotency_Key="k-1")
    again = clerk.post(CASES, NEW, Idempotency_Key="k-1")
    assert (first.status_code, again.status_code) == (201, 201)
    assert again.json() == first.json()
    assert again.headers["Idempotency-Replayed"] == "true"
    assert rows() == 1
