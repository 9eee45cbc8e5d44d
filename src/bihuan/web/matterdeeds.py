"""What the buttons of an entry's page do: one function a deed, each calling its one service. Returns the words for the page."""

from collections.abc import Callable
from datetime import date

from django.http import HttpRequest

from bihuan.apps.ledgers.desk import LedgerDesk
from bihuan.apps.ledgers.services import entry_remove
from bihuan.apps.tracking import services
from bihuan.apps.tracking.kinds import size_bounded
from bihuan.apps.units.actors import Actor
from bihuan.apps.units.selectors import unit_names
from bihuan.datamodel import BihuanError
from bihuan.web.entryforms import typed, values_typed
from bihuan.web.sealed import draft_open

Deed = Callable[[HttpRequest, str, int, Actor], str]


def matter_deed(request: HttpRequest, ledger: str, entry_id: int, actor: Actor) -> str:
    """Do what the form's ``do`` says; returns what was done, in words."""
    name = request.POST.get("do", "")
    if name not in DEEDS:
        raise BihuanError("page.deed", "不认识这个操作", hint="请刷新页面再试")
    return DEEDS[name](request, ledger, entry_id, actor)


def move(request: HttpRequest, ledger: str, entry_id: int, actor: Actor) -> str:
    """A move of the pack, with photos that come in the same form."""
    desk = LedgerDesk(ledger)
    key = said(request, "move")
    made = next((one for one in desk.ledger.moves if one.key == key), None)
    fields = [field for field in desk.ledger.fields if made and field.name in made.fills]
    files_keep(request, ledger, entry_id, actor)
    state = services.case_move(
        ledger=ledger, entry_id=entry_id, move=key, actor=actor, on=said(request, "on") or None, reason=said(request, "reason"),
        evidence=said(request, "evidence"), unit=said(request, "unit"), seen=seen_now(request),
        values=values_typed(fields, typed(fields, request.POST), new=True),
    )  # fmt: skip
    return f"已{made.label if made else ''}，现在是“{desk.life.labels.get(state, state)}”"


def seen_now(request: HttpRequest) -> str | None:
    """The row as the page showed it."""
    return said(request, "seen") or None


def files_keep(request: HttpRequest, ledger: str, entry_id: int, actor: Actor) -> int:
    """Every file of the form becomes evidence."""
    files = request.FILES.getlist("files")
    for file in files:
        size_bounded(file.size or 0, file.name or "")
        services.evidence_add(
            ledger=ledger, entry_id=entry_id, name=file.name or "", data=file.read(), actor=actor,
            note=said(request, "note"), with_place=bool(said(request, "with_place")),
        )  # fmt: skip
    return len(files)


def evidence(request: HttpRequest, ledger: str, entry_id: int, actor: Actor) -> str:
    """Files by the plain form."""
    count = files_keep(request, ledger, entry_id, actor)
    if not count:
        raise BihuanError("evidence.none_chosen", "没有选文件", hint="先选照片或文件，再点上传")
    return f"已添加 {count} 件佐证"


def evidence_remove(request: HttpRequest, ledger: str, entry_id: int, actor: Actor) -> str:
    """Take one off."""
    services.evidence_remove(evidence=number(request, "number"), reason=said(request, "reason"), actor=actor)
    return "佐证已撤下，原件仍保存"


def forward(request: HttpRequest, ledger: str, entry_id: int, actor: Actor) -> str:
    """转办."""
    services.case_forward(
        ledger=ledger, entry_id=entry_id, unit=unit_code(request), words=said(request, "words"), actor=actor
    )
    return f"已转给{said(request, 'unit')}"


def return_up(request: HttpRequest, ledger: str, entry_id: int, actor: Actor) -> str:
    """退回上级."""
    services.case_return_up(ledger=ledger, entry_id=entry_id, reason=said(request, "reason"), actor=actor)
    return "已退回上级"


def take_back(request: HttpRequest, ledger: str, entry_id: int, actor: Actor) -> str:
    """收回."""
    services.case_take_back(ledger=ledger, entry_id=entry_id, reason=said(request, "reason"), actor=actor)
    return "已收回"


def handover(request: HttpRequest, ledger: str, entry_id: int, actor: Actor) -> str:
    """指定承办人."""
    person = number(request, "person")
    name = services.case_handover(
        ledger=ledger, entry_id=entry_id, person=person, words=said(request, "words"), actor=actor
    )
    return f"已交给{name}承办"


def support(request: HttpRequest, ledger: str, entry_id: int, actor: Actor) -> str:
    """请求协办: units are given by name, several with 、 between."""
    words = [word for word in said(request, "unit").replace("，", "、").replace(",", "、").split("、") if word.strip()]
    codes = [code_of(word.strip()) for word in words]
    asked = services.support_ask(
        ledger=ledger, entry_id=entry_id, units=codes, words=said(request, "words"), actor=actor
    )
    return f"已请 {len(asked)} 个单位协办"


def support_answer(request: HttpRequest, ledger: str, entry_id: int, actor: Actor) -> str:
    """答复协办."""
    services.support_answer(support=number(request, "number"), answer=said(request, "words"), actor=actor)
    return "协办意见已答复"


def support_withdraw(request: HttpRequest, ledger: str, entry_id: int, actor: Actor) -> str:
    """撤回协办."""
    services.support_withdraw(support=number(request, "number"), reason=said(request, "reason"), actor=actor)
    return "协办已撤回"


def extension_ask(request: HttpRequest, ledger: str, entry_id: int, actor: Actor) -> str:
    """申请延期."""
    services.extension_ask(
        ledger=ledger, entry_id=entry_id, days=number(request, "days"), reason=said(request, "reason"), clock=said(request, "clock"),
        actor=actor,
    )  # fmt: skip
    return "延期申请已提交，等待批复"


def extension_decide(request: HttpRequest, ledger: str, entry_id: int, actor: Actor) -> str:
    """批准 or 不批准."""
    approve = said(request, "answer") == "yes"
    due = services.extension_decide(
        extension=number(request, "number"), approve=approve, note=said(request, "note"), actor=actor
    )
    return f"已批准延期，时限改为 {due}" if approve else "没有批准延期"


def pause(request: HttpRequest, ledger: str, entry_id: int, actor: Actor) -> str:
    """暂停计时."""
    services.clock_pause(ledger=ledger, entry_id=entry_id, clock=said(request, "clock"), reason=said(request, "reason"), actor=actor,
                         on=day(request, "on"))  # fmt: skip
    return "已暂停计时"


def resume(request: HttpRequest, ledger: str, entry_id: int, actor: Actor) -> str:
    """恢复计时."""
    due = services.clock_resume(
        ledger=ledger, entry_id=entry_id, clock=said(request, "clock"), actor=actor, on=day(request, "on")
    )
    return f"已恢复计时，时限 {due}"


def urge(request: HttpRequest, ledger: str, entry_id: int, actor: Actor) -> str:
    """催办."""
    services.case_urge(ledger=ledger, entry_id=entry_id, words=said(request, "words"), actor=actor)
    return "已催办"


def supervise(request: HttpRequest, ledger: str, entry_id: int, actor: Actor) -> str:
    """督办."""
    due = day(request, "due")
    if due is None:
        raise BihuanError("supervise.due", "督办没有写回复期限", hint="填写回复期限")
    services.case_supervise(ledger=ledger, entry_id=entry_id, words=said(request, "words"), due=due, actor=actor)
    return f"已督办，{due} 前回复"


def press_answer(request: HttpRequest, ledger: str, entry_id: int, actor: Actor) -> str:
    """回复督办."""
    services.press_answer(press=number(request, "number"), answer=said(request, "words"), actor=actor)
    return "已回复"


def comment(request: HttpRequest, ledger: str, entry_id: int, actor: Actor) -> str:
    """留言."""
    services.comment_add(ledger=ledger, entry_id=entry_id, text=said(request, "words"), actor=actor)
    return "留言已发出"


def comment_erase(request: HttpRequest, ledger: str, entry_id: int, actor: Actor) -> str:
    """清除留言."""
    services.comment_erase(comment=number(request, "number"), reason=said(request, "reason"), actor=actor)
    return "留言已清除"


def link(request: HttpRequest, ledger: str, entry_id: int, actor: Actor) -> str:
    """关联: an entry by ledger and number, or a draft by its name."""
    if draft := said(request, "draft"):
        title = draft_open(draft).manifest.title
        services.link_add(ledger=ledger, entry_id=entry_id, kind="draft", target=draft, label=title, actor=actor)
    else:
        services.link_add(
            ledger=ledger, entry_id=entry_id, kind="entry", target=said(request, "target"), label="", actor=actor
        )
    return "已关联"


def unlink(request: HttpRequest, ledger: str, entry_id: int, actor: Actor) -> str:
    """取消关联."""
    services.link_remove(link=number(request, "number"), actor=actor)
    return "已取消关联"


def remove(request: HttpRequest, ledger: str, entry_id: int, actor: Actor) -> str:
    """作废."""
    entry_remove(ledger=ledger, entry_id=entry_id, reason=said(request, "reason"), actor=actor)
    return "条目已作废"


def said(request: HttpRequest, name: str) -> str:
    """One field of the form."""
    return str(request.POST.get(name, "")).strip()


def number(request: HttpRequest, name: str) -> int:
    """A whole number of the form."""
    text = said(request, name)
    if not text.isdecimal():
        raise BihuanError("page.number", f"“{text}”不是数字" if text else "没有填数字", hint="请填整数")
    return int(text[:9])


def day(request: HttpRequest, name: str) -> date | None:
    """A day of the form; None where it was left blank."""
    text = said(request, name)
    try:
        return date.fromisoformat(text) if text else None
    except ValueError as error:
        raise BihuanError("page.day", f"“{text}”不是日期", hint="请写成 2024-10-31") from error


def unit_code(request: HttpRequest) -> str:
    """The code of the unit that the form names."""
    return code_of(said(request, "unit"))


def code_of(word: str) -> str:
    """The code of a unit by any of its names; an unknown word is left for the service to name."""
    names = unit_names()
    found = names.find(word)
    return names.codes[found] if found is not None else word


DEEDS: dict[str, Deed] = {
    "move": move, "evidence": evidence, "evidence_remove": evidence_remove, "forward": forward, "return_up": return_up,
    "take_back": take_back, "handover": handover, "support": support, "support_answer": support_answer,
    "support_withdraw": support_withdraw, "extension_ask": extension_ask, "extension_decide": extension_decide, "pause": pause,
    "resume": resume, "urge": urge, "supervise": supervise, "press_answer": press_answer, "comment": comment,
    "comment_erase": comment_erase, "link": link, "unlink": unlink, "remove": remove,
}  # fmt: skip
