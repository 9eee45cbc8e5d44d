"""The XML of a workbook, looked through before the workbook reader gets the file: bounds, formats of cells, what is hidden."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final, TypeVar

from lxml import etree

from bihuan.datamodel import BihuanError
from bihuan.reading.archive import Archive
from bihuan.reading.package import package_related
from bihuan.reading.workbook import Place, column_number

T = TypeVar("T")

CELLS_LIMIT: Final = 2_000_000  # of one sheet's rectangle from A1 on
TEXT_LIMIT: Final = 50 * 1024 * 1024  # characters of all cells
_MAIN: Final = "xl/workbook.xml"  # the reader looks for these names, in any case of their letters
_STYLES: Final = "xl/styles.xml"
_STRINGS: Final = "xl/sharedstrings.xml"
_PASSED_OVER: Final = ("xl/pivotcache/", "xl/drawings/", "xl/charts/", "docprops/", "customxml/")
_PLACE = re.compile(r"([A-Z]{1,3})(\d{1,7})")
_BUILT_IN: Final = {
    "1": "0",
    "2": "0.00",
    "3": "#,##0",
    "4": "#,##0.00",
    "9": "0%",
    "10": "0.00%",
    "17": "mmm-yy",
    "27": "yyyy年m月",
    "57": "yyyy年m月",
}


@dataclass(slots=True)
class SheetFacts:
    """What the values of a sheet do not tell: number formats by (row, column), rows and columns that are hidden."""

    formats: dict[Place, str] = field(default_factory=dict)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)


def sheets_looked_through(archive: Archive) -> dict[str, SheetFacts]:
    """Facts by the sheets' names; a part that breaks a rule, or a sheet beyond the bounds, is a named error."""
    names = {name.lower(): name for name in archive.names}
    if len(names) < len(archive.names):
        what = "压缩包里有只差大小写的两个同名文件"
        raise BihuanError("read.duplicate_parts", what, where=archive.where, hint="请确认文件来源，重新取得后再读")
    for low, name in sorted(names.items()):
        if low.endswith((".xml", ".rels")) and not low.startswith(_PASSED_OVER):
            _told_check(archive.xml(name), archive.where)
    look = _Look(archive, _root(archive, names.get(_STYLES)), _root(archive, names.get(_STRINGS)))
    main = names.get(_MAIN, "")
    parts = {one.identity: one.part for one in package_related(archive, main) if one.kind == "worksheet"}
    return {
        sheet.get("name", ""): look.facts(archive.xml(parts[identity]))
        for sheet in archive.xml(main).iter("{*}sheet")
        if archive.has(parts.get(identity := _relation(sheet), ""))
    }


def cells_check(rows: int, columns: int, where: str) -> None:
    """Refuse a sheet whose furthest cell is too far away."""
    if rows * columns > CELLS_LIMIT:
        raise _too_large(f"工作表有 {rows} 行 {columns} 列，超过 {CELLS_LIMIT // 10_000} 万格", where)


class _Look:
    """Looks at the sheets of one workbook and adds up what their cells say."""

    def __init__(self, archive: Archive, styles: etree._Element | None, strings: etree._Element | None) -> None:
        self._archive = archive
        self._formats = [] if styles is None else list(_formats(styles))
        self._lengths = [] if strings is None else [_length(item) for item in strings.iterchildren("{*}si")]
        self._text = 0

    def facts(self, sheet: etree._Element) -> SheetFacts:
        """The facts of one sheet."""
        facts = SheetFacts()
        bottom = right = row = 0
        for line in sheet.iter("{*}row"):
            row = _number(line.get("r"), row + 1)
            if line.get("hidden") in {"1", "true"}:
                facts.hidden_rows.add(row - 1)
            column = 0
            for cell in line.iterchildren("{*}c"):
                at = _PLACE.fullmatch(cell.get("r", ""))
                row, column = (int(at[2]), column_number(at[1])) if at else (row, column + 1)
                bottom, right = max(bottom, row), max(right, column)
                self._cell(cell, (row - 1, column - 1), facts)
        cells_check(bottom, right, self._archive.where)
        for columns in sheet.iterfind("{*}cols/{*}col[@hidden='1']"):
            first, last = _number(columns.get("min"), 1), _number(columns.get("max"), 1)
            facts.hidden_columns.update(range(first - 1, min(last, right)))
        return facts

    def _cell(self, cell: etree._Element, place: Place, facts: SheetFacts) -> None:
        code = _at(self._formats, cell.get("s"))
        if code:
            facts.formats[place] = code
        if cell.get("t") == "s":
            self._text += _at(self._lengths, cell.findtext("{*}v")) or 0
            if self._text > TEXT_LIMIT:
                raise _too_large(f"单元格里的文字超过 {TEXT_LIMIT // 1024**2} MiB", self._archive.where)


def _told_check(root: etree._Element, where: str) -> None:
    """Refuse a part that tells more items than any workbook has: the reader takes memory for as many before it counts them."""
    for element in (root, *root):
        told = max(_number(element.get(name), 0) for name in ("count", "uniqueCount"))
        if told > CELLS_LIMIT:
            raise _too_large("工作簿里自称的数目太大", where)


def _formats(styles: etree._Element) -> Iterator[str]:
    """The number format of each cell style; empty where it adds nothing to the value."""
    own = {item.get("numFmtId", ""): item.get("formatCode", "") for item in styles.iter("{*}numFmt")}
    for style in styles.iterfind("{*}cellXfs/{*}xf"):
        identity = style.get("numFmtId", "")
        yield own.get(identity, _BUILT_IN.get(identity, ""))


def _length(item: etree._Element) -> int:
    return sum(len(text.text or "") for text in item.iter("{*}t"))


def _relation(sheet: etree._Element) -> str:
    return next((str(value) for name, value in sheet.items() if str(name).endswith("}id")), "")


def _root(archive: Archive, part: str | None) -> etree._Element | None:
    return None if part is None else archive.xml(part)


def _at(items: list[T], index: str | None) -> T | None:
    at = _number(index, -1)
    return items[at] if 0 <= at < len(items) else None


def _number(text: str | None, default: int) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 20 else default


def _too_large(what: str, where: str) -> BihuanError:
    return BihuanError("read.too_large", what, where=where, hint="请确认文件来源，或拆成几份再读")
