"""Which texts are versions of one document: drafts, trial texts and amended texts of it share a key, other years' do not."""

import re
from typing import Final

from bihuan.cataloguing.card import Card
from bihuan.cataloguing.folding import signs_of, words_folded
from bihuan.cataloguing.kinds import Kind

_LASTING: Final[frozenset[Kind]] = frozenset({"法规", "办法", "决定"})
_OF_A_DAY: Final[frozenset[Kind]] = frozenset({"讲话", "纪要", "简报"})  # many have the same title
_OF_A_YEAR: Final[frozenset[Kind]] = frozenset({"总结", "计划", "报告", "通知", "公告"})
_FEWEST: Final = 4  # signs of a title that tells anything
_GENERIC: Final = re.compile(
    r"^(?:20\d\d年?(?:度)?)?(?:工作|年度|年终|个人|全年|上半年|下半年)*(?:总结|计划|报告|通知|方案|要点|汇报|安排|情况|及|和|与)*$"
)
_BRACKETED: Final = re.compile(  # （2023年修订）, （试行）, (2023-12-29), （征求意见稿）, (1)
    r"[（(\[【〔]\s*(?:试行|暂行|草案|修订|修正|修改|修订稿|修改稿|讨论稿|征求意见稿|送审稿|审议稿|报批稿|初稿|定稿|终稿|终版|最终版|最终稿"
    r"|印发稿|正式稿|副本|新版?|现行有效|全文|含附件"
    r"|(?:19|20)\d\d(?:[-.年/]\d{1,2}[-.月/]\d{1,2}日?|\d{4})(?:修订|修正|修改|版)?"
    r"|(?:19|20)\d\d年?(?:修订|修正|修改|第[一二三四五六七八九十\d]+次(?:修订|修正)|版)(?:版|本|文本|稿)?"
    r"|第?[一二三四五六七八九十\d]{1,3}次?(?:修订|修正|修改|稿|版)|[vV]?\d{1,2}(?:\.\d+)*)\s*[）)\]】〕]"
)
_LOOSE: Final = re.compile(  # the same marks without brackets, at the end
    r"(?:[-_\s—]*(?:试行|修订版|修订稿|修改稿|修改版|讨论稿|征求意见稿|送审稿|审议稿|草案|初稿|定稿|终稿|终版|最终版|最终稿"
    r"|印发稿|正式稿|副本|[vV]\d{1,2}(?:\.\d+)*|(?:19|20)\d\d年?(?:修订|修正|版)(?:版|本)?"
    r"|(?:19|20)\d\d(?:[-.]\d{1,2}[-.]\d{1,2}|\d{4})))+$"
)
_YEAR_ALONE: Final = re.compile(r"[（(](?:19|20)\d\d年?[）)]")  # of a law its version, of a plan its year
_YEAR: Final = re.compile(r"(?:19|20)\d\d|二[〇○零][〇○零一二三四五六七八九]{2}年")
_AMENDMENT: Final = "修正案"  # （1999年） tells these apart
_COUNTRY: Final = "中华人民共和国"


def version_key(card: Card) -> str:
    """The same for two texts of the same document; "" when the card does not tell which document it is."""
    lasting = card.kind in _LASTING  # amended under the same name, perhaps by another body
    title = card.title if _AMENDMENT in card.title else _marks_removed(card.title, with_year=lasting)
    own = title.removeprefix(_COUNTRY) if lasting else title.removeprefix(card.issuer)
    bare = _folded(own.removeprefix(card.region))
    scope = card.region if lasting else card.issuer or card.region
    if not bare or (not (lasting or scope) and (len(bare) < _FEWEST or _GENERIC.match(bare))):
        return ""
    when = _when(card, own)
    return "" if when is None else "|".join(part for part in (bare, _folded(scope), when) if part)


def _when(card: Card, title: str) -> str | None:
    """What tells apart documents of one title: the day of a speech, the year of a report; None when that is unknown."""
    if card.kind in _OF_A_DAY:
        return card.signed_on.isoformat() if card.signed_on else None
    if card.kind in _OF_A_YEAR and not _YEAR.search(title):
        return str(card.year or "")
    return ""


def _marks_removed(title: str, *, with_year: bool) -> str:
    bare = _LOOSE.sub("", _BRACKETED.sub("", title))
    return (_YEAR_ALONE.sub("", bare) if with_year else bare) or title


def _folded(name: str) -> str:
    folded = words_folded(signs_of(name))
    return "".join(map(chr, folded[folded != 0].tolist()))
