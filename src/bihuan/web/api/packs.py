"""行业包和台账的定义: what is installed, as data, and as the JSON Schema that an entry must keep."""

from typing import Annotated, Any

from django.http import HttpRequest
from ninja import Router
from pydantic import Field

from bihuan.apps.ledgers.selectors import catalog, ledger_definition, ledgers_installed
from bihuan.apps.units.actors import Right
from bihuan.packs.schema import Ledger
from bihuan.web.api.fieldtypes import values_given_schema
from bihuan.web.api.operating import operation
from bihuan.web.api.shapes import LedgerBrief, LedgerList, PackList, PackOut

router = Router(tags=["行业包"])
Name = Annotated[str, Field(max_length=60, description="台账的键")]
MAY = (Right.READ, Right.PACKS)


@operation(router, "GET", "/packs", answers=PackList, right=MAY)
def pack_list(request: HttpRequest) -> PackList:
    """已装的行业包。"""
    packs = [
        PackOut(
            pack=pack.name, name=pack.head.name, version=pack.head.version, description=pack.head.description,
            ledgers=[ledger.ledger for ledger in pack.ledgers],
        )
        for pack in catalog().packs.values()
    ]  # fmt: skip
    return PackList(items=packs, total=len(packs))


@operation(router, "GET", "/ledgers", answers=LedgerList, right=MAY)
def ledger_list(request: HttpRequest) -> LedgerList:
    """已装的台账。"""
    items = [
        LedgerBrief(
            ledger=row.name, name=ledger.name, pack=row.pack, measure=ledger.measure, territory=ledger.territory,
            dispatched=ledger.dispatched,
        )
        for row in ledgers_installed()
        for ledger in [Ledger.model_validate(row.definition)]
    ]  # fmt: skip
    return LedgerList(items=items, total=len(items))


@operation(router, "GET", "/ledgers/{ledger}", answers=dict[str, Any], right=MAY)
def ledger_read(request: HttpRequest, ledger: Name) -> dict[str, Any]:
    """台账的定义：字段、状态、流转、时限、核对。
    与行业包里写的一样（见 docs/reference/packs.md）。"""
    return ledger_definition(ledger).model_dump(mode="json")


@operation(router, "GET", "/ledgers/{ledger}/schema", answers=dict[str, Any], right=MAY)
def ledger_schema(request: HttpRequest, ledger: Name) -> dict[str, Any]:
    """登记一条时 values 的 JSON Schema，由行业包得出。"""
    return {"$schema": "https://json-schema.org/draft/2020-12/schema"} | values_given_schema(
        ledger_definition(ledger), complete=True
    )
