"""A small fictional county and a ledger of each kind of field, for tests."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from bihuan.packs.schema import Ledger

if TYPE_CHECKING:
    from bihuan.apps.units.workbook import UnitRow


def county_rows() -> "list[UnitRow]":
    """A county, two bureaus with an office, four towns, two villages of one name, a station; parents first."""
    from bihuan.apps.units.workbook import UnitRow

    return [
        UnitRow("QX", "青溪县", "county", "", "青溪"),
        UnitRow("QX-CG", "青溪县城市管理局", "bureau", "QX", "县城管局"),
        UnitRow("QX-CG-1", "执法股", "office", "QX-CG"),
        UnitRow("QX-TY", "青溪县退役军人事务局", "bureau", "QX", "县退役军人局"),
        UnitRow("QX-01", "东门镇", "town", "QX", "东门", ("东门乡",)),
        UnitRow("QX-02", "西河镇", "town", "QX", "西河"),
        UnitRow("QX-03", "南坪乡", "town", "QX", "南坪"),
        UnitRow("QX-04", "北桥街道", "town", "QX", "北桥"),
        UnitRow("QX-01-1", "上村", "village", "QX-01"),
        UnitRow("QX-02-1", "上村", "village", "QX-02"),
        UnitRow("QX-01-F", "东门镇退役军人服务站", "station", "QX-01"),
    ]


USES = [
    {"key": "green", "label": "绿化"},
    {"key": "road", "label": "道路"},
    {"key": "house", "label": "房屋", "aliases": ["住房"]},
]


def spots(**changes: object) -> Ledger:
    """A ledger with every type of field, three states and two moves; ``changes`` replace keys of its definition."""
    definition = {
        "ledger": "spots",
        "name": "图斑台账",
        "measure": "宗",
        "date": "issued_on",
        "key": ["spot_no"],
        "fields": [
            {
                "name": "spot_no",
                "label": "图斑编号",
                "group": "图斑",
                "type": "text",
                "required": True,
                "aliases": ["编号"],
            },
            {
                "name": "source",
                "label": "来源",
                "group": "图斑",
                "type": "choice",
                "choices": SOURCES,
                "aliases": ["案件来源"],
            },
            {"name": "area", "label": "面积", "group": "图斑", "type": "decimal", "measure": "平方米"},
            {"name": "people", "label": "出动人次", "type": "integer", "measure": "人次"},
            {"name": "fine", "label": "罚款", "type": "money", "measure": "元"},
            {"name": "key_case", "label": "重点督办", "type": "boolean"},
            {"name": "issued_on", "label": "下发日期", "group": "办理", "type": "date", "required": True},
            {"name": "checked_on", "label": "核查日期", "group": "办理", "type": "date"},
            {"name": "closed_on", "label": "办结日期", "group": "办理", "type": "date"},
            {"name": "uses", "label": "用途", "type": "tags", "choices": USES},
            {"name": "centre", "label": "中心点", "type": "point"},
            {"name": "outline", "label": "图形", "type": "polygon"},
            {"name": "handler", "label": "承办单位", "type": "unit"},
            {"name": "contact", "label": "联系人", "type": "text", "personal": True, "keep_years": 3},
        ],
        "states": [
            {"key": "issued", "label": "待核查"},
            {"key": "checked", "label": "已核查"},
            {"key": "closed", "label": "已办结"},
        ],
        "moves": [
            {"key": "check", "label": "核查", "source": ["issued"], "target": "checked", "sets": "checked_on"},
            {"key": "close", "label": "办结", "source": ["checked"], "target": "closed", "sets": "closed_on"},
        ],
    }
    return Ledger.model_validate({**definition, **changes})


SOURCES = [
    {"key": "patrol", "label": "县局巡查", "aliases": ["巡查"]},
    {"key": "public", "label": "公众举报", "aliases": ["群众举报"]},
]


def ledgers_dropped() -> None:
    """Drop the tables that a test made, and forget its packs."""
    from bihuan.apps.ledgers.models import PackInstall
    from bihuan.apps.ledgers.tables import table_drop_all

    table_drop_all()
    PackInstall.objects.all().delete()


@contextmanager
def county_standing(blocker: Any) -> Iterator[None]:
    """What is stored inside stands for all tests of a module, each of which takes its own deeds back; then all is cleared.

    ``blocker`` is the fixture ``django_db_blocker``; ``django_db_setup`` must have run.
    """
    from django.core.management import call_command

    with blocker.unblock():
        yield
        ledgers_dropped()
        call_command("flush", verbosity=0, interactive=False)
