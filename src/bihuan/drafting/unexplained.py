"""What stands between a clause's start and its number must be explained: a word that nothing knows makes it something narrower."""

import re

from bihuan.drafting.actors import ORGAN
from bihuan.drafting.context import Context
from bihuan.drafting.phrases import Phrase

_TIME = (
    r"(?:去年|上年)?同期|去年|上年|(?:(?:19|20)\d\d|二[〇○零O][〇○零O一二三四五六七八九]{2})年度?|\d{1,2}月(?:份|底)?(?:以来)?|"
    r"第?[一二三四]季度|前三季度|[上下]半年|[全今本当]年度?|年度|以来|截至?(?:目前|今年)?|目前|现|累计|合计|总计|共计|总共|期间|先后|陆续|继续"
)
_SCOPE = (
    r"全[县市区局系统镇省旗州]|[县市区乡镇村]级?|我[县市区局镇们]|[本该]局|局?机关|局|三级|各地?|各类|各项|各级|各种|所有|全部|"
    r"沿街|辖区|城区|社区|党组|支部|单位|领域|行业"
)
_VERBS = (
    r"开展|举办|召开|组织|参加|完成|实现|发放|派发|张贴|编发|印发|制作|设置|查处|立案|处罚|排查|摸排|检查|巡查|出动|清理|整治|取缔|拆除|"
    r"竣工|作出|下达|下发|发出|转办|受理|办理|办结|处理|接收|接待|安置|提供|吸引|邀请|参会|惠及|缴纳|配备|建成|建立|新建|送去|走访慰问|慰问|"
    r"获得?|荣获|编制|整理|召集|落实|推进|加强|会同|联合|设卡|通过|进行|纳入|达成|达到|稳定在|保持在?|增至|力争|确保|不低于|不少于|"
    r"仅为|主持|带头|跟进|集中|依法|投入|收到|登记|化解|培训|学习|承接|履行|从事|经?核实|擅自|利用|宣传|带领|结对|转移|自主|提高|提升|增长|下降|增加|减少|上升|设立|受纳"
)
_NOUNS = (
    r"案件|案|件|类|图斑|总额|总数|总量|面积|金额|价值|活动|行动|事项|目录|企业|平台|项目|人员|对象|群众|诉求|工单|档案|任务|工作|情况|行政|"
    r"违法|非法|公共|专项|专题|专场|全体|现有|实有|实际|事业|[两三四]批|疑似|初步|积极|商家|道路|车辆|标准|环卫|清淤|手册|党员|模范城|真正|中心|建?构?筑物|建设|使用|安全"
)
_JOINS = (
    r"其中|包括|另有|另外|以及|并且|同时|分别|共有|不过|左右|还有|"
    r"达|为|对|向|由|从|与|和|及|或|等|已|共|含|有|又|的|了|是|并|在|就|将|把|各|全|实|均|也|仍|较|比"
)
_PLAIN = re.compile(f"(?:{_TIME}|{_SCOPE}|{_VERBS}|{_NOUNS}|{_JOINS})")
_LISTED = re.compile(r"(?<=、)[\u4e00-\u9fff]+(?=、)")  # an item between two others restricts nothing by itself
_HAN = re.compile(r"[\u4e00-\u9fff]{2,}")


def unexplained(phrase: Phrase, word: str, context: Context, known: re.Pattern[str]) -> str:
    """The first stretch before the number that nothing explains, empty where all is; ``known`` matches every word of the packs."""
    if word not in context.near:
        return ""
    rest = _LISTED.sub("", ORGAN.sub("、", context.near))  # whose organ it is was asked before
    for said in sorted((w for w in phrase.spoken if w in rest), key=len, reverse=True):
        rest = rest.replace(said, "、")
    rest = known.sub("、", rest)
    headings = "".join(context.headings)
    left = [found for found in _HAN.findall(_PLAIN.sub("、", rest)) if found not in headings]
    return left[0] if left else ""
