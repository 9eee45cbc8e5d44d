"""The first lines of a document and what each of them is: red head, title, day, addressee."""

import re
from dataclasses import dataclass
from datetime import date
from typing import Final

from bihuan.cataloguing.kinds import TITLE_WORDS
from bihuan.reading.head import DATE_LINE, ORG_END
from bihuan.reading.numerals import numeral_read

_LINES: Final = 24
_LOOKED_AT: Final = 3000  # characters
_LONGEST_TITLE: Final = 90
_MARKDOWN: Final = re.compile(r"^#{1,6}\s*")
_COMMENT: Final = re.compile(r"^<!--.*-->$")
_NUMBER: Final = re.compile(
    r"^(?:发文字号[:：])?[（(]?(?P<by>[\u4e00-\u9fff]{0,14})[〔\[［【（(](?P<year>(?:19|20)\d\d)年?[〕\]］】）)]第?(?P<n>\d{1,4})号[）)]?"
    r"(?=签发人|$|[\u3000 ])"
)
_SIGNER: Final = re.compile(r"签发人[:：](?P<who>[\u4e00-\u9fff·]{2,12})")
_RED_HEAD: Final = re.compile(rf"^(?P<who>[\u4e00-\u9fff]{{2,30}}{ORG_END})(?:文件)$")
_NO_TITLE: Final = re.compile(
    r"^(?:特急|急件|加急|平急|机密|秘密|绝密|内部|公开|密级|份号|签发人|发文|附件\d*[:：]?|\d+|目录|第[一二三四五六七八九十\d]+[章编节条]|[一二三四五六七八九十]+、|（[一二三四五六七八九十]+）)"
)
_ENDS_TITLE: Final = re.compile(
    rf"(?:{TITLE_WORDS}|清单|台账|名单|说明|指南|标准|纲要|办法|纪实|材料|信|书|讲稿)(?:[（(〔][^（()）〔〕]{{1,24}}[)）〕])*$"
)
_ADDRESSEE: Final = re.compile(
    rf"^(?P<to>[^。；！？:：]{{0,160}}(?:{ORG_END}|单位|机构|部门|企业|成员)(?:[（(][^）)]{{1,20}}[）)])?)[:：]$"
)
_NO_ADDRESSEE: Final = re.compile(
    r"各位|同志|代表[们：]|委员[们：]|领导|同学|朋友|如下|下列|应当|可以|^第[一二三四五六七八九十百\d]+条|^[一二三四五六七八九十\d（(]+[、.）)]"
)


@dataclass(frozen=True, slots=True)
class Line:
    """One line without its spaces and marks of markdown; ``hashes`` is the level of a markdown heading, 0 of other text."""

    text: str
    hashes: int


def lines_of(text: str) -> list[Line]:
    """The first lines that are not empty, as far as a head may reach."""
    lines: list[Line] = []
    for raw in text[:_LOOKED_AT].split("\n"):
        marked = _MARKDOWN.match(raw)
        line = "".join(raw[marked.end() if marked else 0 :].split())
        if line and not _COMMENT.match(line):
            lines.append(Line(line, marked[0].count("#") if marked else 0))
        if len(lines) == _LINES:
            break
    return lines


def title_at(lines: list[Line]) -> tuple[str, int]:
    """(title, index of the line after it); ("", 0) when the lines show none."""
    for index, line in enumerate(lines[:12]):
        if line.hashes == 1 and len(line.text) <= _LONGEST_TITLE:
            return line.text, index + 1
        if re.search(r"[。；！？]$", line.text) or _ADDRESSEE.match(line.text):
            return "", 0
        if _is_title(line.text):
            return _joined(lines, index), index + 1
    return "", 0


def _is_title(line: str) -> bool:
    return (
        2 < len(line) <= _LONGEST_TITLE
        and bool(_ENDS_TITLE.search(line))
        and not re.search(r"[，。；：！？]", re.sub(r"[《“（(][^》”）)]*[》”）)]", "", line))
        and not _NO_TITLE.match(line)
        and not _RED_HEAD.match(line)
    )


def _joined(lines: list[Line], index: int) -> str:
    """With the lines above that its words began on."""
    title = lines[index].text
    for above in reversed(lines[max(0, index - 2) : index]):
        text = above.text
        if len(text) + len(title) > _LONGEST_TITLE or not _begins_title(text, title):
            break
        title = text + title
    return title


def _begins_title(above: str, title: str) -> bool:
    if re.search(r"[，。；：！？:）)〕]$", above) or _NO_TITLE.match(above) or _RED_HEAD.match(above):
        return False
    if day_in(above) or number_in(above) or _ENDS_TITLE.search(above):
        return False
    if above.startswith("关于") or "关于" in above:
        return "关于" not in title
    return bool(re.search(rf"{ORG_END}$", above)) and not re.search(ORG_END + "关于", title[:30])


def number_in(line: str) -> str:
    """发文字号 that stands on a line of its own, in the brackets 〔〕; "" when there is none."""
    found = _NUMBER.match(line)
    return f"{found['by']}〔{found['year']}〕{int(found['n'])}号" if found else ""


def signer_in(line: str) -> str:
    """签发人; "" when the line names none."""
    found = _SIGNER.search(line)
    return found["who"] if found else ""


def red_head_in(line: str) -> str:
    """The body whose red head (云川县水利局文件) the line is; "" when it is none."""
    found = _RED_HEAD.match(line)
    return found["who"] if found else ""


def addressee_in(line: str) -> str:
    """主送机关 of a line that ends with a colon; a greeting is none."""
    found = _ADDRESSEE.match(line)
    return "" if not found or _NO_ADDRESSEE.search(line) else found["to"]


def day_in(line: str) -> date | None:
    """The day that is all of a line, in brackets or not."""
    found = DATE_LINE.match(line.strip("（()）[]〔〕"))
    return day_read(found["y"], found["m"], found["d"]) if found else None


def day_read(year: str, month: str, day: str) -> date | None:
    """二〇二四, 三, 五 or 2024, 3, 5; None when the calendar has no such day."""
    digits = year.translate(str.maketrans("〇○零一二三四五六七八九", "000123456789"))
    try:
        return date(int(digits), numeral_read(month), numeral_read(day))
    except ValueError:
        return None
