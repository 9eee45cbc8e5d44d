"""The OpenAPI document: the same as it was, sound for every pack that ships, and true of the entries that come out."""

import json
import os
from pathlib import Path

import jsonschema_rs
import pytest

from bihuan.packs import catalog_load
from bihuan.packs.shipped import shipped_packs_folder
from bihuan.web.api.document import ledgers_described
from bihuan.web.api.fieldtypes import values_given_schema

GOLDEN = Path(__file__).parent / "golden" / "openapi.json"
MAKE_GOLDEN = os.environ.get("BIHUAN_GOLDEN") == "openapi"  # the one switch that writes it anew


def shipped_document() -> dict:
    """The components of every shipped ledger."""
    folders = [path.parent for path in shipped_packs_folder().glob("*/pack.yaml")]
    schemas = {name: {"properties": {}} for name in ("EntryNew", "EntryChange")}
    return ledgers_described({"components": {"schemas": schemas}}, catalog_load(folders).ledgers.values())


def test_the_golden_document_is_not_being_made():
    assert not MAKE_GOLDEN, "unset BIHUAN_GOLDEN: the document was written anew"


def test_the_document_is_as_it_was(clerk):
    document = clerk.get("/api/v1/openapi.json").json()
    text = json.dumps(document, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
    if MAKE_GOLDEN:
        GOLDEN.write_text(text, "utf-8")
    assert text == GOLDEN.read_text("utf-8"), (
        "if this is meant: BIHUAN_GOLDEN=openapi pytest tests/web/api/test_document.py"
    )


def test_the_document_is_openapi_3_1(clerk):
    document = clerk.get("/api/v1/openapi.json").json()
    assert document["openapi"] == "3.1.0"
    assert set(document["components"]["securitySchemes"]) == {"Token", "Session"}


def test_every_shipped_ledger_has_sound_types():
    schemas = shipped_document()["components"]["schemas"]
    ledgers = [name.removeprefix("Entry_") for name in schemas if name.startswith("Entry_")]
    assert len(ledgers) > 30
    for name, schema in schemas.items():
        jsonschema_rs.meta.validate(schema)
        parts = [schema, *schema.get("properties", {}).values()]
        assert not any("title" in part for part in parts), "generators make class names of titles, and labels repeat"
        assert all(f"{kind}_{ledger}" in schemas for kind in ("Values", "New", "Change") for ledger in ledgers), name


def test_an_entry_is_what_its_type_says(clerk, case):
    document = clerk.get("/api/v1/openapi.json").json()
    typed = {"$ref": "#/components/schemas/EntryOut", "components": document["components"]}
    entry = clerk.get(f"/api/v1/ledgers/cases/entries/{case}").json()
    validator = jsonschema_rs.validator_for(typed)
    assert validator.is_valid(entry)
    assert not validator.is_valid({**entry, "values": {**entry["values"], "received_on": 20241008}})
    assert not validator.is_valid({**entry, "values": {**entry["values"], "nonsense": 1}})


@pytest.mark.parametrize(
    ("values", "sound"),
    [
        ({"case_no": "A1", "received_on": "2024-10-08"}, True),
        ({"case_no": "A1"}, False),
        ({"case_no": "A1", "received_on": "2024-10-08", "source": "dream"}, False),
        ({"case_no": "A1", "received_on": "2024-10-08", "reworks": 3}, False),
    ],
)
def test_a_new_entry_needs_what_the_pack_requires(values, sound):
    from support.case_pack import cases

    schema = values_given_schema(cases(), complete=True)
    assert jsonschema_rs.validator_for(schema).is_valid(values) is sound
