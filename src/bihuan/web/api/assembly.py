"""The API put together: operations, doors, problems, the document made of the installed packs, and its page."""

from typing import Any

from django.urls import URLPattern
from ninja import NinjaAPI, Swagger

from bihuan.web.access import Access, access
from bihuan.web.api import bulk, entries, figures, matters, notices, packs, people, sheets
from bihuan.web.api.document import document_of
from bihuan.web.api.doors import Session, Token, behind_doors
from bihuan.web.api.parsing import ExactParser
from bihuan.web.api.problems import handlers_add

ABOUT = """闭环的接口：页面上的每一件事，程序也能做，走同一条路，受同样的权限。

登录：请求头 `Authorization: Bearer 凭据`（由安全管理员签发），或网页的会话加 `X-CSRFToken`。
出错：一律是 `application/problem+json`，程序看 `code`，人看 `title` 和 `detail`。
金额（元）和小数用字符串，一位不丢；日期写成 2024-10-31；选项用键。
"""


class BihuanAPI(NinjaAPI):
    """Ninja's, with a document that knows the installed packs."""

    def get_openapi_schema(self, *, path_prefix: str | None = None, path_params: Any = None) -> Any:
        """The document as of now: a pack installed a moment ago is in it."""
        return document_of(super().get_openapi_schema(path_prefix=path_prefix, path_params=path_params))


api = BihuanAPI(
    title="闭环接口", version="1", description=ABOUT, urls_namespace="api", auth=[Token(), Session()], parser=ExactParser(),
    docs_decorator=behind_doors,
    docs=Swagger(settings={"validatorUrl": None}),  # else the page asks a site outside to judge the document
)  # fmt: skip
handlers_add(api)
for part in (people, packs, entries, bulk, sheets, matters, figures, notices):
    api.add_router("", part.router)

urls = api.urls
for pattern in urls[0]:
    if isinstance(pattern, URLPattern):
        access(Access.OPEN)(pattern.callback)  # its own doors let in and keep out: see ``doors``
