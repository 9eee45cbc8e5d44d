"""Who finds what."""

from types import MappingProxyType

import pytest

from bihuan.apps.library.models import Access, LibraryDocument
from bihuan.apps.library.rights import document_get, readable
from bihuan.apps.library.selectors import library_search
from bihuan.apps.units.actors import Actor, Reach, Right
from bihuan.datamodel import BihuanError


def person(number, unit, *units, rights=(Right.READ, Right.WRITE)):
    reach = Reach(units=frozenset(units or (unit,)))
    return Actor(f"某{number}", number, unit, frozenset(), MappingProxyType(dict.fromkeys(rights, reach)))


@pytest.fixture
def papers(county, shelf):
    """A paper of each kind of access, each with the word 标记; and the units of the county."""
    codes = sorted(county)
    mine, other = county[codes[1]], county[codes[2]]
    owner = person(1, mine)
    shelf({"公开.txt": "公开的标记"}, access=Access.PUBLIC, unit_id=mine, actor=owner)
    shelf({"全县.txt": "全县的标记"}, access=Access.COUNTY, unit_id=mine, actor=owner)
    shelf({"单位.txt": "单位的标记"}, access=Access.UNIT, unit_id=mine, actor=owner)
    shelf({"自己.txt": "自己的标记"}, access=Access.PRIVATE, actor=owner)
    return mine, other


def names(actor):
    found = library_search("标记", actor, exact=True)
    assert found.total == len(found.hits)
    return {hit.name.removesuffix(".txt") for hit in found.hits}


@pytest.mark.parametrize(
    ("who", "seen"),
    [
        ("owner", {"公开", "全县", "单位", "自己"}),
        ("colleague", {"公开", "全县", "单位"}),
        ("stranger", {"公开", "全县"}),
        ("above", {"公开", "全县", "单位"}),
    ],
)
def test_each_finds_what_is_his_to_read_with_the_index_and_without(papers, who, seen):
    mine, other = papers
    actor = {
        "owner": person(1, mine), "colleague": person(2, mine), "stranger": person(3, other), "above": person(4, other, mine, other),
    }[who]  # fmt: skip
    assert names(actor) == seen
    assert {row.name.removesuffix(".txt") for row in readable(actor)} == seen
    from bihuan.apps.library.shelf import index_folder

    (index_folder() / "made.json").unlink()
    assert names(actor) == seen


def test_what_one_may_not_read_is_not_there(papers):
    row = LibraryDocument.objects.get(name="自己.txt")
    with pytest.raises(BihuanError) as caught:
        document_get(row.pk, person(3, papers[1]))
    assert caught.value.code == "library.unknown"


def test_a_strangers_copy_of_a_private_paper_says_nothing_of_it(papers, shelf):
    intake = shelf({"我的.txt": "自己的标记"}, access=Access.PRIVATE, actor=person(3, papers[1]))
    assert (intake.same, len(intake.added)) == ([], 1)


def test_only_who_keeps_a_unit_puts_papers_on_its_shelf(papers, shelf):
    with pytest.raises(BihuanError) as caught:
        shelf({"别人的.txt": "别人的"}, access=Access.UNIT, unit_id=papers[0], actor=person(3, papers[1]))
    assert caught.value.code == "right.missing"
