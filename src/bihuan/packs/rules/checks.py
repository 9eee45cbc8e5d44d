"""A check that looks into another ledger: the ledger is within sight, and has the fields by which it is asked."""

from collections.abc import Iterator

from bihuan.datamodel import Finding
from bihuan.packs.faults import fault
from bihuan.packs.rules.ledgers import NUMERIC
from bihuan.packs.rules.view import View


def checks_reach(view: View) -> Iterator[Finding]:
    """Every ``lines`` and ``linked`` of the pack's own ledgers."""
    for located in view.source.ledgers:
        for index, check in enumerate(located.item.checks):
            name = check.lines or check.linked
            if not name:
                continue
            where = located.where("checks", index)
            other = view.ledgers.get(name)
            if other is None:
                if not view.broken:
                    yield fault("pack.unknown_ledger", f"核对“{check.name}”写的台账“{name}”不存在", where,
                                hint="写本包或所用包的台账英文名")  # fmt: skip
                continue
            fields = {field.name: field for field in other.fields}
            for by in check.by:
                if by not in fields:
                    yield fault("pack.unknown_field", f"台账“{other.name}”没有字段“{by}”，核对“{check.name}”对不上", where,
                                hint=f"可用：{'、'.join(sorted(fields))}")  # fmt: skip
            if check.amount and (check.amount not in fields or fields[check.amount].type not in NUMERIC):
                yield fault("pack.unknown_field", f"核对“{check.name}”写的“{check.amount}”不是“{other.name}”的数字字段", where,
                            hint=f"可用：{'、'.join(sorted(fields))}")  # fmt: skip
