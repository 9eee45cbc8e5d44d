"""Figures by the API: the value, what proves it, and nobody gets one that counts what they may not read."""

import pytest

VALUE = "/api/v1/indicators/close_rate/value"


@pytest.fixture
def leader(small, program):
    return program("leader", unit="QX")


def test_a_rate_comes_with_its_sides_and_its_rows(leader):
    told = leader.get(VALUE, unit="QX-01", period="2024", as_of="2024-12-31").json()
    assert (told["value"], told["numerator"], told["denominator"], told["rows"]) == ("50", "1", "2", 2)
    rows = leader.get(
        "/api/v1/indicators/close_rate/rows", unit="QX-01", period="2024", as_of="2024-12-31", limit=2
    ).json()
    assert (rows["total"], len(rows["items"])) == (3, 2)
    rest = leader.get(
        "/api/v1/indicators/close_rate/rows",
        unit="QX-01",
        period="2024",
        as_of="2024-12-31",
        limit=2,
        cursor=rows["next"],
    ).json()
    assert (len(rest["items"]), rest["next"]) == (1, None)


def test_a_town_gets_its_own_figure_and_no_other(small, program):
    town = program("leader", unit="QX-01")
    asked = {"period": "2024", "as_of": "2024-12-31"}
    assert town.get(VALUE, unit="QX-01", **asked).status_code == 200
    for unit in ("QX-02", "QX"):
        answer = town.get(VALUE, unit=unit, **asked)
        assert (answer.status_code, answer.json()["code"]) == (403, "right.missing")


def test_definitions_and_unknown_ones(leader):
    told = leader.get("/api/v1/indicators", pack="small").json()
    assert [item["indicator"] for item in told["items"]] == ["received", "closed", "close_rate"]
    assert leader.get("/api/v1/indicators/close_rate").json()["definition"] == "办结 ÷ 受理。"
    assert leader.get("/api/v1/indicators/nothing").json()["code"] == "indicator.unknown"


def test_money_goes_out_whole(leader, program):
    (first, *_) = leader.get("/api/v1/ledgers/matters/entries").json()["items"]
    assert first["values"]["amount"] == "12.50"


def test_a_schema_is_made_of_the_pack(leader):
    schema = leader.get("/api/v1/ledgers/matters/schema").json()
    assert schema["properties"]["source"]["enum"] == ["letter", "phone", None]
    assert schema["properties"]["source"]["x-labels"] == {"letter": "来信", "phone": "电话"}
    assert schema["additionalProperties"] is False
