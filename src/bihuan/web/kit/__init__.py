"""The parts that every page is made of, as values: a view builds them, a template tag of ``parts`` draws them."""

from bihuan.web.kit.fields import Choice, FieldShown, FilterBar, UnitChoice, fault_focused
from bihuan.web.kit.items import Crumb, FileShown, Moment, Photo, Step, Tab, Tile
from bihuan.web.kit.lights import LIGHTS, icon_html, light_html, state_html
from bihuan.web.kit.tables import Column, Row, Table

__all__ = [
    "LIGHTS",
    "Choice",
    "Column",
    "Crumb",
    "FieldShown",
    "FileShown",
    "FilterBar",
    "Moment",
    "Photo",
    "Row",
    "Step",
    "Tab",
    "Table",
    "Tile",
    "UnitChoice",
    "fault_focused",
    "icon_html",
    "light_html",
    "state_html",
]
