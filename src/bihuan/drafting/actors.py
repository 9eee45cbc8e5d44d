"""Whose number it is: a sentence may report what another department did."""

import re
from collections.abc import Sequence

from bihuan.drafting.words import words_normal

_ORGAN = re.compile(
    r"(?:^|[,，;；。:：])(?:其中)?([\u4e00-\u9fff]{2,14}?(?:局|委|办|厅|院|公司|大队|支队|中队|中心|银行|集团|办事处|政府))"
    r"(?![结理公事法案件托面势部长限落])(?=[\u4e00-\u9fff])"
)
_NOT_ACTING = re.compile(
    r"^(?:联合|会同|协同|配合|邀请|协调|根据|按照|由于|通过|经|向|与|在|对|为|结合|组织|召开|接受|完成|我|本|全)"
)
SHORTEST = 3  # characters of a short form: 执法局
_PLACE = re.compile(r"^(?:XX|xx|某)?[\u4e00-\u9fff]{0,3}?(?:省|市|县|区|旗|州)")


def actor_other(before: str, own_names: Sequence[str]) -> str:
    """The other organisation that acts in the sentence before the number; empty when the reporting unit does."""
    for match in reversed(list(_ORGAN.finditer(before))):
        organ = match[1]
        if _NOT_ACTING.match(organ):
            continue
        return "" if any(same_organ(organ, words_normal(name)) for name in own_names) else organ
    return ""


def same_organ(organ: str, name: str) -> bool:
    """Whether one is a short form of the other: 城管执法局 of 县城乡管理和综合执法局."""
    full = _PLACE.sub("", name) or name
    endings = (organ[start:] for start in range(len(organ) - SHORTEST + 1))
    return "我" in organ or subsequence(full, organ) or any(subsequence(ending, full) for ending in endings)


def subsequence(short: str, full: str) -> bool:
    """Whether the characters of ``short`` stand in ``full`` in their order."""
    letters = iter(full)
    return all(letter in letters for letter in short)
