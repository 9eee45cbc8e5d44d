"""Fictional samples of every part, for the gallery and its tests."""

import re
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

from django.core.paginator import Page
from django.utils.timezone import get_default_timezone

from bihuan.web.kit.fields import FieldShown, FilterBar, UnitChoice
from bihuan.web.kit.items import FileShown, Moment, Photo, Step, Tab, Tile
from bihuan.web.kit.lights import LIGHTS, light_html, state_html
from bihuan.web.kit.tables import Column, Row, Table

SPRITE = Path(__file__).parents[1] / "static/bihuan/icons.svg"
ICONS = re.findall(r'<symbol id="(\w+)"', SPRITE.read_text("utf-8"))
LIGHT_KEYS = list(LIGHTS)
TOWNS = ("澜湾街道", "青石镇", "柳河镇", "北坪乡")
TOWN_INITIALS = ("lw", "qs", "lh", "bp")
WHAT = ("井盖缺损", "占道经营", "路灯不亮", "垃圾暴露", "道路积水")
STATES = (("处置中", "busy"), ("待派遣", ""), ("待核查", "warn"), ("已结案", "good"), ("退回", "bad"))
LAMPS = ("normal", "soon", "overdue", "done", "paused", "none")
PICTURE = (
    "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 40 30'%3E"
    "%3Crect width='40' height='30' fill='%23{}'/%3E%3C/svg%3E"
)


def cases(sort: str) -> list[tuple[Any, ...]]:
    """Forty matters: number, what, town, reported, due, light, state, cost."""
    first = date(2024, 9, 2)
    rows = [
        (f"城管〔2024〕{index:04}", WHAT[index % 5], TOWNS[index % 4], first + timedelta(index), first + timedelta(index + 5),
         LAMPS[index % 6], STATES[index % 5], Decimal(index * 1375) / 10)
        for index in range(1, 41)
    ]  # fmt: skip
    column = {"number": 0, "town": 2, "due": 4, "cost": 7}.get(sort.lstrip("-"))
    return rows if column is None else sorted(rows, key=lambda row: row[column], reverse=sort.startswith("-"))


COLUMNS = (
    Column("案件编号", "title", sort="number"),
    Column("问题"),
    Column("责任单位", "short", sort="town"),
    Column("上报日期", "date"),
    Column("办结时限", "date", sort="due"),
    Column("亮灯", "short"),
    Column("状态", "short"),
    Column("费用（元）", "money", sort="cost"),
)


def sheet(page: Page[Any], sort: str) -> Table:
    """One page of matters, to be picked and opened, with a row of totals."""
    rows = [
        Row((*row[:5], light_html(row[5]), state_html(*row[6]), row[7]), key=row[0], link=f"#{row[0]}", name=row[0])
        for row in page
    ]
    total = ("本页合计", "", "", "", "", "", "", sum(row[7] for row in page))
    return Table(COLUMNS, rows, id="cases", caption="案件", pick="row", sort=sort, total=total, page=page)


def sheet_empty() -> Table:
    """Nothing found."""
    return Table(COLUMNS, (), clear="?")


def filter_bar(given: Mapping[str, str]) -> FilterBar:
    """Three conditions."""
    towns = [(town, town) for town in TOWNS]
    states = [(word, word) for word, _ in STATES]
    return FilterBar(
        (
            FieldShown("town", "责任单位", "choice", given.get("town", ""), choices=towns, empty="全部"),
            FieldShown("state", "状态", "choice", given.get("state", ""), choices=states, empty="全部"),
            FieldShown("since", "上报不早于", "date", given.get("since", "")),
            FieldShown("word", "编号或问题", "search", given.get("word", ""), attrs={"data-search": True}),
        )
    )


def form_fields() -> list[FieldShown]:
    """Every kind of field."""
    towns = [(town, town) for town in TOWNS]
    return [
        FieldShown("title", "活动名称", required=True, help="写全称，不用简称。"),
        FieldShown("town", "承办单位", "choice", "青石镇", required=True, choices=towns),
        FieldShown("co", "协办单位", "unit", empty="（没有）", units=[
            UnitChoice(f"QS-{initials}", town, town[:2], initials, "town")
            for town, initials in zip(TOWNS, TOWN_INITIALS, strict=True)]),
        FieldShown("count", "参加人数", "number", "1200", measure="人次", help="只计到场的人。"),
        FieldShown("fund", "投入资金", "money", "356000.00"),
        FieldShown("day", "举办日期", "date", "2024-09-20", required=True),
        FieldShown("phone", "联系电话", "tel", help="只给本单位经办人看，保存后以星号显示。"),
        FieldShown("kinds", "活动类别", "tags", ["宣讲", "培训"], help="可以多选；合计时一场只算一次。",
                   choices=[(word, word) for word in ("宣讲", "培训", "走访", "文体", "志愿服务")]),
        FieldShown("open", "向社会公开", "boolean", True),
        FieldShown("code", "登记编号", value="2024-0117", disabled=True, help="保存后由系统编，不能改。"),
        FieldShown("about", "情况说明", "textarea", "活动在镇文化站举行。"),
        FieldShown("proof", "佐证", "file", help="照片、PDF、Word，每个不超过 20 MB。", attrs={"multiple": True}),
    ]  # fmt: skip


def form_wrong() -> list[FieldShown]:
    """Fields that did not pass."""
    return [
        FieldShown("w-count", "参加人数", "number", "一千二", measure="人次", error="“一千二”不是数字，请写 1200。"),
        FieldShown("w-day", "举办日期", "date", "", required=True, error="还没有填举办日期。"),
        FieldShown("w-kinds", "活动类别", "tags", error="至少选一类。", choices=[("a", "宣讲"), ("b", "培训")]),
    ]


TILES = (
    Tile("受理案件", 1286, "件", "#tiles", last=1254),
    Tile("按时办结率", Decimal("96.40"), "%", "#tiles", last=Decimal("95.20"), better=1, places=2, points=True),
    Tile("返工", 37, "件", last=29, better=-1),
    Tile("满意率", None, "%", note="有效回访为 0，不算"),
    Tile("在办", 214, "件", note="其中逾期 6 件"),
)
TABS = (Tab("全部", "#tabs", here=True, count=40), Tab("我的", "#tabs", count=7), Tab("逾期", "#tabs", count=2))

STEPS = (
    Step("单位类型", "#steps", done=True), Step("单位树", "#steps", done=True), Step("行业包", here=True),
    Step("人员"), Step("工作日历"), Step("启用"),
)  # fmt: skip


def at(day: int, hour: int, minute: int) -> datetime:
    """A moment of September 2024."""
    return datetime(2024, 9, day, hour, minute, tzinfo=get_default_timezone())


MOMENTS = (
    Moment("登记", at(2, 8, 41), "受理员 何某", "市民来电：滨河路 12 号门前井盖缺损。"),
    Moment("派遣", at(2, 9, 5), "调度员 罗某", "派青石镇城管站，时限 5 个工作日。"),
    Moment("退回", at(2, 14, 30), "青石镇城管站", "不在辖区，界桩以东属澜湾街道。", "warn"),
    Moment("改派", at(2, 15, 2), "调度员 罗某", changes=(("责任单位", "青石镇", "澜湾街道"), ("时限", "2024-09-09", "2024-09-10"))),
    Moment("催办", at(9, 10, 0), "系统", "距时限 1 个工作日。", "bad"),
    Moment("办结", at(9, 16, 20), "处置员 林某", "已更换井盖，附照片 2 张。", "good"),
    Moment("核查", when="时限 2024-09-12", said="应由办理人以外的人核查。", tone="next"),
)  # fmt: skip
FILES = (
    FileShown("现场处置记录.docx", "#files", "Word 文档，48 KB，林某 9月9日 上传"),
    FileShown("滨河路井盖更换验收单（盖章扫描件，含附图三张和现场照片说明）.pdf", "#files", "PDF，1.2 MB"),
)
PHOTOS = tuple(Photo(name, "#photos", PICTURE.format(color), about) for name, color, about in (
    ("处置前", "8a99a6", "9月2日 08:39"), ("处置中", "b5a98a", "9月9日 15:50"), ("处置后", "7f9c8c", "9月9日 16:12")
))  # fmt: skip
