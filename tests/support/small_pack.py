"""A small sound pack as text, of which tests spoil one line."""

HEAD = "pack: small\nname: 小包\nversion: 1\n"

LEDGERS = """\
ledgers:
  - ledger: matters
    name: 事项台账
    measure: 件
    date: received_on
    key: [number]
    fields:
      - {name: number, label: 编号, type: text}
      - {name: source, label: 来源, type: choice, choices: [{key: letter, label: 来信}, {key: phone, label: 电话}]}
      - {name: received_on, label: 受理日期, type: date}
      - {name: closed_on, label: 办结日期, type: date}
      - {name: amount, label: 金额, type: money}
    states:
      - {key: open, label: 受理}
      - {key: closed, label: 办结}
    moves:
      - {key: close, label: 办结, source: [open], target: closed, sets: closed_on}
"""

INDICATORS = """\
indicators:
  - indicator: received
    name: 受理数
    definition: 受理的件数。
    unit: 件
    ledger: matters
    count: true
    breakdowns: [source]
    wording:
      - {words: [受理], within: [[事项]]}
  - indicator: closed
    name: 办结数
    definition: 办结的件数。
    unit: 件
    ledger: matters
    count: true
    where: {state: {reached: closed}}
    breakdowns: [source]
  - indicator: close_rate
    name: 办结率
    definition: 办结 ÷ 受理。
    unit: "%"
    ratio: {numerator: closed, denominator: received}
    breakdowns: [source]
"""
