"""One YAML file as plain values, each with the line it stands on. No tags, no anchors: what is written is what is meant."""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from pathlib import Path
from typing import Any

from bihuan.datamodel import Finding
from bihuan.packs.faults import fault

MAX_BYTES = 1 << 20
Place = tuple[str | int, ...]  # ("ledgers", 0, "fields", 3, "name")


class YamlFault(Exception):
    """The file cannot be read at all; carries the one finding that says why."""

    def __init__(self, finding: Finding) -> None:
        self.finding = finding
        super().__init__(str(finding))


@dataclass(frozen=True)
class YamlFile:
    """``data`` as dicts, lists, text, ``int``, ``Decimal``, ``bool`` and None; ``lines`` maps a place in it to its line, from 1."""

    path: Path
    data: Any
    lines: dict[Place, int]

    def where(self, place: Place = ()) -> str:
        """``packs/x/ledgers/a.yaml:12``: the line of the place, or of the nearest thing around it that exists."""
        while place and place not in self.lines:
            place = place[:-1]
        return f"{self.path.as_posix()}:{self.lines.get(place, 1)}"


def yaml_read(path: Path) -> YamlFile:
    """Read one file of a pack; raises ``YamlFault`` when it is empty, not UTF-8, too long or not well-formed."""
    return _parsed(path, _text(path))


@lru_cache(
    maxsize=512
)  # a pack is read by its check and by its install, and those it uses with each: nobody changes what was read
def _parsed(path: Path, text: str) -> YamlFile:
    from ruamel.yaml import YAML  # 50 ms, not needed when the catalogue comes from its cache
    from ruamel.yaml.error import MarkedYAMLError, YAMLError

    try:
        root = YAML(typ="safe").compose(text)
        reader = _Reader(path)
        data = reader.value(root, ())
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise _broken(path, mark.line + 1 if mark else 1, _problem(text, mark)) from error
    except (YAMLError, RecursionError) as error:
        raise _broken(path, 1, "无法解析，可能嵌套过深或含有控制字符") from error
    if data is None or data == {}:
        raise YamlFault(fault("pack.empty_file", "文件是空的", f"{path.as_posix()}:1", hint="写入内容，或删除这个文件"))
    return YamlFile(path, data, reader.lines)


def _text(path: Path) -> str:
    raw = path.read_bytes()
    if len(raw) > MAX_BYTES:
        raise YamlFault(
            fault("pack.too_long", f"文件超过 {MAX_BYTES >> 20} MiB", f"{path.as_posix()}:1", hint="拆成几个文件")
        )
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise YamlFault(
            fault("pack.not_utf8", "不是 UTF-8 编码", f"{path.as_posix()}:{line}", hint="另存为 UTF-8")
        ) from error


def _problem(text: str, mark: Any) -> str:
    """What a person should look at: a tab is by far the commonest fault."""
    lines = text.splitlines()
    if mark is not None and mark.line < len(lines):
        line = lines[mark.line]
        if "\t" in line[: len(line) - len(line.lstrip())]:
            return "缩进用了制表符（Tab），请改为空格"
        return f"YAML 写法有误，请看“{line.strip()[:40]}”附近的缩进、冒号和引号"
    return "YAML 写法有误，文件没有正常结束"


def _broken(path: Path, line: int, problem: str) -> YamlFault:
    return YamlFault(fault("pack.yaml", problem, f"{path.as_posix()}:{line}"))


class _Reader:
    """Turns the nodes of one file into values and notes their lines."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.lines: dict[Place, int] = {}
        self.seen: set[int] = set()  # a node met again is an alias

    def value(self, node: Any, place: Place) -> Any:
        if node is None:
            return None
        line = node.start_mark.line + 1
        self.lines.setdefault(place, line)
        if id(node) in self.seen:
            raise _broken(self.path, line, "不支持锚点和引用（& 与 *），请直接写出内容")
        self.seen.add(id(node))
        if node.id == "mapping":
            return self.mapping(node, place)
        if node.id == "sequence":
            return [self.value(child, (*place, index)) for index, child in enumerate(node.value)]
        return self.scalar(str(node.tag), node.value, line)

    def mapping(self, node: Any, place: Place) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for key_node, child in node.value:
            key, line = key_node.value, key_node.start_mark.line + 1
            if not isinstance(key, str):
                raise _broken(self.path, line, "键必须是一个词")
            if key in found:
                raise YamlFault(fault("pack.duplicate_key", f"键“{key}”写了两遍", f"{self.path.as_posix()}:{line}"))
            self.lines[(*place, key)] = line
            found[key] = self.value(child, (*place, key))
        return found

    def scalar(self, tag: str, text: str, line: int) -> Any:
        kind = tag.rpartition(":")[2]
        if kind not in _SCALARS:
            raise _broken(self.path, line, f"不支持 YAML 标签“{tag}”")
        try:
            return _SCALARS[kind](text)
        except (ValueError, InvalidOperation):
            return text


_SCALARS: dict[str, Callable[[str], Any]] = {
    "str": str,
    "timestamp": str,
    "null": lambda _text: None,
    "bool": lambda text: text.lower() == "true",
    "int": lambda text: int(text.replace("_", ""), 0),
    "float": Decimal,
}
