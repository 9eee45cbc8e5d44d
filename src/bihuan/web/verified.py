"""Whether a draft's numbers still hold, computed once for each state of the file and of the ledgers."""

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from bihuan.apps.ledgers.selectors import chain_count


@dataclass(frozen=True)
class Verified:
    """The outcome in words and counts; ``good`` when every number is equal or blank."""

    good: bool
    claims: int
    equal: int
    stale: int
    altered: int
    untraced: int

    @property
    def words(self) -> str:
        """One line for lists."""
        if self.good:
            return f"一致，{self.equal} 个数字全部相符"
        faults = {"已变动": self.stale, "被改动": self.altered, "无出处": self.untraced}
        return "有异：" + "，".join(f"{name} {count} 个" for name, count in faults.items() if count)


def verified(path: Path) -> Verified:
    """Verify the docx against the ledgers as they stand now."""
    return outcome(path, path.stat().st_mtime_ns, chain_count())


@lru_cache(maxsize=64)
def outcome(path: Path, stamp: int, events: int) -> Verified:
    """One verification; ``stamp`` and ``events`` make the memory forget what has changed."""
    from bihuan.apps.drafts.services import draft_verify

    result = draft_verify(path=path)
    counts = {name: len(getattr(result, name)) for name in ("stale", "altered", "untraced")}
    return Verified(good=not any(counts.values()), claims=result.claims, equal=result.equal, **counts)
