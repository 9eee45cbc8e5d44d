"""行业包: what a bureau's YAML may say. A new bureau is a pack, not a program.

Keys are stable English names, labels are Chinese. Every class refuses unknown keys, so a misspelt key is found at once.
"""

from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

Key = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]{0,29}$")]  # ≤ 30 characters: national databases cut longer names


class Strict(BaseModel):
    """Refuses keys it does not know."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class FieldType(StrEnum):
    """Types of a ledger's field. Money is kept in 分, decimals as scaled integers, so that sums are exact everywhere."""

    TEXT = "text"
    INTEGER = "integer"
    DECIMAL = "decimal"
    MONEY = "money"
    DATE = "date"
    CHOICE = "choice"
    BOOLEAN = "boolean"
    TAGS = "tags"  # several of the choices; an entry counts once in each of its tags and once in the total
    POINT = "point"  # 经度,纬度 in degrees (CGCS2000)
    POLYGON = "polygon"  # one ring: points joined by spaces, the first repeated at the end
    UNIT = "unit"  # the code of a unit of the tree, read by any of its names


class Choice(Strict):
    """One value of a choice field: stored by key, shown by label, read by label or alias."""

    key: Key
    label: str
    aliases: list[str] = []


class LedgerField(Strict):
    """One column of a ledger."""

    name: Key
    label: str  # second row of the header
    group: str = ""  # first row of the header, merged over the fields of one group
    type: FieldType
    required: bool = False
    places: int = Field(default=2, ge=0, le=6)  # decimal only
    measure: str = ""  # 计量单位: 平方米
    choices: list[Choice] = []
    aliases: list[str] = []  # other headers that clerks use for this column
    formerly: list[Key] = []  # names that this field had: changing a pack renames the column
    personal: bool = False  # masked by default, revealing is logged
    kept: bool = False  # kept by moves and clocks (返工次数, 延期天数); forms show it and do not offer it
    long: bool = False  # text of several lines
    cell_min: int | None = Field(
        default=None, ge=2, le=100
    )  # numbers of people below it are merged before they are entered
    keep_years: int | None = None  # each personal field has a keep-until
    help: str = ""


class State(Strict):
    """A state of an entry's life. A ``frozen`` entry is changed by moves only: what was approved stands as it was approved.

    An ``ended`` one is over although a move may still follow (本人评价 after 办结). A state that no move leads on from is over anyway.
    """

    key: Key
    label: str
    frozen: bool = False
    ended: bool = False


class Move(Strict):
    """An allowed move between states; ``sets`` is the date field that records when it was made.

    A move back (退回, 返工) sets nothing and ``clears`` the dates that no longer hold; ``counts`` is the whole-number field that it adds
    one to. ``right`` is what its actor must hold; ``needs`` what must come with it: ``evidence`` (佐证), ``reason``, ``unit`` (whom it is
    handed to), ``another_person`` (not the one who made the move before it). ``fills`` are fields that must be filled by then.
    """

    key: Key
    label: str
    source: list[Key]
    target: Key
    sets: Key | None = None
    clears: list[Key] = []
    counts: Key | None = None
    right: Literal["write", "handle", "dispatch", "check"] = "write"
    needs: list[Literal["evidence", "reason", "unit", "another_person"]] = []
    fills: list[Key] = []

    @property
    def forward(self) -> bool:
        """Whether it goes on; a move back sets no date."""
        return self.sets is not None


class Term(Strict):
    """How long: ``days`` working days (or calendar days, or months), longer or shorter for some choices (``{kind: {urgent: 1}}``)."""

    days: int = Field(ge=0, le=3650)
    count: Literal["working", "calendar", "months"] = "working"
    by: dict[Key, dict[Key, int]] = {}


class LedgerClock(Strict):
    """时限: from the date field ``starts`` until ``stops``; the last day is kept in the date field ``due``.

    ``pausable``: waiting for others stops the clock, with a reason. ``extendable``: how often an extension may be approved.
    ``extensions`` is the whole-number field that counts them.
    """

    key: Key
    label: str
    starts: Key
    stops: Key
    due: Key
    term: Term
    pausable: bool = False
    extendable: int = Field(default=0, ge=0, le=9)
    extensions: Key | None = None
    source: str = ""  # the rule that the term comes from


def _listed(value: Any) -> Any:
    """``by: project`` is short for ``by: [project]``."""
    return [value] if isinstance(value, str) else value


class Check(Strict):
    """核对: what the entries of a ledger must keep; a gap is a finding with its amount, never silently filled. One of these:

    ``sum`` (fields of the row) less those of ``less`` make ``equals`` (期初 + 增加 − 减少 = 期末); with ``carries`` the ``equals`` of one
    entry is the first field of ``sum`` in the next entry that has the same ``carries`` fields.
    ``lines``: the field ``amount`` of the entries of that ledger whose ``by`` fields are this entry's adds up to ``equals`` (资金分配之和 =
    总额; 分解任务之和 = 总任务); without ``amount`` they are counted (清单条数 = 载明数).
    ``linked``: some entry of that ledger has this entry's ``by`` fields (问题 → 措施); a blank one is an orphan too.
    ``sequence``: a whole-number field runs without gap or double among the entries of one unit with the same ``carries`` fields (期号).
    """

    check: Key
    name: str
    equals: Key | None = None
    sum: list[Key] = []
    less: list[Key] = []
    carries: list[Key] = []
    product: list[Key] = []  # of the row, rounded to the places of ``equals``: 水量 × 水价 = 应收
    lines: Key | None = None
    linked: Key | None = None
    sequence: Key | None = None
    by: Annotated[list[Key], BeforeValidator(_listed)] = []
    amount: Key | None = None
    at_most: bool = False  # less is allowed: 已拨 ≤ 总额
    split_only: bool = False  # an entry without any lines is not split yet: nothing to compare

    @property
    def ways(self) -> list[str]:
        """Which kind it is; exactly one in a sound pack."""
        return [way for way in ("sum", "product", "lines", "linked", "sequence") if getattr(self, way)]


class Ledger(Strict):
    """台账: one kind of ledger, a real table.

    ``territory``: entries belong to places (towns, villages) and a bureau's figure covers its jurisdiction (辖区); otherwise they
    belong to the bureau and its offices.
    """

    ledger: Key
    name: str
    measure: str  # 件, 宗, 场次: what one entry counts as
    date: Key  # the field that places an entry in a period
    key: list[Key]  # the natural key within a unit: importing the same key again is the same entry
    territory: bool = True
    fields: list[LedgerField]
    states: list[State] = []
    moves: list[Move] = []
    clocks: list[LedgerClock] = []
    checks: list[Check] = []
    dispatched: bool = (
        False  # entries are matters handed to units over the tiers (案件); lists them on the dispatcher's board
    )
    description: str = ""

    def field(self, name: str) -> LedgerField:
        """The field of that name; KeyError when there is none."""
        for item in self.fields:
            if item.name == name:
                return item
        raise KeyError(name)

    @property
    def dated_moves(self) -> list[tuple[Move, str]]:
        """The moves that go on, each with the date field that it sets."""
        return [(move, move.sets) for move in self.moves if move.sets is not None]

    @property
    def open_states(self) -> frozenset[str]:
        """The states of entries that are not over: some move leads on, and the pack does not call them ended. Empty without moves."""
        onward = {state for move in self.moves if move.forward for state in move.source}
        return frozenset(onward - {state.key for state in self.states if state.ended})

    @property
    def awaited_states(self) -> frozenset[str]:
        """The ended states of a dispatched ledger from which a re-check still leads on (回访 after 办结): over, but waited for."""
        checked = {state for move in self.moves if move.forward and move.right == "check" for state in move.source}
        return frozenset(state.key for state in self.states if state.ended and state.key in checked and self.dispatched)

    def reached_on(self, state: str) -> str:
        """The date field that records when an entry came into the state; KeyError for the first state, which no move sets."""
        for move in self.moves:
            if move.target == state and move.sets:
                return move.sets
        raise KeyError(state)


# A condition on a field: a plain value (equal), a list (one of), or operators. A date operand may be "as_of"; "field:NAME" compares
# two fields; {"has": CHOICE} on tags holds when it is one of them; {"within": {"days": N, "of": "field:NAME"}} when a date is at most N
# calendar days after another, {"same_year": "field:NAME"} when both fall in one year;
# {"reached": STATE} on "state" holds when the move into STATE was made on or before the as-of day.
Condition = (
    str
    | int
    | Decimal
    | bool
    | list[str | int]
    | dict[Literal["ne", "gt", "ge", "lt", "le", "filled", "reached", "has", "within", "same_year"], Any]
)


class Wording(Strict):
    """How reports speak of an indicator: what binding looks for around a number.

    ``words``: any of these is the number's subject or governs it (办结, 图斑总数); ``within``: every group (a string or a list of
    alternatives) must occur in the sentence or in the headings above it; ``without``: none of these may; ``alone``: the word governs
    the number by itself (其中县级1个, not 县级示范点1个); ``unit``: the number's measure word when it differs from the indicator's;
    ``measure``: what the number states about the indicator.
    """

    words: list[str]
    within: list[str | list[str]] = []
    without: list[str] = []
    alone: bool = False
    unit: str = ""
    measure: str = "value"


class Ratio(Strict):
    """A rate: two indicators; over towns or months the parts are summed, never the rates averaged."""

    numerator: str
    denominator: str


class Stock(Strict):
    """存量 at the as-of day: opened on or before it and not yet closed, by whichever of the dates comes first."""

    opened: Key
    closed: Key | list[Key] | None = None

    @property
    def ends(self) -> list[str]:
        """The date fields that close it."""
        return [self.closed] if isinstance(self.closed, str) else self.closed or []


class Days(Strict):
    """Calendar days ``since`` a date (the latest of several that has come) ``until`` another, or ``as_of``: days taken, days waited."""

    since: Key | list[Key]
    until: Key

    @property
    def starts(self) -> list[str]:
        """The date fields that it may begin with."""
        return [self.since] if isinstance(self.since, str) else self.since


class Difference(Strict):
    """``of`` less ``less``: 未办结 = 受理 − 办结."""

    of: str
    less: str


class Indicator(Strict):
    """指标. Exactly one of count, distinct, sum, days, ratio, total, difference says how it is computed."""

    indicator: Key
    name: str
    definition: str
    unit: str  # 计量单位 of the value: 件, 元, %, 平方米
    ledger: Key | None = None
    count: bool = False
    distinct: Key | None = None  # count distinct values of this field: 企业家数
    sum: Key | None = None
    days: Days | None = None  # sum of the days between two dates; over a count it is the average
    where: dict[Key, Condition] = {}
    date: Key | None = None  # default: the ledger's own date field
    stock: Stock | None = None
    ratio: Ratio | None = None
    total: list[str] = []
    difference: Difference | None = None
    exclusions: str = ""  # what is left out, in words, printed beside the figure
    rounding: int = Field(default=0, ge=0, le=6)
    breakdowns: list[Key] = []  # choice fields: name[field=choice] is an indicator of its own
    aliases: list[str] = []
    better: Literal["higher", "lower", ""] = ""
    wording: list[Wording] = []
    part_wording: dict[
        str, list[Wording]
    ] = {}  # "field=choice": how reports speak of one part, when its label does not say it
    formerly: list[Key] = []

    @property
    def parts(self) -> list[str]:
        """References of the indicators it is composed of, in order: none for a count or a sum."""
        if self.ratio:
            return [self.ratio.numerator, self.ratio.denominator]
        if self.difference:
            return [self.difference.of, self.difference.less]
        return list(self.total)


class PackHead(Strict):
    """pack.yaml: the pack itself. ``uses`` names packs whose ledgers and indicators it builds on; no cycles."""

    pack: Key
    name: str
    version: int
    description: str = ""
    bureaus: list[str] = []  # words in a bureau's name that suggest this pack
    uses: list[Key] = []


class LedgerFile(Strict):
    """ledgers/*.yaml."""

    ledgers: list[Ledger]


class IndicatorFile(Strict):
    """indicators/*.yaml."""

    indicators: list[Indicator]


class Case(Strict):
    """A test of the pack: with these entries of one unit, the indicators have these values. Money in yuan, rates in percent.

    ``expect`` maps a name or ``name[field=choice]`` to its value; null where the figure is 「—」.
    """

    name: str
    period: str  # 2024, 2024Q3, 2024-05
    as_of: str  # 2024-10-31
    entries: dict[Key, list[dict[Key, Any]]]
    expect: dict[str, Decimal | None]


class CaseFile(Strict):
    """tests/*.yaml."""

    cases: list[Case]
