"""推送: who outside is told, and what was sent to them. The chain of events is the outbox's source: see ``outbox``."""

from django.db import models


class Webhook(models.Model):
    """One address outside. ``events`` are the deeds that it wants (empty: all); ``seq`` is the event up to which its outbox is filled."""

    name = models.CharField("名称", max_length=60, unique=True)
    url = models.CharField("地址", max_length=300)
    secret = models.CharField("密钥", max_length=100)
    events = models.JSONField("事件", default=list)
    active = models.BooleanField("启用", default=False)
    seq = models.BigIntegerField(default=0)

    def __str__(self) -> str:
        return self.name


class Outbox(models.Model):
    """One event on its way to one address. ``key`` goes out as the id header: the receiver may see it twice and must act once."""

    WAITING, SENT, DEAD = "waiting", "sent", "dead"
    STATES = ((WAITING, "等待"), (SENT, "已送达"), (DEAD, "放弃"))

    webhook = models.ForeignKey(Webhook, on_delete=models.CASCADE, related_name="outbox")
    seq = models.BigIntegerField()
    key = models.CharField(max_length=40)
    body = models.TextField()
    state = models.CharField(max_length=10, default=WAITING, choices=STATES)
    tries = models.IntegerField(default=0)
    due_at = models.CharField(max_length=32)
    sent_at = models.CharField(max_length=32, blank=True, default="")
    told = models.CharField(max_length=200, blank=True, default="")

    class Meta:
        constraints = (models.UniqueConstraint(fields=["webhook", "seq"], name="hooks_outbox_once"),)
        indexes = (models.Index(fields=["state", "due_at"], name="hooks_outbox_due"),)

    def __str__(self) -> str:
        return f"{self.webhook} #{self.seq} {self.state}"
