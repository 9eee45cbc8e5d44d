"""A ledger agrees with itself: its date, key, choices, states, headers and what it says of personal fields."""

from collections import Counter
from collections.abc import Iterator

from bihuan.datamodel import Finding
from bihuan.packs.faults import fault
from bihuan.packs.rules.view import View
from bihuan.packs.schema import Check, Choice, FieldType, Ledger, LedgerField, Move
from bihuan.packs.sources import Located

CHOSEN = frozenset({FieldType.CHOICE, FieldType.TAGS})
NUMERIC = frozenset({FieldType.INTEGER, FieldType.DECIMAL, FieldType.MONEY})
RESERVED = frozenset(
    {"id", "unit", "unit_id", "entry_key", "state", "removed", "seq", "digest"}
)  # every table has these


def ledgers_agree(view: View) -> Iterator[Finding]:
    """All rules of this module over the pack's own ledgers."""
    for located in view.source.ledgers:
        for rule in (
            _date_and_key,
            _field_names,
            _headers,
            _choices,
            _personal,
            _small_cells,
            _states,
            _moves,
            _clocks,
            _checks,
        ):
            yield from rule(located)


def _date_and_key(located: Located) -> Iterator[Finding]:
    ledger: Ledger = located.item
    fields = {field.name: field for field in ledger.fields}
    if ledger.date not in fields:
        yield fault(
            "pack.unknown_field", f"date 写的“{ledger.date}”不在字段里", located.where("date"), hint=_known(fields)
        )
    elif fields[ledger.date].type is not FieldType.DATE:
        yield fault(
            "pack.not_a_date",
            f"date 写的“{ledger.date}”不是日期字段",
            located.where("date"),
            hint="把它的 type 改为 date",
        )
    if not ledger.key:
        yield fault(
            "pack.no_key", "key 是空的，同一行导入两次会重复", located.where("key"), hint="写明哪些字段能认出同一条"
        )
    for index, name in enumerate(ledger.key):
        if name not in fields:
            yield fault(
                "pack.unknown_field", f"key 写的“{name}”不在字段里", located.where("key", index), hint=_known(fields)
            )


def _field_names(located: Located) -> Iterator[Finding]:
    seen: set[str] = set()
    names = {field.name for field in located.item.fields}
    for index, field in enumerate(located.item.fields):
        where = located.where("fields", index, "name")
        if field.name in seen:
            yield fault("pack.duplicate_name", f"字段“{field.name}”重名", where, hint="换一个名称")
        if field.name in RESERVED:
            yield fault("pack.reserved_name", f"字段名“{field.name}”已被系统占用", where, hint="换一个名称")
        for old in names.intersection(field.formerly):
            yield fault(
                "pack.duplicate_name",
                f"曾用名“{old}”仍是另一个字段",
                located.where("fields", index, "formerly"),
                hint="删去其一",
            )
        seen.add(field.name)


def _headers(located: Located) -> Iterator[Finding]:
    """A header must lead to one field only: labels and aliases of a ledger differ, blanks aside."""
    owner: dict[str, str] = {}
    for index, field in enumerate(located.item.fields):
        for word in dict.fromkeys([field.label, *field.aliases]):
            known = owner.setdefault("".join(word.split()), field.name)
            if known != field.name:
                message = f"表头“{word}”既指字段“{known}”又指“{field.name}”"
                yield fault(
                    "pack.header_collision", message, located.where("fields", index, "label"), hint="改标签或删去别名"
                )


def _choices(located: Located) -> Iterator[Finding]:
    for index, field in enumerate(located.item.fields):
        where = located.where("fields", index, "choices")
        if field.type in CHOSEN and not field.choices:
            yield fault("pack.no_choices", f"选项字段“{field.name}”没有 choices", where, hint="列出可选的值")
        if field.type not in CHOSEN and field.choices:
            yield fault(
                "pack.choices_unused",
                f"字段“{field.name}”不是选项，却写了 choices",
                where,
                hint="把 type 改为 choice，或删去 choices",
            )
        for word in _doubled(field.choices):
            yield fault(
                "pack.duplicate_name",
                f"字段“{field.name}”的选项“{word}”不止一个",
                where,
                hint="选项的 key、标签和别名各不相同",
            )


def _doubled(choices: list[Choice]) -> list[str]:
    words = [word for choice in choices for word in dict.fromkeys([choice.label, *choice.aliases])]
    keys = [choice.key for choice in choices]
    return [word for word, times in (Counter(words) + Counter(keys)).items() if times > 1 and (words.count(word) != 1)]


def _personal(located: Located) -> Iterator[Finding]:
    for index, field in enumerate(located.item.fields):
        if field.personal and field.keep_years is None:
            hint = "加上 keep_years，写明保存几年"
            yield fault(
                "pack.no_keep_years",
                f"个人信息字段“{field.label}”没有保存期限",
                located.where("fields", index),
                hint=hint,
            )


def _small_cells(located: Located) -> Iterator[Finding]:
    for index, field in enumerate(located.item.fields):
        if field.cell_min is not None and field.type is not FieldType.INTEGER:
            yield fault("pack.wrong_field_type", f"“{field.label}”不是整数，不能写 cell_min", located.where("fields", index),
                        hint="cell_min 只用于人数、人次一类的整数")  # fmt: skip


def _states(located: Located) -> Iterator[Finding]:
    ledger: Ledger = located.item
    keys = [state.key for state in ledger.states]
    reached = {move.target for move in ledger.moves}
    for index, key in enumerate(keys):
        if key in keys[:index]:
            yield fault("pack.duplicate_name", f"状态“{key}”重名", located.where("states", index), hint="换一个名称")
        elif index and key not in reached:
            yield fault(
                "pack.unreachable_state",
                f"没有办法到达状态“{key}”",
                located.where("states", index),
                hint="加一个 target 为它的 moves",
            )


def _moves(located: Located) -> Iterator[Finding]:
    ledger: Ledger = located.item
    states = {state.key for state in ledger.states}
    fields = {field.name: field for field in ledger.fields}
    seen: set[str] = set()
    for index, move in enumerate(ledger.moves):
        if move.key in seen:
            yield fault(
                "pack.duplicate_name", f"动作“{move.key}”重名", located.where("moves", index), hint="换一个名称"
            )
        seen.add(move.key)
        for name in [*move.source, move.target]:
            if name not in states:
                yield fault(
                    "pack.unknown_state",
                    f"动作“{move.key}”写的状态“{name}”不存在",
                    located.where("moves", index),
                    hint=_known(states),
                )
        yield from _move_fields(located, index, move, fields)
        if move.sets is None and not move.clears:
            yield fault("pack.missing_key", f"动作“{move.key}”既没有 sets 也没有 clears", located.where("moves", index),
                        hint="往前的动作写 sets，退回的动作写 clears")  # fmt: skip
        if move.sets is not None and (move.sets not in fields or fields[move.sets].type is not FieldType.DATE):
            hint = "写一个日期字段，动作做了的那天记在里面"
            yield fault(
                "pack.unknown_field",
                f"动作“{move.key}”的 sets 不是日期字段",
                located.where("moves", index, "sets"),
                hint=hint,
            )


def _move_fields(located: Located, index: int, move: Move, fields: dict[str, LedgerField]) -> Iterator[Finding]:
    """What a move clears, counts and wants filled are fields of the right type."""
    wanted: list[tuple[str, str, FieldType | None]] = [("clears", name, FieldType.DATE) for name in move.clears]
    wanted += [("counts", move.counts, FieldType.INTEGER)] if move.counts else []
    wanted += [("fills", name, None) for name in move.fills]
    for key, name, kind in wanted:
        if name not in fields or (kind and fields[name].type is not kind):
            yield fault("pack.unknown_field", f"动作“{move.key}”的 {key} 写的“{name}”没有这样的字段",
                        located.where("moves", index, key), hint=_known(fields))  # fmt: skip


def _clocks(located: Located) -> Iterator[Finding]:
    """A clock runs between date fields; what it counts is a whole number, its terms are of choices that exist."""
    ledger: Ledger = located.item
    fields = {field.name: field for field in ledger.fields}
    for index, clock in enumerate(ledger.clocks):
        wanted = [("starts", clock.starts, FieldType.DATE), ("stops", clock.stops, FieldType.DATE)]
        wanted += [("due", clock.due, FieldType.DATE), ("extensions", clock.extensions or "", FieldType.INTEGER)]
        for key, name, kind in wanted:
            if name and (name not in fields or fields[name].type is not kind):
                yield fault("pack.unknown_field", f"时限“{clock.label}”的 {key} 写的“{name}”没有这样的字段",
                            located.where("clocks", index, key), hint=_known(fields))  # fmt: skip
        for name, days in clock.term.by.items():
            known = {choice.key for choice in fields[name].choices} if name in fields else set()
            for choice in days.keys() - known:
                yield fault("pack.unknown_choice", f"时限“{clock.label}”按“{name}”分的“{choice}”没有这个选项",
                            located.where("clocks", index, "term"), hint=_known(known))  # fmt: skip


def _checks(located: Located) -> Iterator[Finding]:
    """A check is of one kind and names fields of its own ledger; other ledgers are looked up where the whole pack is in sight."""
    fields = {field.name: field for field in located.item.fields}
    seen: set[str] = set()
    for index, check in enumerate(located.item.checks):
        where = located.where("checks", index)
        if check.check in seen:
            yield fault("pack.duplicate_name", f"核对“{check.check}”重名", where, hint="换一个名称")
        seen.add(check.check)
        if len(check.ways) != 1 or not _check_whole(check):
            yield fault("pack.not_one_way", f"核对“{check.name}”要正好写一种（sum、product、lines、linked、sequence），并写全", where,
                        hint="写 sum（或 product）和 equals；或 lines、by 和 equals；或 linked 和 by；或 sequence")  # fmt: skip
        numbers = [name for name in (check.equals, *check.sum, *check.less, *check.product, check.sequence) if name]
        for name in numbers:
            if name not in fields or fields[name].type not in NUMERIC:
                yield fault(
                    "pack.unknown_field", f"核对“{check.name}”写的“{name}”不是数字字段", where, hint=_known(fields)
                )
        for name in (*check.carries, *check.by):
            if name not in fields:
                yield fault(
                    "pack.unknown_field", f"核对“{check.name}”写的“{name}”不在字段里", where, hint=_known(fields)
                )


def _check_whole(check: Check) -> bool:
    """Whether a check says all that its kind needs, and nothing of another kind."""
    if check.sum:
        return bool(check.equals) and not check.by and not check.amount
    if check.product:
        return bool(check.equals) and not (check.by or check.amount or check.less or check.carries)
    if check.lines:
        return bool(check.equals and check.by) and not (check.carries or check.less)
    if check.linked:
        return bool(check.by) and not (check.equals or check.carries or check.less or check.amount)
    return not (check.by or check.equals or check.less or check.amount)


def _known(names: object) -> str:
    return f"可用：{'、'.join(sorted(names))}" if isinstance(names, dict | set) else ""
