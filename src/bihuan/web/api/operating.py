"""How an operation of the API is declared: its place, the right that it asks, what it answers. The list of all is walked by tests."""

from collections.abc import Callable
from functools import wraps
from typing import Any, NamedTuple

from django.http import HttpRequest
from ninja import Router

from bihuan.apps.units.actors import RIGHT_LABELS, Right
from bihuan.datamodel import BihuanError
from bihuan.web.acting import actor_of

ROOT = "/api/v1"
View = Callable[..., Any]


class Operation(NamedTuple):
    """One operation. ``right``: any one of these must be held at all, none for whoever is in; the unit is asked by the service."""

    name: str
    method: str
    path: str  # with {parameters}, from the root of the site
    right: tuple[Right, ...]
    summary: str


_operations: list[Operation] = []


def operation(
    router: Router, method: str, path: str, *, answers: Any, right: Right | tuple[Right, ...] = (), status: int = 200,
    headers: tuple[str, ...] = (), sets: tuple[str, ...] = (), media: str = "", **more: Any,
) -> Callable[[View], View]:  # fmt: skip
    """Declare a view as an operation. ``answers`` is what a success carries, ``headers`` what a request may send (``If-Match?``:
    need not), ``sets`` those of the answer, ``media`` the type of a file. The first line of the docstring is the summary."""
    rights = right if isinstance(right, tuple) else (right,)

    def declare(view: View) -> View:
        summary, _, description = (view.__doc__ or "").strip().partition("\n")
        name = view.__name__
        _operations.append(Operation(name, method, ROOT + path, rights, summary))

        declared: set[str] = set()

        @wraps(view)
        def asked(request: HttpRequest, *arguments: Any, **named: Any) -> Any:
            actor = actor_of(request)
            parameters_known(request, declared)
            if rights and not any(actor.has(one) for one in rights):
                actor.require(rights[0])
            return view(request, *arguments, **named)

        router.api_operation(
            [method], path, response={status: answers}, operation_id=name, summary=summary,
            description=description_of(description, rights), url_name=name,
            openapi_extra={
                "x-right": [one.value for one in rights], "x-headers": list(headers), "x-sets": list(sets), "x-media": media,
            },
            **more,
        )(asked)  # fmt: skip
        declared |= query_names(router.path_operations[path].operations[-1])
        return view

    return declare


def query_names(made: Any) -> set[str]:
    """The query parameters that an operation knows."""
    queries = [model for model in made.models if model.__ninja_param_source__ == "query"]
    parameters = {name for model in queries for name in getattr(model, "__ninja_flatten_map__", {})}
    return parameters | {field.alias or name for model in queries for name, field in model.model_fields.items()}


def parameters_known(request: HttpRequest, known: set[str]) -> None:
    """Refuse a parameter that the operation does not know: a condition misspelt must not quietly be none."""
    for name in request.GET:
        if name not in known:
            told = "、".join(sorted(known)) or "无"
            raise BihuanError("request.parameter", f"没有“{name[:60]}”这个查询参数", hint=f"可用：{told}")


def description_of(text: str, rights: tuple[Right, ...]) -> str:
    """The docstring's further lines, and the right in words."""
    needs = f"需要权限：{' 或 '.join(RIGHT_LABELS[one] for one in rights)}。" if rights else "登录即可。"
    return "\n\n".join(part for part in (" ".join(text.split()), needs) if part)


def operations() -> tuple[Operation, ...]:
    """Every operation of the API."""
    from bihuan.web.api import assembly  # noqa: F401  (declares them)

    return tuple(_operations)
