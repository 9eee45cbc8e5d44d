"""The county's map: towns tile the county, points lie in their town, the kept file is what the code draws."""

import itertools
from importlib.resources import files

import pytest

from bihuan.demo.county import TOWNS
from bihuan.demo.outlines import county_geojson, county_ring, inside, point_in, rings, spot_text


def area(ring):
    return sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in itertools.pairwise(ring)) / 2


def test_towns_tile_the_county():
    assert sum(area(ring) for ring in rings().values()) == pytest.approx(area(county_ring()), rel=1e-9)
    assert all(area(ring) > 0 for ring in rings().values())


def test_each_inner_border_is_shared_by_two_towns():
    edges = [edge for ring in rings().values() for edge in itertools.pairwise(ring)]
    outer = set(zip(county_ring(), county_ring()[1:], strict=False))
    assert {edge for edge in edges if (edge[1], edge[0]) not in edges} == outer


@pytest.mark.parametrize("town", TOWNS, ids=lambda town: town.code)
def test_a_point_lies_in_its_town_only(town):
    point = point_in(town, "1")
    assert [code for code, ring in rings().items() if inside(point, ring)] == [town.code]


def test_a_plot_is_closed():
    first, *_, last = spot_text(TOWNS[0], "7", 240).split()
    assert first == last


def test_the_kept_map_is_what_the_code_draws():
    kept = files("bihuan.demo").joinpath("data", "county.geojson").read_text(encoding="utf-8")
    assert kept == county_geojson()
