"""A number as the grammar finds it, before anyone knows what it measures."""

from dataclasses import dataclass, field

from bihuan.quantities.quantity import Qualifier


@dataclass(slots=True)
class Found:
    """A number with its unit, before anyone knows what it measures."""

    start: int
    end: int
    value: int | float | None
    maximum: int | float | None
    unit: str
    qualifier: Qualifier | None
    lead: str = ""
    more: str = ""
    trail: str = ""
    is_rank: bool = False
    before: str = ""
    subject: str = ""
    part: bool = False  # one of the parts told after 其中
    base: str = field(init=False)  # the unit without what it is reckoned by: 元 of 元/吨

    def __post_init__(self) -> None:
        self.base = self.unit.partition("/")[0]
