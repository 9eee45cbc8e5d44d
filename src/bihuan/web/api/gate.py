"""What every request of the API passes, whatever its operation: how much it may send, what it may not contain, what no cache may keep."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

from bihuan.web.api.operating import ROOT
from bihuan.web.api.problems import MEDIA, problem, problem_path

MIB = 1024 * 1024
BODY = 2 * MIB
FILE = 51 * MIB  # evidence is judged by its own bound (50 MiB)


class ApiGate:
    """A middleware that leaves the pages alone."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """One request."""
        if not request.path_info.startswith(ROOT + "/"):
            return self.get_response(request)
        answer = refusal_of(request) or problem_shaped(request, self.get_response(request))
        answer.headers["Cache-Control"] = "no-store"
        return answer


def refusal_of(request: HttpRequest) -> HttpResponse | None:
    """The answer to a request that is not let in."""
    if "\x00" in request.path_info or "%00" in request.META.get("QUERY_STRING", ""):
        return problem(400, "request.nul", "地址里有不可用的字符", hint="去掉 %00")
    multipart = request.content_type == "multipart/form-data"
    most = FILE if multipart else BODY
    length = request.META.get("CONTENT_LENGTH") or "0"
    if not length.isdigit() or int(length) > most:
        return problem(413, "body.large", f"请求内容超过 {most // MIB} MB", hint="分几次提交，或用工作簿导入")
    return None


def problem_shaped(request: HttpRequest, answer: HttpResponseBase) -> HttpResponseBase:
    """An address or method that no operation has, and whatever else Django itself refuses, in the API's one shape."""
    if answer.status_code < 400 or answer.headers.get("Content-Type", "").startswith((MEDIA, "application/json")):
        return answer
    if answer.status_code == 405:
        told = problem(405, "method.not_allowed", f"这个地址不能用 {request.method}", hint="见 /api/v1/docs")
        told.headers["Allow"] = answer.headers.get("Allow", "")
        return told
    if answer.status_code == 404:
        return problem_path(request)
    return problem(answer.status_code, "http.refused", "请求没有被接受", hint="见 /api/v1/docs")
