"""A pack's field as JSON: its schema in the document, and its values as they go out. What comes in is read as a cell would be."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

from bihuan.apps.ledgers.columns import MASK
from bihuan.packs.schema import FieldType, Ledger, LedgerField

DECIMAL = r"^-?\d+(\.\d+)?$"
POINT = r"^\d{1,3}(\.\d+)?,\d{1,3}(\.\d+)?$"
Schema = dict[str, Any]


def field_schema(field: LedgerField) -> Schema:
    """JSON Schema of one field's filled value, with its words. No ``title``: generators make class names of them, and labels repeat."""
    told = {
        **type_schema(field),
        "x-label": field.label,
        "description": f"{field.label}。{field.help}" if field.help else field.label,
    }
    told |= {"x-measure": field.measure} if field.measure else {}
    told |= {"x-personal": True, "description": f"{field.label}。个人信息：不显示时为 {MASK}"} if field.personal else {}
    return told | ({"readOnly": True} if field.kept else {})


def type_schema(field: LedgerField) -> Schema:
    """What the type alone says. Money and decimals are text, so that no digit is lost on the way."""
    labels = {choice.key: choice.label for choice in field.choices}
    match field.type:
        case FieldType.INTEGER:
            return {"type": "integer"}
        case FieldType.DECIMAL | FieldType.MONEY:
            return {"type": "string", "format": "decimal", "pattern": DECIMAL}
        case FieldType.DATE:
            return {"type": "string", "format": "date"}
        case FieldType.BOOLEAN:
            return {"type": "boolean"}
        case FieldType.CHOICE:
            return {"type": "string", "enum": list(labels), "x-labels": labels}
        case FieldType.TAGS:
            items = {"type": "string", "enum": list(labels)}
            return {"type": "array", "items": items, "uniqueItems": True, "x-labels": labels}
        case FieldType.POINT:
            return {"type": "string", "format": "lon-lat", "pattern": POINT}
        case FieldType.POLYGON:
            return {"type": "string", "format": "lon-lat-ring"}
        case FieldType.UNIT:
            return {"type": "string", "format": "unit-code"}
    return {"type": "string"}


def nullable(schema: Schema) -> Schema:
    """The same, or nothing."""
    told = dict(schema)
    if "enum" in told:
        told["enum"] = [*told["enum"], None]
    return told | {"type": [told["type"], "null"]}


def values_schema(ledger: Ledger) -> Schema:
    """The fields as they go out: every one is there, blank ones null; personal ones may be masked whatever their type."""
    fields = {field.name: value_out_schema(field) for field in ledger.fields}
    return {"type": "object", "description": ledger.name, "properties": fields, "additionalProperties": False}


def value_out_schema(field: LedgerField) -> Schema:
    """One field as it goes out. A choice that a pack has since dropped still stands in old rows, so no enum binds it."""
    schema = nullable(field_schema(field))
    if field.personal:
        return {name: schema[name] for name in ("x-label", "description", "x-personal")} | {"type": ["string", "null"]}
    return schema


def values_given_schema(ledger: Ledger, *, complete: bool) -> Schema:
    """The fields as they come in: ``complete`` for a new entry, which needs those that are required."""
    fields = {
        field.name: field_schema(field) if field.required and complete else nullable(field_schema(field))
        for field in ledger.fields
        if not field.kept
    }
    needed = [field.name for field in ledger.fields if field.required] if complete else []
    schema: Schema = {"type": "object", "description": ledger.name, "properties": fields, "additionalProperties": False}
    return schema | ({"required": needed} if needed else {})


def entry_schema(ledger: Ledger) -> Schema:
    """One entry of the ledger as it is read."""
    states = {state.key: state.label for state in ledger.states}
    state = {"type": ["string", "null"], "enum": [*states, None], "x-labels": states} if states else {"type": "null"}
    properties = {
        "ledger": {"const": ledger.ledger}, "id": {"type": "integer"}, "unit": {"type": "string", "format": "unit-code"},
        "key": {"type": "string"}, "state": state, "removed": {"type": "boolean"}, "seq": {"type": "integer"},
        "digest": {"type": "string"}, "values": {"$ref": f"#/components/schemas/Values_{ledger.ledger}"},
    }  # fmt: skip
    return {"type": "object", "description": ledger.name, "properties": properties, "required": list(properties)}


Shower = Callable[[Any], Any]


def shower_of(field: LedgerField, *, reveal: bool) -> Shower:
    """Makes the JSON of one field's values as the ORM gives them."""
    if field.personal and not reveal:
        return lambda value: None if value is None else MASK
    match field.type:
        case FieldType.DECIMAL | FieldType.MONEY:
            return decimal_text
        case FieldType.TAGS:
            return lambda value: None if value is None else [key for key in str(value).split(",") if key]
        case FieldType.DATE:
            return lambda value: value.isoformat() if isinstance(value, date) else value
        case FieldType.BOOLEAN:
            return lambda value: None if value is None else bool(value)
    return lambda value: value


def decimal_text(value: Decimal | None) -> str | None:
    """Plain digits, never 1E+3; nothing for nothing."""
    return None if value is None else digits(value)


def digits(value: Decimal) -> str:
    """Plain digits."""
    return f"{value:f}"


def stored_value(field: LedgerField, value: Any) -> Any:
    """A value of a plain row (money in 分, decimals scaled) as the ORM gives it."""
    if value is None or field.type not in (FieldType.MONEY, FieldType.DECIMAL):
        return value
    return Decimal(value).scaleb(-(2 if field.type is FieldType.MONEY else field.places))
