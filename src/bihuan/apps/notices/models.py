"""提醒: what one person was told, once."""

from django.db import models


class NoticeKind(models.TextChoices):
    """Why a person is told."""

    ASSIGNED = "assigned", "新任务"
    RETURNED = "returned", "退回"
    MENTION = "mention", "提到您"
    URGED = "urged", "催办督办"
    DIGEST = "digest", "每日摘要"
    CHANGED = "changed", "时限变动"


class Notice(models.Model):
    """One thing told to one person. ``once`` is what must not be told twice (``digest:2024-10-31``); blank ``read_at`` is unread.

    ``lines`` holds a digest's sections as they stood on its day: ``[{title, total, items: [{ledger, entry_id, words, due}], more}]``.
    """

    person = models.BigIntegerField()
    kind = models.CharField(max_length=10, choices=NoticeKind.choices)
    text = models.CharField(max_length=300)
    ledger = models.CharField(max_length=30, blank=True, default="")
    entry_id = models.BigIntegerField(null=True)
    matters = models.IntegerField(default=1)  # how many it tells of
    lines = models.JSONField(default=list)
    once = models.CharField(max_length=80, null=True)
    day = models.DateField()
    at = models.CharField(max_length=32)
    read_at = models.CharField(max_length=32, blank=True, default="")

    class Meta:
        constraints = (models.UniqueConstraint(fields=["person", "once"], name="notices_once"),)
        indexes = (
            models.Index(fields=["person", "read_at"], name="notices_unread"),
            models.Index(fields=["person", "day", "kind"], name="notices_day"),
        )

    def __str__(self) -> str:
        return f"{self.get_kind_display()}：{self.text}"
