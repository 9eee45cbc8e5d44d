"""What the county's ledgers hold, bureau by bureau: drawn entries (``Recipe``) and written ones (lists)."""

from collections.abc import Callable

from bihuan.demo.draws import Recipe, Row
from bihuan.demo.recipes.area import AREA, AREA_LISTS
from bihuan.demo.recipes.common import COMMON, COMMON_LISTS
from bihuan.demo.recipes.ethnic import ETHNIC, ETHNIC_LISTS
from bihuan.demo.recipes.matters import MATTER_LISTS, MATTERS
from bihuan.demo.recipes.shared import SHARED, SHARED_LISTS
from bihuan.demo.recipes.steps import lists_merged
from bihuan.demo.recipes.urban import URBAN, URBAN_LISTS
from bihuan.demo.recipes.veterans import VETERANS, VETERANS_LISTS
from bihuan.demo.recipes.water import WATER, WATER_LISTS

RECIPES: list[tuple[str, Recipe]] = [
    *COMMON,
    *SHARED,
    *MATTERS,
    *URBAN.items(),
    *VETERANS.items(),
    *ETHNIC.items(),
    *AREA.items(),
    *WATER.items(),
]
LISTS: dict[str, Callable[[int], list[Row]]] = lists_merged(
    COMMON_LISTS, SHARED_LISTS, MATTER_LISTS, URBAN_LISTS, VETERANS_LISTS, ETHNIC_LISTS, AREA_LISTS, WATER_LISTS
)
