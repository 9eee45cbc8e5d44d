from bihuan.apps.ledgers.audit import chain_walk
from bihuan.apps.ledgers.services import entry_add, entry_change, entry_move, entry_remove, ledger_install
from support.county import spots


def test_a_life(county):
    ledger_install(ledger=spots(), actor="甲")
    n = entry_add(
        ledger="spots", unit="QX-01", values={"spot_no": "A1", "area": "12.5", "issued_on": "2023.9.5"}, actor="甲"
    )
    assert entry_change(ledger="spots", entry_id=n, values={"fine": "3万", "contact": "张三"}, actor="乙")
    assert (
        entry_move(ledger="spots", entry_id=n, move="check", on="2023-10-01", actor="乙", evidence="照片") == "checked"
    )
    entry_remove(ledger="spots", entry_id=n, actor="乙", reason="重复")
    assert chain_walk() == []
