"""Every error of the API in one shape (RFC 9457), made here and nowhere else: what is wrong, where, what to do; never a traceback."""

import logging
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from ninja import NinjaAPI, Schema
from ninja.errors import AuthenticationError, HttpError, ValidationError
from pydantic import Field

from bihuan.datamodel import BihuanError, Finding
from bihuan.web.api.wording import fault_words

logger = logging.getLogger("bihuan.api")
MEDIA = "application/problem+json"
NAMESPACE = "urn:bihuan:problem:"
STATUSES = {
    "entry.changed_meanwhile": 409, "edit.changed_meanwhile": 409, "entry.exists": 409, "key.reused": 409, "upload.offset": 409,
    "body.large": 413, "body.unreadable": 400, "body.media": 415, "csrf.failed": 403, "method.not_allowed": 405,
    "path.unknown": 404, "server.error": 500,
}  # fmt: skip


class FindingOut(Schema):
    """问题项：一处毛病。"""

    code: str = Field(description="稳定的代码")
    level: str = Field(description="error 错误、warning 提示、note 说明")
    message: str = Field(description="哪里不对")
    where: str = Field("", description="字段名、单元格或 #编号")
    hint: str = Field("", description="怎么办")


class Problem(Schema):
    """错误（RFC 9457）。程序看 code，人看 title、detail。"""

    type: str = Field(description="urn:bihuan:problem: 加 code")
    title: str = Field(description="什么不对")
    status: int
    detail: str = Field(description="在哪里、什么不对、怎么办，连成一句")
    code: str = Field(description="稳定的代码，如 entry.unknown")
    where: str = ""
    hint: str = ""
    findings: list[FindingOut] = Field(default_factory=list, description="逐项的问题")


def problem(
    status: int, code: str, what: str, *, where: str = "", hint: str = "", findings: Sequence[Mapping[str, str]] = ()
) -> JsonResponse:
    """The answer that tells of an error."""
    content = {
        "type": NAMESPACE + code, "title": what, "status": status, "detail": str(BihuanError(code, what, where=where, hint=hint)),
        "code": code, "where": where, "hint": hint, "findings": list(findings),
    }  # fmt: skip
    answer = JsonResponse(content, status=status, content_type=MEDIA, json_dumps_params={"ensure_ascii": False})
    if status == 401:
        answer.headers["WWW-Authenticate"] = 'Bearer realm="bihuan"'
    return answer


def problem_of(error: BihuanError, request: HttpRequest) -> JsonResponse:
    """The answer to a named error."""
    findings: list[Finding] = getattr(error, "findings", [])
    told = [item.model_dump(mode="json") for item in findings]
    status = status_of(error.code, conditional="If-Match" in request.headers)
    return problem(status, error.code, error.what, where=error.where, hint=error.hint, findings=told)


def status_of(code: str, *, conditional: bool = False) -> int:
    """The HTTP status of a code, by its family."""
    family, _, kind = code.partition(".")
    if code in STATUSES:
        return 412 if conditional and kind == "changed_meanwhile" else STATUSES[code]
    if family == "right":
        return 403
    if family == "login":
        return 401
    return 404 if kind == "unknown" else 422


def handlers_add(api: NinjaAPI) -> None:
    """Give every exception of an operation its one answer."""
    answers: dict[type[Exception], Callable[[HttpRequest, Any], HttpResponse]] = {
        BihuanError: lambda request, error: problem_of(error, request),
        ValidationError: lambda request, error: problem_invalid(error),
        AuthenticationError: lambda request, error: problem_login(),
        HttpError: lambda request, error: problem_http(error),
        Http404: lambda request, error: problem_path(request),
        Exception: problem_unforeseen,
    }
    for kind, answer in answers.items():
        api.add_exception_handler(kind, answer)


def problem_login() -> JsonResponse:
    """Nobody is in."""
    return problem(
        401,
        "login.needed",
        "需要登录，或带上接口凭据",
        hint="请求头写 Authorization: Bearer 凭据；凭据由安全管理员签发",
    )


def problem_path(request: HttpRequest) -> JsonResponse:
    """There is no such address."""
    return problem(404, "path.unknown", "没有这个接口地址", where=request.path[:200], hint="见 /api/v1/docs")


def problem_http(error: HttpError) -> JsonResponse:
    """What ninja refuses itself: a body that is no JSON."""
    if error.status_code == 400:
        return problem(400, "body.unreadable", "请求内容不是可读的 JSON", hint="用 UTF-8 编码的 JSON；数字不写 NaN")
    return problem(error.status_code, "http.refused", "请求没有被接受", hint="见 /api/v1/docs")


def problem_invalid(error: ValidationError) -> JsonResponse:
    """Parameters or a body that do not fit their types, each with its place."""
    findings = [
        {"code": "field.invalid", "level": "error", "message": message, "where": where, "hint": ""}
        for where, message in (fault_words(fault) for fault in error.errors)
    ]
    told = "；".join(f"{item['where']}：{item['message']}" for item in findings[:5])
    return problem(422, "request.invalid", f"请求有 {len(findings)} 处不对", where="", hint=told, findings=findings)


def problem_unforeseen(request: HttpRequest, error: Any) -> HttpResponse:
    """A fault of our own: the log has it, the program is told that there was one."""
    logger.error("%s %s", request.method, request.path, exc_info=error)
    return problem(500, "server.error", "服务器内部出错，没有保存", hint="请联系系统管理员查看日志")
