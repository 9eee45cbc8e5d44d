"""Years of the working calendar as files gave them, for the whole nation or for a unit and all below it."""

from django.db import models

from bihuan.apps.units.models import Unit


class CalendarYear(models.Model):
    """One year of one imported file. Rows are only added: of a unit and year the newest counts, the others are history.

    ``content`` is canonical JSON of an ``Arrangement``; empty where the year was withdrawn (撤回). Without a unit it is national.
    """

    unit = models.ForeignKey(Unit, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    year = models.IntegerField("年度")
    content = models.TextField(blank=True)
    digest = models.CharField(max_length=64, blank=True)  # of the arrangement's days
    file = models.CharField("文件名", max_length=255, blank=True)
    sha256 = models.CharField(max_length=64, blank=True)  # the original under originals/
    actor = models.CharField(max_length=100)
    at = models.CharField(max_length=32)

    class Meta:
        verbose_name = "日历年度"
        indexes = (models.Index(fields=["unit", "year"], name="calendars_unit_year"),)

    def __str__(self) -> str:
        return f"{self.unit or '全国'} {self.year} 年"
