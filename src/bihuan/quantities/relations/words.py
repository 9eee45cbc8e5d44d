"""The words by which one number speaks of another: tables to extend. Rules of the genre's language, not of any one report.

A *lead* is the clause from the last comma to the number. A lead of these tables is matched whole: where anything else stands in the
clause, the number speaks of that, and no relation is told.
"""

import re
from typing import Final

from bihuan.quantities.kinds import GROWTH

# ---- numbers that may be added or compared ------------------------------------------------------------------------

_KIN = (  # units of one family; every other unit is only its own kin
    "人 名 位", "家 户", "件 起 宗 例 案", "篇 篇次", "公里 千米 km 米 m 延米", "平方米 平方 ㎡ m² m2 平米",
    "亩 公顷 平方公里", "吨 公斤 千克", "所 个 处 座", "条 条次",
)  # fmt: skip
KIN: Final[dict[str, frozenset[str]]] = {}
for _family in _KIN:
    for _unit in _family.split():
        KIN[_unit] = KIN.get(_unit, frozenset()) | frozenset(_family.split())

RELATIVE: Final = frozenset({"%", "％", "‰", "个百分点", "百分点", "倍"})  # these change numbers of any unit

# ---- clauses ------------------------------------------------------------------------------------------------------

SENTENCE: Final = re.compile(r"[。！？\n]")
CLAUSES: Final = re.compile(r"[，,：:（(）)、]")
LISTED_ON: Final = re.compile(r"[、和与及][^，；]*$")  # a list goes on to this number
LEFT_OUT: Final = re.compile(r"(?:剔除|扣除|除去)[^，。；]*$")  # a number that others do not speak of
LISTING: Final = ("、", "和", "与", "及")
JOINTS: Final = frozenset({"、", "和", "与", "及", "以及", "，"})
BETWEEN: Final = re.compile(  # a clause between a number and what speaks of it that says nothing new
    r"|其中|同比|环比|与(?:上年|去年)[^，]{0,4}相比|(?:比|较)(?:上年|去年)(?:同期)?|按[^，]{2,8}(?:计算|口径)|(?:扣除|剔除)[^，]{2,12}"
)

# ---- change_of ----------------------------------------------------------------------------------------------------

_ALSO = (
    r"(?:分别|同比|环比|均|各|都|净|实际|名义|累计|平均|年均|预计|力争|实现|又|再|也|并|且|同时|还|已"
    r"|比(?!例|重)[^，]{1,14}?|较[^，]{1,14}?|与[^，]{1,10}相比)"
)
_BY = r"(?:了|为|达到?|约|近|超过?|幅度?|率|不低于|不少于|至少|了约)"
_SPEED = r"(?:增速|增幅|涨幅|降幅|跌幅|减幅|升幅)"
CHANGE: Final = re.compile(
    rf"{_ALSO}{{0,4}}(?:(?:实现)?{GROWTH}|{_SPEED}){_BY}{{0,3}}|{_ALSO}{{0,3}}{_SPEED}?(?:高于|低于|快于|慢于|优于|高出|好于)[^，]{{1,14}}"
)
NET: Final = re.compile(rf"{_ALSO}{{0,3}}净[增减](?:加|少)?了?")  # 净增37家 reads as a count
TIMES: Final = re.compile(
    r"(?:约|仅|已)?(?:是|为|达到?|相当于)(?:约|近|了)?(?:去年|上年|前年|上一?年|20\d\d年|\d+年前|同期)(?:同期|全年|末|底)?的"
)
WAS: Final = re.compile(r"(?:由|从)[^，。；、]{0,14}$")  # 由12分钟降至6分钟: before the first

# ---- rank_of ------------------------------------------------------------------------------------------------------

RANK: Final = re.compile(
    rf"(?:{_SPEED}|(?P<sum>总[量额数]|规模))?(?:均|都|连续[^，]{{1,6}})?(?:位居|位列|名列|排名|排位|居|列|排在?|稳居|跃居|跻身|保持|进入|获得?)[^，]{{0,14}}"
)
RANK_AMONG: Final = re.compile(
    r"[^，]{0,12}(?:中|里)(?:均|都)?(?:位居|位列|名列|排名|排位|居|列|排在?)?"
)  # 在103个法院中排名

# ---- share_of, numerator_of, target_of ----------------------------------------------------------------------------

_TASK = r"[^，]{0,10}(?:任务|目标|计划|预算|指标)(?:任务|目标)?(?:数|量|值|总额)?"
SHARE: Final = re.compile(
    r"(?:其中|约|已|分别|仅|且|均)?占(?:比|到|总数|全部|总量)?(?:的比[例重])?(?:约|近|达到?|为|超过?)?|(?:约|已|分别|仅)?占[^，]{1,16}的?"
)
OF_WHAT: Final = re.compile(r"占(?!比)(?:全部|所有)?(?P<noun>[^，]{2,16}?)(?:总[数量额])?的?(?:约|近|达到?|超过?)?$")
SHARE_AMONG: Final = re.compile(r"(?:其中)?[^，]{2,14}占(?:比|到)?(?:约|近|达到?|为)?")  # after 其中: 三四级手术占46.3%
TASK_SHARE: Final = re.compile(
    rf"(?:已|分别|均)?(?:完成|为|达到?|占|是|相当于|实现)(?:了)?{_TASK}的?|(?:是|为|相当于)(?:上年|去年|上一?年)(?:同期|度|全年)?的"
)
TASK: Final = re.compile(rf"(?:完成|为|达到?|占|实现|超额完成)?{_TASK}(?:为|是|的)?")  # before the number of a task
OF_TASK: Final = re.compile(r"[）)]?(?:的?(?:目标|任务|计划))?的")  # between the task and the share of it
DONE: Final = re.compile(  # 任务30项，已完成26项
    r"(?:截至[^，]{2,8})?(?:现|已经?|实际|实|目前已?|累计)?(?:已)?(?:完成|达到?|建成|开工|落实|实现|新建|到位|拨付|支付)[^，]{0,10}"
    r"|(?:已|实际)[^，]{1,10}"
)
PLANNED: Final = re.compile(
    r"(?:^|[，；：。\n])(?:年初|全年|今年|年度)?(?:计划|拟|下达|核定|应)(?!生育)[^，。；]{0,12}$"
)
RATE_NAME: Final = re.compile(  # 按时办结率达
    r"(?:其中)?(?P<early>按[时期]|提前|及时|一次|综合|总体?|群众)?(?P<deed>[^，]{1,8}?)率(?:约?为|均?达到?|达|提?高?至)?"
)
OUTCOMES: Final = re.compile(  # rates that are told of all that was met: 排查隐患215处，隐患整改率100%
    r"(?P<noun>.{0,4}?)(?:整改|办结|合格|处置|及时|处理|化解|回复|达标|调处|成功|结案|优良|审结|查处|完成|销号|反馈|答复|核查|落实)"
)

# ---- part_of ------------------------------------------------------------------------------------------------------

TOTAL_END: Final = re.compile(r"(?:共计?|合计|总计|累计|总[数量额]|总共)[^，。；、]{0,4}$")
BRACKET_END: Final = re.compile(r"[）)]")
PART: Final = re.compile(r"其中|包括|包含|(?<!中)含(?!量|有|义)|分为|分[一-龥]{2,4}看")

# What may stand between a level and the number before it, each with the finder of its name (find.py).
OF_LEVELS: Final = re.compile(
    r"""(?P<net>净[增减])
      | (?P<reached>^，(?:总[量额数])?(?:达到?|至|降至|降到|升至|增至|增加到|减少到)(?:了|约)?$)
      | (?P<earlier>^[^，。；、]{0,8}(?:提高|提升|上升|增加|增长|扩大|发展|上调|下降|降低|减少|下调|压缩|压减|缩短|缩减|精简|调整|延长
          |[升降增减缩]|回升|改善|恢复)?(?:到|至|为)了?(?:现在的|目前的|今年的)?$)
      | (?P<among>^[^，。；、]{0,12}中，?(?:仅|只|已)?有?$)
      | (?P<rest>(?:其余|余下|剩余)(?:的|有)?[^，。；]{0,6}$)
      | (?P<total>(?:^|[，、）])(?:以上)?(?:共计|合计|总计|共|累计)[^，。；]{0,8}$)
      | (?P<listed>^[^。；，]{0,12}[（(：:](?!其中|剔除|扣除|占|任务|目标|计划|上年|去年|同比|每|人均)[^）)。；]{0,16}$)
      | (?P<done>，(?:截至[^，]{2,8})?(?:现|已|实|目前|累计|[完建]成|开工|落实|到位|拨付|支付)[^，。；]{0,14}$)""",
    re.VERBOSE,
)
