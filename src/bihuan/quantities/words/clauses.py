"""How clauses speak of a number: where they end, what they compare with, and what they leave to the clauses before."""

import re
from typing import Final

from bihuan.quantities.windows import last_of

SUPERLATIVE: Final = re.compile(r"^ *最[多少高低大小长短]的?[^，]{0,10}?(?:也?[有达]|为|是)?$")
OWNER: Final = re.compile(  # 为居民加装安全装置52户
    r"^[ 、]*[为给向对](?P<who>[^，为给向]{0,6}?(?:居民|群众|村民|农户|农民|家庭|老人|学生|职工|企业|用户|"
    r"住户|困难户|脱贫户|监测户|患者|残疾人))"
    r"(?=[\u4e00-\u9fff])"
)
PRESSED_ON: Final = re.compile(  # 加大安居工程建设力度，今年新开工9套; 继续实施退耕还林，今年拟安排9亩
    r"^(?:继续|进一步|持续|大力|全面|深入|扎实)*(?:加[大快强]|推进|实施|开展|抓好|深化)(?P<noun>[^，“”]{4,14}?)(?:建设|改造|治理|整治|查处)?(?:力度|步伐|进度|工作)?$"
)
HEADING_DEED: Final = re.compile(  # the object of a heading: 持续提升农村公路
    r"提升|改善|建设|整治|治理|推进|加强|抓好|做好|优化|规范|发展|完善|修建|改造|保护|管好|建好|加快"
)
CLAUSE_END: Final = re.compile(r"[，。；：:！？,;（(）)\n\t—]")
BRACKETED: Final = re.compile(r"[（(〔][^（()）〔〕\n]*[）)〕]")
SENTENCE_END: Final = last_of(r"。！？\n")
ASSERTED: Final = re.compile(
    r".*(?:实现|完成|确保|达到|带动|推动|推进|促进|预计|力争|其中|现有|使(?!用)|(?<![出转退])让)"
)  # up to the clause that grows
APART: Final = re.compile(r"分别(?!是(?!上年|去年|前年|20))")
JOINT: Final = re.compile(r"[、和与及]")
DEED_ON: Final = re.compile(r"^(?:对|给|向|为)[^，]{2,}?(?P<deed>立案|处罚|罚款|行政处罚|处分|问责)$")
GROWTH_WORD: Final = (
    "(?:正增长|负增长|增长|下降|提高|减少|上升|增加|回落|降低|上涨|下滑|下跌|多|少|高|低|增|减|降|升|"
    "收窄|扩大|提升|缩短|延长|精简)"
)
BASE_PERIOD: Final = "(?:上年|去年|前年|上一?年|20..年|往年|年初|上[月季期]|同期|计划|目标|全[省市国县])"
SHARE_OF: Final = re.compile(
    r"(?!20\d\d年[占在])[^，。；：、]{2,16}(?<!年)(?:占|在)[^，。；：]{2,20}?(?:的|中的?)?(?:比重|比例|份额)$"
)
CHANGED: Final = re.compile(rf"(?:比(?![重例])[^，。占]{{2,8}})?{GROWTH_WORD}了?$")
GOAL: Final = re.compile(r"(?P<noun>[^，。；：]{0,12}增长(?:率|速度)?)(?:预期目标|预期|目标)[定设确]*[为是在]?$")
ONLY_CHANGES: Final = re.compile(r"^[ 、]*(?:(?:再|又|净|共)?(?:增加|减少)|新增|净增)了?(?:约|近)?$")
COMPARED: Final = re.compile(
    r"(?:(?:同比|环比|(?<!评)比(?![例重率赛武])|较(?![大多好])|高于|(?<!不)(?<!得)低于)[^，。]{0,12}|缩短|延长)(?:了|到|至|为)?$"
)
RANKED: Final = re.compile(
    r"(?:连续[一二两三四五六七八九十\d]+[年次届])?(?:位居|位列|名列|跻身|荣登)(?:[全本][省市县区州国镇旗]|世界|全球)?"
)
PART: Final = re.compile(
    r"按[^，。；]{1,8}分(?=[，：])|其中|包括|包含|含(?!量)|分为"
)  # from here to the end of the sentence parts of a whole are counted
PART_END: Final = last_of(r"。；;！？）)\n")
PASSIVE: Final = re.compile(r"^[，、 ]*被(?=[\u4e00-\u9fff])")  # 被市局采用15篇: what was counted before
SPOKEN_OF: Final = re.compile(
    r"^(?!经过|通过|按|根据|坚持|围绕|继续|实施|开展|加[大快强]|推进|持续|不断|全面|深入|大力)(?P<noun>[^，]{2,12}?)(?:“[^”]{2,8}”$|仍|依然|还|较|偏|不断|持续|明显|有所|大幅|稳步|逐步|逐年|不足|不够|占(?!比|地)|居(?=全|第|世界|首)|最?[高低多少大小弱强]$)"
)
NOMINAL: Final = re.compile(
    r"(?:发出|下达|作出|印发|出具|开展|举办|组织|进行|实施|参加)(?:了|过)?$"
)  # 开展检查8轮: the deed is what is counted
