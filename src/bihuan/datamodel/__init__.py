"""Values that every part shares: spans, periods, traces, findings, errors. Standard library and pydantic only."""

from bihuan.datamodel.errors import BihuanError
from bihuan.datamodel.findings import Finding, Level
from bihuan.datamodel.periods import Period
from bihuan.datamodel.spans import Span
from bihuan.datamodel.traces import Claim, ClaimKind, Manifest, Measure

__all__ = ["BihuanError", "Claim", "ClaimKind", "Finding", "Level", "Manifest", "Measure", "Period", "Span"]
