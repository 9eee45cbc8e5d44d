"""A small dispatched ledger for tests: 受理 → 立案 → 派遣 → 办结 → 销号, with 退回, 返工, a clock that pauses and is extended."""

from typing import Any

from bihuan.packs.schema import Ledger

FIELDS = [
    {"name": "case_no", "label": "案件编号", "type": "text", "required": True},
    {"name": "source", "label": "来源", "type": "choice", "choices": [{"key": "patrol", "label": "巡查"}, {"key": "hotline", "label": "热线"}]},
    {"name": "urgency", "label": "紧急程度", "type": "choice", "choices": [{"key": "usual", "label": "一般"}, {"key": "urgent", "label": "紧急"}]},
    {"name": "spot", "label": "位置", "type": "point"},
    {"name": "matter", "label": "问题描述", "type": "text", "long": True},
    {"name": "reporter", "label": "反映人电话", "type": "text", "personal": True, "keep_years": 1},
    {"name": "received_on", "label": "受理日期", "type": "date", "required": True},
    {"name": "registered_on", "label": "立案日期", "type": "date"},
    {"name": "handled_by", "label": "承办单位", "type": "unit"},
    {"name": "dispatched_on", "label": "派遣日期", "type": "date"},
    {"name": "due_on", "label": "处置时限", "type": "date"},
    {"name": "done_on", "label": "办结日期", "type": "date"},
    {"name": "result", "label": "处置结果", "type": "text", "long": True},
    {"name": "struck_on", "label": "销号日期", "type": "date"},
    {"name": "reworks", "label": "返工次数", "type": "integer", "kept": True},
    {"name": "extensions", "label": "延期次数", "type": "integer", "kept": True},
]  # fmt: skip
STATES = [
    {"key": "received", "label": "受理"},
    {"key": "registered", "label": "已立案"},
    {"key": "dispatched", "label": "处置中"},
    {"key": "done", "label": "待核查"},
    {"key": "struck", "label": "已销号"},
]
MOVES: list[dict[str, Any]] = [
    {"key": "register", "label": "立案", "source": ["received"], "target": "registered", "sets": "registered_on", "right": "dispatch"},
    {"key": "dispatch", "label": "派遣", "source": ["registered"], "target": "dispatched", "sets": "dispatched_on", "right": "dispatch",
     "needs": ["unit"], "fills": ["handled_by"]},
    {"key": "return", "label": "退回", "source": ["dispatched"], "target": "registered", "clears": ["dispatched_on"], "right": "handle",
     "needs": ["reason"]},
    {"key": "finish", "label": "办结", "source": ["dispatched"], "target": "done", "sets": "done_on", "right": "handle",
     "needs": ["evidence"], "fills": ["result"]},
    {"key": "rework", "label": "返工", "source": ["done"], "target": "dispatched", "clears": ["done_on"], "right": "check",
     "needs": ["reason", "another_person"], "counts": "reworks"},
    {"key": "strike", "label": "核查销号", "source": ["done"], "target": "struck", "sets": "struck_on", "right": "check",
     "needs": ["evidence", "another_person"]},
]  # fmt: skip
CLOCK = {
    "key": "handling", "label": "处置时限", "starts": "dispatched_on", "stops": "done_on", "due": "due_on",
    "term": {"days": 5, "count": "working", "by": {"urgency": {"urgent": 1}}},
    "pausable": True, "extendable": 1, "extensions": "extensions", "source": "城市管理部件事件处置规定",
}  # fmt: skip


def cases(**changes: object) -> Ledger:
    """The ledger; ``changes`` replace keys of its definition."""
    definition: dict[str, Any] = {
        "ledger": "cases", "name": "案件台账", "measure": "件", "date": "received_on", "key": ["case_no"], "dispatched": True,
        "fields": FIELDS, "states": STATES, "moves": MOVES, "clocks": [CLOCK],
    }  # fmt: skip
    return Ledger.model_validate({**definition, **changes})
