"""Installed packs and ledgers, the batches that came in, and the chain of events. Entries live in tables of their own (``tables``)."""

from django.db import models

from bihuan.apps.ledgers.fields import KeptJSONField


class PackInstall(models.Model):
    """An installed pack; its files are copied into the data folder under ``packs/``."""

    name = models.CharField("行业包", max_length=30, unique=True)
    label = models.CharField("名称", max_length=100)
    version = models.IntegerField("版本")
    digest = models.CharField(max_length=64)  # SHA-256 over the pack's files

    def __str__(self) -> str:
        return f"{self.label} v{self.version}"


class LedgerTable(models.Model):
    """An installed ledger kind.

    ``definition`` is the pack's Ledger as JSON; ``columns`` lists every column that the table has, hidden ones included:
    ``{name, origin, type, places, hidden}``. ``origin`` is the column's name for ever in events and digests, whatever it is called today.
    """

    name = models.CharField("台账", max_length=30, unique=True)
    label = models.CharField("名称", max_length=100)
    pack = models.CharField(max_length=30, blank=True)
    table = models.CharField(max_length=30, unique=True)
    definition = KeptJSONField()
    columns = KeptJSONField()
    hidden = models.BooleanField(default=False)  # its pack no longer declares it; the rows stay

    def __str__(self) -> str:
        return f"{self.label}（{self.name}）"


class Batch(models.Model):
    """Many entries treated whole: a workbook or a pasted block taken in, a change of many, or the undoing of one of these.

    What came in is kept under ``originals/<sha256>``. The events of a batch are those numbered ``first_seq`` to ``last_seq``.
    """

    IMPORT, PASTE, EDIT, UNDO = "import", "paste", "edit", "undo"

    kind = models.CharField(max_length=10, default=IMPORT)
    ledger = models.CharField(max_length=30)
    sha256 = models.CharField(max_length=64)
    name = models.CharField("文件名", max_length=255)
    actor = models.CharField(max_length=100)
    at = models.CharField(max_length=32)
    added = models.IntegerField(default=0)
    changed = models.IntegerField(default=0)
    unchanged = models.IntegerField(default=0)
    first_seq = models.BigIntegerField(default=0)
    last_seq = models.BigIntegerField(default=0)
    undone_by = models.BigIntegerField(null=True)  # the batch that undid this one
    undoes = models.BigIntegerField(null=True)  # the batch that this one undid

    class Meta:
        indexes = (models.Index(fields=["ledger", "sha256"], name="ledgers_batch_sha"),)

    def __str__(self) -> str:
        return f"{self.name} → {self.ledger}"


class BatchImage(models.Model):
    """What an entry was before a batch changed it, for as long as the batch may be undone: then it is erased.

    Events hold no personal values, so they alone could not bring one back. ``image`` is JSON: unit, key, state, removed, {origin: value}.
    """

    batch = models.ForeignKey(Batch, on_delete=models.CASCADE, related_name="images")
    entry_id = models.BigIntegerField()
    image = models.TextField()

    class Meta:
        indexes = (models.Index(fields=["batch", "entry_id"], name="ledgers_image_entry"),)

    def __str__(self) -> str:
        return f"{self.batch_id} #{self.entry_id}"


class SavedView(models.Model):
    """A list under a name. It is a link: whoever follows it sees what their own rights show. ``query`` is the query of its address."""

    SELF, UNIT, ALL = "self", "unit", "all"

    ledger = models.CharField(max_length=30)
    name = models.CharField("名称", max_length=60)
    query = models.TextField()
    person = models.BigIntegerField(null=True)  # the owner; None is the server's console
    owner = models.CharField(max_length=100)
    unit_id = models.BigIntegerField(null=True)
    shared = models.CharField(max_length=10, default=SELF)
    at = models.CharField(max_length=32)

    class Meta:
        indexes = (models.Index(fields=["ledger", "shared"], name="ledgers_view_shared"),)

    def __str__(self) -> str:
        return f"{self.ledger} {self.name}"


class SheetForm(models.Model):
    """The bureau's own workbook that a ledger's exports are written into, kept under ``originals/<sha256>``."""

    ledger = models.CharField(max_length=30, unique=True)
    name = models.CharField("文件名", max_length=255)
    sha256 = models.CharField(max_length=64)
    actor = models.CharField(max_length=100)
    at = models.CharField(max_length=32)

    def __str__(self) -> str:
        return f"{self.name} → {self.ledger}"


class Event(models.Model):
    """One change, for ever. ``digest`` is the SHA-256 of the event's canonical JSON, which holds ``previous``; see ``chain``.

    ``changes`` is canonical JSON text ``{column origin: [old, new]}``; times are ISO text in UTC, so that what is hashed is what is stored.
    """

    seq = models.BigIntegerField(primary_key=True)
    at = models.CharField(max_length=32)
    actor = models.CharField(max_length=100)
    deed = models.CharField(max_length=30)
    subject = models.CharField(max_length=200)  # the ledger's name, or what else the deed was done to
    entry_id = models.BigIntegerField(null=True)
    changes = models.TextField()
    batch = models.BigIntegerField(null=True)
    row_digest = models.CharField(max_length=64, blank=True)
    previous = models.CharField(max_length=64)
    digest = models.CharField(max_length=64)

    class Meta:
        indexes = (models.Index(fields=["subject", "entry_id", "seq"], name="ledgers_event_entry"),)

    def __str__(self) -> str:
        return f"#{self.seq} {self.deed} {self.subject}"


class Holder(models.Model):
    """Who has an entry in hand: its recorder, the lead unit (主办) that it was handed to, units that support (协办), a person of theirs.

    ``until`` is blank while it is in hand; those who once had it may still read it.
    """

    RECORDER, LEAD, SUPPORT = "recorder", "lead", "support"

    ledger = models.CharField(max_length=30)
    entry_id = models.BigIntegerField()
    part = models.CharField(max_length=10)
    unit_id = models.BigIntegerField(null=True)
    person = models.BigIntegerField(null=True)
    since = models.CharField(max_length=32, default="")
    until = models.CharField(max_length=32, blank=True, default="")

    class Meta:
        indexes = (
            models.Index(fields=["ledger", "entry_id"], name="ledgers_holder_entry"),
            models.Index(fields=["unit_id", "ledger", "part"], name="ledgers_holder_unit"),
            models.Index(fields=["person", "ledger"], name="ledgers_holder_person"),
        )

    def __str__(self) -> str:
        return f"{self.ledger} #{self.entry_id} {self.part}"


class OpenEntry(models.Model):
    """An entry that is still to be done, of a ledger that runs clocks or is dispatched. Kept by the store with every write (``standing``),
    so that what is open is counted without reading what is done; ``due`` is the earliest due day of a clock that runs. An ``ended`` one is
    over by its pack, so not open, and waits for a re-check (``Ledger.awaited_states``)."""

    ledger = models.CharField(max_length=30)
    entry_id = models.BigIntegerField()
    unit_id = models.BigIntegerField()
    state = models.CharField(max_length=30)
    day = models.DateField(null=True)
    due = models.DateField(null=True)
    ended = models.BooleanField(default=False)

    class Meta:
        indexes = (
            models.Index(fields=["ledger", "entry_id"], name="ledgers_open_entry"),
            models.Index(fields=["unit_id", "ledger"], name="ledgers_open_unit"),
            models.Index(fields=["due"], name="ledgers_open_due"),
        )

    def __str__(self) -> str:
        return f"{self.ledger} #{self.entry_id} {self.state}"


class Spot(models.Model):
    """Where an entry lies, in millionths of a degree: its first point, else the middle of its first polygon. Kept by the store."""

    ledger = models.CharField(max_length=30)
    entry_id = models.BigIntegerField()
    x = models.IntegerField()
    y = models.IntegerField()

    class Meta:
        indexes = (
            models.Index(fields=["ledger", "entry_id"], name="ledgers_spot_entry"),
            models.Index(fields=["ledger", "x", "y"], name="ledgers_spot_place"),
        )

    def __str__(self) -> str:
        return f"{self.ledger} #{self.entry_id} {self.x},{self.y}"


class ChainHead(models.Model):
    """How many events there are and the digest of the last: what a cut tail is measured against. One row; writers lock it."""

    count = models.BigIntegerField(default=0)
    digest = models.CharField(max_length=64)
    algorithm = models.CharField(max_length=20, default="sha256")

    def __str__(self) -> str:
        return f"{self.count}:{self.digest}"
