"""Rules about people: Bihuan serves residents and watches nobody. What a pack may not keep, why, and what to keep instead."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal

from bihuan.datamodel import Finding
from bihuan.packs.faults import fault
from bihuan.packs.rules.view import View
from bihuan.packs.sources import Located

Place = Literal["ledger", "field", "indicator", "choice", "step", "definition"]
Keys = tuple[str | int, ...]
EVERYWHERE: frozenset[Place] = frozenset({"ledger", "field", "indicator", "choice", "step"})


@dataclass(frozen=True)
class Forbidden:
    """One thing that no pack may declare. ``pattern`` is looked for in names and labels, ``unless`` are lawful phrases taken out before."""

    code: str
    what: str
    pattern: str
    reason: str
    substitute: str
    places: frozenset[Place] = EVERYWHERE
    unless: str = r"(?!)"

    def found_in(self, text: str) -> bool:
        """Whether the words of a name or label break the rule."""
        return bool(re.search(self.pattern, re.sub(self.unless, "", text)))


_PEOPLES = (  # the names of the 56 peoples, as they would stand in a list of choices
    "汉|壮|回|满|维吾尔|苗|彝|土家|藏|蒙古|侗|布依|瑶|白|朝鲜|哈尼|黎|哈萨克|傣|畲|傈僳|东乡|仡佬|拉祜|佤|水|纳西|羌|土|仫佬|锡伯|柯尔克孜|景颇"
    "|达斡尔|撒拉|布朗|毛南|塔吉克|普米|阿昌|怒|鄂温克|京|基诺|德昂|保安|俄罗斯|裕固|乌孜别克|门巴|鄂伦春|独龙|赫哲|高山|珞巴|塔塔尔"
)
_KEPT_OF = "(?:登记|排查|摸底|建档|管控|走访|底数|台账|名册|花名册|名单|信息库|信息表)"
_UNWELCOME = "(?:缠|闹|非)访"  # what offices call visits that they do not want

FORBIDDEN = (
    Forbidden(
        "people.ethnicity",
        "个人的民族",
        r"^民族(?:成[份分]|类别|身份|属性)?$|族别|族裔|是否(?:为)?(?:少数民族|汉族)|少数民族(?:人员|身份|姓名)|(?:\b|_)ethnic|nationality"
        rf"|^(?:(?:{_PEOPLES})族|(?:其他)?少数民族)(?:群众|人员|职工|学生|家庭|村民|居民|人口)?$"
        rf"|少数民族(?:流动|外来|务工|常住|经商)*(?:人员|人口|群众|居民|家庭|学生|村民).*{_KEPT_OF}|少数民族流动人口",
        "不按民族登记个人",
        "改为按事项登记服务：受理了什么、何时办结，只出服务人次",
        unless="(?:不登记|不分)民族",
    ),
    Forbidden(
        "people.belief",
        "个人的宗教信仰",
        r"信仰|信教|教徒|教派|(?:\b|_)religio|(?:\b|_)belief",
        "不登记任何人的信仰",
        "只登记场所的安全、消防等公开事项",
        unless="理想信念",
    ),
    Forbidden(
        "people.mood",
        "个人的思想和情绪",
        r"思想(?:动态|状况|状态|表现|倾向|波动|不?稳定)|情绪|心态|心理(?:状态|状况)|政治倾向|(?:\b|_)mood",
        "不记录任何人的思想和情绪",
        "改为登记本人提出的诉求和对办理结果的评价",
    ),
    Forbidden(
        "people.whereabouts",
        "个人的去向和行踪",
        r"去向|行踪|轨迹|动向|行动情况|活动范围|落脚点|同行人|实时位置|(?:人员|手机|个人)定位|出行记录|外出报备|(?:\b|_)whereabouts",
        "不追踪任何人的行踪",
        "需要上门服务的，由本人预约时间和地点，服务结束即删除",
        unless=r"(?:资金|经费|垃圾|渣土|废物|货物|物资|毕业|就业|车辆)去向|(?:渣土车|车辆|无人机)(?:行驶)?轨迹",
    ),
    Forbidden(
        "people.petitioners",
        "上访人员、重点人员名单",
        rf"上访|{_UNWELCOME}|信访(?:人|老户|重点)|重点(?:人员|人群|群体|对象)|(?:稳控|涉稳|不稳定)(?:人员|对象)",
        "诉求属于提出它的人，不给提出诉求的人建名册",
        "改为登记诉求件：受理、法定时限、书面答复、复查权利、满意度",
        places=frozenset({"ledger", "field", "choice"}),
        unless="重点对象(?:医疗)?(?:补助|优抚)|信访人数",
    ),
    Forbidden(
        "people.zero_petitions",
        "“零上访”一类的指标",
        r"[零０0“”\"]{1,3}(?:上访|进京|集访|越级)|上访(?:率|数|量|人次|批次|人数)|(?:越级|进京|赴京|赴省|到京|集体)上?访"
        rf"|{_UNWELCOME}|息诉息访|稳控",
        "不考核上访多少：压的是人，不是问题",
        "改用按时办结率、回复率、满意率，考核问题办得怎样",
        places=EVERYWHERE | {"definition"},
    ),
    Forbidden(
        "people.opinion",
        "网络舆情监测",
        r"舆情|舆论(?:监测|监控)|网评|网络言论|(?:\b|_)opinion",
        "不搜集、不监测公众言论",
        "改为登记送到本单位的提问和公开的答复，统计答复时间",
    ),
)


def people_protected(view: View) -> Iterator[Finding]:
    """Refuse what the rules about people forbid, even in declarations that are faulty otherwise."""
    for located in view.source.raw:
        if isinstance(located.item, dict):
            for place, keys, text in _texts(located.item):
                yield from _refusals(place, text, located, keys)


def forbidden_in(text: str, place: Place) -> Forbidden | None:
    """The rule that a label breaks, also for headers of an imported workbook (``field``); None when it is lawful."""
    return next((rule for rule in FORBIDDEN if place in rule.places and rule.found_in(text.strip())), None)


def _refusals(place: Place, text: str, located: Located, keys: Keys) -> Iterator[Finding]:
    rule = forbidden_in(text, place)
    if rule:
        message = f"“{text}”是{rule.what}，不能登记：{rule.reason}"
        yield fault(rule.code, message, located.where(*keys), hint=rule.substitute)


def _texts(item: dict[str, Any]) -> Iterator[tuple[Place, Keys, str]]:
    """The words by which a declaration names things, each with its kind and the keys that lead to it."""
    if "indicator" in item:
        yield from _named("indicator", item, ("name",))
        yield "definition", ("definition",), str(item.get("definition", ""))
    elif "ledger" in item and "fields" in item:
        yield from _named("ledger", item, ("name",))
        for index, field in _dicts(item["fields"]):
            yield from _named("field", field, ("label", "name", "group"), "fields", index)
            for number, choice in _dicts(field.get("choices")):
                yield from _named("choice", choice, ("label", "key"), "fields", index, "choices", number)
        for key in ("states", "moves"):
            for index, step in _dicts(item.get(key)):
                yield from _named("step", step, ("label", "key"), key, index)


def _named(
    place: Place, item: dict[str, Any], names: tuple[str, ...], *above: str | int
) -> Iterator[tuple[Place, Keys, str]]:
    """The names and aliases of one declared thing that stands under ``above``."""
    for name in names:
        yield place, (*above, name), str(item.get(name, ""))
    for alias in _listed(item.get("aliases")):
        yield place, (*above, "aliases"), str(alias)


def _dicts(value: Any) -> Iterator[tuple[int, dict[str, Any]]]:
    """The declarations of a list, each with its place; what is no declaration is another rule's fault."""
    return ((index, item) for index, item in enumerate(_listed(value)) if isinstance(item, dict))


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []
