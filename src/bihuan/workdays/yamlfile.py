"""A calendar as YAML: plain values with their lines, then the keys that the format knows."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from bihuan.workdays.arrangement import Notice
from bihuan.workdays.rawfile import MAX_ROWS, RawFile, RawRow, RawYear

ISO = re.compile(r"\d{4}-\d{2}-\d{2}")
HEAD_KEYS = frozenset({"calendar", "kind", "area", "years"})
YEAR_KEYS = frozenset({"year", "issuer", "number", "issued", "changed_by", "off", "work", "digest"})
HINT = "写法见 docs/reference/workdays.md"


@dataclass(frozen=True)
class Node:
    """A value of the file and its line: text, a list of nodes, or a mapping of nodes."""

    value: Any
    line: int


def yaml_file_read(text: str, name: str) -> RawFile:
    """The file's years and rows; whatever is not as the format says becomes a finding with its line."""
    raw = RawFile(name)
    root = _composed(text, raw)
    if root is None:
        return raw
    head = _mapping(raw, root, HEAD_KEYS, "文件")
    if _text(head.get("calendar")) != "1":
        raw.fault("calendar.version", "文件要以“calendar: 1”开头", f"{name}:{root.line}", HINT)
    raw.kind, raw.area = _text(head.get("kind")), _text(head.get("area"))
    for node in _items(raw, head.get("years"), "years"):
        _year_read(raw, node)
    return raw


def _composed(text: str, raw: RawFile) -> Node | None:
    from ruamel.yaml import YAML  # not needed for the other formats
    from ruamel.yaml.error import MarkedYAMLError, YAMLError

    try:
        root = YAML(typ="safe").compose(text)
        if root is not None:
            return _node(raw, root, set())
        raw.fault("calendar.empty", "文件是空的", raw.name, HINT)
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = mark.line + 1 if mark else 1
        raw.fault("calendar.yaml", "YAML 写法有误，请看缩进、冒号和引号", f"{raw.name}:{line}", "缩进请用空格")
    except (YAMLError, RecursionError, ValueError):
        raw.fault("calendar.yaml", "YAML 无法解析，可能嵌套过深、用了锚点（& 与 *）或含有控制字符", raw.name, HINT)
    return None


def _node(raw: RawFile, node: Any, seen: set[int]) -> Node:
    if id(node) in seen:
        raise ValueError("alias")
    seen.add(id(node))
    line = node.start_mark.line + 1
    if node.id == "sequence":
        return Node([_node(raw, item, seen) for item in node.value], line)
    if node.id != "mapping":
        return Node(str(node.value).strip(), line)
    found: dict[str, Node] = {}
    for key, value in node.value:
        if str(key.value) in found:
            where = f"{raw.name}:{key.start_mark.line + 1}"
            raw.fault("calendar.duplicate_key", f"键“{key.value}”写了两遍", where, "请合并成一处")
        found[str(key.value)] = _node(raw, value, seen)
    return Node(found, line)


def _year_read(raw: RawFile, node: Node) -> None:
    keys = _mapping(raw, node, YEAR_KEYS, "一年")
    where = f"{raw.name}:{node.line}"
    said = _text(keys.get("year"))
    if not re.fullmatch(r"\d{4}", said):
        raw.fault("calendar.no_year", "缺少年份，或年份不是四位数字", where, "每一年都要写“year: 2027”")
        return
    changed = tuple(_notice(raw, item) for item in _items(raw, keys.get("changed_by"), "changed_by", needed=False))
    year = RawYear(int(said), where, [], _notice(raw, node), changed, _text(keys.get("digest")))
    for item in _items(raw, keys.get("off"), "off", needed=False):
        _row_read(raw, year, item, off=True)
    for item in _items(raw, keys.get("work"), "work", needed=False):
        _row_read(raw, year, item, off=False)
    raw.years.append(year)


def _row_read(raw: RawFile, year: RawYear, node: Node, *, off: bool) -> None:
    keys = _mapping(raw, node, frozenset({"name", "from", "to"} if off else {"name", "day"}), "一条")
    start = _date(raw, keys.get("from" if off else "day"), node)
    end = _date(raw, keys["to"], node) if off and "to" in keys else start
    if start and end:
        year.rows.append(RawRow(off, _text(keys.get("name")), start, end, f"{raw.name}:{node.line}"))


def _notice(raw: RawFile, node: Node) -> Notice:
    keys = node.value if isinstance(node.value, dict) else {}
    issued = _date(raw, keys["issued"], node) if "issued" in keys else None
    return Notice(_text(keys.get("issuer")), _text(keys.get("number")), issued)


def _mapping(raw: RawFile, node: Node, known: frozenset[str], what: str) -> dict[str, Node]:
    if not isinstance(node.value, dict):
        raw.fault("calendar.shape", f"{what}应写成“键: 值”", f"{raw.name}:{node.line}", HINT)
        return {}
    for key, child in node.value.items():
        if key not in known:
            raw.fault("calendar.unknown_key", f"不认识的键“{key}”", f"{raw.name}:{child.line}", HINT)
    return node.value


def _items(raw: RawFile, node: Node | None, key: str, *, needed: bool = True) -> Iterator[Node]:
    if node is None or node.value == "":
        if needed:
            raw.fault("calendar.missing_key", f"缺少“{key}”", raw.name, HINT)
        return
    if not isinstance(node.value, list) or len(node.value) > MAX_ROWS:
        raw.fault("calendar.shape", f"“{key}”应为列表，不超过 {MAX_ROWS} 条", f"{raw.name}:{node.line}", HINT)
        return
    yield from node.value


def _text(node: Node | None) -> str:
    return node.value if node is not None and isinstance(node.value, str) else ""


def _date(raw: RawFile, node: Node | None, around: Node) -> date | None:
    said = _text(node)
    try:
        if ISO.fullmatch(said):
            return date.fromisoformat(said)
    except ValueError:
        pass
    line = (node or around).line
    raw.fault("calendar.bad_date", f"日期“{said}”无法识别", f"{raw.name}:{line}", "请写成 2027-02-06")
    return None
