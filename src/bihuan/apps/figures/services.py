"""Deeds on figures: what makes answers fast. Nothing here changes a figure."""

from bihuan.apps.figures.selectors import figure_desk
from bihuan.datamodel.telling import Tell, untold


def shapes_compile(*, tell: Tell = untold) -> None:
    """Compile every question about the installed indicators, so that the first report of a fresh folder is drafted without Ibis."""
    figure_desk().shapes_compile(tell)
