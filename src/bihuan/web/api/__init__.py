"""The API for programs, put together in ``assembly``; a module a subject, over the services and selectors of the apps."""

from bihuan.web.api.operating import Operation, operations

__all__ = ["Operation", "operations"]
