"""The workbook of people: its columns, its template, its rows with every fault named by cell, and people written out again."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path

from bihuan.apps.ledgers.rows import Reject
from bihuan.apps.people.accounts import LOGIN
from bihuan.apps.people.models import Person
from bihuan.apps.people.roles import ADMINISTRATORS, Role, Scope
from bihuan.apps.units.selectors import UnitNames, unit_names
from bihuan.apps.workbooks import cell_text, file_place, label_plain, sheet_read
from bihuan.datamodel import BihuanError

COLUMNS = {
    "login": ("登录名", ("账号", "用户名")),
    "name": ("姓名", ("名字",)),
    "unit": ("单位", ("所在单位", "单位编码", "单位名称")),
    "post": ("职务", ("岗位",)),
    "roles": ("角色", ()),
    "scope": ("数据范围", ("范围",)),
    "units": ("选定单位", ("自定义单位",)),
}
REQUIRED = ("login", "name", "unit")
ROLES = {word: role for role in Role for word in (role.label, role.value)}
SCOPES = {word: scope for scope in Scope for word in (scope.label, scope.value)}
APART = re.compile(r"[、，,;；/\s]+")


@dataclass(frozen=True)
class PersonRow:
    """One person as the workbook gives them; ``unit`` and ``units`` are codes."""

    login: str
    name: str
    unit: str
    post: str = ""
    roles: tuple[Role, ...] = ()
    scope: Scope = Scope.OWN_AND_BELOW
    units: tuple[str, ...] = ()


@dataclass
class PeopleSheet:
    """What was read: rows, faults, and where in the workbook."""

    sheet: str
    first: int
    rows: list[PersonRow] = field(default_factory=list)
    places: list[int] = field(default_factory=list)  # each row's number in the sheet, from 0
    rejects: list[Reject] = field(default_factory=list)


def people_sheet_read(path: Path, *, roles: bool) -> PeopleSheet:
    """Read the workbook; ``roles``: whether the importer may give roles, else a filled role is a fault."""
    sheet = sheet_read(path, ("人员",))
    header, columns = header_find(sheet.rows, path)
    found, names, places = PeopleSheet(sheet.name, header + 1), unit_names(), dict[str, int]()
    for number in range(header + 1, len(sheet.rows)):
        texts = {name: cell_text(sheet.rows[number][column]) for name, column in columns.items()}
        if not any(texts.values()):
            continue
        row, faults = row_read(texts, names, roles=roles)
        if row.login in places:
            faults.append(("login", "person.twice", f"与第 {places[row.login] + 1} 行的登录名重复"))
        places.setdefault(row.login, number)
        found.rows.append(row)
        found.places.append(number)
        found.rejects += [Reject(number, columns.get(name), code, said) for name, code, said in faults]
    if not found.rows:
        raise BihuanError("person.workbook_empty", "人员表里没有一行人员", where=path.name, hint="下载样表，填好再导入")
    return found


def header_find(rows: list[list[object]], path: Path) -> tuple[int, dict[str, int]]:
    """The header's row (within the first ten) and the column of each field."""
    for number, row in enumerate(rows[:10]):
        labels = {label_plain(cell_text(cell)): column for column, cell in reversed(list(enumerate(row)))}
        found = {
            name: labels[word]
            for name, (label, others) in COLUMNS.items()
            if (word := next((word for word in (label, *others) if word in labels), ""))
        }
        if all(name in found for name in REQUIRED):
            return number, found
    missing = "、".join(COLUMNS[name][0] for name in REQUIRED)
    raise BihuanError(
        "person.columns_missing", f"人员表要有这些列：{missing}", where=path.name, hint="下载样表，填好再导入"
    )


def row_read(texts: dict[str, str], names: UnitNames, *, roles: bool) -> tuple[PersonRow, list[tuple[str, str, str]]]:
    """One row, and its faults as (column, code, message)."""
    faults = [(name, "person.blank", f"“{COLUMNS[name][0]}”没有填") for name in REQUIRED if not texts.get(name)]
    login = texts["login"].lower()
    if login and not LOGIN.fullmatch(login):
        faults.append(("login", "person.login", "用 2 到 30 个小写字母、数字、点、横线，以字母或数字开头"))
    if len(texts["name"]) > 30:
        faults.append(("name", "person.name", "姓名不超过 30 个字"))
    unit = unit_read(texts["unit"], names, "unit", faults)
    chosen = tuple(
        code for word in words_of(texts.get("units", "")) if (code := unit_read(word, names, "units", faults))
    )
    given = [role_read(word, faults) for word in words_of(texts.get("roles", ""))]
    found = tuple(role for role in given if role is not None)
    if given and not roles:
        faults.append(("roles", "person.roles", "角色由安全管理员授予，请清空这一列"))
    if len([role for role in found if role in ADMINISTRATORS]) and len(found) > 1:
        faults.append(("roles", "grant.apart", "管理员不能再有别的角色"))
    scope = scope_read(texts.get("scope", ""), faults)
    if found and scope == Scope.CHOSEN and not chosen:
        faults.append(("units", "grant.no_units", "数据范围是“自定义”，要写明选定单位"))
    return PersonRow(login, texts["name"], unit, texts.get("post", ""), found, scope, chosen), faults


def words_of(text: str) -> list[str]:
    """The words of a cell that may hold several."""
    return [word for word in APART.split(text) if word]


def unit_read(word: str, names: UnitNames, column: str, faults: list[tuple[str, str, str]]) -> str:
    """The code of a unit by any of its names; blank with a fault."""
    if not word:
        return ""
    found = names.find(word)
    if found is not None:
        return names.codes[found]
    shared = names.shared(word)
    said = (
        f"有 {len(shared)} 个单位叫“{word}”，请填编码：{'、'.join(shared[:6])}" if shared else f"单位树里没有“{word}”"
    )
    faults.append((column, "unit.unknown", said))
    return ""


def role_read(word: str, faults: list[tuple[str, str, str]]) -> Role | None:
    """The role of that word."""
    if word not in ROLES:
        faults.append(("roles", "person.role_unknown", f"没有“{word}”这个角色，可填：{'、'.join(Role.labels)}"))
    return ROLES.get(word)


def scope_read(word: str, faults: list[tuple[str, str, str]]) -> Scope:
    """The scope of that word; 本单位及以下 where nothing is said."""
    if word and word not in SCOPES:
        faults.append(("scope", "person.scope_unknown", f"没有“{word}”这种范围，可填：{'、'.join(Scope.labels)}"))
    return SCOPES.get(word, Scope.OWN_AND_BELOW)


def people_template_write(target: Path) -> None:
    """An empty workbook of people, with drop-downs and an example on a second sheet."""
    people_sheet_write(target, [])


def people_sheet_write(target: Path, people: Iterable[Person]) -> int:
    """Write people in the shape of the template; returns how many. Neither passwords nor anything personal but the name is in it."""
    from xlsxwriter import Workbook

    content = BytesIO()
    options = {"strings_to_formulas": False, "strings_to_urls": False, "in_memory": True}
    rows = [row_of(person) for person in people]
    with Workbook(content, options) as book:
        bold = book.add_format({"bold": True, "bg_color": "#DDE7F0", "border": 1, "align": "center"})
        text = book.add_format({"num_format": "@"})
        labels = [label + ("*" if name in REQUIRED else "") for name, (label, _) in COLUMNS.items()]
        sheet, example = book.add_worksheet("人员"), book.add_worksheet("样例")
        for page in (sheet, example):
            page.set_column(0, len(labels) - 1, 18, text)
            page.write_row(0, 0, labels, bold)
            page.freeze_panes(1, 0)
        sheet.data_validation(1, 5, 5000, 5, {"validate": "list", "source": Scope.labels})
        example.write_row(1, 0, ["wang.sl", "王示例", "青溪县城管局", "股长", "填报员、处置员", "本单位及以下", ""])
        for number, row in enumerate(rows, start=1):
            sheet.write_row(number, 0, row)
    file_place(target, content.getvalue())
    return len(rows)


def row_of(person: Person) -> list[str]:
    """A person as a row; of several grants the first one's scope."""
    grants = sorted(person.grants.all(), key=lambda grant: grant.role)
    scope = Scope(grants[0].scope).label if grants else ""
    units = "、".join(unit.code for unit in grants[0].units.all()) if grants else ""
    roles = "、".join(Role(grant.role).label for grant in grants)
    return [person.login, person.name, person.unit.code if person.unit else "", person.post, roles, scope, units]
