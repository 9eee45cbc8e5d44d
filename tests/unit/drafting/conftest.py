"""A small catalogue and a table of figures: what the ledgers say stands beside the sentence it is said of."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from decimal import Decimal

import pytest

from bihuan.commitments import text_read
from bihuan.datamodel import Measure
from bihuan.drafting.facts import Facts, Reporter
from bihuan.drafting.report import Drafted, Source, draft_report
from bihuan.indicators.figure import Figure, FigureQuery
from bihuan.packs import Catalog, Pack
from bihuan.packs.schema import Choice, Indicator, Ledger, LedgerField, PackHead, Stock, Wording

AS_OF = date(2024, 10, 31)
Known = Mapping[str, object]  # "ref" or "ref:measure" or "ref@2023" → value


def wording(*words: str, **more: object) -> Wording:
    """One way to speak of an indicator."""
    return Wording.model_validate({"words": list(words), **more})


def counted(name: str, label: str, unit: str, *said: Wording, **more: object) -> Indicator:
    """An indicator over the one ledger."""
    how: dict[str, object] = {"ledger": "work", "count": True}
    return Indicator.model_validate(
        {"indicator": name, "name": label, "definition": f"{label}。", "unit": unit, "wording": said, **how, **more}
    )


CHANNELS = [
    Choice(key="platform", label="省一体化信访平台"),
    Choice(key="smart", label="智慧城管信访平台"),
    Choice(key="online", label="网络问政"),
    Choice(key="hotline", label="12345热线", aliases=["12345热线中心诉求工单"]),
    Choice(key="letter", label="群众来信"),
]
KINDS = [Choice(key="gas", label="燃气类"), Choice(key="planning", label="规划类")]
LEDGER = Ledger(
    ledger="work",
    name="工作台账",
    measure="件",
    date="done_on",
    key=["no"],
    fields=[
        LedgerField(name="no", label="编号", type="text"),
        LedgerField(name="done_on", label="日期", type="date"),
        LedgerField(name="channel", label="渠道", type="choice", choices=CHANNELS),
        LedgerField(name="kind", label="类别", type="choice", choices=KINDS),
    ],
)
RATIO = {"ledger": None, "count": False}
INDICATORS = [
    counted("area", "两违拆除面积", "平方米", wording("拆除“两违”建筑")),
    counted("leaflets", "传单", "份", wording("传单")),
    counted("attendants", "参会人数", "人", wording("参加招聘会的退役军人")),
    counted("posters", "宣传海报", "份", wording("海报")),
    counted("banners", "标语", "幅", wording("标语")),
    counted("income", "非税收入", "元", wording("非税收入")),
    counted("fee", "水资源费", "元", wording("水资源费")),
    counted(
        "fee_rate",
        "水资源费征收率",
        "%",
        wording("水资源费", unit="百分点", measure="yoy_points"),
        ratio={"numerator": "fee", "denominator": "income"},
        **RATIO,
    ),
    counted("requests", "诉求件", "件", wording("诉求件"), breakdowns=["channel"]),
    counted(
        "resolve_rate",
        "化解率",
        "%",
        wording("化解率"),
        ratio={"numerator": "requests", "denominator": "requests"},
        **RATIO,
    ),
    counted("filed", "立案数", "宗", wording("立案"), breakdowns=["kind"]),
    counted("closed", "结案数", "宗", wording("结案"), breakdowns=["kind"]),
    counted("fines", "罚款金额", "元", wording("罚款"), breakdowns=["kind"]),
    counted("stations", "服务站", "个", wording("服务站"), stock=Stock(opened="done_on")),
    counted("installed", "安装计量设施", "块", wording("安装计量设施")),
    counted("meters", "计量设施存量", "块", wording("累计达到"), stock=Stock(opened="done_on")),
    counted("dispatched", "转办数", "件", wording("转办")),
    counted("done", "办结数", "件", wording("办结"), where={"state": {"reached": "closed"}}),
    counted("pending", "待办数", "件", wording("待办"), stock=Stock(opened="done_on")),
    counted(
        "done_rate", "办结率", "%", wording("办结率"), ratio={"numerator": "done", "denominator": "dispatched"}, **RATIO
    ),
    counted(
        "days_each",
        "平均办理用时",
        "天",
        wording("平均办理用时"),
        ratio={"numerator": "done", "denominator": "done"},
        **RATIO,
    ),
    counted("activities", "宣传活动", "场", wording("宣传活动")),
]
CATALOG = Catalog(
    {"test": Pack(head=PackHead(pack="test", name="试验", version=1), ledgers=[LEDGER], indicators=INDICATORS)}
)


class Table:
    """Answers figures from a table; what is not in it is not recorded."""

    def __init__(self, known: Known) -> None:
        self.known = known
        self.asked: list[FigureQuery] = []

    def __call__(self, queries: Sequence[FigureQuery]) -> list[Figure]:
        self.asked += queries
        return [self.figure(query) for query in queries]

    def figure(self, query: FigureQuery) -> Figure:
        indicator = CATALOG.indicator(query.indicator)
        name = query.indicator + (f":{query.measure}" if query.measure is not Measure.VALUE else "")
        year = query.period.name
        value = self.known.get(f"{name}@{year}", self.known.get(name) if year == "2024" else None)
        return Figure(
            query=query,
            value=None
            if value is None or (isinstance(value, str) and not value[-1].isdigit())
            else Decimal(str(value)),
            measure_word=indicator.unit,
            label=indicator.name,
            definition=indicator.definition,
            scope="全县",
            rows=0 if value in (None, 0) else 3,
            digest="" if value is None else f"digest of {value}",
            note=value if isinstance(value, str) and not value[-1].isdigit() else "没有记录" if value is None else "",
        )


Draw = Callable[..., Drafted]


@pytest.fixture
def draw() -> Draw:
    """Draft a report whose summary is the given text: ``draw(text, {ref: value})``."""

    def make(body: str, known: Known, *, whole: bool = False, **more: object) -> Drafted:
        text = body if whole else f"某县城管局2023年工作总结及2024年工作计划\n一、2023年工作情况\n{body}\n"
        facts = more.pop("facts", Facts())
        reporter = more.pop("reporter", Reporter("CG", ("某县城管局",)))
        return draft_report(
            text_read(text, "上年.txt").to_json()["documents"][0],
            text,
            source=Source("上年.txt", "0" * 64),
            reporter=reporter,
            catalog=CATALOG,
            figures=Table(known),
            year=2024,
            as_of=AS_OF,
            draft_id="d1",
            facts=facts,
            **more,
        )

    return make


@pytest.fixture
def said(draw: Draw) -> Callable[..., str]:
    """The drafted sentence alone."""

    def last(body: str, known: Known, **more: object) -> str:
        return draw(body, known, **more).draft.paragraphs[-1].text

    return last
