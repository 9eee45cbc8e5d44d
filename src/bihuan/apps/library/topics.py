"""主题: what the bureaus' ledgers are about is what documents are about; a topic is a ledger's name, its words are that name's."""

import re
from typing import Final

from bihuan.apps.ledgers.models import LedgerTable

_OF_BOOKS: Final = re.compile(r"(?:台账|登记|记录|情况|管理|工作|信息|统计|清单|汇总)+$")


def topics_known() -> dict[str, tuple[str, ...]]:
    """Topic → the words by which a text speaks of it."""
    topics: dict[str, tuple[str, ...]] = {}
    for label in LedgerTable.objects.order_by("name").values_list("label", flat=True):
        word = _OF_BOOKS.sub("", label) or label
        topics.setdefault(word, tuple(dict.fromkeys((word, *re.split(r"[和与、及]", word)))))
    return topics
