"""The county's outline: a GeoJSON file of the bureau's own, kept in the data folder; no tiles, no network."""

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.conf import settings

from bihuan.apps.ledgers.services import event_record
from bihuan.apps.units.actors import Actor, Right
from bihuan.datamodel import BihuanError

LARGEST = 20 * 1024 * 1024
POINTS = 500_000
SHAPES = {"Polygon": 1, "MultiPolygon": 2, "LineString": 0, "MultiLineString": 1}


def map_path() -> Path:
    """Where the outline is kept."""
    folder: Path = settings.BIHUAN.dir / "map"
    return folder / "county.geojson"


def map_read() -> tuple[bytes, str]:
    """The outline and its digest; both empty where none was imported."""
    path = map_path()
    if not path.is_file():
        return b"", ""
    data = path.read_bytes()
    return data, hashlib.sha256(data).hexdigest()


def map_import(*, path: Path, actor: Actor) -> int:
    """Check a GeoJSON file and keep it as the outline; returns how many shapes it has."""
    actor.require(Right.UNITS)
    if path.stat().st_size > LARGEST:
        raise map_wrong(path, "文件超过 20 MB", "先简化轮廓，县乡两级几百 KB 就够")
    try:
        told = json.loads(path.read_text(encoding="utf-8-sig"))
    except (ValueError, UnicodeDecodeError) as error:
        raise map_wrong(path, "不是 GeoJSON（读不出 JSON）", "请导出为 GeoJSON，UTF-8 编码") from error
    shapes = list(shapes_checked(told, path))
    if not shapes:
        raise map_wrong(path, "里面没有面或线", "要有 Polygon、MultiPolygon 或 LineString")
    data = json.dumps({"type": "FeatureCollection", "features": shapes}, ensure_ascii=False, separators=(",", ":"))
    target = map_path()
    target.parent.mkdir(exist_ok=True)
    making = target.with_suffix(".making")
    making.write_text(data, encoding="utf-8")
    making.replace(target)
    digest = hashlib.sha256(data.encode()).hexdigest()
    event_record(deed="map_import", subject="map", changes={"file": path.name, "sha256": digest}, actor=actor.name)
    return len(shapes)


def shapes_checked(told: Any, path: Path) -> Iterator[dict[str, Any]]:
    """Every shape with its name and kind; anything that is no place on earth is refused."""
    features = told.get("features") if isinstance(told, dict) else None
    if not isinstance(features, list):
        raise map_wrong(path, "不是 FeatureCollection", "请导出为 GeoJSON FeatureCollection")
    left = POINTS
    for number, feature in enumerate(features, 1):
        geometry = feature.get("geometry") if isinstance(feature, dict) else None
        if not isinstance(geometry, dict) or geometry.get("type") not in SHAPES:
            continue
        kind = geometry["type"]
        try:
            shape, count = ring_checked(geometry["coordinates"], SHAPES[kind])
        except (KeyError, TypeError, ValueError) as error:
            raise map_wrong(
                path, f"第 {number} 个图形的坐标不对", "坐标应为经度、纬度（度），如 113.26,23.13"
            ) from error
        left -= count
        if left < 0:
            raise map_wrong(path, f"坐标点超过 {POINTS:,} 个", "先简化轮廓")
        names = feature.get("properties") or {}
        kept = {key: str(names.get(key, ""))[:100] for key in ("code", "name", "kind")}
        yield {"type": "Feature", "properties": kept, "geometry": {"type": kind, "coordinates": shape}}


def ring_checked(value: Any, depth: int) -> tuple[list[Any], int]:
    """Coordinates of nested lists, and how many points they have."""
    if depth > 0:
        parts = [ring_checked(part, depth - 1) for part in value]
        return [part for part, _ in parts], sum(count for _, count in parts)
    points = [[round(float(point[0]), 6), round(float(point[1]), 6)] for point in value]
    if not points or any(not (-180 <= lon <= 180 and -90 <= lat <= 90) for lon, lat in points):
        raise ValueError("not on earth")
    return points, len(points)


def map_wrong(path: Path, what: str, hint: str) -> BihuanError:
    """The error for a file that is no outline."""
    return BihuanError("map.unreadable", f"地图文件不能用：{what}", where=path.name, hint=hint)
