"""为什么看不到: which rule lets a person do something to an entry, or refuses it, step by step."""

from dataclasses import dataclass
from typing import Any

from bihuan.apps.ledgers.holders import in_hand
from bihuan.apps.ledgers.selectors import catalog, ledger_definition, ledger_model
from bihuan.apps.people.models import Person
from bihuan.apps.people.roles import ROLE_RIGHTS, Role, Scope
from bihuan.apps.people.scopes import person_actor
from bihuan.apps.units.actors import RIGHT_LABELS, Actor, Reach, Right
from bihuan.apps.units.models import Unit
from bihuan.packs.schema import Ledger


@dataclass(frozen=True)
class Reason:
    """One rule, and whether it lets the person pass."""

    rule: str
    passes: bool
    said: str


def access_explain(
    *, person: Person, right: Right, unit: Unit | None = None, ledger: str = "", entry_id: int | None = None
) -> list[Reason]:
    """The rules in the order in which they are asked, up to the first that refuses. Says nothing of the entry's content."""
    actor = person_actor(person)
    reasons = [account_rule(person), *([] if not person.is_active else [right_rule(person, actor, right)])]
    if not reasons[-1].passes:
        return reasons
    definition = ledger_definition(ledger) if ledger else None
    held = False
    if definition is not None and entry_id is not None:
        found: Any = ledger_model(definition.ledger)._default_manager.filter(pk=entry_id).first()
        reasons.append(entry_rule(definition, entry_id, found))
        if found is None or found.removed:
            return reasons
        unit = Unit.objects.get(pk=found.unit_id)
        held = in_hand(actor, definition.ledger, entry_id, right)
    if unit is not None:
        reasons.append(scope_rule(actor, right, unit, definition, held))
    if definition is not None and reasons[-1].passes:
        reasons += personal_rules(actor, definition)
    return reasons


def account_rule(person: Person) -> Reason:
    """Whether the account is in use."""
    return Reason("账号", person.is_active, "账号启用" if person.is_active else "账号已停用，什么也看不到")


def right_rule(person: Person, actor: Actor, right: Right) -> Reason:
    """Whether any role gives the right."""
    label = RIGHT_LABELS[right]
    givers = [Role(role).label for role in sorted(actor.roles) if right in ROLE_RIGHTS[Role(role)]]
    if givers:
        return Reason("角色", True, f"{'、'.join(givers)}有{label}的权限")
    held = "、".join(Role(role).label for role in sorted(actor.roles)) or "还没有任何角色"
    able = "、".join(role.label for role, rights in ROLE_RIGHTS.items() if right in rights)
    return Reason("角色", False, f"{person.name}的角色（{held}）没有{label}的权限；有这项权限的角色：{able}")


def entry_rule(ledger: Ledger, entry_id: int, found: Any) -> Reason:
    """Whether the entry is there and counts."""
    if found is None:
        return Reason("条目", False, f"台账“{ledger.name}”里没有 #{entry_id} 号条目")
    if found.removed:
        return Reason("条目", False, f"#{entry_id} 号条目已作废，列表和指标里都没有它")
    return Reason("条目", True, f"#{entry_id} 号条目在账上")


def scope_rule(actor: Actor, right: Right, unit: Unit, ledger: Ledger | None, held: bool) -> Reason:
    """Whether the unit is within the scope, for this ledger."""
    reach = actor.reach(right)
    if reach.everything:
        return Reason("数据范围", True, "数据范围是全部")
    if unit.pk in reach.units:
        return Reason("数据范围", True, f"{unit.name}在授权的单位之内")
    if ledger is not None and reach.covers(unit.pk, ledger.ledger):
        return Reason("数据范围", True, f"“{ledger.name}”属于本部门的行业包，{unit.name}在辖区内")
    if held:
        return Reason("数据范围", True, f"{unit.name}不在范围内，但这一条在本人或本单位手里")
    return Reason("数据范围", False, scope_refusal(reach.territories(), unit, ledger, own=reach.own))


def scope_refusal(territories: list[Reach], unit: Unit, ledger: Ledger | None, *, own: bool) -> str:
    """Why the unit is out of scope."""
    if own:
        return f"数据范围是{Scope.SELF.label}：只看本人登记的和派到本人手里的条目"
    nearby = [one for one in territories if unit.pk in one.places]
    if ledger is not None and nearby:
        pack = catalog().pack_of(ledger.ledger).head.name
        if not ledger.territory:
            return f"{unit.name}在辖区内，但“{ledger.name}”不按地方记，只有{unit.name}自己和它的上级看得到"
        return f"{unit.name}在辖区内，但“{ledger.name}”属于行业包“{pack}”，不是本部门用的"
    return f"{unit.name}不在授权的单位之内，也不在本部门行业包的辖区内"


def personal_rules(actor: Actor, ledger: Ledger) -> list[Reason]:
    """Whether personal fields are seen in full."""
    fields = [field.label for field in ledger.fields if field.personal]
    if not fields:
        return []
    label = "、".join(fields)
    if actor.has(Right.REVEAL):
        return [Reason("个人信息", True, f"{label}默认隐去；可以逐次查看，每次记入日志")]
    return [Reason("个人信息", False, f"{label}隐去，角色没有“{RIGHT_LABELS[Right.REVEAL]}”的权限")]
