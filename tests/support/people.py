"""People for tests: added with a role in a line, and logged in at Django's own client."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from django.test import Client

    from bihuan.apps.people.models import Person

PASSWORD = "qinghe-county-lamp"


def person_make(
    login: str, role: str = "clerk", *, unit: str = "QX", scope: str = "own_and_below", **more: Any
) -> "Person":
    """A person of a unit with one role, whose password is ``PASSWORD`` and needs no change."""
    from bihuan.apps.people.models import Person
    from bihuan.apps.people.services import grant_give, person_add
    from bihuan.apps.units.actors import console

    person, _ = person_add(
        login=login, name=more.pop("name", "甲示例"), unit=unit, actor=console("测试"), password=PASSWORD
    )
    if role:
        grant_give(person=person, role=role, scope=scope, actor=console("测试"), **more)
    Person.objects.filter(pk=person.pk).update(must_change_password=False)
    return Person.objects.get(pk=person.pk)


def client_of(person: "Person") -> "Client":
    """A client whose session is the person's, begun as the login page begins one."""
    from django.test import Client

    client = Client()
    answer = client.post("/login/", {"login": person.login, "password": PASSWORD})
    assert answer.status_code == 302, answer.content.decode()
    return client
