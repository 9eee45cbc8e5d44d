"""The grammar of a quantity, one compiled pattern: what to pass over comes first, then ranks, then numbers with their units.

Whatever a skip alternative swallows (dates, ordinals, names with numbers, short quotations) is never looked at again.
"""

import re
from collections.abc import Iterable
from typing import Final

from bihuan.quantities import lexicon

MASK_SIGNS: Final = "XxＸｘ×*＊□○〇●"
_DIGIT = "0-9０-９"
_CN = "一二两三四五六七八九十百千"
_M = f"[{MASK_SIGNS}]"
_D = f"[{_DIGIT}]"
_DM = f"[{_DIGIT}{MASK_SIGNS}]"


def _units(words: Iterable[str]) -> str:
    """Alternatives, longest first, each with its forbidden continuations."""
    ordered = sorted(set(words), key=lambda word: -len(word.partition("!")[0].partition("(")[0]))
    return "|".join(_unit(word) for word in ordered)


def _unit(word: str) -> str:
    unit, _, forbidden = word.partition("!")
    return unit + (f"(?!{'|'.join(forbidden.split())})" if forbidden else "")


_PLAIN_UNITS = _units(
    (*lexicon.MONEY_UNITS, *lexicon.MEASURE_UNITS, *lexicon.RATE_UNITS, *lexicon.TURN_UNITS, *lexicon.THING_UNITS)
)
_PLACE_UNITS = _units(lexicon.PLACE_UNITS)
_CHINESE_UNITS = _units(lexicon.CHINESE_UNITS)
_ABSTRACT = "|".join(lexicon.ABSTRACT)

_ARABIC = rf"(?:{_D}{{1,3}}(?:,{_D}{{3}})+(?:\.{_D}+)?|{_D}+(?:[.．]{_D}+)?)"
_MASK = rf"(?:{_M}{{1,6}}(?:[.．]{_M}{{1,2}})?{_D}{{0,3}}|{_D}{{1,3}}{_M}{{1,4}}|某{{2,3}}|某(?=[万亿]|元|%|个百分点))"
_MAG = r"万亿|千亿|百亿|十亿|亿|千万|百万|十万|万|千(?![瓦米克伏乏])|百(?!分)"
_SEP = r"(?:[-—–－~～]{1,2}|至|到)"
_LEAD = r"(?:大约|将近|接近|超过|至少|不少于|不低于|不超过|不高于|不得低于|不得超过|(?<![节预签履违条公合邀特制契集简续相失誓])约|(?<![最附临远贴就靠亲])近|(?<![赶反])超|逾|不足|低于|高于|多于|少于|大于|小于)"
_TRAIL = r"(?:及?以上|及?以内|及?以下|之内|左右|上下|(?:余|多)(?=[，。；、,;）)\s]|$))"

_SKIP = rf"""
    《[^》\n]{{1,80}}》|“[^”\n]{{1,20}}”|‘[^’\n]{{1,20}}’|「[^」\n]{{1,20}}」|"[^"\n，。；、]{{1,12}}"
  | (?:{_DM}{{2,4}}|{_D}{_M}{{0,3}}|[{_CN}〇○零]+|数十?|几十?)[至\-—~]?{_DM}*[余多]?年(?:代|度|级|底|初|末|来|间|内|期|前|后|以上|以来|以内|左右)?
  | {_DM}{{2,4}}[—\-–~至]{_DM}{{2,4}}年?(?:度)?
  | (?:{_DM}{{1,3}}|[{_CN}]{{1,2}})(?:[、\-—~至]{_DM}{{1,2}})?月(?:份|底|初|末|中旬|上旬|下旬)?(?:{_DM}{{1,3}}(?:[、\-—~至]{_DM}{{1,2}})?日?)?
  | (?:{_DM}{{1,3}}|[{_CN}]{{1,3}})(?:[、\-—~至]{_DM}{{1,2}})?(?:日(?!均)|号(?!线)|时(?![间段代期])|点(?!位|多|余|个)(?:{_D}{{1,2}}分?)?(?![{_DIGIT}])|季度|周年|周岁|岁|届|级|期项目|期工程)
  | {_D}{{1,4}}[./]{_D}{{1,2}}[./]{_D}{{1,2}}|{_D}{{1,2}}:{_D}{{2}}|{_D}{{1,2}}[·•・]{_D}{{1,2}}|{_D}{{1,2}}[×xX*]{_D}+(?:小时)?
  | {_D}{{1,2}}\.{_D}{{1,2}}(?=(?:世界|国际|全国|国家|环境|消防|宪法|禁毒|安全|防灾|消费者|法制|宣传|植树))
  | 第(?:{_DM}{{1,4}}|[{_CN}]+|[几某])[、\-—至]?[{_DIGIT}{_CN}]*(?:批次|[^\s，。；、（）()])?
  | 每(?:{_DM}{{1,3}}|[{_CN}两]+|半|隔|逢)(?:个?(?:季度|月|周|天|年|日|半年|工作日)|[个名位户家人次名所]|季|旬)(?:内)?
  | (?:前|上|下|头)[{_CN}]+(?:个?(?:季度|月)|年|周|天)|[{_CN}]+(?:季度|季|期(?:项目|工程|建设)|产业|农|级|等[奖功]|星级?|线|环|线城市|中全会|届|甲|类|保|包|通|化|优|好|创|统|联|防|违|癌|包|供|清|管|委|会|员|代|务|资|权)(?![{_CN}])
  | [A-WYZa-wyz][A-Za-z]*[-—.]?{_D}+(?:\.{_D}+)?[A-Za-z]*|[XxKk]{_D}{{3,}}(?:线)?|{_D}{{3,4}}(?:国道|省道|县道)
  | {_D}+(?:[+＋][{_DIGIT}nNxX]+)+(?:[{_DIGIT}nNxX])*|[{_DIGIT}{_CN}][+＋][nNxX{_DIGIT}]
  | {_D}{{1,2}}[A-LN-WYZ](?![A-Za-z])|{_D}[A-Z]+级|{_D}{{1,2}}[gG](?![A-Za-z])
  | {_D}{{5,}}(?:[-—]{_D}+)*(?:[\u4e00-\u9fff]{{0,4}}(?:热线|平台|专线|工单系统))|1{_D}{{10}}|0{_D}{{2,3}}-{_D}{{7,8}}|{_D}{{3,5}}(?:热线|医院|工程|计划|大队|路)
  | (?<=[\n。；：）)”])[ \u3000]*(?:[（(](?:{_DM}{{1,2}}|[{_CN}]{{1,3}})[)）]|{_DM}{{1,2}}(?:、|[.．](?!{_D}))|[{_CN}]{{1,3}}、)
  | [（(](?:{_D}{{1,2}}|[{_CN}]{{1,3}})[)）]
  | (?:24|二十四)小时(?!内|以内|之内)|[7七]天无理由
  | [一二两三四五六七八九十百千万]+(?![一二两三四五六七八九十百千万亿])[\u4e00-\u9fff][一二两三四五六七八九十百千万](?![家名个位项件户场次人余多万亿百千十])[\u4e00-\u9fff]
  | 十[一二三四五]五(?=规|时|期|以|开|收|末|，|。|、)|二十大|十[八九]大|[一二三四五六七八九十]届[一二三四五六七]中
  | 千家万户|千方百计|百日|百强|百佳|十佳|百姓|万众|万家|千村|千企|百企|百村|千亩方|万亩方|四百年|一二三|一站式|一次性|一体化|一件事|一网|一窗|一门
"""

_RANK = rf"""
    (?P<rank>(?:并列)?第(?P<rank_mask>{_M}{{1,3}}|某)(?:名|位)?(?![期批届次轮号季个])|第(?P<rank_num>{_D}{{1,3}}|[一二三四五六七八九十]{{1,3}})(?P<rank_unit>名|位)?)
  | (?P<top>前(?P<top_num>{_DM}{{1,3}}|[一二三四五六七八九十]{{1,2}})(?:名|位|(?=[，。；、）)]|$)))
"""

_FRACTION = rf"""
    (?P<fraction>{_LEAD}?(?:(?P<num_top>{_D}{{1,2}})/(?P<num_bottom>{_D}{{1,3}})(?![{_DIGIT}/.])|(?P<cn_bottom>[一二三四五六七八九十百]{{1,3}})分之(?P<cn_top>[一二三四五六七八九十百点]{{1,5}}|{_ARABIC}|{_MASK}))(?P<fraction_trail>{_TRAIL})?)
  | (?P<tenths>(?P<tenths_lead>{_LEAD}?)(?P<tenths_num>[一二三四五六七八九]|{_D}(?:\.{_D})?)成(?![立为果员功效本长绩就熟品都套人])(?P<tenths_trail>{_TRAIL}|多)?)
"""

_NUMBER = rf"""
    (?P<number>(?P<lead>{_LEAD}?)
      (?:(?P<high>{_D}+(?:\.{_D}+)?)(?P<high_mag>[亿万])(?={_D}))?
      (?P<num>(?<![A-Za-z{_DIGIT}.+＋/]){_MASK}|{_ARABIC})(?![{_DIGIT}{MASK_SIGNS}])(?P<more>[余多几]?)(?P<mag>{_MAG})?(?P<more2>[余多]?)
      (?:(?:%|％|元|{_PLAIN_UNITS})?{_SEP}(?P<num2>{_ARABIC}|{_MASK})(?P<mag2>{_MAG})?(?P<more3>[余多]?))?
      [ \u3000]?(?:(?P<unit>{_PLAIN_UNITS})|(?P<place>(?<={_D})(?:{_PLACE_UNITS}))|(?P<bare>(?<=[万亿多余])(?=[\u4e00-\u9fff，。；、）)])))
      (?P<trail>{_TRAIL})?)
  | (?P<chinese>(?P<cn_lead>{_LEAD}?)(?<![数几第每各同另任这那某本该前后上下唯统专单逐万千百十一二三四五六七八九星期周])
      (?P<cn>(?:[一二两三四五六七八九十][十百千万亿零一二两三四五六七八九]*|上百|近百|百(?=[余多])|千(?=[余多]))(?P<cn_more>[余多几]?)(?P<cn_mag>[万亿]?)(?P<cn_more2>[余多]?))
      (?P<cn_unit>{_CHINESE_UNITS})(?!{_ABSTRACT}|[{_DIGIT}])(?P<cn_trail>{_TRAIL})?)
  | (?P<shared>{_ARABIC})(?=(?:和|、|与|及){_ARABIC}(?:{_MAG})?(?:{_PLAIN_UNITS}))
  | (?P<stray>[{_DIGIT}]+(?:[.,][{_DIGIT}]+)*)
"""

_BEGINS = rf"[{_DIGIT}{MASK_SIGNS}{_CN}〇○零数几某第前上下头每并《“‘「\"（( \u3000A-Za-z约近超逾不至大将接低高多少小]"

SCAN: Final = re.compile(f"(?={_BEGINS})(?:{_RANK}|{_FRACTION}|(?P<skip>{_SKIP})|{_NUMBER})", re.VERBOSE)
