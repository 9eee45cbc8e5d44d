"""文种: what kind of document a title names. The last word of a Chinese title says it."""

import re
from typing import Final, Literal

Kind = Literal[
    "总结",
    "计划",
    "报告",
    "通知",
    "方案",
    "讲话",
    "法规",
    "意见",
    "办法",
    "函",
    "纪要",
    "决定",
    "批复",
    "请示",
    "公告",
    "简报",
    "案例",
    "其他",
]

_WORDS: Final[dict[Kind, str]] = {
    "总结": "总结|小结|回顾",
    "计划": "计划|打算|要点|思路|规划|规划纲要|工作安排|重点任务|工作部署",
    "报告": "报告|汇报|工作情况|进展情况|完成情况|情况|述职|公报|年报|自查",
    "通知": "通知|通报",
    "方案": "方案|预案",
    "讲话": "讲话|讲话稿|致辞|发言|发言稿|主持词",
    "法规": "条例|规定|规则|法|法典|宪法|修正案|解释|序言|编|总则|通则|法律问题",
    "意见": "意见|建议",
    "办法": "办法|细则|制度|规程|规范|准则",
    "函": "函",
    "纪要": "纪要|记录",
    "决定": "决定|决议|命令|令",
    "批复": "批复|答复",
    "请示": "请示",
    "公告": "公告|公示|通告",
    "简报": "简报|信息|专报|动态",
    "案例": "案例|纠纷案|案",
}
_OF_WORD: Final[dict[str, Kind]] = {word: kind for kind, words in _WORDS.items() for word in words.split("|")}
_LONGEST_FIRST: Final = sorted(_OF_WORD, key=len, reverse=True)
_ANY: Final = re.compile("|".join(word for word in _LONGEST_FIRST if len(word) > 1 and word != "情况"))
_AFTER: Final = re.compile(r"(?:[（(〔\[【][^（()）〔〕\[\]【】]{0,30}[)）〕\]】]|[》”\"'_\s\d.-]|稿|全文)+$")
_SUMMARY_AND_PLAN: Final = re.compile(r"总结|小结|工作回顾")
_OUTSIDE: Final = re.compile(r"《[^》]*》")
TITLE_WORDS: Final = "|".join(_LONGEST_FIRST)


def kind_of(title: str) -> Kind:
    """The kind that a title names; 其他 when it names none."""
    bare = _AFTER.sub("", title)
    if _SUMMARY_AND_PLAN.search(bare) and not bare.endswith(("通知", "通报", "方案", "报告", "讲话", "意见", "函")):
        return "总结"
    for word in _LONGEST_FIRST:
        if bare.endswith(word):
            return _OF_WORD[word]
    named = [match[0] for match in _ANY.finditer(_OUTSIDE.sub("", bare))]
    return _OF_WORD[named[-1]] if named else "其他"
