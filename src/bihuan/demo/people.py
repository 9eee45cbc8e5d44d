"""The people of the demo county, every one of them made up, one at least for each role. Passwords are drawn anew for each build."""

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from bihuan.apps.people.models import Person
from bihuan.apps.people.packs import bureau_packs_set, packs_suggested
from bihuan.apps.people.roles import Role, Scope
from bihuan.apps.people.services import grant_give, person_add, policy_change
from bihuan.apps.people.setting_up import setup_close
from bihuan.apps.units.actors import console
from bihuan.demo.county import (
    AREA_BUREAU,
    COUNTY_CODE,
    ETHNIC_BUREAU,
    URBAN_BUREAU,
    VETERANS_BUREAU,
    WATER_BUREAU,
)

ACTOR = "示范县安装员"
ACCOUNTS = "示范账号.txt"
SURNAMES = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张"


@dataclass(frozen=True, slots=True)
class Cast:
    """Who is who: login, unit, post, role, scope."""

    login: str
    unit: str
    post: str
    role: Role
    scope: Scope = Scope.OWN_AND_BELOW


@dataclass(frozen=True, slots=True)
class Account:
    """An account of the demo as the file lists it."""

    login: str
    password: str
    name: str
    unit: str
    role: str


CAST: Sequence[Cast] = (
    Cast("county-leader", COUNTY_CODE, "县政府分管领导", Role.LEADER),
    Cast("county-records", COUNTY_CODE, "县政府办资料员", Role.RECORDS),
    Cast("county-dispatcher", COUNTY_CODE, "县指挥中心派遣员", Role.DISPATCHER),
    Cast("system-admin", COUNTY_CODE, "系统管理员", Role.SYSTEM_ADMIN),
    Cast("security-admin", COUNTY_CODE, "安全管理员", Role.SECURITY_ADMIN),
    Cast("audit-admin", COUNTY_CODE, "审计管理员", Role.AUDIT_ADMIN),
    Cast("cg-leader", URBAN_BUREAU, "局长", Role.LEADER),
    Cast("cg-clerk", URBAN_BUREAU, "填报员", Role.CLERK),
    Cast("cg-dispatcher", URBAN_BUREAU, "派遣员", Role.DISPATCHER),
    Cast("cg-handler", URBAN_BUREAU, "处置员", Role.HANDLER),
    Cast("cg-reviewer", URBAN_BUREAU, "核查员", Role.REVIEWER),
    Cast("cg-records", URBAN_BUREAU, "资料员", Role.RECORDS),
    Cast("ty-leader", VETERANS_BUREAU, "局长", Role.LEADER),
    Cast("ty-clerk", VETERANS_BUREAU, "填报员", Role.CLERK),
    Cast("ty-reviewer", VETERANS_BUREAU, "核查员", Role.REVIEWER),
    Cast("mz-clerk", ETHNIC_BUREAU, "填报员", Role.CLERK),
    Cast("gq-clerk", AREA_BUREAU, "填报员", Role.CLERK),
    Cast("sw-clerk", WATER_BUREAU, "填报员", Role.CLERK),
    Cast("sw-leader", WATER_BUREAU, "局长", Role.LEADER),
    Cast("lw-clerk", "QH-01", "街道填报员", Role.CLERK),
    Cast("lw-handler", "QH-01", "街道处置员", Role.HANDLER),
    Cast("lw-leader", "QH-01", "街道主任", Role.LEADER),
    Cast("yq-clerk", "QH-02", "街道填报员", Role.CLERK),
    Cast("yq-handler", "QH-02", "街道处置员", Role.HANDLER),
    Cast("jz-clerk", "QH-01-01", "村填报员", Role.CLERK, Scope.SELF),
)


def people_make(folder: Path) -> list[Account]:
    """Add the people with their roles, say which packs each bureau works with, and write the accounts beside the county's books."""
    actor = console(ACTOR)
    bureau_packs_set(packs=packs_suggested(), actor=actor)
    policy_change(actor=actor, second_factor=False)  # nobody can be asked to bind a telephone to a made-up county
    accounts = []
    for number, member in enumerate(CAST):
        name = SURNAMES[number % len(SURNAMES)] + ("示例" if number < len(SURNAMES) else "样本")
        person, password = person_add(login=member.login, name=name, unit=member.unit, post=member.post, actor=actor)
        grant_give(person=person, role=member.role, scope=member.scope, actor=actor)
        accounts.append(Account(member.login, password, name, member.unit, member.role.value))
    Person.objects.update(must_change_password=False)
    setup_close(actor=actor)
    accounts_write(folder / ACCOUNTS, accounts)
    return accounts


def accounts_write(target: Path, accounts: Sequence[Account]) -> None:
    """The accounts as a table that only the folder's owner can read."""
    lines = ["登录名\t密码\t姓名\t单位\t角色"]
    lines += [f"{one.login}\t{one.password}\t{one.name}\t{one.unit}\t{one.role}" for one in accounts]
    target.unlink(missing_ok=True)
    with os.fdopen(os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as file:
        file.write("\n".join(lines) + "\n")


def accounts_read(target: Path) -> list[Account]:
    """The accounts that the file lists."""
    return [Account(*line.split("\t")) for line in target.read_text("utf-8").splitlines()[1:]]
