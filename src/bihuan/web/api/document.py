"""The OpenAPI document: what ninja knows of the operations, and for every installed ledger the types of its entries."""

import copy
from collections.abc import Iterable
from typing import Any

from bihuan.apps.ledgers.selectors import ledgers_installed
from bihuan.packs.schema import Ledger
from bihuan.web.api.deed import KEY
from bihuan.web.api.fieldtypes import entry_schema, values_given_schema, values_schema
from bihuan.web.api.problems import MEDIA, Problem

Document = dict[str, Any]
REF = "#/components/schemas/"
HEADERS = {
    KEY: "同一件事的键（如 UUID）：24 小时内再来，给出上次的回答",
    "If-Match": "读这一条时得到的 ETag",
    "ETag": "条目的样子，改动时放进 If-Match",
    "Location": "新条目的地址",
}


def document_of(made: Any) -> Document:
    """The whole document, with the ledgers that are installed now."""
    ledgers = [Ledger.model_validate(row.definition) for row in ledgers_installed()]
    return ledgers_described(operations_described(copy.deepcopy(dict(made))), ledgers)


def operations_described(document: Document) -> Document:
    """Headers, files and errors, which ninja does not know of."""
    schemas = document["components"]["schemas"]
    problem = Problem.model_json_schema(ref_template=REF + "{model}")
    schemas |= problem.pop("$defs", {})
    schemas["Problem"] = problem
    document["components"]["responses"] = {
        "Problem": {
            "description": "没有做成：为什么，怎么办",
            "content": {MEDIA: {"schema": {"$ref": REF + "Problem"}}},
        }
    }
    for methods in document["paths"].values():
        for operation in methods.values():
            operation_described(operation)
    document.pop("servers", None)
    return document


def operation_described(operation: Document) -> None:
    """One operation; what it was declared with is taken out of ninja's extras."""
    given, sets, media = (operation.pop(f"x-{name}") for name in ("headers", "sets", "media"))
    for name in given:
        plain = name.removesuffix("?")
        needed = plain == name and name != KEY
        operation["parameters"].append(
            {
                "in": "header",
                "name": plain,
                "required": needed,
                "schema": header_schema(plain),
                "description": HEADERS[plain],
            }
        )
    success = next(iter(operation["responses"].values()))
    success["description"] = "好了"
    if media:
        success["content"] = {media: {"schema": {"type": "string", "format": "binary"}}}
    if sets:
        success["headers"] = {name: {"schema": {"type": "string"}, "description": HEADERS[name]} for name in sets}
    if "Location" in HEADERS and operation["operationId"] == "entry_move":
        operation["responses"][204] = {"description": "做好了；条目已不在您的范围内"}
    operation["responses"]["4XX"] = {"$ref": "#/components/responses/Problem"}


def header_schema(name: str) -> Document:
    """What may stand in a header."""
    if name == KEY:
        return {"type": "string", "minLength": 1, "maxLength": 200, "pattern": "^[!-~]+$"}
    return {"type": "string", "minLength": 1, "maxLength": 200}


def ledgers_described(document: Document, ledgers: Iterable[Ledger]) -> Document:
    """A schema a ledger for its entries, new entries and changes; the general ones become one of these, told apart by ``ledger``."""
    schemas = document["components"]["schemas"]
    names = []
    for ledger in ledgers:
        name = ledger.ledger
        names.append(name)
        schemas[f"Values_{name}"] = values_schema(ledger)
        schemas[f"Entry_{name}"] = entry_schema(ledger)
        schemas[f"New_{name}"] = values_given_schema(ledger, complete=True)
        schemas[f"Change_{name}"] = values_given_schema(ledger, complete=False)
    if names:
        mapping = {name: f"{REF}Entry_{name}" for name in names}
        schemas["EntryOut"] = {
            "description": "任一台账的条目", "oneOf": [{"$ref": ref} for ref in mapping.values()],
            "discriminator": {"propertyName": "ledger", "mapping": mapping},
        }  # fmt: skip
        schemas["EntryNew"]["properties"]["values"] = any_of("New", names)
        schemas["EntryChange"]["properties"]["values"] = any_of("Change", names)
    return document


def any_of(kind: str, names: Iterable[str]) -> Document:
    """The values of any ledger; which one, the address says."""
    return {
        "description": f"{kind}_<台账>",
        "anyOf": [{"$ref": f"{REF}{kind}_{name}"} for name in names],
    }
