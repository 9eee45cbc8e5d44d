"""What the library keeps of a document: its original by digest, its card, its text, and whether the index has it."""

from django.db import models

from bihuan.apps.drafts.models import Draft
from bihuan.apps.units.models import Unit


class State(models.TextChoices):
    """How far a document has come. Its original is there from the first on."""

    STORED = "stored", "已收下"
    READ = "read", "已读"
    FAILED = "failed", "读不出来"


class Access(models.TextChoices):
    """Who may read a document."""

    PUBLIC = "public", "公开"
    COUNTY = "county", "全县"
    UNIT = "unit", "本单位"
    PRIVATE = "private", "仅自己"


class LibraryDocument(models.Model):
    """One document. ``source`` is its name with the folders, or the zip, that it came in; ``family`` is the smallest number among its
    near-duplicates, its own where it has none; ``newer`` is the later text of the same document.

    ``indexed`` is the identity of the index that holds it as it now is, blank while none does.
    """

    sha256 = models.CharField("原件", max_length=64, db_index=True)
    source = models.CharField("来处", max_length=500, blank=True, default="")
    name = models.CharField("文件名", max_length=255)
    size = models.BigIntegerField("字节")
    format = models.CharField("格式", max_length=10, blank=True, default="")
    state = models.CharField("状态", max_length=10, choices=State.choices, default=State.STORED, db_index=True)
    reason = models.CharField("原因", max_length=500, blank=True, default="")
    access = models.CharField("谁能看", max_length=10, choices=Access.choices, default=Access.COUNTY)
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, verbose_name="所属单位", related_name="+")
    owner = models.BigIntegerField("添加人", null=True)
    added_by = models.CharField(max_length=100)
    added_at = models.CharField(max_length=32, db_index=True)
    # the card
    title = models.CharField("标题", max_length=300, blank=True, default="")
    issuer = models.CharField("发文机关", max_length=120, blank=True, default="")
    region = models.CharField("地区", max_length=60, blank=True, default="")
    year = models.IntegerField("年度", null=True)
    kind = models.CharField("文种", max_length=20, blank=True, default="")
    topic = models.CharField("主题", max_length=40, blank=True, default="")
    doc_number = models.CharField("发文字号", max_length=80, blank=True, default="")
    addressee = models.CharField("主送机关", max_length=300, blank=True, default="")
    signer = models.CharField("签发人", max_length=40, blank=True, default="")
    signed_on = models.DateField("成文日期", null=True)
    edited = models.JSONField("人工改过的栏目", default=list)
    # what it is like
    chars = models.IntegerField("字数", default=0)
    pieces = models.IntegerField("段数", default=0)
    text_sha256 = models.CharField(max_length=64, blank=True, default="", db_index=True)
    version_key = models.CharField(max_length=200, blank=True, default="", db_index=True)
    family = models.BigIntegerField(null=True, db_index=True)
    newer = models.ForeignKey("self", models.SET_NULL, null=True, related_name="older")
    indexed = models.CharField(max_length=32, blank=True, default="")
    removed_at = models.CharField(max_length=32, blank=True, default="", db_index=True)

    class Meta:
        indexes = (models.Index(fields=["indexed", "removed_at", "state"], name="library_waiting"),)

    def __str__(self) -> str:
        return self.title or self.name


class LibraryText(models.Model):
    """A document's text, its pieces and the signature of its likeness, packed: whatever else is known of it is read from these."""

    document = models.OneToOneField(LibraryDocument, models.CASCADE, primary_key=True, related_name="text")
    body = models.BinaryField()  # zlib, UTF-8
    pieces = models.BinaryField()  # zlib, JSON: [start, end, heading, role] each
    removed = models.JSONField(default=list)  # advertising taken out: [start, end, why] in the text as it was read
    signature = models.BinaryField(default=b"")

    def __str__(self) -> str:
        return f"{self.document_id}"


class LikeBand(models.Model):
    """One band of a document's signature: near-duplicates share some."""

    band = models.BigIntegerField(db_index=True)
    document = models.ForeignKey(LibraryDocument, models.CASCADE, related_name="+")

    def __str__(self) -> str:
        return f"{self.document_id}:{self.band}"


class WatchedFile(models.Model):
    """A file of a watched folder as it was last taken in: it comes in again only when it is another. ``key`` is the digest of its path."""

    key = models.CharField(max_length=64, unique=True)
    size = models.BigIntegerField()
    changed = models.BigIntegerField()  # nanoseconds
    document = models.ForeignKey(LibraryDocument, models.SET_NULL, null=True, related_name="+")

    def __str__(self) -> str:
        return self.key


class Collection(models.Model):
    """A person's shelf of documents, shared with the unit where ``shared``."""

    person = models.BigIntegerField(db_index=True)
    unit = models.ForeignKey(Unit, models.CASCADE, null=True, related_name="+")
    name = models.CharField("名称", max_length=60)
    shared = models.BooleanField("本单位可见", default=False)
    documents = models.ManyToManyField(LibraryDocument, related_name="+")

    class Meta:
        constraints = (models.UniqueConstraint(fields=["person", "name"], name="library_collection_once"),)

    def __str__(self) -> str:
        return self.name


class ReadingNote(models.Model):
    """A person's own note on a document, at a place of its text where ``start`` is given."""

    person = models.BigIntegerField()
    document = models.ForeignKey(LibraryDocument, models.CASCADE, related_name="notes")
    start = models.IntegerField(null=True)
    text = models.CharField("笔记", max_length=2000)
    at = models.CharField(max_length=32)

    class Meta:
        indexes = (models.Index(fields=["person", "document"], name="library_note_mine"),)

    def __str__(self) -> str:
        return self.text[:30]


class RecentReading(models.Model):
    """When a person last opened a document."""

    person = models.BigIntegerField()
    document = models.ForeignKey(LibraryDocument, models.CASCADE, related_name="+")
    at = models.CharField(max_length=32)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["person", "document"], name="library_recent_once"),)
        indexes = (models.Index(fields=["person", "at"], name="library_recent_newest"),)

    def __str__(self) -> str:
        return f"{self.person}:{self.document_id}"


class SavedSearch(models.Model):
    """A question that a person asks again; ``seen`` is the highest number of a document that its digest has told of."""

    person = models.BigIntegerField(db_index=True)
    name = models.CharField("名称", max_length=60)
    query = models.CharField("查什么", max_length=500)
    exact = models.BooleanField(default=False)
    daily = models.BooleanField("每天告诉我新的", default=True)
    seen = models.BigIntegerField(default=0)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["person", "name"], name="library_saved_once"),)

    def __str__(self) -> str:
        return self.name


class Verdict(models.TextChoices):
    """How a promise ended."""

    MET = "met", "完成"
    NEAR = "near", "接近"
    MISSED = "missed", "未完成"
    UNREPORTED = "unreported", "未反馈"


class LibraryPromise(models.Model):
    """A number promised for ``year`` in one document and what a later one says of it; places are of the two texts."""

    document = models.ForeignKey(LibraryDocument, models.CASCADE, related_name="promises")
    later = models.ForeignKey(LibraryDocument, models.CASCADE, related_name="promises_answered")
    issuer = models.CharField(max_length=120, db_index=True)
    year = models.IntegerField()
    text = models.CharField(max_length=500)
    start = models.IntegerField()
    end = models.IntegerField()
    indicator = models.CharField(max_length=200)
    value = models.FloatField()
    unit = models.CharField(max_length=40, blank=True, default="")
    verdict = models.CharField(max_length=12, choices=Verdict.choices, db_index=True)
    why = models.CharField(max_length=200, blank=True, default="")
    result = models.CharField(max_length=500, blank=True, default="")
    result_start = models.IntegerField(null=True)
    result_end = models.IntegerField(null=True)
    result_value = models.FloatField(null=True)

    class Meta:
        indexes = (models.Index(fields=["year", "issuer"], name="library_promise_year"),)

    def __str__(self) -> str:
        return self.text


class Citation(models.Model):
    """A passage kept beside a draft: its place in the document, its words as they were, and the pieces ``first`` to ``last`` that they
    stood in."""

    draft = models.ForeignKey(Draft, models.CASCADE, related_name="+")
    document = models.ForeignKey(LibraryDocument, models.CASCADE, related_name="+")
    start = models.IntegerField()
    end = models.IntegerField()
    first = models.IntegerField()
    last = models.IntegerField()
    text = models.TextField()
    person = models.BigIntegerField(null=True)
    at = models.CharField(max_length=32)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["draft", "document", "start", "end"], name="library_citation_once"),
        )

    def __str__(self) -> str:
        return self.text[:30]
