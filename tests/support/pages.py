"""Every page of the site, from its own list of addresses and ``tests/web/pages.yaml``: who opens it, where, and what it is named."""

import re
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from fnmatch import fnmatchcase
from functools import cache
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from bihuan.apps.people.roles import ROLE_RIGHTS, Role
from bihuan.web.access import Access, access_of, rights_of
from support.matrix import Address, addresses

LIST = Path(__file__).parents[1] / "web" / "pages.yaml"
OPEN = r"\*|\{number\}"  # what an address leaves to the first link
LOOKERS = (
    "leader QH", "clerk QH-CG", "dispatcher QH", "handler QH-CG", "reviewer QH-CG", "system_admin QH", "security_admin QH", "audit_admin QH",
)  # fmt: skip


@dataclass(frozen=True)
class Shown:
    """A page in one state: its name, who looks, the site that serves it, its address (or one with ``*`` and the page that has its link)."""

    name: str
    looker: str
    at: str
    site: str = "demo"
    on: str = ""
    wait: str = ""
    theirs: bool = False
    status: int = 200

    def address(self, opener: urllib.request.OpenerDirector, site: str) -> str:
        """The address; one with ``*`` is the first such link on its page, which is found in the same way."""
        return linked(opener, site, self.at, self.on)


def linked(opener: urllib.request.OpenerDirector, site: str, like: str, on: str) -> str:
    """The first link like that on a page; ``on`` may have ``*`` itself: then it is the first such link of the page above it."""
    if not re.search(OPEN, like):
        return like
    if open_at := re.search(OPEN, on):
        on = linked(opener, site, on, on[: open_at.start()])
    with opener.open(site + on, timeout=60) as answer:
        text = answer.read().decode()
    pattern = re.escape(like).replace(r"\*", r"[^/\"?#]+").replace(r"\{number\}", r"\d+")
    found = re.search(f'href="({pattern})(?:[?#][^"]*)?"', text)
    assert found, f"{on} has no link like {like}"
    return found[1]


@cache
def pages_listed() -> dict[str, Any]:
    """The table: ``pages`` by name, ``excused`` by reason."""
    return YAML(typ="safe").load(LIST.read_text("utf-8"))


def pages() -> Iterator[Shown]:
    """Every page that is to be opened: the listed ones, and those that need no line."""
    listed = pages_listed()["pages"]
    known = {address.name: address for address in addresses()}
    for name in {*listed, *(one for one in known if unlisted(known[one]))}:
        told = {**(listed.get(name) or {})}
        address = known.get(name.partition(".")[0])
        looker = told.pop("as", None) or looker_of(address)
        yield Shown(name.removeprefix("api:"), looker, told.pop("at", None) or f"/{address.route}", **told)


def unlisted(address: Address) -> bool:
    """Whether a page needs no line: it takes no arguments, and no reason excuses it."""
    return not address.arguments and not excused(address.name)


def excused(name: str) -> bool:
    """Whether the table says why an address is no page."""
    return any(fnmatchcase(name, one) for names in pages_listed()["excused"].values() for one in names)


def forgotten() -> list[str]:
    """Addresses that are neither opened nor excused."""
    opened = {name.partition(".")[0] for name in pages_listed()["pages"]}
    return [one.route for one in addresses() if one.name not in opened and not unlisted(one) and not excused(one.name)]


def looker_of(address: Address | None) -> str:
    """The first of the lookers who may open it."""
    asked = access_of(address.view) if address else Access.SIGNED_IN
    rights = rights_of(asked)
    return next(one for one in LOOKERS if not rights or ROLE_RIGHTS[Role(one.split()[0])] & {*rights})
