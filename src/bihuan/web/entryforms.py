"""A ledger's fields as a form, and what was typed as values: the same for a new entry, a change and what a move fills."""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from django.http import QueryDict

from bihuan.apps.ledgers.companions import clock_fields
from bihuan.apps.ledgers.desk import EntryRefused
from bihuan.apps.ledgers.guarded import closing_fields, guarded_fields
from bihuan.apps.units.selectors import unit_labels
from bihuan.packs.schema import FieldType, Ledger, LedgerField
from bihuan.web.kit import FieldShown

KINDS = {
    FieldType.TEXT: "text", FieldType.INTEGER: "number", FieldType.DECIMAL: "number", FieldType.MONEY: "money",
    FieldType.DATE: "date", FieldType.CHOICE: "choice", FieldType.BOOLEAN: "choice", FieldType.TAGS: "tags",
    FieldType.POINT: "text", FieldType.POLYGON: "textarea", FieldType.UNIT: "text",
}  # fmt: skip
YES_NO = (("true", "是"), ("false", "否"))
UNITS = "units-offered"  # id of the datalist that offers units


def fields_offered(ledger: Ledger, *, new: bool) -> list[LedgerField]:
    """What a form offers: not what moves and clocks keep; of a matter that is there already, nothing that only moves write."""
    shut = closing_fields(ledger) if new else guarded_fields(ledger)
    return [field for field in ledger.fields if not field.kept and field.name not in shut]


def form_fields(
    ledger: Ledger,
    fields: Sequence[LedgerField],
    values: Mapping[str, Any],
    errors: Mapping[str, str] | None = None,
    told: Mapping[str, str] | None = None,
    *,
    held: bool = False,
) -> list[FieldShown]:
    """The fields with what they hold; ``told`` are notes under a field (what somebody else wrote meanwhile); ``held``: of an entry that
    is there already."""
    computed = clock_fields(ledger)
    notes = {field.name: [(told or {}).get(field.name, ""), field.help] for field in fields}
    for field in fields:
        notes[field.name] += ["留空则按工作日历推算"] if field.name in computed else []
        notes[field.name] += ["已隐去；留空不改"] if field.personal and held else []
        notes[field.name] += ["经度,纬度，如 113.25,23.13"] if field.type is FieldType.POINT and not field.help else []
    return [
        form_field(
            field,
            values.get(field.name, ""),
            (errors or {}).get(field.name, ""),
            notes[field.name],
            field.name in computed,
        )
        for field in fields
    ]


def form_field(field: LedgerField, value: Any, error: str, helps: Sequence[str], computed: bool) -> FieldShown:
    """One field."""
    kind = "textarea" if field.long else KINDS[field.type]
    choices = YES_NO if field.type is FieldType.BOOLEAN else tuple((one.key, one.label) for one in field.choices)
    attrs = {"list": UNITS} if field.type is FieldType.UNIT else {}
    return FieldShown(
        field.name, field.label, kind, value, help="；".join(filter(None, helps)), error=error,
        required=field.required and not computed, choices=choices, measure=field.measure, attrs=attrs,
        full=field.long, empty="—" if kind == "choice" else "",
    )  # fmt: skip


def typed(fields: Iterable[LedgerField], post: QueryDict) -> dict[str, Any]:
    """What was typed, as it was typed."""
    return {
        field.name: post.getlist(field.name) if field.type is FieldType.TAGS else post.get(field.name, "").strip()
        for field in fields
        if field.type is FieldType.TAGS or field.name in post
    }


def values_typed(fields: Iterable[LedgerField], given: Mapping[str, Any], *, new: bool) -> dict[str, Any]:
    """What a deed is given: blank clears, but a personal field left blank stays as it is."""
    personal = {field.name for field in fields if field.personal}
    return {name: value for name, value in given.items() if value or not (new or name in personal)}


def values_held(fields: Iterable[LedgerField], entry: Any) -> dict[str, Any]:
    """What a stored entry (of the ledger's model) holds, as a form shows it."""
    return {field.name: held(field, getattr(entry, field.name)) for field in fields}


def held(field: LedgerField, value: Any) -> Any:
    """One stored value in a form."""
    if value is None or field.personal:
        return ""
    match field.type:
        case FieldType.TAGS:
            return [key for key in str(value).split(",") if key]
        case FieldType.BOOLEAN:
            return "true" if value else "false"
        case FieldType.MONEY | FieldType.DECIMAL:
            plain = f"{Decimal(str(value)):f}"
            return plain.rstrip("0").rstrip(".") if "." in plain else plain
    return value.isoformat() if field.type is FieldType.DATE and hasattr(value, "isoformat") else str(value)


def errors_of(error: EntryRefused) -> dict[str, str]:
    """Field → what is wrong with it; what belongs to no field stands under the empty name."""
    return {item.where or "": item.message for item in error.findings}


def units_listed() -> list[str]:
    """Names for the datalist of units: the name where it means one unit, else the code."""
    return list(unit_labels().values())
