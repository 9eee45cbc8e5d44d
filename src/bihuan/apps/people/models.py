"""Persons, their grants, the packs of bureaus, sessions, the login guard, the security policy and the set-up."""

from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models

from bihuan.apps.people.roles import Role, Scope
from bihuan.apps.units.models import Unit


class Person(AbstractBaseUser):
    """One who logs in. ``login`` never changes and is never given to another: events name people by it. No telephone is kept."""

    login = models.CharField("登录名", max_length=30, unique=True)
    name = models.CharField("姓名", max_length=30)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, related_name="+", verbose_name="单位")
    post = models.CharField("职务", max_length=40, blank=True)
    is_active = models.BooleanField("启用", default=True)
    must_change_password = models.BooleanField("下次登录须改密码", default=True)
    password_changed = models.DateTimeField("密码修改时间", null=True, blank=True)

    USERNAME_FIELD = "login"
    objects = BaseUserManager["Person"]()

    class Meta:
        verbose_name = "人员"

    def __str__(self) -> str:
        return f"{self.name}（{self.login}）"


class Grant(models.Model):
    """A role given to a person, with the units that it is good for."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="grants")
    role = models.CharField("角色", max_length=20, choices=Role.choices)
    scope = models.CharField("数据范围", max_length=20, choices=Scope.choices, default=Scope.OWN_AND_BELOW)
    units: Any = models.ManyToManyField(Unit, blank=True, related_name="+", verbose_name="选定的单位")

    class Meta:
        constraints = (models.UniqueConstraint(fields=["person", "role"], name="people_grant_once"),)

    def __str__(self) -> str:
        return f"{self.person} {self.get_role_display()} {self.get_scope_display()}"


class BureauPack(models.Model):
    """A pack that a bureau works with: its territorial ledgers are the bureau's, wherever in the jurisdiction their entries lie."""

    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="+")
    pack = models.CharField("行业包", max_length=30)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["unit", "pack"], name="people_bureau_pack_once"),)

    def __str__(self) -> str:
        return f"{self.unit} {self.pack}"


class Session(AbstractBaseSession):
    """One who is in, at one browser. ``since`` and ``seen`` bound how long."""

    person = models.ForeignKey(Person, null=True, on_delete=models.CASCADE, related_name="sessions")
    address = models.CharField(max_length=45, blank=True)
    agent = models.CharField(max_length=120, blank=True)
    since = models.DateTimeField(null=True)
    seen = models.DateTimeField(null=True)

    @classmethod
    def get_session_store_class(cls) -> Any:
        """The store that keeps these."""
        from bihuan.apps.people.sessions import SessionStore

        return SessionStore


class LoginGuard(models.Model):
    """Failures of one login name, known or not, or of one address: ``key`` is a digest, so that nothing mistyped is kept."""

    key = models.CharField(max_length=64, unique=True)
    failures = models.IntegerField(default=0)
    last = models.DateTimeField()
    locked_until = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.key[:8]} {self.failures}"


class PasswordUsed(models.Model):
    """A password of a person's past, as a hash: the 等保 profile does not take it again."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="passwords")
    password = models.CharField(max_length=128)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.person} {self.at}"


class RecoveryCode(models.Model):
    """A code that stands in once for the second factor; only its digest is kept."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="recovery_codes")
    digest = models.CharField(max_length=64)

    def __str__(self) -> str:
        return f"{self.person} {self.digest[:8]}"


class SecurityPolicy(models.Model):
    """What the security administrator sets; one row."""

    STANDARD, GRADED = "standard", "graded"

    profile = models.CharField(
        "口令规则", max_length=10, choices=[(STANDARD, "通用"), (GRADED, "等级保护")], default=STANDARD
    )
    idle_minutes = models.PositiveIntegerField("无操作退出（分钟）", default=30)
    session_hours = models.PositiveIntegerField("一次登录最长（小时）", default=12)
    failures_allowed = models.PositiveIntegerField("连续输错几次锁定", default=5)
    lock_minutes = models.PositiveIntegerField("锁定（分钟）", default=15)
    second_factor = models.BooleanField("管理员须用动态口令", default=True)

    def __str__(self) -> str:
        return self.get_profile_display()


class Setup(models.Model):
    """The set-up wizard: opened by a code from the console, closed for ever when finished. One row."""

    code = models.CharField(max_length=64, blank=True)  # the digest of the code; blank once used
    code_until = models.DateTimeField(null=True)
    bureau_kind = models.CharField(max_length=300, blank=True)  # packs, joined by commas
    finished = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return "已完成" if self.finished else "未完成"
