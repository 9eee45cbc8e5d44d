"""What stands around a number: its sentence, its clause, the words that govern it, the headings above, the year, the actor."""

import bisect
import re
from dataclasses import dataclass

from bihuan.datamodel import Span
from bihuan.drafting.source import Quantity, Report, Section
from bihuan.drafting.words import words_normal

_SENTENCE_END = re.compile(r"[。！？!?\n]")
_SEGMENT_END = re.compile(r"[。！？!?\n；;]")
_CLAUSE_END = re.compile(r"[。！？!?\n；;，,：:]")
_RIGHT_CUT = re.compile(r"[。！？!?\n；;，,：:、（()）]")
UNSAID = "※"  # stands for the words of a number whose place in a list cannot be told
_CLOSED_BRACKET = re.compile(r"[（(][^（）()]*[）)]")
_BY_MEANS = re.compile(r"(?:以|通过|采取|利用|运用)[^，。；,;]{2,60}?等(?:多种)?(?:形式|方式|渠道|手段|途径|载体)")
_GOES_ON = re.compile(r"\s*其中")
_RESPECTIVELY = re.compile(r"分别(?:为|是|达到?|有)?(?P<verb>[\u4e00-\u9fff]{0,4})$")


@dataclass(frozen=True, slots=True)
class Context:
    """All texts are normalised words (``words_normal``).

    ``near`` governs the number: from the number before it, or the clause's start, to the number; ``after`` follows it up to the next
    number or punctuation. ``before`` is the sentence up to the number (from ``opening``), ``clause`` the clause
    around it, ``lead`` the whole sentence up to the number, other statements before a semicolon included.
    """

    sentence: Span
    segment: Span
    near: str
    after: str
    clause: str
    before: str
    opening: int
    lead: str
    whole: str
    headings: tuple[str, ...]
    role: str

    @property
    def scope(self) -> str:
        """Where the words of ``within`` may stand: the sentence up to the end of the number's clause, and the headings."""
        return "\n".join((*self.headings, self.lead, self.clause))

    @property
    def statement(self) -> str:
        """Where the words of ``without`` may not stand: the number's own statement, and the headings."""
        return "\n".join((*self.headings, self.before, self.clause, self.after))

    @property
    def governing(self) -> str:
        """Where an indicator's words must stand."""
        return f"{self.near}\n{self.after}"


class Contexts:
    """The contexts of one report; breaks are found once."""

    def __init__(self, report: Report) -> None:
        self.report = report
        self._ends = {
            pattern: [m.start() for m in pattern.finditer(report.text)]
            for pattern in (_SENTENCE_END, _SEGMENT_END, _CLAUSE_END)
        }
        self._heads = heads_of_lists(report)

    def of(self, index: int) -> Context:
        """The context of the report's quantity with this index."""
        text, quantity = self.report.text, self.report.quantities[index]
        sentence, segment, clause = (self.around(quantity.span, p) for p in (_SENTENCE_END, _SEGMENT_END, _CLAUSE_END))
        headings = self.report.headings_at(quantity.span.start)
        opening = self.opening(segment)
        return Context(
            sentence=sentence,
            segment=segment,
            near=words_normal(
                self._heads.get(index) or _BY_MEANS.sub("", text[self.left(index, clause) : quantity.span.start])
            ),
            after=words_normal(text[quantity.span.end : self.right(index, clause)]),
            clause=words_normal(
                _BY_MEANS.sub(
                    "", text[clause.start : quantity.span.end] + before_aside(text[quantity.span.end : clause.end])
                )
            ),
            before=words_normal(without_asides(text[opening : quantity.span.start])),
            opening=opening,
            lead=words_normal(without_asides(text[min(opening, sentence.start) : quantity.span.start])),
            whole=text[sentence.start : sentence.end],
            headings=tuple(words_normal(section.title) for section in headings if above(section, quantity.span)),
            role=headings[-1].role if headings else "summary",
        )

    def around(self, span: Span, pattern: re.Pattern[str]) -> Span:
        """The stretch between two breaks that holds the span."""
        ends = self._ends[pattern]
        place = bisect.bisect_left(ends, span.start)
        start = ends[place - 1] + 1 if place else self.report.span.start
        after = bisect.bisect_left(ends, span.end)
        return Span(start, ends[after] if after < len(ends) else self.report.span.end)

    def opening(self, segment: Span) -> int:
        """Where the words before a number begin: a sentence that opens with 其中 goes on from the one before."""
        if _GOES_ON.match(self.report.text, segment.start) and segment.start > self.report.span.start + 1:
            return self.around(Span(segment.start - 2, segment.start - 1), _SEGMENT_END).start
        return segment.start

    def left(self, index: int, clause: Span) -> int:
        """Where the governing words begin: after the number before, or at the clause's start."""
        previous = self.report.quantities[index - 1].span.end if index else 0
        return max(previous, clause.start)

    def right(self, index: int, clause: Span) -> int:
        """Where the words after the number end."""
        quantities = self.report.quantities
        stop = quantities[index + 1].span.start if index + 1 < len(quantities) else clause.end
        cut = _RIGHT_CUT.search(self.report.text, quantities[index].span.end)
        return min(stop, clause.end, cut.start() if cut else clause.end)


def above(section: Section, span: Span) -> bool:
    """Whether the section's title stands above a number; an item of one line is its own title and holds it."""
    return section.span.start + len(section.marker) + len(section.title) <= span.start


def before_aside(text: str) -> str:
    """``512块（拆除388块，…）``: what a bracket opens after the number speaks of parts of it."""
    return text if re.match(r"[^（(]*[)）]", text) else re.split("[（(]", text, maxsplit=1)[0]


def without_asides(text: str) -> str:
    """Without closed brackets and without the means (``以…等形式``): they say nothing of what is counted."""
    return _BY_MEANS.sub("", _CLOSED_BRACKET.sub("", text))


def heads_of_lists(report: Report) -> dict[int, str]:
    """``受理、办结分别为20件、18件``, ``甲类、乙类分别立案20件、18件``: the head of each number of the list, by quantity index."""
    heads: dict[int, str] = {}
    for index, quantity in enumerate(report.quantities):
        line = report.text[max(0, quantity.span.start - 60) : quantity.span.start]
        lead = _CLAUSE_END.split(line)[-1]
        match = _RESPECTIVELY.search(lead)
        if match is None:
            continue
        names = re.split(r"[、和及与]", lead[: match.start()])
        run = list_run(report.quantities, report.text, index)
        said = [f"{name}{match['verb']}" for name in names]
        heads.update(zip(run, said if len(said) == len(run) else [UNSAID] * len(run), strict=True))
    return heads


def list_run(quantities: tuple[Quantity, ...], text: str, index: int) -> list[int]:
    """The numbers of a list that begins at ``index``: only 、 和 and ， stand between them."""
    run = [index]
    while run[-1] + 1 < len(quantities):
        gap = text[quantities[run[-1]].span.end : quantities[run[-1] + 1].span.start]
        if gap.strip("、和，,及 "):
            break
        run.append(run[-1] + 1)
    return run
