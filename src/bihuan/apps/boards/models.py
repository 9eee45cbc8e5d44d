"""并件: entries that tell of the same matter."""

from django.db import models


class Duplicate(models.Model):
    """An entry that is the same matter as an earlier one of its ledger. It stays in the ledger and leaves the board."""

    ledger = models.CharField(max_length=30)
    entry_id = models.BigIntegerField()
    first_id = models.BigIntegerField()
    actor = models.CharField(max_length=100)
    at = models.CharField(max_length=32)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["ledger", "entry_id"], name="boards_duplicate_once"),)
        indexes = (models.Index(fields=["ledger", "first_id"], name="boards_duplicate_first"),)

    def __str__(self) -> str:
        return f"{self.ledger} #{self.entry_id} = #{self.first_id}"
