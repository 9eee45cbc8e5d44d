"""People from a workbook: all of them, or none and a copy marked in red."""

from dataclasses import dataclass, field
from pathlib import Path

from django.db import transaction

from bihuan.apps.ledgers.imports import BatchResult
from bihuan.apps.ledgers.returned import returned_write
from bihuan.apps.ledgers.rows import Reject
from bihuan.apps.ledgers.services import event_record
from bihuan.apps.people.accounts import person_add, person_change
from bihuan.apps.people.granting import grant_give
from bihuan.apps.people.models import Person
from bihuan.apps.people.workbook import PeopleSheet, PersonRow, people_sheet_read
from bihuan.apps.units.actors import Actor, Right
from bihuan.datamodel import BihuanError


@dataclass(frozen=True)
class PeopleImported:
    """What became of the workbook: first passwords by login, told once; with ``rejects`` nothing was stored."""

    passwords: dict[str, str] = field(default_factory=dict)
    changed: int = 0
    rows: int = 0
    rejects: list[Reject] = field(default_factory=list)
    sheet: str = ""
    first: int = 0

    def summary(self) -> str:
        """One line for a person."""
        if self.rejects:
            return f"{len({reject.row for reject in self.rejects})} 行有问题，整张表没有导入"
        return f"读到 {self.rows} 人：新增 {len(self.passwords)}，更改 {self.changed}"


def people_import(*, path: Path, actor: Actor) -> PeopleImported:
    """Add the people of a workbook, or bring known ones up to date; roles only by who may give them."""
    actor.require(Right.PEOPLE)
    read = people_sheet_read(path, roles=actor.has(Right.ROLES))
    result = PeopleImported(rows=len(read.rows), rejects=read.rejects, sheet=read.sheet, first=read.first)
    if read.rejects:
        return result
    try:
        return people_store(read, path.name, result, actor)
    except RowRefused as refused:
        place = read.places[refused.number]
        reject = Reject(place, 0, refused.error.code, refused.error.what)
        return PeopleImported(rows=len(read.rows), rejects=[reject], sheet=read.sheet, first=read.first)


class RowRefused(Exception):
    """A row that the deeds themselves refuse; takes back the whole workbook."""

    def __init__(self, number: int, error: BihuanError) -> None:
        super().__init__(str(error))
        self.number, self.error = number, error


@transaction.atomic
def people_store(read: PeopleSheet, name: str, result: PeopleImported, actor: Actor) -> PeopleImported:
    """Every row, in one transaction."""
    passwords: dict[str, str] = {}
    changed = 0
    known = {person.login: person for person in Person.objects.select_related("unit")}
    for number, row in enumerate(read.rows):
        try:
            changed += row_store(row, known.get(row.login), passwords, actor)
        except BihuanError as error:
            raise RowRefused(number, error) from error
    told = {"file": name, "rows": str(len(read.rows)), "added": str(len(passwords))}
    event_record(deed="people_import", subject="people", changes=told, actor=actor.name)
    return PeopleImported(passwords, changed, len(read.rows), [], read.sheet, read.first)


def row_store(row: PersonRow, person: Person | None, passwords: dict[str, str], actor: Actor) -> int:
    """One row; 1 when it changed somebody known."""
    changed = 0
    if person is None:
        person, passwords[row.login] = person_add(
            login=row.login, name=row.name, unit=row.unit, post=row.post, actor=actor
        )
    else:
        changed = int(person_change(person=person, actor=actor, name=row.name, unit=row.unit, post=row.post))
    for role in row.roles:
        grant_give(person=person, role=role, scope=row.scope, units=row.units, actor=actor)
    return changed


def people_returned_write(*, result: PeopleImported, path: Path, target: Path) -> Path:
    """The copy of the workbook that tells why its rows were refused, as the ledgers' returns do."""
    like = BatchResult("people", "", result.rows, sheet=result.sheet, first=result.first, rejects=result.rejects)
    return returned_write(result=like, path=path, target=target)
