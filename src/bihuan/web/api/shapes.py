"""What goes in and comes out, as types: the document and the checks of every request are made of these."""

from datetime import date
from decimal import Decimal
from typing import Annotated, Any, Literal

from ninja import Schema
from pydantic import ConfigDict, Field

from bihuan.web.api.problems import FindingOut

LARGEST = 2**63 - 1
EntryId = Annotated[int, Field(ge=1, le=LARGEST, description="条目编号")]
Word = Annotated[str, Field(max_length=200)]
Exact = Annotated[Decimal, Field(json_schema_extra={"type": "string", "format": "decimal"})]


class Given(Schema):
    """A body: a name that it does not know is refused by name."""

    model_config = ConfigDict(extra="forbid")


class Me(Schema):
    """我：本人、角色、权限和各项权限的范围。"""

    name: str
    person: int | None
    unit: str | None = Field(description="所在单位编码")
    roles: list[str]
    rights: list["RightOut"]


class RightOut(Schema):
    """一项权限。"""

    right: str
    label: str
    everything: bool = Field(description="所有单位")
    units: int = Field(description="范围内单位数；everything 时为 0")
    own: bool = Field(description="另含本人登记和在办的条目")


class UnitOut(Schema):
    """单位。"""

    code: str
    name: str
    short_name: str
    kind: str = Field(description="city、county、town、village、bureau、office、station")
    parent: str | None = Field(description="上级单位编码")
    jurisdiction: str | None = Field(description="辖区编码")
    aliases: list[str]


class UnitList(Schema):
    """单位树，按树的顺序。"""

    items: list[UnitOut]
    total: int


class PackOut(Schema):
    """行业包。"""

    pack: str
    name: str
    version: int
    description: str
    ledgers: list[str] = Field(description="台账的键")


class PackList(Schema):
    """已装的行业包。"""

    items: list[PackOut]
    total: int


class LedgerBrief(Schema):
    """台账，简要。"""

    ledger: str
    name: str
    pack: str
    measure: str = Field(description="一条算作什么：件、宗、场次")
    territory: bool = Field(description="条目属于地方（乡镇、村）")
    dispatched: bool = Field(description="条目是派给单位办理的案件")


class LedgerList(Schema):
    """已装的台账。"""

    items: list[LedgerBrief]
    total: int


class EntryList(Schema):
    """一页条目。"""

    items: list["EntryOut"]
    total: int = Field(description="符合条件的条目数，全部页合计，查询时数出")
    next: str | None = Field(description="下一页的 cursor；没有下一页时为 null")


class EntryOut(Schema):
    """条目。values 的类型由 ledger 决定。"""

    ledger: str
    id: EntryId
    unit: str
    key: str
    state: str | None
    removed: bool
    seq: int = Field(description="最近一次改动的事件号")
    digest: str
    values: dict[str, Any]


class EntryNew(Given):
    """登记一条。"""

    unit: Annotated[str, Field(min_length=1, max_length=100, description="单位编码")]
    values: dict[str, Any] = Field(description="字段名 → 值；类型见 Values_<台账>")
    state: str | None = Field(None, max_length=30, description="状态的键；不写则由日期得出")


class EntryChange(Given):
    """改几个字段；null 清空。"""

    values: dict[str, Any] = Field(description="字段名 → 值；类型见 Values_<台账>", min_length=1)


class MoveGiven(Given):
    """流转：move 要什么，见台账定义里的 needs、fills。"""

    move: Annotated[str, Field(min_length=1, max_length=30, description="流转的键")]
    on: date | None = Field(None, description="哪一天；不写是今天")
    unit: Annotated[str, Field(max_length=100, description="交给哪个单位")] = ""
    reason: Annotated[str, Field(max_length=2000, description="原因")] = ""
    evidence: Annotated[str, Field(max_length=2000, description="佐证说明；派遣类台账以上传的佐证为准")] = ""
    values: dict[str, Any] = Field(default_factory=dict, description="同时填写的字段")


class BulkGiven(Given):
    """批量：全部成功或全部不动。"""

    deed: Literal["change", "move", "unit", "remove"]
    entries: Annotated[list[EntryId], Field(min_length=1, max_length=5000)]
    values: dict[str, Any] = Field(default_factory=dict)
    move: Annotated[str, Field(max_length=30)] = ""
    on: date | None = None
    unit: Annotated[str, Field(max_length=100)] = ""
    reason: Annotated[str, Field(max_length=2000)] = ""
    evidence: Annotated[str, Field(max_length=2000)] = ""
    seen: str | None = Field(None, max_length=64, description="预览给的 seen：此后有人改过则全部不动")


class BulkRow(Schema):
    """一条会怎样。"""

    id: int
    refused: str = Field(description="不能做的原因；空的就是能做")
    changes: list["FieldChange"]


class FieldChange(Schema):
    """一个字段的前后。"""

    field: str
    old: Any = None
    new: Any = None


class BulkOut(Schema):
    """批量的结果或预览。"""

    preview: bool
    batch: int | None = Field(description="批次号；预览时为 null")
    changed: int
    unchanged: int
    refused: int
    missing: list[int] = Field(description="没有的，或不在范围内的")
    seen: str = Field(description="预览时各条的样子")
    rows: list[BulkRow] = Field(description="预览时逐条列出，最多 500 条")


class ImportOut(Schema):
    """导入的结果：accepted 为 false 时一行也没有存。"""

    accepted: bool
    rows: int
    added: int
    changed: int
    unchanged: int
    seen_before: str = Field(description="同一个文件以前导入的时间")
    findings: list[FindingOut]
    returned: str | None = Field(description="标红退回的工作簿的地址")


class EventOut(Schema):
    """事件。"""

    seq: int
    at: str
    actor: str
    deed: str = Field(description="做了什么")
    changes: list["EventChange"]
    digest: str


class EventChange(Schema):
    """一处变化，用字说。"""

    label: str
    old: str
    new: str


class EventList(Schema):
    """一条条目的事件，从早到晚。"""

    items: list[EventOut]
    total: int


class HolderOut(Schema):
    """谁在办。"""

    part: str = Field(description="recorder 登记人、lead 主办、support 协办")
    unit: str | None
    person: int | None
    since: str
    until: str = Field(description="空的就是还在办")


class HolderList(Schema):
    """在办和办过的单位与人。"""

    items: list[HolderOut]
    total: int


class ClockOut(Schema):
    """时限，连同怎样算出来的。"""

    key: str
    label: str
    starts_on: date | None
    due_on: date | None = Field(description="条目里的时限")
    stopped_on: date | None
    paused: bool
    given: bool = Field(description="由人给定，不随工作日历重算")
    provisional: bool = Field(description="日历未公布到那一年，暂计")
    left: str = Field(description="还剩几个工作日，用字说")
    left_days: int | None
    steps: list["StepOut"]
    source: str = Field(description="期限的依据")


class StepOut(Schema):
    """一步。"""

    kind: str
    day: date
    words: str


class ClockList(Schema):
    """一条条目的各个时限。"""

    items: list[ClockOut]
    total: int


class CommentGiven(Given):
    """留言；@单位、@人 会收到提醒。"""

    text: Annotated[str, Field(min_length=1, max_length=2000)]


class CommentOut(Schema):
    """留言。"""

    id: int
    by: str
    at: str
    text: str


class CommentMade(Schema):
    """留言已记下。原话不在回答里：回答会随 Idempotency-Key 保存一天，留言清除后不应再留下原话。"""

    id: int
    by: str
    at: str


class ErasureGiven(Given):
    """清除的原因，记入经过。"""

    reason: Annotated[str, Field(min_length=1, max_length=200)]


class CommentList(Schema):
    """留言，从早到晚。"""

    items: list[CommentOut]
    total: int


class EvidenceOut(Schema):
    """佐证。"""

    id: int
    name: str
    kind: str = Field(description="由内容认出：jpeg、png、webp、pdf、ofd、docx、doc、xlsx、xls")
    size: int
    sha256: str
    note: str
    by: str
    at: str


class EvidenceList(Schema):
    """佐证，从早到晚；移除的不列。"""

    items: list[EvidenceOut]
    total: int


class IndicatorOut(Schema):
    """指标的定义。"""

    indicator: str
    name: str
    definition: str
    unit: str = Field(description="计量单位")
    pack: str
    ledger: str
    exclusions: str
    better: str = Field(description="higher、lower，或空")
    rate: bool = Field(description="是比率：有分子、分母")
    breakdowns: list[str] = Field(description="指标名[字段=选项]")


class IndicatorList(Schema):
    """指标。"""

    items: list[IndicatorOut]
    total: int


class FigureOut(Schema):
    """一个数，连同它的出处。"""

    indicator: str
    measure: str
    unit: str
    period: str
    as_of: date
    value: str | None = Field(description="十进制数；null 就是「—」")
    measure_word: str = Field(description="计量单位")
    definition: str
    scope: str
    numerator: str | None
    denominator: str | None
    rows: int = Field(description="背后的条目数")
    digest: str = Field(description="背后各条目的 SHA-256")
    note: str


class RowOut(Schema):
    """数背后的一条，它加了多少。"""

    ledger: str
    entry: int
    unit: str
    key: str
    day: date
    part: str
    side: str
    contribution: str


class RowList(Schema):
    """数背后的条目。"""

    items: list[RowOut]
    total: int
    next: str | None


class DayOut(Schema):
    """一天。"""

    day: date
    working: bool
    why: str
    provisional: bool


class CalendarOut(Schema):
    """工作日历的一段。"""

    years: list[int] = Field(description="已公布的年份")
    digest: str
    days: list[DayOut]


class NoticeOut(Schema):
    """提醒。"""

    id: int
    kind: str
    text: str
    ledger: str
    entry: int | None
    day: date
    at: str
    read: bool


class NoticeList(Schema):
    """提醒，从新到旧。"""

    items: list[NoticeOut]
    total: int
    unread: int


class NoticesGiven(Given):
    """哪些提醒；不写 ids 就是全部。"""

    ids: Annotated[list[EntryId], Field(max_length=1000)] | None = None
    read: bool = True


class Count(Schema):
    """几项。"""

    count: int


class RemovalGiven(Given):
    """作废的原因。"""

    reason: Annotated[str, Field(min_length=1, max_length=2000)]
