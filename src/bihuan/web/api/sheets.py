"""工作簿: a ledger's entries in and out as Excel, by the same services as the pages and the command line."""

import tempfile
from pathlib import Path
from typing import Annotated

from django.core.files.base import ContentFile
from django.http import FileResponse, HttpRequest, HttpResponseBase
from ninja import File, Query, Router, UploadedFile
from pydantic import Field

from bihuan.apps.ledgers.selectors import ledger_definition
from bihuan.apps.ledgers.services import batch_import, export_write, returned_write, template_write
from bihuan.apps.units.actors import Right
from bihuan.datamodel import BihuanError
from bihuan.web.acting import actor_of
from bihuan.web.api.asked import ExportAsked, ImportAsked
from bihuan.web.api.operating import ROOT, operation
from bihuan.web.api.packs import Name
from bihuan.web.api.problems import FindingOut
from bihuan.web.api.returns import return_keep, return_read
from bihuan.web.api.shapes import ImportOut

router = Router(tags=["工作簿"])
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
LARGEST = 20 * 1024 * 1024


@operation(router, "POST", "/ledgers/{ledger}/import", answers=ImportOut, right=Right.WRITE)
def workbook_import(
    request: HttpRequest,
    ledger: Name,
    asked: Query[ImportAsked],
    file: Annotated[UploadedFile, File(description="工作簿：xlsx、xls、et，不超过 20 MB")],
) -> ImportOut:
    """导入工作簿：全部入账，或一行也不入。
    accepted 为 false 时 findings 逐格说明，returned 是标红退回的工作簿。同一个文件再导入什么也不改。"""
    name = ledger_definition(ledger).ledger
    if file.size is None or file.size > LARGEST:
        raise BihuanError("body.large", "工作簿超过 20 MB", where=str(file.name), hint="分成几个文件")
    with tempfile.TemporaryDirectory(prefix="bihuan-") as folder:
        path = Path(folder) / f"sheet{Path(str(file.name)).suffix[:6] or '.xlsx'}"
        path.write_bytes(file.read())
        result = batch_import(
            ledger=name, path=path, actor=actor_of(request), unit=asked.unit or None, year=asked.year,
            name=Path(str(file.name)).name,
        )  # fmt: skip
        returned = None
        if result.rejects:
            target = returned_write(result=result, path=path, target=Path(folder) / "returned.xlsx")
            kept = return_keep(actor_of(request), target.read_bytes())
            returned = f"{ROOT}/returned/{kept}"
    findings = [FindingOut(**finding.model_dump(mode="json")) for finding in (*result.findings, *result.notes)]
    return ImportOut(
        accepted=not result.rejects, rows=result.rows, added=result.added, changed=result.changed,
        unchanged=result.unchanged, seen_before=result.seen_before, findings=findings, returned=returned,
    )  # fmt: skip


@operation(router, "GET", "/returned/{key}", answers=None, right=Right.WRITE, media=XLSX)
def workbook_returned(request: HttpRequest, key: Annotated[str, Field(max_length=64)]) -> HttpResponseBase:
    """标红退回的工作簿，留一天，只给导入的人。"""
    return file_response(return_read(actor_of(request), key), "退回.xlsx")


@operation(router, "GET", "/ledgers/{ledger}/template", answers=None, right=(Right.READ, Right.WRITE), media=XLSX)
def workbook_template(request: HttpRequest, ledger: Name) -> HttpResponseBase:
    """空白模板：两行表头、下拉选项。"""
    definition = ledger_definition(ledger)
    with tempfile.TemporaryDirectory(prefix="bihuan-") as folder:
        target = Path(folder) / "template.xlsx"
        template_write(ledger=definition.ledger, target=target)
        return file_response(target.read_bytes(), f"{definition.name}模板.xlsx")


@operation(router, "GET", "/ledgers/{ledger}/export", answers=None, right=Right.EXPORT, media=XLSX)
def workbook_export(request: HttpRequest, ledger: Name, asked: Query[ExportAsked]) -> HttpResponseBase:
    """导出工作簿，个人信息隐去；原样导入不改任何条目。"""
    definition = ledger_definition(ledger)
    with tempfile.TemporaryDirectory(prefix="bihuan-") as folder:
        target = Path(folder) / "export.xlsx"
        export_write(ledger=definition.ledger, target=target, actor=actor_of(request), unit=asked.unit or None)
        return file_response(target.read_bytes(), f"{definition.name}.xlsx")


def file_response(data: bytes, name: str) -> HttpResponseBase:
    """A workbook to keep."""
    return FileResponse(ContentFile(data), as_attachment=True, filename=name, content_type=XLSX)
