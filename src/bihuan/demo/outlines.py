"""The fictional county on a map: towns that tile a plausible shape, drawn from a seed. Degrees of CGCS2000, five decimals (1 m)."""

import itertools
import json
from functools import cache
from math import cos, pi, sin
from random import Random
from typing import Any

from bihuan.demo.county import COUNTY, COUNTY_CODE, TOWNS, Town

Point = tuple[float, float]
Ring = tuple[Point, ...]  # closed: the first point stands again at the end

COLUMNS, ROWS = 5, 4
WEST, SOUTH = 113.62, 24.18
WIDTH, HEIGHT = 0.17, 0.15  # of a town, in degrees
BENDS = 3  # points between two corners
MIDDLE_FIRST = (7, 12, 8, 6, 11, 13, 2, 17, 9, 5, 3, 1, 16, 18, 10, 14, 4, 0, 15, 19)  # the streets lie in the middle


@cache
def rings() -> dict[str, Ring]:
    """Code of a town → its outline. Neighbours share every point of their border."""
    return {town.code: cell_ring(MIDDLE_FIRST[at]) for at, town in enumerate(TOWNS)}


def cell_ring(number: int) -> Ring:
    """The outline of the cell of that number, counted from the south-west."""
    row, column = divmod(number, COLUMNS)
    corners = [(column, row), (column + 1, row), (column + 1, row + 1), (column, row + 1)]
    sides = zip(corners, [*corners[1:], corners[0]], strict=True)
    points = [point for start, end in sides for point in side(start, end)]
    return (*points, points[0])


def side(start: tuple[int, int], end: tuple[int, int]) -> list[Point]:
    """The points of a border from one corner up to the next, the same from either side."""
    if end < start:
        backward = side(end, start)
        return [corner(start), *reversed(backward[1:])]
    rng = Random(f"qinghe/border/{start}/{end}")
    (west, south), (east, north) = corner(start), corner(end)
    parts = [part / (BENDS + 1) for part in range(1, BENDS + 1)]
    bends = [
        (west + (east - west) * part + rng.uniform(-1, 1) * 0.012, south + (north - south) * part + rng.uniform(-1, 1) * 0.012)
        for part in parts
    ]  # fmt: skip
    return [corner(start), *((round(x, 5), round(y, 5)) for x, y in bends)]


def corner(place: tuple[int, int]) -> Point:
    """A corner of the grid: bent towards a round shape and shaken a little."""
    column, row = place
    rng = Random(f"qinghe/corner/{place}")
    across, up = column / COLUMNS * 2 - 1, row / ROWS * 2 - 1
    bulge = 1 - 0.18 * across * across * up * up
    x = WEST + WIDTH * COLUMNS * (1 + across * bulge) / 2 + rng.uniform(-1, 1) * 0.02
    y = SOUTH + HEIGHT * ROWS * (1 + up * bulge + 0.12 * sin(across * pi)) / 2 + rng.uniform(-1, 1) * 0.018
    return round(x, 5), round(y, 5)


def county_ring() -> Ring:
    """The county's outline: the outer borders of the grid, one after the other."""
    lower = [((column, 0), (column + 1, 0)) for column in range(COLUMNS)]
    right = [((COLUMNS, row), (COLUMNS, row + 1)) for row in range(ROWS)]
    upper = [((column, ROWS), (column - 1, ROWS)) for column in range(COLUMNS, 0, -1)]
    left = [((0, row), (0, row - 1)) for row in range(ROWS, 0, -1)]
    points = [point for start, end in (*lower, *right, *upper, *left) for point in side(start, end)]
    return (*points, points[0])


def inside(point: Point, ring: Ring) -> bool:
    """Whether a point lies within a ring."""
    x, y = point
    within = False
    for (x1, y1), (x2, y2) in itertools.pairwise(ring):
        if (y1 > y) != (y2 > y) and x < (x2 - x1) * (y - y1) / (y2 - y1) + x1:
            within = not within
    return within


def point_in(town: Town, seed: str) -> Point:
    """A point of the town, thicker around its market place; the same for the same seed."""
    ring = rings()[town.code]
    rng = Random(f"qinghe/point/{town.code}/{seed}")
    middle = (sum(x for x, _ in ring[:-1]) / (len(ring) - 1), sum(y for _, y in ring[:-1]) / (len(ring) - 1))
    while True:
        far = rng.random() ** 1.6 * 0.09
        angle = rng.random() * 2 * pi
        point = (round(middle[0] + far * cos(angle), 5), round(middle[1] + far * sin(angle) * 0.9, 5))
        if inside(point, ring):
            return point


def point_text(town: Town, seed: str) -> str:
    """A point as a field of type ``point`` keeps it."""
    return "{:.5f},{:.5f}".format(*point_in(town, seed))


def spot_text(town: Town, seed: str, area: float) -> str:
    """A four-cornered plot of about ``area`` square metres as a field of type ``polygon`` keeps it."""
    x, y = point_in(town, seed)
    rng = Random(f"qinghe/plot/{town.code}/{seed}")
    half = (area**0.5) / 2
    east, north = half / 101_500, half / 110_800  # degrees for metres at this latitude
    turn = rng.uniform(0, pi / 2)
    corners = [(1, 1), (-1, 1), (-1, -1), (1, -1)]
    ring = [
        (x + east * (a * cos(turn) - b * sin(turn)), y + north * (a * sin(turn) + b * cos(turn))) for a, b in corners
    ]
    return " ".join(f"{px:.6f},{py:.6f}" for px, py in [*ring, ring[0]])


def county_geojson() -> str:
    """The whole county as GeoJSON: its outline and its towns, each with code and name."""
    features = [feature(COUNTY_CODE, COUNTY, "county", county_ring())]
    features += [feature(town.code, town.name, "town", rings()[town.code]) for town in TOWNS]
    told = {"type": "FeatureCollection", "name": COUNTY, "features": features}
    return json.dumps(told, ensure_ascii=False, separators=(",", ":")) + "\n"


def feature(code: str, name: str, kind: str, ring: Ring) -> dict[str, Any]:
    """One outline as a GeoJSON feature."""
    shape = {"type": "Polygon", "coordinates": [[list(point) for point in ring]]}
    return {"type": "Feature", "properties": {"code": code, "name": name, "kind": kind}, "geometry": shape}
