"""主题: a document is about a bureau's work, by the words of that bureau's pack."""

import pytest

from bihuan.apps.ledgers.services import pack_folder, pack_install
from bihuan.apps.library.models import LibraryDocument
from bihuan.apps.units.actors import console


@pytest.fixture
def packs(folder) -> None:
    """The packs of every bureau, of water and of veterans."""
    for name in ("common", "water", "veterans"):
        pack_install(folder=pack_folder(name), actor=console("甲"))


@pytest.mark.parametrize("text, topic", [
    ("云川县水务局2023年工作总结\n\n清点防汛物资，完成计量设施安装，处理河湖问题。", "水务"),
    ("云川县2023年双拥工作总结\n\n开展走访慰问，退役军人服务站接待来访，走访慰问困难对象。", "退役军人事务"),
    ("云川县2023年工作总结\n\n落实专项资金，压实责任清单，参加培训考试，落实专项资金。", ""),
])  # fmt: skip
def test_a_document_is_about_the_bureau_whose_words_come_most(packs, shelf, text, topic):
    shelf({"总结.txt": text})
    assert LibraryDocument.objects.get().topic == topic
