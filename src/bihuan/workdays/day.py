"""What a day is and why: the answer that every count and every printed step is made of."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class DayKind(StrEnum):
    """Why a day is worked or not."""

    WORKDAY = "workday"  # 工作日
    WEEKEND = "weekend"  # 周末
    HOLIDAY = "holiday"  # 节假日放假, by the national notice
    SHIFTED = "shifted"  # 调休上班, by the national notice
    LOCAL_OFF = "local_off"  # 地方假日
    LOCAL_WORK = "local_work"  # 地方调休上班
    FIXED = "fixed"  # 法定节假日 of a fixed date, while no notice covers the year


WORKED = frozenset({DayKind.WORKDAY, DayKind.SHIFTED, DayKind.LOCAL_WORK})


@dataclass(frozen=True)
class Day:
    """One day of a calendar. ``name`` is the holiday's, ``source`` who said so; ``provisional``: a later notice may change it."""

    day: date
    kind: DayKind
    name: str = ""
    source: str = ""
    provisional: bool = False

    @property
    def working(self) -> bool:
        """Whether the day is worked."""
        return self.kind in WORKED

    @property
    def why(self) -> str:
        """The reason in Chinese: 周末, 春节假期, 调休上班（春节）…"""
        match self.kind:
            case DayKind.WORKDAY:
                return "工作日"
            case DayKind.WEEKEND:
                return "周末"
            case DayKind.HOLIDAY:
                return f"{self.name}假期"
            case DayKind.SHIFTED:
                return f"调休上班（{self.name}）"
            case DayKind.LOCAL_OFF:
                return f"地方假日：{self.name}"
            case DayKind.LOCAL_WORK:
                return f"地方调休上班（{self.name}）"
            case DayKind.FIXED:
                return f"{self.name}（暂计）"
