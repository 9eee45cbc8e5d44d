"""Statements of last year that carry no number: 全部办结, 均未结案, 目前在审查. The words stay, and the draft says what proves them.

What the ledgers contradict is marked as such, what they bear out is not marked, the rest is marked as last year's word, as an event of
a single day is. Only the sayings of the lexicon count: they tell how matters stand; a report's other sentences tell what was done.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum, auto

from bihuan.datamodel import Measure, Span
from bihuan.drafting.claims import Number
from bihuan.drafting.edits import Edit
from bihuan.drafting.numerals import plain
from bihuan.drafting.source import Report
from bihuan.packs import Catalog


class Proof(Enum):
    """What can bear a saying out."""

    SHARES = auto()  # the rates of its sentence, and pairs of numbers that a rate is made of
    SHARES_ONLY = auto()  # the same; said of a way of working, so that it is marked only where they contradict it
    NUMBER = auto()  # any number of its own clause: it is proved, or left blank, by itself
    NOTHING = auto()


@dataclass(frozen=True, slots=True)
class Saying:
    """Words of one kind, and what can bear them out."""

    proof: Proof
    words: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Said:
    """Words of the lexicon in the report."""

    proof: Proof
    span: Span
    clause: Span


_DONE = "(?:完成|办结|办理|化解|整改|拆除|清理|清运|到位|发放|兑现|落实|建成|安置|达标|完工|销号|答复|回复|结案|核查|修复|移交|成立)"
_GAINED = "(?:实现|获|突破|开展|纳入|举办|进入|超|荣|被|列|跻)"
LEXICON = (
    Saying(
        Proof.SHARES, re.compile(rf"已(?:经)?全部|全部(?=(?:按[期时])?已?{_DONE})|悉数|全数|(?:均已|已均)(?={_DONE})")
    ),
    Saying(Proof.SHARES_ONLY, re.compile("全部|全都|件件|均已|已均|无一遗漏|百分之百|“?零”?(?=遗漏|积压)")),
    Saying(Proof.NOTHING, re.compile("均未|无一(?!遗漏)|[未没]有?(?:发生|出现)|“?零”?(?=发生|事故|投诉)")),
    Saying(
        Proof.NOTHING,
        re.compile(rf"首次(?=[^，。；]{{0,6}}{_GAINED})|第一次|首家|连续[两二三四五六七八九十\d]+(?:个?年|届)"),
    ),
    Saying(Proof.NOTHING, re.compile("历史新高|历史最[高好]|创新高|翻(?:了?[一两])?番|过半(?!数)|大半")),
    Saying(Proof.NUMBER, re.compile("目前|[尚暂]未|尚[在有]|正在|[还仍][在有未]")),
    Saying(Proof.NUMBER, re.compile(rf"已(?:经)?(?={_DONE}|竣工|开工|启动|投入使用|验收)")),
)
_NAMED = re.compile(r"《[^》\n]*》")
_CLAUSE = re.compile(r"(?:目前[，,])?[^。！？!?\n；;，,：:]+")


def statements_mark(report: Report, numbers: Sequence[Number], catalog: Catalog) -> list[Edit]:
    """A comment on every statement of the summary that the ledgers contradict or do not prove, one a clause."""
    ratios = {(i.ratio.numerator, i.ratio.denominator) for i in catalog.indicators.values() if i.ratio}
    marks: dict[Span, Edit] = {}
    for said in sayings_of(report):
        words = report.text[said.span.start : said.span.end]
        comment = comment_on(report, said, numbers, ratios)
        if comment:
            marks.setdefault(said.clause, Edit(said.span, words, comment=comment))
    return list(marks.values())


def sayings_of(report: Report) -> Iterator[Said]:
    """The lexicon's words in the summary, outside of the names of documents; those that weigh most first."""
    area = report.span
    named = [Span(*match.span()) for match in _NAMED.finditer(report.text, area.start, area.end)]
    clauses = [Span(*match.span()) for match in _CLAUSE.finditer(report.text, area.start, area.end)]
    for saying in LEXICON:
        for clause in clauses:
            for match in saying.words.finditer(report.text, clause.start, clause.end):
                span = Span(*match.span())
                if report.role_at(span.start) == "summary" and not any(name.contains(span) for name in named):
                    yield Said(saying.proof, span, clause)


def comment_on(report: Report, said: Said, numbers: Sequence[Number], ratios: set[tuple[str, str]]) -> str:
    """What the review copy says of the words; empty where they are borne out."""
    words, clause = (report.text[span.start : span.end].strip() for span in (said.span, said.clause))
    unproved = f"上年的说法“{clause}”，今年没有台账证明，请核实后改写或删去"
    match said.proof:
        case Proof.NOTHING:
            return unproved
        case Proof.NUMBER:
            return "" if any(said.clause.contains(number.span) for number in numbers) else unproved
    near = [number for number in numbers if number.answer.slot.context.sentence.contains(said.span)]
    lower, complete = rates_told(near), pairs_told(near, ratios)
    against = [told for told, whole in (*lower, *complete) if not whole]
    if against:
        return f"与台账不符：{against[0]}，不能说“{words}”，请改写"
    return "" if lower or complete or said.proof is Proof.SHARES_ONLY else unproved


def rates_told(numbers: Sequence[Number]) -> list[tuple[str, bool]]:
    """The rates among the numbers: what the ledgers say, and whether it is all."""
    rates = [(n.answer.figure, n.answer.value) for n in numbers if n.answer.slot.quantity.kind == "rate"]
    return [
        (f"{figure.label}为{plain(value)}%", value >= 100) for figure, value in rates if figure and value is not None
    ]


def pairs_told(numbers: Sequence[Number], ratios: set[tuple[str, str]]) -> list[tuple[str, bool]]:
    """Pairs among the numbers of which a rate is made (办结, 应办结): what the ledgers say, and whether the part is the whole."""
    known = {
        answer.binding.indicator: (answer.figure.label, answer.value)
        for answer in (number.answer for number in numbers)
        if answer.binding and answer.figure and answer.value is not None and answer.binding.measure is Measure.VALUE
    }
    pairs = [(known[part], known[whole]) for part, whole in sorted(ratios) if part in known and whole in known]
    return [(f"{a[0]}{plain(a[1])}，{b[0]}{plain(b[1])}", a[1] >= b[1]) for a, b in pairs]
