"""Nouns: which stand alone, which say nothing alone, what is no part of a name, where the head of a long one is."""

import re
from typing import Final

CONTEST: Final = re.compile(r"(?:考评|考核|评比|测评|评价|竞赛|比赛)$")
NEAR_BY: Final = frozenset(place + side for place in "县市省镇区村境" for side in "内外") | {"本地", "外地"}
FROM_TO: Final = re.compile(r"^.{2,}[到至].{2,}的(?P<head>.{2,})$")  # 城区到乙县的车程
SLOGAN: Final = re.compile(
    r"(?<=[\u4e00-\u9fff]{2})“[^”]{2,8}”(?=(?:帮扶|包保|结对|联系|走访|整治)$)"
)  # 监测户“一户一策”帮扶
# deeds that make no name with their noun: 住进去, 缺编
UNJOINED: Final = re.compile(r"编$|掉$|扫尾$|新进$|退出$|纳入$|反弹$|停[产业]整顿|[进出下上回过起][去来]$|[评鉴认]定为")
RATE_NAME: Final = re.compile(r"(?:率|比例|强度|水平|覆盖面|面积|行动|能力|总量|资金|经费|余额)$")
TOTALS: Final = frozenset(
    ("总数", "总量", "数量", "合计", "总计", "户数", "人数", "件数")
)  # they total what was counted before
TROUBLES: Final = frozenset(("风险", "问题", "隐患", "困难"))  # households and people are no such thing
TASK: Final = re.compile(r"(?:任务|目标|指标)数?$")
PLACE: Final = re.compile(r"[村镇乡县]$")
OWN_NOUNS: Final = frozenset(("立案", "结案", "罚款", "处罚", "起诉", "批捕", "判决", "扬撒", "行政处罚"))
SHARES: Final = ("率", "占比", "比例", "比重", "程度", "进度", "度")  # names of rates: nothing else is counted by them
BARE_SHARES: Final = frozenset(
    ("占比", "比重", "比例", "增幅", "减幅", "跌幅", "增速", "降幅", "涨幅", "占", "金额", "增量")
)
MODIFIER: Final = re.compile(
    r"^(?:大大小小的?|各类型?|各种|各级|各项|一批|相关|有关|部分|等|一系列|多种|多项|(?:\d{1,2}岁?[~～—\-至])?\d{1,2}岁(?:以[上下内])?(?:的)?|[一-龥]{0,2}第[XxＸ×\d一二三四五六七八九十]+[期批轮次])+"
)
ORG_PREFIX: Final = re.compile(
    r"^[^，]*(?:局|委会|委员会|办公室|中心|街道|乡镇|大队|支队|部门|单位)(?=(?:[\u4e00-\u9fffD]{0,4}(?:人员|干部|队员|"
    r"民警|党员|D员|职工|专家|干警)|行政处罚)$)"
)
LISTED: Final = re.compile(r".{2,}(?<![中高初同平相优特均])等(?![候级次待额值于效])(?P<head>.{2,})$")
WORK_TAIL: Final = re.compile(r"(?<=[\u4e00-\u9fff]{4})(?:(?:保障|救治|防治|救助|治理)?试点)工作$")
AND_SO_ON: Final = re.compile(r"(?<=..)(?<![中高初同平相优特均])等$")
GENERIC: Final = frozenset(
    ("活动", "工作", "方面", "项目", "事项", "措施", "内容", "一系列活动", "多项活动", "系列活动", "各类活动")
)
SHORT_NOUNS: Final = frozenset(
    "案人村路桥车店树猪牛羊鱼井户课会船墙田县镇省组厕楼房厂园渠坝塘"
)  # nouns of one character
AMONG: Final = re.compile(  # 来访群众中集体访, 收入中税收
    r"^.{2,}(?:群众|人员|入|户|业|案件|者|人|党员|村)中(?![心小央国型医学专等层级长期年午共华西东])(?P<head>.{2,})$"
)
OTHERS: Final = re.compile(r"等[^、和与及]{0,12}$")
