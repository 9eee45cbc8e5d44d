"""Drafts that were sealed, and the bindings of numbers to indicators that a person confirmed."""

from django.db import models

from bihuan.datamodel import Measure

SEAL_DEED = "draft_seal"  # the event that seals a draft


class Draft(models.Model):
    """One sealed draft. The event ``seal`` of the chain carries the manifest's digest; ``text`` shows later where a copy was changed."""

    id = models.CharField(primary_key=True, max_length=32)
    unit = models.CharField("单位", max_length=40)
    year = models.IntegerField("年度")
    as_of = models.DateField("截至日")
    title = models.CharField("标题", max_length=300)
    source_name = models.CharField("上年报告", max_length=255)
    source_sha256 = models.CharField(max_length=64)
    manifest_sha256 = models.CharField(max_length=64)
    text = models.TextField()
    path = models.CharField("文件", max_length=1000)
    seal = models.BigIntegerField()  # number of the sealing event
    actor = models.CharField(max_length=100)

    def __str__(self) -> str:
        return f"{self.title}（{self.id[:8]}）"


class Binding(models.Model):
    """A number's sentence and what it states, as a person confirmed; an empty ``indicator`` says that no ledger answers it."""

    unit = models.CharField("单位", max_length=40)
    pattern = models.CharField("句式", max_length=500)
    measure_word = models.CharField("计量单位", max_length=20)
    indicator = models.CharField("指标", max_length=100, blank=True)
    measure = models.CharField(max_length=20, default=Measure.VALUE.value)
    actor = models.CharField(max_length=100)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["unit", "pattern", "measure_word"], name="drafts_binding_once"),)

    def __str__(self) -> str:
        return f"{self.pattern} → {self.indicator or '无'}"
