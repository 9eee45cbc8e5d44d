"""Suggestions come only from documents that one may read, and follow the library."""

from bihuan.apps.library.models import LibraryDocument
from bihuan.apps.library.suggestions import suggestions
from bihuan.apps.units.actors import console

CONSOLE = console("测试")
TEXT = "云川县水务局2023年工作总结\n\n压实防汛责任，对全县小型水库逐库落实责任人。\n"


def said(typed, actor=CONSOLE) -> list[str]:
    return [one.text for one in suggestions(typed, actor)]


def test_a_title_is_suggested_by_its_letters(keep):
    keep("总结.txt", TEXT)
    assert "云川县水务局2023年工作总结" in said("ycxswj")


def test_nothing_is_suggested_of_what_may_not_be_read(keep, reader):
    keep("总结.txt", TEXT, unit="QX-02", access="unit")
    assert said("水务", reader("own", "QX-02"))
    assert said("水务", reader("other", "QX-01")) == []


def test_counts_are_of_readable_documents_only(keep, reader):
    keep("一.txt", TEXT)
    keep("二.txt", TEXT + "另一份。\n", unit="QX-02", access="unit")
    counts = {one.text: one.count for one in suggestions("云川县水务局2023", reader("other", "QX-01"))}
    assert counts == {"云川县水务局2023年工作总结": 1}


def test_what_is_added_and_removed_is_seen_at_once(keep):
    assert said("水务") == []
    number = keep("总结.txt", TEXT)
    assert said("水务") != []
    LibraryDocument.objects.filter(pk=number).update(removed_at="2024-01-01")
    assert said("水务") == []
