"""What is kept of an entry beside its row: clocks stopped and lengthened, pressing, co-handling, evidence, words, links.

Every row here is told by an event of the entry in the chain; ``ledger`` and ``entry_id`` say whose it is. ``by`` is the actor's name.
"""

from django.db import models


class OfEntry(models.Model):
    """What belongs to one entry of one ledger."""

    ledger = models.CharField(max_length=30)
    entry_id = models.BigIntegerField()
    by = models.CharField("经办人", max_length=100)
    person = models.BigIntegerField(null=True)  # the person who did it; None at the console
    at = models.CharField("时间", max_length=32)  # ISO text in UTC, as in events

    class Meta:
        abstract = True


class Pause(OfEntry):
    """暂停计时: days ``start`` to ``until`` do not count. ``due_before``: a due date that was given by hand, moved on when it ends."""

    clock = models.CharField(max_length=30)
    start = models.DateField("暂停日")
    until = models.DateField("恢复前一日", null=True)
    reason = models.TextField("原因")
    resumed_by = models.CharField(max_length=100, blank=True)
    due_before = models.DateField(null=True)

    class Meta:
        indexes = (models.Index(fields=["ledger", "entry_id"], name="tracking_pause_entry"),)

    def __str__(self) -> str:
        return f"{self.ledger} #{self.entry_id} {self.start}–{self.until or ''}"


class Extension(OfEntry):
    """申请延期 and the answer: ``approved`` is None until a dispatcher decides."""

    clock = models.CharField(max_length=30)
    days = models.IntegerField("天数")
    reason = models.TextField("理由")
    approved = models.BooleanField("批准", null=True)
    decided_by = models.CharField(max_length=100, blank=True)
    decided_on = models.DateField(null=True)
    note = models.TextField("批复意见", blank=True)
    due_before = models.DateField(null=True)
    due_after = models.DateField(null=True)

    class Meta:
        indexes = (
            models.Index(fields=["ledger", "entry_id"], name="tracking_extension_entry"),
            models.Index(fields=["approved", "ledger"], name="tracking_extension_open"),
        )

    def __str__(self) -> str:
        return f"{self.ledger} #{self.entry_id} +{self.days}"


class Support(OfEntry):
    """协办: a unit asked to help, and what it answered."""

    unit_id = models.BigIntegerField()
    words = models.TextField("协办事项")
    answer = models.TextField("协办意见", blank=True)
    answered_by = models.CharField(max_length=100, blank=True)
    answered_at = models.CharField(max_length=32, blank=True)
    withdrawn_at = models.CharField(max_length=32, blank=True)

    class Meta:
        indexes = (models.Index(fields=["ledger", "entry_id"], name="tracking_support_entry"),)

    @property
    def open(self) -> bool:
        """Whether the answer is still to come."""
        return not (self.answered_at or self.withdrawn_at)

    def __str__(self) -> str:
        return f"{self.ledger} #{self.entry_id} 协办 {self.unit_id}"


class Press(OfEntry):
    """催办 or 督办 of the unit that has the matter in hand; 督办 wants an answer by ``due``."""

    URGE, SUPERVISE = "urge", "supervise"

    kind = models.CharField(max_length=10)
    unit_id = models.BigIntegerField(null=True)
    words = models.TextField("要求")
    due = models.DateField("回复期限", null=True)
    answer = models.TextField("回复", blank=True)
    answered_by = models.CharField(max_length=100, blank=True)
    answered_at = models.CharField(max_length=32, blank=True)

    class Meta:
        indexes = (
            models.Index(fields=["ledger", "entry_id"], name="tracking_press_entry"),
            models.Index(fields=["unit_id", "answered_at"], name="tracking_press_unit"),
        )

    def __str__(self) -> str:
        return f"{self.ledger} #{self.entry_id} {self.kind}"


class Evidence(OfEntry):
    """佐证: a file kept as it came under its SHA-256. ``kind`` is what its content shows it to be, whatever its name says."""

    sha256 = models.CharField(max_length=64)
    name = models.CharField("文件名", max_length=200)
    kind = models.CharField(max_length=10)
    size = models.BigIntegerField()
    note = models.CharField("说明", max_length=200, blank=True)
    place = models.CharField("拍摄地点", max_length=40, blank=True)  # 经度,纬度: only when the handler asked for it
    removed_at = models.CharField(max_length=32, blank=True)

    class Meta:
        indexes = (
            models.Index(fields=["ledger", "entry_id"], name="tracking_evidence_entry"),
            models.Index(fields=["sha256"], name="tracking_evidence_sha"),
        )

    @property
    def picture(self) -> bool:
        """Whether it is shown as a picture."""
        return self.kind in ("jpeg", "png", "webp")

    def __str__(self) -> str:
        return self.name


class Upload(OfEntry):
    """A file on its way in pieces; its parts lie in the data folder until it is whole."""

    id = models.CharField(primary_key=True, max_length=32)
    name = models.CharField(max_length=200)
    size = models.BigIntegerField()
    received = models.BigIntegerField(default=0)
    touched = models.CharField(max_length=32)
    evidence = models.BigIntegerField(null=True)  # what became of it, so that a finish asked twice answers once

    def __str__(self) -> str:
        return f"{self.name} {self.received}/{self.size}"


class Comment(OfEntry):
    """留言 on an entry; ``@`` names units and persons who then get a notice."""

    text = models.TextField("留言")

    class Meta:
        indexes = (models.Index(fields=["ledger", "entry_id"], name="tracking_comment_entry"),)

    def __str__(self) -> str:
        return f"{self.by}：{self.text[:20]}"


class Link(OfEntry):
    """关联: another entry (a task, a document, a case: each is an entry of its ledger), or a draft. ``target`` names it for ever."""

    ENTRY, DRAFT = "entry", "draft"

    kind = models.CharField(max_length=10)
    target = models.CharField(max_length=200)
    label = models.CharField(max_length=200)

    class Meta:
        indexes = (models.Index(fields=["ledger", "entry_id"], name="tracking_link_entry"),)
        constraints = (
            models.UniqueConstraint(fields=["ledger", "entry_id", "kind", "target"], name="tracking_link_once"),
        )

    def __str__(self) -> str:
        return f"{self.kind} {self.label}"
