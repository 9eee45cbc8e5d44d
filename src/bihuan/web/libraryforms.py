"""The forms of the library: the card of a document, and what is said of files that are sent."""

from typing import Final, get_args

from django.http import HttpRequest

from bihuan.apps.library.models import Access, LibraryDocument
from bihuan.apps.units.actors import Actor, Right
from bihuan.apps.units.selectors import units_findable
from bihuan.cataloguing.kinds import Kind
from bihuan.web.kit import FieldShown, UnitChoice

COLUMNS: Final = (
    "title", "issuer", "region", "year", "kind", "topic", "doc_number", "addressee", "signer", "signed_on", "access", "unit",
)  # fmt: skip
_HELP: Final = {
    "access": "“本单位”只有所属单位和管得到它的人看得到；“仅自己”只有添加人看得到",
    "unit": "写代码、名称的一部分或拼音首字母",
    "year": "文件说的是哪一年",
    "topic": "如 防汛、信访；素材库按它归类",
}
_FULL: Final = ("title", "addressee")


def card_values(document: LibraryDocument) -> dict[str, str]:
    """The card as it is typed."""
    values = {name: getattr(document, name) for name in COLUMNS if name != "unit"}
    told = {name: "" if value is None else str(value) for name, value in values.items()}
    return {**told, "unit": document.unit.code if document.unit else ""}


def card_fields(values: dict[str, str], actor: Actor, *, wrong: str = "", error: str = "") -> list[FieldShown]:
    """The form of a card; ``wrong`` is the label of the column with the fault."""
    fields = []
    for name in COLUMNS:
        label = str(LibraryDocument._meta.get_field(name).verbose_name)  # type: ignore[union-attr]
        told = error if label == wrong else ""
        value, hint = values.get(name, ""), _HELP.get(name, "")
        match name:
            case "kind":
                kinds = [(kind, kind) for kind in get_args(Kind)]
                fields.append(FieldShown(name, label, "choice", value, choices=kinds, empty="（不写）", error=told))
            case "access":
                fields.append(access_field(actor, value, error=told))
            case "unit":
                fields.append(unit_field(actor, value, error=told))
            case _:
                sort = {"signed_on": "date", "year": "number"}.get(name, "text")
                fields.append(FieldShown(name, label, sort, value, hint, told, full=name in _FULL))
    return fields


def access_field(actor: Actor, value: str, *, error: str = "") -> FieldShown:
    """Who may read it; whoever may not keep a unit's entries keeps documents for himself."""
    offered = [one for one in Access.choices if actor.has(Right.WRITE) or one[0] in (Access.PRIVATE, value)]
    return FieldShown(
        "access", "谁能看", "choice", value, choices=offered, empty="", help=_HELP["access"], error=error, required=True
    )


def unit_field(actor: Actor, value: str, *, error: str = "") -> FieldShown:
    """The unit whose document it is, of those that the actor keeps entries of."""
    units = units_writable(actor, value)
    return FieldShown(
        "unit", "所属单位", "unit", value, units=units, empty="（不属于哪个单位）", help=_HELP["unit"], error=error
    )


def units_writable(actor: Actor, kept: str = "") -> list[UnitChoice]:
    """The units that may be named; the one that is named stays."""
    may = actor.reach(Right.WRITE)
    return [
        UnitChoice(one.unit.code, "　" * (one.unit.depth - 1) + one.unit.name, one.short, one.initials, one.unit.kind)
        for one in units_findable()
        if one.unit.code == kept or may.covers(one.unit.pk)
    ]


def sent_values(request: HttpRequest) -> dict[str, str]:
    """What was typed into the form of a card."""
    return {name: request.POST[name] for name in COLUMNS if name in request.POST}
