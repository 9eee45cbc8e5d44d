"""Who made a law and when: the lines below its title (2019年10月26日 云海市第十三届人民代表大会常务委员会第二次会议通过)."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

_DAY: Final = re.compile(
    r"(?P<y>(?:19|20)\d\d)年(?P<m>\d{1,2})月(?P<d>\d{1,2})日(?P<said>[^；;]*?)(?=(?:19|20)\d\d年\d|$|[；;])"
)
_DEED: Final = re.compile(r"通过|公布|发布|修订|修正|修改|批准|印发|颁布|公告|令第?\d+号|届(?:人民代表大会|人大)")
_IN_FORCE: Final = re.compile(r"^[起\s]*(?:施行|实施|生效)")
_SESSION: Final = re.compile(
    r"^[\s由经]*(?P<place>(?!第)[\u4e00-\u9fff]{1,14}?)?第?[一二三四五六七八九十百\d]+届"
    r"(?P<body>全国人民代表大会(?:常务委员会)?|人民代表大会(?:常务委员会)?|人大(?:常委会)?)"
)
_BODY: Final = re.compile(
    r"^[\s由经]*(?P<body>(?:中华人民共和国)?国务院|最高人民(?:法院|检察院)|全国人民代表大会(?:常务委员会)?"
    r"|[\u4e00-\u9fff]{2,24}?(?:人民代表大会常务委员会|人民政府|委员会|总局|部|局|厅|署))"
    r"(?=令|公告|[^\u4e00-\u9fff]*第|发布|公布|批准|常务会议|审判委员会|检察委员会|部务会议|局务会议|办公会议|\s)"
)
_ORDER: Final = re.compile(
    r"(?P<by>[\u4e00-\u9fff]{2,24}令)[（(\[〔]?\s*(?:(?P<year>\d{4})年?[）)\]〕]?)?\s*第?\s*(?P<n>\d{1,4})\s*号"
)


@dataclass(frozen=True, slots=True)
class Promulgation:
    """Who passed it first, the day of the latest deed, and the number of the order that published it."""

    issuer: str
    on: date
    order: str


def promulgation_read(lines: Sequence[str]) -> Promulgation | None:
    """What the lines below a title say of its making; None when none of them begins with a day and names a deed."""
    deeds = [deed for line in lines if _speaks_of_it(line) for deed in _DAY.finditer(line)]
    dated = [(day, deed["said"]) for deed in deeds if not _IN_FORCE.match(deed["said"]) and (day := _day(deed))]
    if not dated:
        return None
    passed_first = sorted((said for _, said in dated), key=lambda said: "批准" in said)
    issuer = next((body for said in passed_first if (body := _body(said))), "")
    order = next((order for _, said in dated if (order := _order(said))), "")
    return Promulgation(issuer, max(day for day, _ in dated), order)


def _speaks_of_it(line: str) -> bool:
    opened = line.lstrip("（(【[ ")
    return bool(_DAY.match(opened) and _DEED.search(opened) and not opened.endswith("。"))


def _body(said: str) -> str:
    session = _SESSION.match(said)
    if session:
        body = session["body"].replace("人大", "人民代表大会").replace("常委会", "常务委员会")
        return (session["place"] or "") + body
    found = _BODY.match(said)
    return found["body"].removeprefix("中华人民共和国") if found else ""


def _order(said: str) -> str:
    order = _ORDER.search(said)
    if not order:
        return ""
    year = f"〔{order['year']}〕" if order["year"] else "第"
    by = order["by"].removeprefix("中华人民共和国")
    return f"{by}{year}{order['n']}号"


def _day(deed: re.Match[str]) -> date | None:
    try:
        return date(int(deed["y"]), int(deed["m"]), int(deed["d"]))
    except ValueError:
        return None
