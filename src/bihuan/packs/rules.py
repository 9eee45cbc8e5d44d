"""What a pack's declarations must agree on with one another: one rule a function, each yields findings."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from bihuan.datamodel import Finding

if TYPE_CHECKING:
    from bihuan.packs.loader import PackSource


def rules_apply(sources: "Sequence[PackSource]") -> list[Finding]:
    """Every rule over the packs together."""
    return []
