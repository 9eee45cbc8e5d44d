"""溯源: what stands behind a number of a draft, and the manifest that a docx carries."""

from datetime import date
from decimal import Decimal
from enum import StrEnum

from pydantic import BaseModel, ConfigDict, Field

from bihuan.datamodel.spans import Span


class Measure(StrEnum):
    """What is asked of an indicator. Formulas are those of docs/reference/indicators.md, printed beside the figure."""

    VALUE = "value"  # 本期值
    YOY = "yoy"  # 同比 %, change against the same as-of day of last year
    YOY_POINTS = "yoy_points"  # two rates compared, 百分点
    YOY_DIFFERENCE = "yoy_difference"  # 比上年增加/减少, in the indicator's own unit
    TIMES_LAST_YEAR = "times_last_year"  # 是去年的X倍
    TARGET = "target"  # 目标值
    COMPLETION = "completion"  # 完成率 %
    REMAINING = "remaining"  # 目标 − 完成, for work carried over
    RANK = "rank"  # 在同级单位中的名次, ties share a rank


class ClaimKind(StrEnum):
    """Whether a number is proved by rows, or left blank because nothing proves it."""

    BOUND = "bound"
    BLANK = "blank"


class Claim(BaseModel):
    """One number of a draft with its trace. Money values are in yuan, rates in percent, as in ``bihuan read``.

    ``row_digest`` (``digest``) is the SHA-256 of the sorted (entry id, entry digest) pairs that the value was computed from.
    """

    model_config = ConfigDict(frozen=True)

    id: str  # c001, in text order; the docx bookmark around the number is _bh_c001
    kind: ClaimKind
    text: str  # as this draft writes it: 5300余份, XX万元
    last_year: str  # as last year's report wrote it: 5000余份
    last_year_at: Span | None = None  # where it stands there, in the normalised text of the source
    subject: str = ""
    indicator: str | None = None  # name, or name[field=choice] for one part of a breakdown
    label: str = ""  # the indicator's Chinese name
    definition: str = ""
    measure: Measure = Measure.VALUE
    unit: str | None = None  # code of the reporting unit (单位)
    measure_word: str = ""  # 计量单位: 件, 元, %
    period: str | None = None
    scope: str = ""  # 统计口径 in Chinese: whose rows, which period, what is excluded
    as_of: date | None = None
    value: Decimal | None = None
    last_value: Decimal | None = None  # the same figure one year earlier, from the ledgers
    rows: int = 0
    digest: str = ""
    note: str = ""  # why blank, or what a person should look at


class Manifest(BaseModel):
    """The evidence embedded in a docx as a custom XML part, sealed by ``seal`` in the events of the data folder."""

    model_config = ConfigDict(frozen=True)

    version: int = 1
    draft_id: str
    title: str
    unit: str
    year: int
    as_of: date
    source_name: str
    source_sha256: str
    text_sha256: str  # of the body text, paragraphs joined by \n
    claims: list[Claim] = Field(default_factory=list)
    notes: list[str] = Field(default_factory=list)
