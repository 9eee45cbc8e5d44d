"""计量单位: which measure words can state the same figure."""

from functools import cache

from bihuan.quantities.families import FAMILIES

GENERIC = "个"
THINGS = frozenset("个块处座面档张条幅项间站支只套")


@cache
def measures_agree(written: str, stated: str) -> bool:
    """Whether a number written with one measure word can be the figure stated in another: 块 and 个, never 人 and 人次."""
    if written == stated:
        return True
    if GENERIC in (written, stated) and written in THINGS and stated in THINGS:
        return True
    return any(written in family and stated in family for family in FAMILIES)
