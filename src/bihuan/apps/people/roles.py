"""角色 and 数据范围: one table says which rights a role gives. A new role is a line here."""

from django.db import models

from bihuan.apps.units.actors import Right


class Role(models.TextChoices):
    """What a person is trusted with. The three administrators run the system and see no business data."""

    CLERK = "clerk", "填报员"
    HANDLER = "handler", "处置员"
    DISPATCHER = "dispatcher", "派遣员"
    REVIEWER = "reviewer", "核查员"
    LEADER = "leader", "领导"
    RECORDS = "records", "资料员"
    SYSTEM_ADMIN = "system_admin", "系统管理员"
    SECURITY_ADMIN = "security_admin", "安全管理员"
    AUDIT_ADMIN = "audit_admin", "审计管理员"


class Scope(models.TextChoices):
    """数据范围: whose entries a role is good for."""

    ALL = "all", "全部"
    CHOSEN = "chosen", "自定义"
    OWN = "own", "本单位"
    OWN_AND_BELOW = "own_and_below", "本单位及以下"
    SELF = "self", "仅本人"


ADMINISTRATORS = frozenset({Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN, Role.AUDIT_ADMIN})

ROLE_RIGHTS: dict[Role, frozenset[Right]] = {
    Role.CLERK: frozenset({Right.READ, Right.WRITE, Right.EXPORT, Right.REVEAL}),
    Role.HANDLER: frozenset({Right.READ, Right.HANDLE, Right.REVEAL}),
    Role.DISPATCHER: frozenset({Right.READ, Right.WRITE, Right.EXPORT, Right.DISPATCH, Right.REVEAL}),
    Role.REVIEWER: frozenset({Right.READ, Right.CHECK, Right.REVEAL}),
    Role.LEADER: frozenset({Right.READ, Right.EXPORT, Right.SUPERVISE, Right.DRAFT}),
    Role.RECORDS: frozenset({Right.READ, Right.EXPORT, Right.DRAFT}),
    Role.SYSTEM_ADMIN: frozenset({Right.UNITS, Right.PEOPLE, Right.PACKS, Right.CALENDARS}),
    Role.SECURITY_ADMIN: frozenset({Right.ROLES, Right.SECURITY}),
    Role.AUDIT_ADMIN: frozenset({Right.AUDIT}),
}

ROLE_TELLS: dict[Role, str] = {
    Role.CLERK: "登记、修改、导入本范围的条目",
    Role.HANDLER: "答复派到本单位或本人手里的案件",
    Role.DISPATCHER: "受理、立案，派遣给单位，审批延期，催办",
    Role.REVIEWER: "核查办结的案件并销号；不能核查自己办的",
    Role.LEADER: "看本范围的全部数据，督办，起草",
    Role.RECORDS: "整理资料，起草总结和计划",
    Role.SYSTEM_ADMIN: "管单位、人员账号、行业包、工作日历；看不到业务数据",
    Role.SECURITY_ADMIN: "授予角色，解锁账号，强制下线，安全设置；看不到业务数据",
    Role.AUDIT_ADMIN: "看登录日志和操作日志；看不到业务数据",
}

SCOPE_TELLS: dict[Scope, str] = {
    Scope.ALL: "单位树里的所有单位",
    Scope.CHOSEN: "选定的几个单位，各含其下级",
    Scope.OWN: "只是本人所在的单位，不含下级；部门另含本部门行业包在辖区各乡镇的条目",
    Scope.OWN_AND_BELOW: "所在单位和它下面的单位；部门另含本部门行业包在辖区各乡镇的条目",
    Scope.SELF: "只是本人登记的和派到本人手里的条目",
}
