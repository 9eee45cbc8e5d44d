"""The county's outline: what is taken, what is refused."""

import json

import pytest

from bihuan.apps.boards.selectors import map_read
from bihuan.apps.boards.services import map_import
from bihuan.apps.units.actors import console
from bihuan.datamodel import BihuanError

RING = [[113.6, 24.1], [114.4, 24.1], [114.4, 24.8], [113.6, 24.1]]


def told(*shapes: dict, kind: str = "FeatureCollection") -> str:
    return json.dumps(
        {
            "type": kind,
            "features": [
                {"type": "Feature", "properties": {"name": "青溪县", "secret": "x"}, "geometry": one} for one in shapes
            ],
        }
    )


def take(tmp_path, text: str) -> int:
    file = tmp_path / "county.geojson"
    file.write_text(text, encoding="utf-8")
    return map_import(path=file, actor=console("甲"))


def test_polygons_are_kept_with_their_names_only(db, tmp_path):
    assert take(tmp_path, told({"type": "Polygon", "coordinates": [RING]})) == 1
    (shape,) = json.loads(map_read()[0])["features"]
    assert shape["properties"] == {"code": "", "name": "青溪县", "kind": ""}
    assert shape["geometry"]["coordinates"] == [RING]


def test_points_are_no_outline(db, tmp_path):
    with pytest.raises(BihuanError, match="没有面或线"):
        take(tmp_path, told({"type": "Point", "coordinates": [113, 24]}))


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("不是 JSON", "读不出 JSON"),
        ("[]", "不是 FeatureCollection"),
        (told({"type": "Polygon", "coordinates": [[[500000, 2700000], [1, 2]]]}), "第 1 个图形的坐标不对"),
        (told({"type": "Polygon", "coordinates": "x"}), "第 1 个图形的坐标不对"),
        (told({"type": "Polygon"}), "第 1 个图形的坐标不对"),
    ],
)
def test_what_is_no_outline_is_refused_by_name(db, tmp_path, text, why):
    with pytest.raises(BihuanError, match=why):
        take(tmp_path, text)
