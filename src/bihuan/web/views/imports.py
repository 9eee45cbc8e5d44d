"""Workbooks and pasted blocks through the browser: looked at first, then taken in whole; batches and their undoing."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from bihuan.apps.ledgers.batches import undo_until
from bihuan.apps.ledgers.imports import BatchResult
from bihuan.apps.ledgers.lists.query import columns_usual
from bihuan.apps.ledgers.models import Batch
from bihuan.apps.ledgers.previews import Preview, paste_preview, workbook_preview
from bihuan.apps.ledgers.selectors import ledger_definition, ledgers_installed
from bihuan.apps.ledgers.services import batch_import, batch_undo, form_keep, paste_import, returned_write
from bihuan.apps.ledgers.sheetforms import form_of
from bihuan.apps.ledgers.undo import batches_list, undo_plan
from bihuan.apps.units.actors import Right
from bihuan.apps.units.selectors import unit_list
from bihuan.datamodel import BihuanError
from bihuan.datamodel.telling import Tell
from bihuan.packs.schema import Ledger
from bihuan.web.acting import actor_of
from bihuan.web.kit import FieldShown
from bihuan.web.pages import page, page_render
from bihuan.web.views.lists import XLSX, file_answer
from bihuan.web.working import Outcome, work_do, work_room

UPLOAD_LIMIT = 64 * 1024 * 1024
FAULTS = 60  # listed on the page; the returned workbook has them all


@page("ledgers", right=Right.WRITE)
def ledger_import(request: HttpRequest, name: str) -> HttpResponseBase:
    """A workbook: sent, looked at, taken in."""
    ledger, actor = ledger_definition(name), actor_of(request)
    actor.require(Right.WRITE)
    context: dict[str, Any] = {"ledger": ledger, "title": "导入 Excel", "lead": "整批入账或一行不入；原件先保存。"}
    context["here"], told = request.get_full_path(), asked(request)
    stage = request.POST.get("stage", "")
    if stage == "do":
        kept = original_named(request.POST.get("sha256", ""), request.POST.get("name", ""))

        def taken_in(tell: Tell) -> BatchResult:
            with kept as path:
                return batch_import(
                    ledger=name, path=path, actor=actor, name=path.name, unit=told.unit, year=told.year, tell=tell
                )

        return long_taken(request, ledger, f"导入“{ledger.name}”", taken_in)
    if stage == "preview":
        work_room()
        sent = uploaded(request)

        def looked(tell: Tell) -> dict[str, Any]:
            with sent as path:
                preview = workbook_preview(
                    ledger=name, path=path, actor=actor, unit=told.unit, year=told.year, name=path.name, tell=tell
                )
            given = [*told.pairs, ("sha256", preview.result.sha256), ("name", path.name)]
            more = {
                "sha256": preview.result.sha256,
                "asked": urlencode([*told.pairs, ("name", path.name)]),
                "name": path.name,
            }
            return context | more | previewed(preview, given)

        return long_looked(request, f"预览“{ledger.name}”的工作簿", looked)
    fields = [
        FieldShown(
            "file",
            "工作簿",
            "file",
            required=True,
            help=".xlsx 或 .xls，表头照模板或写列名",
            attrs={"accept": ".xlsx,.xls"},
        )
    ]
    form = {
        "fields": [*fields, *own_fields(request, ledger)],
        "may_form": actor.has(Right.PACKS),
        "own_form": form_of(ledger.ledger),
    }
    return page_render(request, "web/ledger_import.html", context | form)


@page("ledgers", right=Right.WRITE)
def ledger_paste(request: HttpRequest, name: str) -> HttpResponseBase:
    """A block copied from a spreadsheet: looked at, taken in."""
    ledger, actor = ledger_definition(name), actor_of(request)
    actor.require(Right.WRITE)
    text, chosen = request.POST.get("text", ""), request.POST.get("columns", request.GET.get("cols", ""))
    columns = [word for word in chosen.split(",") if word] or list(columns_usual(ledger))
    context: dict[str, Any] = {"ledger": ledger, "title": "粘贴", "pasting": True, "name": "粘贴的内容"}
    context["lead"] = "从 Excel 复制几行，粘贴到这里。带表头的按表头对应；不带的按列表各列的顺序。"
    context["here"] = request.get_full_path()
    told, stage = asked(request), request.POST.get("stage", "")
    block: dict[str, Any] = {
        "ledger": name,
        "text": text,
        "columns": columns,
        "actor": actor,
        "unit": told.unit,
        "year": told.year,
    }
    if stage == "do":
        return long_taken(request, ledger, f"粘贴到“{ledger.name}”", lambda tell: paste_import(**block, tell=tell))
    if stage == "preview":
        given = [*told.pairs, ("text", text), ("columns", chosen)]

        def looked(tell: Tell) -> dict[str, Any]:
            return context | previewed(paste_preview(**block, tell=tell), given)

        return long_looked(request, f"预览粘贴到“{ledger.name}”的内容", looked)
    field = FieldShown("text", "内容", "textarea", required=True, attrs={"class": "block", "rows": 12})
    form = {"fields": [field, *own_fields(request, ledger)], "given": [("columns", chosen)]}
    return page_render(request, "web/ledger_import.html", context | form)


@dataclass(frozen=True)
class Told:
    """The unit of rows that name none, and the year of dates that name none."""

    unit: str | None
    year: int | None

    @property
    def pairs(self) -> list[tuple[str, str]]:
        """For a form or an address."""
        return [(key, str(value)) for key, value in (("unit", self.unit), ("year", self.year)) if value]


def asked(request: HttpRequest) -> Told:
    """What the form says of rows without unit or year."""
    given = request.POST or request.GET
    year = given.get("year", "").strip()
    return Told(given.get("unit", "").strip() or None, int(year) if year.isdigit() and len(year) == 4 else None)


def own_fields(request: HttpRequest, ledger: Ledger) -> list[FieldShown]:
    """Unit and year, where the rows do not say."""
    actor = actor_of(request)
    units = [(unit.code, unit.name) for unit in unit_list() if actor.may(Right.WRITE, unit.pk, ledger.ledger)]
    return [
        FieldShown("unit", "没有写单位的行属于", "choice", choices=units, empty="（每行都写了单位）"),
        FieldShown("year", "没有写年份的日期属于哪一年", help="如 2024；都写了就不用填"),
    ]


def previewed(preview: Preview, given: list[tuple[str, str]]) -> dict[str, Any]:
    """What the page shows of a preview."""
    return {"preview": preview, "given": given, "findings": preview.result.findings[:FAULTS]}


def long_looked(request: HttpRequest, label: str, looked: Callable[[Tell], dict[str, Any]]) -> HttpResponseBase:
    """The preview, at once or after its bar."""

    def answer(asking: HttpRequest, outcome: Outcome[dict[str, Any]]) -> HttpResponse:
        return page_render(asking, "web/ledger_import.html", outcome())

    return work_do(request, label=label, deed=looked, answer=answer)


def long_taken(
    request: HttpRequest, ledger: Ledger, label: str, taken_in: Callable[[Tell], BatchResult]
) -> HttpResponseBase:
    """Taken in, at once or after its bar."""

    def answer(asking: HttpRequest, outcome: Outcome[BatchResult]) -> HttpResponse:
        return taken(asking, ledger, outcome())

    return work_do(request, label=label, deed=taken_in, answer=answer)


def taken(request: HttpRequest, ledger: Ledger, result: BatchResult) -> HttpResponse:
    """Back to the list with one line; rows refused since the preview are an error that says so."""
    if result.rejects:
        raise BihuanError(
            "import.refused",
            result.summary(),
            where=f"台账“{ledger.name}”",
            hint="；".join(map(str, result.findings[:5])),
        )
    messages.success(request, result.summary() + (f"（第 {result.batch} 批，24 小时内可撤销）" if result.batch else ""))
    return redirect(reverse("ledger", args=[ledger.ledger]))


class uploaded:
    """The file that was sent, on disk under its own name until it was looked at; the request may be over by then."""

    def __init__(self, request: HttpRequest) -> None:
        file = request.FILES.get("file")
        if not isinstance(file, UploadedFile) or file.size is None:
            raise BihuanError("upload.none", "没有选择文件", hint="选一个 .xlsx 再上传")
        if file.size > UPLOAD_LIMIT:
            raise BihuanError("upload.too_big", f"文件超过 {UPLOAD_LIMIT // 1024**2} MB", hint="分成几个文件导入")
        self.folder = TemporaryDirectory()
        self.path = Path(self.folder.name) / name_plain(file.name or "")
        with self.path.open("wb") as target:
            for chunk in file.chunks():
                target.write(chunk)

    def __enter__(self) -> Path:
        return self.path

    def __exit__(self, *_: object) -> None:
        self.folder.cleanup()


class original_named:
    """A kept original under the name that it came with."""

    def __init__(self, sha256: str, name: str) -> None:
        self.original = Path(settings.BIHUAN.dir) / "originals" / sha256
        self.known = (
            len(sha256) == 64 and all(char in "0123456789abcdef" for char in sha256) and self.original.is_file()
        )
        self.name = name_plain(name)

    def __enter__(self) -> Path:
        if not self.known:
            raise BihuanError("upload.gone", "上传的文件找不到了", hint="重新上传一次")
        self.folder = TemporaryDirectory()
        path = Path(self.folder.name) / self.name
        path.write_bytes(self.original.read_bytes())
        return path

    def __exit__(self, *_: object) -> None:
        self.folder.cleanup()


def name_plain(name: str) -> str:
    """The last part of a file's name, short enough for any disk."""
    plain = Path(name.replace("\\", "/")).name.replace("\x00", "")
    return plain[-80:] if plain and plain not in (".", "..") else "upload.xlsx"


@page("ledgers", right=Right.WRITE)
def ledger_returned(request: HttpRequest, name: str, sha256: str) -> HttpResponse:
    """The workbook that was sent, its faults in red: only for whoever may import it, and only while it is refused."""
    actor, told = actor_of(request), asked(request)
    actor.require(Right.WRITE)
    with original_named(sha256, request.GET.get("name", "")) as path, TemporaryDirectory() as folder:
        preview = workbook_preview(ledger=name, path=path, actor=actor, unit=told.unit, year=told.year, name=path.name)
        target = returned_write(result=preview.result, path=path, target=Path(folder) / "returned.xlsx")
        return file_answer(target.read_bytes(), f"{path.stem}.退回.xlsx", XLSX)


@require_POST
@page("ledgers", right=Right.PACKS)
def ledger_form(request: HttpRequest, name: str) -> HttpResponse:
    """The bureau's own workbook for exports."""
    with uploaded(request) as path:
        warnings = form_keep(ledger=name, path=path, name=path.name, actor=actor_of(request))
    messages.success(request, "导出模板已保存，列表的“导出”里可以选它")
    for words in warnings:
        messages.warning(request, words)
    return redirect(reverse("ledger", args=[name]))


@dataclass(frozen=True)
class BatchShown:
    """A batch as the page lists it."""

    batch: Batch
    label: str
    at: datetime
    open: bool


@page("ledgers", right=Right.READ)
def batches(request: HttpRequest) -> HttpResponse:
    """The latest batches, those of the last day with their undoing."""
    labels = {table.name: table.label for table in ledgers_installed()}
    now, ledger = datetime.now(UTC), request.GET.get("ledger", "")
    actor = actor_of(request)
    actor.require(Right.READ)
    rows = [
        BatchShown(
            batch, labels[batch.ledger], datetime.fromisoformat(batch.at),
            batch.kind != Batch.UNDO and batch.undone_by is None and bool(batch.last_seq) and now < undo_until(batch),
        )
        for batch in batches_list(actor=actor, ledger=ledger)
        if batch.ledger in labels
    ]  # fmt: skip
    return page_render(request, "web/batches.html", {"rows": rows})


@page("ledgers", right=Right.WRITE)
def batch_undone(request: HttpRequest, number: int) -> HttpResponse:
    """What undoing a batch would do, then the undoing."""
    actor = actor_of(request)
    actor.require(Right.WRITE)
    if request.method == "POST":
        plan = batch_undo(batch=number, actor=actor)
        kept = f"，{len(plan.refused)} 条之后被改过，保持现状" if plan.refused else ""
        messages.success(request, f"已撤销第 {number} 批：{len(plan.changes)} 条改回原样{kept}")
        return redirect(reverse("batches"))
    return page_render(request, "web/batches.html", {"plan": undo_plan(batch=number, actor=actor)})
