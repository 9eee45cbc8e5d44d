"""管理员、资料员的首页: how the system stands, in a few facts; no business data."""

import json
import shutil
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from django.apps import apps
from django.conf import settings
from django.db.models import QuerySet
from django.utils import timezone

from bihuan.apps.calendars.selectors import calendar_for
from bihuan.apps.hooks.models import Outbox, Webhook
from bihuan.apps.ledgers.listing import time_read
from bihuan.apps.ledgers.models import Batch, Event, LedgerTable, PackInstall
from bihuan.apps.ledgers.selectors import chain_head
from bihuan.apps.units.models import Unit

GIB = 1024**3


@dataclass(frozen=True)
class Fact:
    """One thing that an administrator should know; ``tone``: good, warn, bad or nothing."""

    label: str
    value: str
    tone: str = ""
    note: str = ""


def system_facts(day: date) -> list[Fact]:
    """Disk, calendar, packs, units, backup."""
    folder: Path = settings.BIHUAN.dir
    free = shutil.disk_usage(folder).free
    packs = PackInstall.objects.order_by("label")
    return [
        Fact("磁盘剩余", f"{free / GIB:.1f} GB", "bad" if free < 2 * GIB else "warn" if free < 10 * GIB else "good"),
        calendar_fact(day),
        Fact("单位", f"{Unit.objects.count()} 个"),
        Fact("行业包", f"{packs.count()} 个", note="、".join(f"{one.label} v{one.version}" for one in packs)),
        Fact("台账", f"{LedgerTable.objects.filter(hidden=False).count()} 种"),
    ]


def calendar_fact(day: date) -> Fact:
    """Whether the calendar covers this year, and from November on the next."""
    last = calendar_for(None).last_year or 0
    wanted = day.year + (day.month >= 11)
    if last >= wanted:
        return Fact("工作日历", f"到 {last} 年", "good")
    return Fact(
        "工作日历", f"缺 {last + 1} 年", "bad" if last < day.year else "warn", "收到放假通知后导入；此前的时限为暂计"
    )


def security_facts() -> list[Fact]:
    """Accounts locked and without a second factor, webhooks on and messages given up."""
    dead = Outbox.objects.filter(state=Outbox.DEAD).count()
    on = Webhook.objects.filter(active=True).count()
    return [
        *account_facts(),
        Fact("推送", f"启用 {on} 个" if on else "未启用", note="默认不向外推送任何内容"),
        Fact("推送失败", f"{dead} 条", "warn" if dead else "good"),
    ]


def account_facts() -> list[Fact]:
    """What the accounts say, where there are accounts."""
    if not apps.is_installed("bihuan.apps.people"):
        return []
    guards: Any = apps.get_model("people", "LoginGuard")
    people: Any = apps.get_model("people", "Person")
    locked = guards.objects.filter(locked_until__gt=timezone.now()).count()
    off = people.objects.filter(is_active=False).count()
    return [
        Fact(
            "锁定的账号", f"{locked} 个", "warn" if locked else "good", "连续输错口令会锁定，到时自动解开，也可手工解锁"
        ),
        Fact("账号", f"启用 {people.objects.filter(is_active=True).count()} 个，停用 {off} 个"),
    ]


def audit_facts() -> list[Fact]:
    """How long the chain is, its head, and when it was last verified."""
    count, head = chain_head()
    last = time_read(Event.objects.filter(seq=count).values_list("at", flat=True).first())
    told = f"{timezone.localtime(last):%Y-%m-%d %H:%M}" if last else "还没有"
    return [
        Fact("事件链", f"{count:,} 环", note=f"最近一环 {told}"),
        Fact("链头", head[:16] + "…", note="抄在别处，以后可以证明没有删改"),
        audit_fact(count),
    ]


def audit_file() -> Path:
    """Where ``bihuan ledger audit`` notes its last outcome."""
    folder: Path = settings.BIHUAN.dir
    return folder / "snapshots" / "audit.json"


def audit_note(*, findings: int) -> None:
    """Note that the ledgers were audited now, and what was found."""
    count, head = chain_head()
    told = {
        "at": timezone.localtime().isoformat(timespec="minutes"),
        "count": count,
        "head": head,
        "findings": findings,
    }
    audit_file().parent.mkdir(exist_ok=True)
    audit_file().write_text(json.dumps(told), encoding="utf-8")


def audit_fact(count: int) -> Fact:
    """The last audit; one with findings, or long ago, stands out."""
    try:
        told = json.loads(audit_file().read_text("utf-8"))
        found, at, seen = int(told["findings"]), str(told["at"]), int(told["count"])
    except (OSError, ValueError, KeyError, TypeError):
        return Fact("上次审计", "还没有审计过", "warn", "请运行 bihuan ledger audit")
    words = "没有问题" if not found else f"发现 {found} 处问题"
    return Fact(
        "上次审计", f"{at[:16].replace('T', ' ')} {words}", "bad" if found else "good", f"其后又有 {count - seen:,} 环"
    )


def batches_late(most: int = 8) -> QuerySet[Batch]:
    """The workbooks that came in last, for whoever keeps the records."""
    return Batch.objects.filter(kind__in=(Batch.IMPORT, Batch.PASTE)).order_by("-pk")[:most]
