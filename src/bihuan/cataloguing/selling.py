"""The words of those who sell documents of others, as patterns for one clause of a line.

A line is theirs only when each of its clauses is: a real sentence that mentions a 公众号 has a clause that is none of these.
"""

import re
from typing import Final, Literal

from bihuan.reading.furniture import SELLERS

Why = Literal["advertising", "payment", "contact", "portal"]

TELLTALES: Final = (  # each pattern below has one of them; a text without any has nothing to strip
    *(
        "付费",
        "VIP",
        "vip",
        "会员",
        "下载",
        "试读",
        "预览",
        "剩余",
        "微信",
        "QQ",
        "公众号",
        "文库",
        "范文",
        "公文",
        "文秘",
        "侵权",
        "网络",
        "互联网",
    ),
    *(
        "www.",
        "://",
        ".com",
        ".cn",
        ".net",
        "豆丁",
        "道客巴巴",
        "原创力",
        "淘豆",
        "资料",
        "文档",
        "材料",
        "素材",
        "￥",
        "¥",
    ),
)

_GOODS: Final = r"(?:资料|范文|材料|文档|模板|公文|讲话稿|课件|素材|范本|干货|PPT|ppt|[Ww]ord版?|电子版|原文|全文|完整版|题库|代写|稿件)"
_WRITINGS: Final = r"(?:范文|公文|讲话稿|范本|干货|代写|写作|笔杆子)"  # what a bureau has no reason to offer
_SHOP: Final = (
    rf"(?:{SELLERS}|[\w\u4e00-\u9fff]{{0,8}}"
    r"(?:文库|范文网?|公文网|文秘网|资料网|文档网|素材网|课件网|下载站|材料网|写作网|笔杆子网))"
)
_HOST: Final = (
    r"(?:https?://)?(?:www\.)?(?![\w.-]*\.(?:gov|edu|mil|org)\b)"
    r"[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*\.(?:com|cn|net|cc|top|vip|xyz)"
)
_THIS: Final = r"(?:本|该|此|以上|以下|上述)?(?:站|网|文|文档|文章|资料|材料|内容|素材|平台|公众号|篇|号)"
_MORE: Final = (
    r"(?:获取|下载|查看|想要|领取|索取)?(?:更多|海量|全套|完整|精品|同类|最新|本套|整套)[\w\u4e00-\u9fff]{0,6}"
)
_PERSON: Final = (
    r"(?:加|添加|扫码加|扫码添加|联系|咨询)(?:我们?|小编|老师|站长)?的?(?:微信|QQ|客服|[vV][xX]?|[wW][xX])(?!公众号)"
)

_CLAUSES: Final[dict[Why, tuple[str, ...]]] = {
    "payment": (
        rf"(?:{_THIS})?(?:为|属于|系|需)?付费(?:阅读|下载|内容|文档|查看|专享|资料|文章)(?:[:：].{{0,12}})?",
        rf"(?:{_THIS})?(?:为|仅限|仅供)?(?:VIP|vip)(?:会员)?(?:专享|专属|免费|可见|文档|资料|用户可见)(?:下载|文档|资料)?",
        rf"(?:{_THIS})?(?:为|仅限|仅供)?会员(?:专享|免费下载|专享文档|专享资料|专享下载)",
        r"(?:开通|成为|加入|充值)(?:VIP|vip|会员).{0,16}(?:下载|阅读|查看)(?:全文|本文|更多|文档|完整|全部).{0,4}",
        r"(?:免费)?(?:试读|预览)(?:部分|内容|页)?(?:已|到此)?(?:结束|完毕)",
        r"(?:还)?剩余\d+页(?:未读|未阅读|内容|未预览)?",
        r"(?:价格|售价|定价|原价|现价|仅需|只需|下载价格?|优惠价)[:：]?\d+(?:积分|金币|下载币|文库币|下载券)",
        r"(?:下载|资料|文档|范文)(?:价格?|售价)[:：]?[￥¥]?\d+(?:\.\d+)?(?:元|积分|金币|下载币)?(?:/[份篇套次])?",
        r"[￥¥]\d+(?:\.\d+)?元?/?[份篇]",
        rf"(?:付费|购买)后?(?:即可|可|方可)?(?:下载|阅读|查看|获取|解锁)(?:本|完整|剩余)?(?:{_GOODS}|内容)?",
    ),
    "contact": (
        rf"{_MORE}{_GOODS}的?[，,]?(?:请|可|欢迎)?{_PERSON}[^，。；]{{0,30}}",
        rf"{_MORE}{_WRITINGS}[\w\u4e00-\u9fff]{{0,4}}[，,]?(?:请|可|欢迎)?"
        r"(?:关注|扫描|长按|搜索|扫码|私信|微信搜)[^，。；]{0,24}(?:公众号|二维码|微信|客服|私信)[^，。；]{0,30}",
        rf"(?:请|欢迎|可)?{_PERSON}[^，。；]{{0,24}}(?:领取|获取|下载|购买|索取)"
        rf"(?:(?:更多|全套|完整|海量|免费)[\w\u4e00-\u9fff]{{0,4}}{_GOODS}|[\w\u4e00-\u9fff]{{0,4}}{_WRITINGS})",
        r"(?:请|欢迎)?(?:扫码|扫一扫|微信搜索|搜索|扫描(?:上方|下方|左侧|右侧)?二维码|长按(?:识别)?(?:二维码)?)?[，,]?"
        r"关注(?:我们的?|本号|本)?(?:微信)?(?:公众号)?[:：]?[^，。；]{0,16}[，,]?(?:免费)?(?:获取|领取|下载)"
        rf"(?:更多|全套|完整|海量|最新|精品)?[\w\u4e00-\u9fff]{{0,4}}{_WRITINGS}",
        r"(?:请|欢迎)?(?:关注)?(?:微信)?公众号[:：]?[“「【]?[\w\u4e00-\u9fff]{0,8}"
        r"(?:公文写作|写作素材|公文素材|材料写作|范文|笔杆子|文秘|体制内|干货)[\w\u4e00-\u9fff]{0,6}[”」】]?",
    ),
    "advertising": (
        rf"(?:{_THIS}(?:来自|来源于?|来源[:：]|源自|转自|转载自|摘自|下载自|整理自|选自|由)|(?:文章|资料|文档)?来源[:：])"
        rf"[“《【]?{_SHOP}[”》】]?(?:{_HOST}/?)?(?:用户)?(?:独家|精心)?(?:整理|收集|搜集|提供|下载|上传|发布|首发|编辑)*",
        rf"[“《【]?{_SHOP}[”》】]?[-_—|·:：]*{_HOST}/?",
        rf"[“《【]?{_SHOP}[”》】]?[-_—|·]+.{{0,12}}(?:免费|下载|大全|尽在|首选|海量|专业的|范文|写作).{{0,12}}",
        rf"(?:{SELLERS})(?:[-_—|·].{{0,20}})?",
        rf"{_MORE}{_GOODS}[，,]?(?:尽在|请访问|请登录|请到|就上|请上|下载请到)[:：]?{_SHOP}.{{0,10}}",
        rf"{_MORE}(?:{_WRITINGS}[\w\u4e00-\u9fff]{{0,4}}[，,]?(?:请访问|请登录|请到|请上)|{_GOODS}[，,]?(?:尽在|就上))[:：]?{_HOST}/?",
        rf"{_THIS}(?:部分|所有|所载|全部|内容|资料|图片|文字|文章|素材|提供的|收集的|均|都|为|系)*"
        r"(?:来源于?|来自于?|收集于?|搜集于?|整理自|转载自|采集自|收集自|取自|摘自)于?(?:互联网|网络|网友)[^，。；]{0,14}",
        r"(?:如|若|如有|若有|如果|如若)?[^，。；]{0,8}(?:侵权|侵犯了?(?:您|你|他人|原作者)的?[^，。；]{0,6}(?:权益|版权|著作权|权利))"
        r"(?:之处|行为|问题)?(?:请|可)?(?:及时|立即|第一时间)?(?:联系|告知|通知)(?:(?:我们?|本站|客服|管理员|小编|站长|作者|网站|后台)"
        r"(?:进行)?(?:删除|处理|下架|撤下)|(?:进行)?(?:删除|下架|撤下|删帖))",
        r"(?:点击|立即|免费|一键|高速|高清)(?:免费)?下载(?:本文|全文|原文|文档|此文档|[Ww]ord版?|完整版)",
    ),
    "portal": (rf"{_HOST}/?",),
}
_BESIDE: Final = (  # says nothing alone; strips with a clause above, or in a line next to a stripped one
    rf"[￥¥]\d{{1,3}}(?:\.\d{{1,2}})?元?(?:/[套次份篇])?|(?:价格|售价|定价)[:：][￥¥]?\d{{1,3}}(?:\.\d{{1,2}})?元?"
    r"|(?:请|欢迎)?(?:加|添加|扫码加)?(?:客服|站长)?(?:微信|QQ|qq|[vV][xX]|[wW][xX])(?:号|群|客服)?[:：号]?[A-Za-z0-9_-]{5,20}(?:（同号）|同号)?"
    r"|(?:扫码|扫描二维码|长按识别二维码|扫一扫|微信扫一扫|关注我们|加入会员|立即购买|点击下载|立即下载|免费下载|下载全文|继续阅读|联系客服)"
    rf"|(?:网址|官网|网站|地址)[:：]{_HOST}/?"
    r"|(?:免责|版权|特别|郑重|温馨)?(?:声明|提示|说明)[:：]?|版权归(?:原)?(?:作者|著作权人|权利人|版权方)(?:及[^，。；]{2,8})?所有"
    r"|(?:如|若)(?:有|您发现有?|涉及)?(?:任何)?(?:侵权|版权问题)(?:行为|内容|之处)?|(?:请)?(?:及时|立即|第一时间)?(?:联系|告知|通知)(?:我们|本站|客服|管理员|小编|站长|作者)?(?:进行)?(?:删除|处理|下架)(?:处理)?"
    rf"|{_THIS}?仅供(?:个人)?(?:学习|参考|研究|交流|学习参考|学习交流|参考学习|学习研究)(?:使用|之用|和参考)?|(?:请)?(?:勿|不得|禁止|严禁|切勿)(?:用于)?(?:商业|商用|非法转载|转载|转卖|传播)(?:用途|使用)?"
    r"|(?:请)?(?:于|在)?下载后24小时内删除|感谢(?:您的)?(?:阅读|下载|支持|使用)"
)
_SPLIT: Final = re.compile(r"[，,。；;！!\s\u3000]+")
_AROUND: Final = "【】[]（）()<>《》★☆●◆▲■*-—_=~|·•…“”\"' \u3000"
_OURS: Final = {why: re.compile("|".join(f"(?:{one})" for one in ones)) for why, ones in _CLAUSES.items()}
_WITH: Final = re.compile(_BESIDE)
_LONGEST: Final = 160


def why_sold(line: str) -> Why | None:
    """Why all of a line is a seller's; None when any clause of it may be the document's."""
    if len(line) > _LONGEST:
        return None
    whole = line.strip(_AROUND)
    if why := _clause(whole):
        return why
    found = None
    for clause in _clauses(whole):
        why = _clause(clause)
        if not why and not _WITH.fullmatch(clause):
            return None
        found = found or why
    return found


def stands_beside(line: str) -> bool:
    """Whether each clause of a line is one that is a seller's only next to what certainly is."""
    clauses = _clauses(line.strip(_AROUND))
    return 0 < len(line) <= _LONGEST and bool(clauses) and all(_WITH.fullmatch(clause) for clause in clauses)


def _clause(clause: str) -> Why | None:
    return next((why for why, pattern in _OURS.items() if pattern.fullmatch(clause)), None)


def _clauses(line: str) -> list[str]:
    unlabelled = re.sub(r"(声明|提示|说明)[:：]", r"\1：，", line)
    return [clause.strip(_AROUND) for clause in _SPLIT.split(unlabelled) if clause.strip(_AROUND)]
