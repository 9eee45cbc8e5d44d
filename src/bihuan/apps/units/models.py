"""单位: the tree of places, bureaus and their offices."""

from typing import Any

from django.db import models
from treebeard.mp_tree import MP_Node


class UnitKind(models.TextChoices):
    """What a unit is. The first four are places; the others serve a place."""

    CITY = "city", "市"
    COUNTY = "county", "县区"
    TOWN = "town", "乡镇街道"
    VILLAGE = "village", "村社区"
    BUREAU = "bureau", "部门"
    OFFICE = "office", "科室"
    STATION = "station", "站所"


PLACES = frozenset({UnitKind.CITY, UnitKind.COUNTY, UnitKind.TOWN, UnitKind.VILLAGE})


class Unit(MP_Node):  # type: ignore[misc]
    """One organisation or place. ``jurisdiction`` (辖区) is the place that a bureau's territorial ledgers cover."""

    code = models.CharField("单位编码", max_length=40, unique=True)
    name = models.CharField("单位名称", max_length=100)
    short_name = models.CharField("简称", max_length=60, blank=True)
    kind = models.CharField("类型", max_length=10, choices=UnitKind.choices)
    jurisdiction = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    aliases = models.JSONField("别名", default=list, blank=True)

    class Meta:
        verbose_name = "单位"

    def __str__(self) -> str:
        return f"{self.name}（{self.code}）"

    def to_json(self) -> dict[str, Any]:
        """As ``bihuan unit list --json`` prints it; ``parent`` and ``jurisdiction`` are codes."""
        parent = Unit.objects.get_parent(self)
        return {
            "code": self.code,
            "name": self.name,
            "short_name": self.short_name,
            "kind": self.kind,
            "parent": parent.code if parent else None,
            "jurisdiction": self.jurisdiction.code if self.jurisdiction else None,
            "aliases": self.aliases,
        }

    @property
    def is_place(self) -> bool:
        """Whether the unit is a place rather than an organisation serving one."""
        return self.kind in PLACES


class UnitLink(models.Model):
    """Closure of the tree: every ancestor of every unit, itself included at depth 0. Indicators join it."""

    ancestor = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="links_below")
    descendant = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="links_above")
    depth = models.IntegerField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["ancestor", "descendant"], name="units_link_once"),)
