"""What the address of an operation may ask, one class an operation."""

from datetime import date
from typing import Literal

from ninja import Schema
from pydantic import Field

from bihuan.datamodel import Measure
from bihuan.web.api.paging import LIMIT, MOST

UNIT = 100  # characters of a unit's code


class TreeAsked(Schema):
    """Which part of the tree."""

    below: str = Field("", max_length=UNIT, description="只要这个单位和它的下级")


class DaysAsked(Schema):
    """Which days of whose calendar."""

    start: date = Field(description="第一天")
    end: date = Field(description="最后一天，含")
    unit: str = Field("", max_length=UNIT, description="单位编码：含当地假日")


class ListAsked(Schema):
    """Which entries, in which order, how many at a time."""

    f: list[str] = Field([], max_length=20, description="条件 列:方式:值，与网页列表地址里的 f 相同，可写多个")
    q: str = Field("", max_length=200, description="任一文字列包含")
    sort: Literal["-id", "id", "-seq", "seq"] = Field("-id", description="id 是登记先后，seq 是改动先后")
    limit: int = Field(LIMIT, ge=1, le=MOST)
    cursor: str = Field("", max_length=100, description="上一页的 next")
    fields: str = Field("", max_length=2000, description="只要这些字段，逗号分开；不写是全部")


class EntryAsked(Schema):
    """How much of an entry."""

    fields: str = Field("", max_length=2000, description="只要这些字段，逗号分开；不写是全部")


class BulkAsked(Schema):
    """Whether only to look."""

    preview: bool = Field(False, description="只看不做")


class ImportAsked(Schema):
    """What the sheet does not say."""

    unit: str = Field("", max_length=UNIT, description="没有写单位的行属于这个单位")
    year: int | None = Field(None, ge=1990, le=2100, description="没有写年份的日期属于这一年")


class ExportAsked(Schema):
    """Whose entries."""

    unit: str = Field("", max_length=UNIT, description="只要这个单位和它的下级")


class PackAsked(Schema):
    """Of which pack."""

    pack: str = Field("", max_length=60, description="只要这个行业包的")


class FigureAsked(Schema):
    """Whose figure, of which period, as of which day."""

    unit: str = Field(max_length=UNIT, description="单位编码")
    period: str = Field(max_length=20, description="报告期：2024、2024H1、2024Q3、2024-05、2024-03..2024-08、2024W07")
    as_of: date | None = Field(None, description="截止日；不写是今天")
    measure: Measure = Field(
        Measure.VALUE, description="value 本期值、yoy 同比、target 目标、completion 完成率、rank 名次……"
    )


class RowsAsked(FigureAsked):
    """The same, by page."""

    limit: int = Field(LIMIT, ge=1, le=MOST)
    cursor: str = Field("", max_length=100, description="上一页的 next")


class NoticesAsked(Schema):
    """Which notices."""

    unread: bool = Field(False, description="只要未读")
    limit: int = Field(LIMIT, ge=1, le=MOST)


class EvidenceNote(Schema):
    """What is said of a file."""

    note: str = Field("", max_length=200, description="说明")
