"""Tokens that act for a person, kept as digests; answers kept for a day by the key that a program gave its question."""

from django.db import models


class ApiToken(models.Model):
    """接口凭据: acts for one ``person``, within ``rights`` (a part of the person's own), until ``expires``.

    The secret is shown once; ``digest`` is its SHA-256, ``ending`` its last characters, by which its owner knows it again.
    """

    person = models.BigIntegerField()
    login = models.CharField("登录名", max_length=30)  # of that person: it never changes
    name = models.CharField("用途", max_length=60)
    digest = models.CharField(max_length=64, unique=True)
    ending = models.CharField(max_length=4)
    rights = models.JSONField("权限")
    expires = models.DateField("有效期至")
    issued_by = models.CharField("签发人", max_length=100)
    issued_at = models.CharField(max_length=32)
    used_on = models.DateField("最近使用", null=True)
    revoked_by = models.CharField(max_length=100, blank=True, default="")
    revoked_at = models.CharField(max_length=32, blank=True, default="")

    class Meta:
        indexes = (models.Index(fields=["person"], name="programs_token_person"),)

    def __str__(self) -> str:
        return f"{self.name}（{self.login} …{self.ending}）"


class Answer(models.Model):
    """What a question was answered. ``key`` is the digest of who asked and their Idempotency-Key, ``asked`` that of the question."""

    key = models.CharField(max_length=64, unique=True)
    asked = models.CharField(max_length=64)
    status = models.IntegerField(default=0)
    headers = models.JSONField(default=dict)
    body = models.TextField(default="")
    at = models.CharField(max_length=32, db_index=True)

    def __str__(self) -> str:
        return f"{self.status} {self.at}"
