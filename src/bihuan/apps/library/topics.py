"""主题: what the bureaus are about is what documents are about; a topic is a bureau's pack, its words are those of that pack."""

import re
from typing import Final

from bihuan.apps.ledgers.selectors import catalog
from bihuan.packs.catalog import Pack

_OF_BOOKS: Final = re.compile(r"(?:台账|登记|记录|情况|管理|工作|信息|统计|清单|名册|汇总)+$")
_TELLING: Final = 3  # characters of a ledger's name that are of its pack alone


def topics_known() -> dict[str, tuple[str, ...]]:
    """Topic → the words by which a text speaks of it; packs of no bureau in particular are none."""
    packs = [pack for pack in catalog().packs.values() if pack.head.bureaus]
    return {pack.head.name: tuple(dict.fromkeys(_words(pack))) for pack in packs}


def _words(pack: Pack) -> list[str]:
    ledgers = [_OF_BOOKS.sub("", ledger.name) for ledger in pack.ledgers]
    return [*pack.head.bureaus, *(word for word in ledgers if len(word) >= _TELLING)]
