"""Signs beside a number that it states something else than an indicator counts: a norm, one case, what is left, a part, a flow."""

import re

from bihuan.drafting.context import Context
from bihuan.drafting.phrases import Phrase
from bihuan.drafting.times import anew_at

_EACH = re.compile(
    r"(?:每(?:人|户|亩|件|家|个|名|次|天|日|月|年|站|平方米)|人均|户均|日均|平均|均价|单价)[^,，;；]{0,6}$"
)
_ONE = re.compile(
    r"(?:最大|最高|最多|最少|最低|最长|单笔|单宗|单次|单日|单场|一次性(?!经济|补助|发放|补偿))[^,，;；]{0,12}$"
)
_NORM = re.compile(r"(?:规定(?=[^,，;；])|基准|标准[为是]|按[^,，]{1,12}标准|应当|应配备|必须|不得)[^,，;；]{0,14}$")
_NORM_AFTER = re.compile(r"^(?:的?(?:须|应|必须|不得|可以)|的(?:案件|企业|项目|违法|罚款|处罚|人员|单位|户|有))")
_OLD = re.compile(r"[由从](?:(?:年初|原来|原先)的?)?$")
_OLD_COUNT = re.compile(r"[由从](?:去年|上年|(?:19|20)\d\d年)(?:同期|底|末)?的?$")  # what stood on a day nobody tells
_RISES = re.compile(r"^(?:提高|提升|增|上升|下降|减|缩|降|扩|升)")
_JOINED = re.compile(  # what others hold: 参加县里组织的普法活动, 参加省市招聘会
    r"参加(?:[^,，;；]{0,10}(?:组织|举办|召开|开展|牵头|主办|承办)的|上级|全?[省市州县区]{1,2}[级里委局]?)[^,，;；]{0,10}$"
)
_OCCASIONS = frozenset({"场", "次", "场次", "期", "个", "项"})
_POP = re.compile(r"环比|比(?:上季度|上月|[一二三四]季度)")
_PARTY = re.compile(r"某(?![省市县区镇乡局])[\u4e00-\u9fff]{0,12}?(?:公司|企业|店|工地|小区|项目|单位|户|厂|学校|医院)")
_LEFT = re.compile(r"(?:尚有|仍有|还有|尚余|剩余|余|[尚仍还]未[^,，]{0,6}|待[^,，]{0,4})$")
_LEFT_AFTER = re.compile(r"^(?:待|未|尚|仍|正在)")
_AMONG = re.compile(r"[\u4e00-\u9fff]{0,3}中(?![心队央介小医])[\u4e00-\u9fff]{2,}")
_WHICH = re.compile(r"[\u4e00-\u9fff]{2,}(?<![年期])的(?:有|共|共有|共计)?$")
_FLOW = re.compile(
    r"招聘(?!会)|招录|新招|录用|引进|辞退|调入|调出|选派|下派|新增|新建|新成立|新设|增加|减少|净增|补充|发展|转正"
)
_OCCASION = re.compile(
    r"(?:(?:春节|元旦|元宵节?|清明节?|五一|端午节?|七一|八一|中秋节?|国庆节?|重阳节?|两节|烈士纪念日|高考|汛期|春运)[、和及]?)+"
)
_KIND_OF = re.compile(r"(?:群众|案件|诉求|信访|人员|企业|对象|[件户名宗])中(?![心队央介小医型])[\u4e00-\u9fff]{2,}")
_DOES = re.compile(r"(?<=.)(?:发放|支付|投入|开展|举办|组织|送去|给予|落实)")
_SUM = re.compile(r"^(?P<items>.+[、和及].+?)等?(?:合计|总计|累计|共计|共)[\u4e00-\u9fff]{0,4}$")
_NEGATED = re.compile(r"(?:未(?:开展|完成|能|予)?|待|拟|应|无法|不予)$")


def other_kind(context: Context, unit: str) -> str:
    """Why the number is no total at all, whatever it is called; empty where nothing says so."""
    if _EACH.search(context.near):
        return "这是每人、每户或平均的数，不是合计"
    if _ONE.search(context.near):
        return "这是单笔、单次或最高的数，不是合计"
    if _NORM.search(context.near) or _NORM_AFTER.match(context.after):
        return "这是规定或标准，不是已完成的数"
    old = _OLD.search(context.near) or (unit != "%" and _OLD_COUNT.search(context.near))
    if old and _RISES.match(context.after):
        return "这是变动之前的数，不是本年的数"
    if unit in _OCCASIONS and _JOINED.search(context.near):
        return "说的是参加别人举办的活动"
    if _POP.search(context.clause):
        return "台账只与上年同期相比，没有环比"
    kind = _KIND_OF.search(context.before) if unit == "%" else None
    if kind:
        return f"比率只涉及“{kind[0]}”"
    party = _PARTY.search(context.before)
    return f"说的是{party[0]}一家的事" if party else ""


def word_said(word: str, text: str) -> bool:
    """Whether the text holds the word other than denied: 化解, not 未化解."""
    place = text.find(word)
    while place >= 0:
        if not _NEGATED.search(text[:place][-4:]):
            return True
        place = text.find(word, place + 1)
    return False


def narrower(phrase: Phrase, word: str, context: Context, *, stock: bool) -> str:
    """Why the number is less than what the phrase's indicator counts; empty where nothing says so."""
    rest = context.near.rpartition(word)[2] if word in context.near else ""
    if not set("未待余") & set(word) and (_LEFT.search(rest or context.near) or _LEFT_AFTER.match(context.after)):
        return "这是尚余、待办的数，不是已完成的数"
    if _AMONG.match(rest) or _WHICH.search(rest):
        return f"只是“{word}”中的一部分"
    flow = _FLOW.search(context.near) if stock else None
    if flow and flow[0] not in word:
        return f"“{flow[0]}”说的是增减，不是现有数"
    occasion = _OCCASION.search(context.before, anew_at(context.before))
    if occasion and not any(_OCCASION.search(w) for w in phrase.spoken):
        return f"说的是{occasion[0].rstrip('、和及')}的数，与全年口径不同"
    return "这是几项的合计" if is_sum(phrase, word, context) else ""


def is_sum(phrase: Phrase, word: str, context: Context) -> bool:
    """``立案、结案共12宗`` adds what two indicators count; ``A和B发放慰问金共42万元`` lists who, not what."""
    listed = _SUM.match(_OCCASION.sub("", context.near))
    if not listed or word not in listed["items"] or all_said(phrase, listed["items"]):
        return False
    *first, last = re.split("[、和及]", listed["items"])
    return any(word in item for item in first) or not _DOES.search(last.partition(word)[0])


def all_said(phrase: Phrase, items: str) -> bool:
    """Whether every item of a list is one of the phrase's own words."""
    return all(any(word in item for word in phrase.words) for item in re.split("[、和及]", items))
