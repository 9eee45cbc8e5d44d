"""The API for programs: assembled in ``assembly``; each subject's operations stand in a module of their own, over services and selectors."""

from bihuan.web.api.operating import Operation, operations

__all__ = ["Operation", "operations"]
