"""Whether 一 counts something: 建设一家教育馆 does, 一个重要因素 and 一次次 do not."""

import re
from typing import Final

_ONE_UNITS: Final = frozenset("家座所场台辆处间栋部套名期幅本份条次位户人件个") | {"人次", "场次"}
_ONE_AFTER_NOUN: Final = frozenset("家座所场台辆处间栋部套名幅本位件")
_CLOSED: Final = re.compile(r"[，。；、）)\n]|$")
_NOUN_BEFORE_ONE: Final = re.compile(r"[\u4e00-\u9fff）)”]{2}$")
_EACH: Final = re.compile(r"(?:每|各|人手|另|任|同)[^，。；]{0,6}$")
_ONE_BY_ONE: Final = re.compile(
    r"(?:^|[，、。；]|一[宗起个处件例户项家])(?:发现|成熟|批准|查处|整改|解决|拆除|化解|办结|建成|销号|完成|宣传|培训|调处|处理)$"
)
_ONE_AFTER_DEED: Final = re.compile(  # 整顿软弱涣散党组织一个，
    r"(?:查处|处理|整顿|建立|建成|打造|创建|培育|新增|引进|签约|举办|开展|召开|组织|化解|排查|发现|办理|受理|获评|荣获|获得|取得|制定|出台|修订|申报|完成|实施|发生)(?![，。；、])[\u4e00-\u9fff“”]{3,14}$"
)
_ONE_BEFORE: Final = re.compile(
    r"(?:建|建好|建起|办起|建设|新建|改建|扩建|建成|建立|召开|举办|开展|组织|设立|成立|配备|购置|引进|完成|荣获|获|打造|落实|培育|创建|发生|查处|处理|新增|增设|设置|承办|申报|编制|印发|制作|选派|选树"
    r"|发展|招录|聘请|安排|派出|投入|至少有?|不少于|共|各|有|仅|只|了)(?:了|有|过|成|好)?$"
)


def one_counts(text: str, at: int, end: int, unit: str) -> bool:
    """一家 in 建设一家教育馆 and 博士一名， count; 一个重要因素, 一次次, 每人一份， do not."""
    before = text[max(0, at - 8) : at]
    if _EACH.search(before) or _ONE_BY_ONE.search(before):
        return False
    if _CLOSED.match(text, end) and (unit in _ONE_AFTER_NOUN or _ONE_AFTER_DEED.search(text[max(0, at - 20) : at])):
        return bool(_NOUN_BEFORE_ONE.search(before))
    if unit == "个":
        return bool(
            re.search(r"(?:建好|建起|办起|建设|新建|建成|设立|成立|新增|增设|至少有?|不少于|打造)(?:了|成)?$", before)
        )
    return unit in _ONE_UNITS and bool(_ONE_BEFORE.search(before)) and not re.search(r"每.{0,6}$", before)
