"""Ledgers whose entries are persons: no places on them; and what tells who somebody is, is declared personal in any ledger."""

import re
from collections.abc import Iterator

from bihuan.datamodel import Finding
from bihuan.packs.faults import fault
from bihuan.packs.rules.view import View
from bihuan.packs.schema import FieldType, Ledger
from bihuan.packs.sources import Located

PLACES = {FieldType.POINT: "位置", FieldType.POLYGON: "范围"}
COUNTED_AS_PERSONS = {"人", "名", "位", "口", "人员"}
_REGISTER = re.compile(
    r"(?:人员|人口|居民|群众|党员|职工|学生|老人|儿童|青年|妇女|务工者|信徒)(?:信息|登记|基本情况|管理|服务)?(?:台账|登记表|名册|花名册|名单|档案|信息库)|花名册|人名册"
)
_WHO = re.compile(
    r"^(?:(?:本|申请|提出|联系|当事|反映|来访|求助|投诉|举报|代理|监护|居民|户主|家属|业主|服务对象|经办)人?(?:的)?)?"
    r"(?:姓名|名字|身份证(?:件)?(?:号|号码)?|公民身份号码|手机|手机号|手机号码|电话|电话号码|联系电话|联系方式|住址|家庭住址|家庭地址|银行卡号|银行账号)$"
    r"|身份证号|公民身份号码"
)
WHEREABOUTS = "需要上门服务的，由本人预约时间和地点，服务结束即删除；要记事情发生的地方，台账按事件记，不按人记"
UNDECLARED = "加上 personal: true 和 keep_years；是单位的电话，写成“单位电话”"


def persons_protected(view: View) -> Iterator[Finding]:
    """Both rules over the pack's own ledgers."""
    for located in view.source.ledgers:
        yield from _not_located(located)
        yield from _declared(located)


def of_persons(ledger: Ledger) -> bool:
    """Whether one entry is one person: by what it counts as, by its name, or because a person's name or number is its key."""
    keys = [field for field in ledger.fields if field.name in ledger.key]
    told = any(field.personal or _WHO.search(field.label) for field in keys)
    return told or ledger.measure in COUNTED_AS_PERSONS or bool(_REGISTER.search(ledger.name))


def _not_located(located: Located) -> Iterator[Finding]:
    """A place on a person's entry is where the person is."""
    ledger: Ledger = located.item
    for index, field in enumerate(ledger.fields if of_persons(ledger) else ()):
        if field.type in PLACES:
            message = f"台账“{ledger.name}”一行是一个人，“{field.label}”是人的{PLACES[field.type]}，不能登记：不追踪任何人的行踪"
            yield fault("people.whereabouts", message, located.where("fields", index), hint=WHEREABOUTS)


def _declared(located: Located) -> Iterator[Finding]:
    """Names, numbers and addresses of persons are masked and have a keep-until."""
    ledger: Ledger = located.item
    for index, field in enumerate(ledger.fields):
        word = next((word for word in (field.label, *field.aliases) if _WHO.search(word)), None)
        if word and not field.personal and field.type is FieldType.TEXT:
            message = f"“{field.label}”{f'（{word}）' if word != field.label else ''}是个人信息，没有写 personal"
            yield fault("people.undeclared", message, located.where("fields", index), hint=UNDECLARED)
