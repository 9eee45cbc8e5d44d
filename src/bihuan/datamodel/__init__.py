"""Values that every part shares: spans, periods, traces, findings, errors. Standard library and pydantic only.

What is made of pydantic is imported when it is first asked for: reading needs none of it, and starts a quarter sooner.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any, Final

from bihuan.datamodel.errors import BihuanError
from bihuan.datamodel.periods import Period
from bihuan.datamodel.spans import Span

if TYPE_CHECKING:
    from bihuan.datamodel.findings import Finding, Level
    from bihuan.datamodel.traces import Claim, ClaimKind, Manifest, Measure

__all__ = ["BihuanError", "Claim", "ClaimKind", "Finding", "Level", "Manifest", "Measure", "Period", "Span"]

_LATER: Final = {
    "Finding": "findings", "Level": "findings", "Claim": "traces", "ClaimKind": "traces", "Manifest": "traces", "Measure": "traces",
}  # fmt: skip


def __getattr__(name: str) -> Any:
    if name not in _LATER:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_LATER[name]}"), name)
