"""What a page was asked for: unit, period and as-of day, with sensible answers where the address says nothing."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest

from bihuan.apps.ledgers.listing import books_day
from bihuan.apps.ledgers.selectors import catalog
from bihuan.apps.today import today
from bihuan.apps.units.models import Unit, UnitKind
from bihuan.apps.units.selectors import unit_get, unit_list
from bihuan.datamodel import BihuanError, Period
from bihuan.web.acting import actor_of

_DIGITS = 18  # fewer fit every column


@dataclass(frozen=True)
class Asked:
    """Whose figures, of which period, known as of which day."""

    unit: Unit
    period: Period
    as_of: date

    @property
    def query(self) -> str:
        """The same question as a query string, for links."""
        return urlencode({"unit": self.unit.code, "period": self.period.name, "as_of": self.as_of.isoformat()})


def whole_read(word: str) -> int | None:
    """The whole number that a form or an address tells; None where it is none."""
    return int(word) if word.isascii() and word.isdecimal() and len(word) < _DIGITS else None


def number_asked(request: HttpRequest, name: str) -> int | None:
    """A whole number of the address; None where none is told."""
    return whole_read(request.GET.get(name, ""))


def asked(request: HttpRequest, default: Unit | None = None) -> Asked:
    """Read ``unit``, ``period`` and ``as_of`` of the address."""
    as_of = day_asked(request)
    name = request.GET.get("period", "").strip()
    period = Period.parse(name) if name else Period.of_year(as_of.year)
    code = request.GET.get("unit", "").strip()
    unit = unit_get(code) if code else default or unit_default()
    return Asked(unit, period, as_of)


def day_asked(request: HttpRequest) -> date:
    """The as-of day of the address, or the last day of the books."""
    word = request.GET.get("as_of", "").strip()
    if not word:
        return books_day(today(), actor=actor_of(request))
    try:
        return date.fromisoformat(word)
    except ValueError as error:
        raise BihuanError("date.unreadable", f"截止日“{word}”无法识别", hint="请写成 2024-10-31") from error


def unit_default() -> Unit:
    """The first bureau of the tree, else its first unit."""
    units = list(unit_list())
    if not units:
        raise BihuanError("units.none", "数据文件夹里还没有单位", hint="先用 bihuan unit import 导入单位表")
    return next((unit for unit in units if unit.kind == UnitKind.BUREAU), units[0])


def unit_of_pack(pack: str) -> Unit:
    """The bureau that a pack is for, by the words that the pack looks for in its name."""
    words = catalog().packs[pack].head.bureaus
    bureaus = [unit for unit in unit_list() if unit.kind == UnitKind.BUREAU]
    return next((unit for unit in bureaus if any(word in unit.name for word in words)), unit_default())


def units_offered() -> list[Unit]:
    """Counties, bureaus and towns: whom figures are asked for most."""
    kinds = (UnitKind.CITY, UnitKind.COUNTY, UnitKind.BUREAU, UnitKind.TOWN)
    return [unit for unit in unit_list() if unit.kind in kinds]


def periods_offered(as_of: date) -> list[Period]:
    """This year and last, this year's quarters and months so far."""
    year = Period.of_year(as_of.year)
    quarters = [Period.of_months(as_of.year, first, 3) for first in (1, 4, 7, 10) if first <= as_of.month]
    months = [month for month in year.months() if month.start <= as_of]
    return [year, year.last_year(), *quarters, *months]


def period_words(period: Period) -> str:
    """2024年, 2024年第三季度, 2024年5月."""
    year = f"{period.start.year}年"
    match period.kind:
        case "month":
            return f"{year}{period.start.month}月"
        case "quarter":
            return f"{year}第{'一二三四'[period.start.month // 3]}季度"
        case "half":
            return f"{year}{'上' if period.start.month == 1 else '下'}半年"
        case "week":
            return f"{period.name[:4]}年第{int(period.name[5:])}周"
        case "months":
            return f"{year}{period.start.month}月至{period.end.month}月"
    return year


def filter_context(choice: Asked) -> dict[str, Any]:
    """What the filter of a page offers."""
    return {
        "asked": choice,
        "units": units_offered(),
        "periods": [(period.name, period_words(period)) for period in periods_offered(choice.as_of)],
        "period_label": period_words(choice.period),
    }
