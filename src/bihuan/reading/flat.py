"""A report in one line, or a list of parts run together in one: where its lines began."""

import re
from collections.abc import Iterator
from typing import Final

from bihuan.reading.numerals import numeral_read

_CN: Final = "一二三四五六七八九十"
MARK: Final = re.compile(  # what begins an item at the head of a line
    rf"(?:第[{_CN}]{{1,3}}(?:部分|章)|[{_CN}]{{1,3}}[、．.]|[（(〔][{_CN}\d]{{1,3}}[）)〕]|\d{{1,2}}(?:、|[.．](?!\d))|[①-⑳])"
)
_LONG_LINE: Final = re.compile(r"^[^\n]{150,}", re.MULTILINE)  # a shorter one holds no report
_NOUN: Final = r"(?=[\u4e00-\u9fff“《\dXx×*])"
_CHAPTER: Final = re.compile(rf"第(?P<number>[{_CN}]{{1,3}})部分")
# These look back from their first character on: the engine passes over all others at once.
_PART: Final = re.compile(
    rf"(?P<number>[{_CN}](?<![第十百千零〇、和与及至到{_CN}].)[{_CN}]{{0,2}})、{_NOUN}(?![{_CN}]+[、产级类])"
)
_ITEM: Final = re.compile(rf"[（(](?<![条第].)(?P<number>[{_CN}]{{1,3}})[）)]{_NOUN}")
_POINT: Final = re.compile(r"(?P<number>\d(?<![\d.第].)\d?)[、.．](?=[\u4e00-\u9fff“《]|20\d\d年)(?![月日年])")
_HALF: Final = re.compile(r"(?P<number>\d(?<=[\s。；：]\d)\d?)[)）](?=[\u4e00-\u9fff“])")
_DASHES: Final = re.compile(r"—(?<=[\s。；：]—)—(?=[\u4e00-\u9fff“])")
_LISTS: Final = (_CHAPTER, _PART, _ITEM, _POINT, _HALF)
_UNDER_POINT: Final = re.compile(r"(?<=[\s。；])\d{1,2}\.\d{1,2}(?=[^\S\n]?[\u4e00-\u9fff“])(?![万亿元个户家])")
_UNDER_HEADING: Final = re.compile(r"(?<=问题|不足|困难|情况|打算|计划|措施|安排|成效|亮点)(?:一是)")
_AFTER_SPACE: Final = re.compile(  # ①, x. and a bare 2024年工作安排 stand after a space
    r"(?<=[^\S\n])(?:[①-⑳]|[xXＸ×*□]{1,3}[、.．](?=[\u4e00-\u9fff])|20\d\d年[^\s，。；：]{2,16}(?=[^\S\n]))"
)
_BARE_HEADING: Final = re.compile(r"20\d\d年[^\s，。；：]{2,16}[^\S\n]+")
_HEADING: Final = re.compile(rf"[（(]?[{_CN}\d]{{1,3}}[）)、.．][^\s。：]{{2,40}}[ \u3000]+(?=\S)")
_BEFORE_RUN: Final = re.compile(rf"[（(]?[{_CN}\d]{{1,3}}[）)、.．][^\s。：；，]{{2,30}}?(?=一是)")
_PART_NAME: Final = re.compile(  # 三、2024年工作安排2024年，我局…: the name of a part ends where its text begins
    rf"[{_CN}]{{1,3}}、(?:20\d\d年)?[^，。：\s]{{0,8}}?(?:工作(?:总结|回顾|(?:开展|完成)?情况|计划|打算|安排|要点)"
    r"|(?:存在|面临)的?(?:主要|突出)?(?:问题|困难|不足)(?:和(?:问题|困难|不足))?)(?=20\d\d年|[我全今当目]|一是|[（(\d])"
)
_TITLE: Final = re.compile(
    r"[^\n，。；：]{4,58}?(?:总结|计划|打算|安排|要点|思路|谋划|情况报告|工作报告|的(?:报告|汇报)|工作情况|汇报)(?![和及与暨的、（(报情])"
)
_CLOSING: Final = re.compile(
    r"。[^\S\n]*(?P<by>[^\s，。；：、\d]{2,28}[^\S\n]+)?(?P<on>[\dXx×*〇○一二三四五六七八九零]{2,4}年[\dXx×*一二三四五六七八九十]{1,3}月[\dXx×*一二三四五六七八九十]{1,3}日)\s*$"
)


def flat_breaks(text: str) -> Iterator[tuple[int, int, str]]:
    """Line feeds for the spaces, or for nothing, before each mark that a list in one line has."""
    for line in _LONG_LINE.finditer(text):
        if any(len(list(_in_sequence(pattern, line))) >= 2 for pattern in _LISTS):
            yield from _line_breaks(text, line)


def _line_breaks(text: str, line: re.Match[str]) -> Iterator[tuple[int, int, str]]:
    begins = {begin for pattern in _LISTS for begin in _in_sequence(pattern, line)}
    for pattern in (_UNDER_POINT, _UNDER_HEADING, _AFTER_SPACE, _DASHES):
        begins |= {match.start() for match in pattern.finditer(text, line.start(), line.end())}
    if title := _TITLE.match(text, line.start(), line.end()):
        begins.add(title.end())
    if closing := _CLOSING.search(line[0]):
        begins |= {line.start() + closing.start(name) for name in ("by", "on") if closing[name]}
    begins |= _ends_of_headings(text, line, begins)
    for begin in sorted(begins):
        gap = begin
        while gap > line.start() and text[gap - 1] in " \t\u3000\u00a0":
            gap -= 1
        if gap > line.start():
            yield gap, begin, "\n"


def _ends_of_headings(text: str, line: re.Match[str], begins: set[int]) -> set[int]:
    """The space that ends a heading: （一）党建工作 我局…"""
    patterns = (_HEADING, _BARE_HEADING, _PART_NAME, _BEFORE_RUN)
    headings = (pattern.match(text, begin, line.end()) for begin in begins for pattern in patterns)
    return {heading.end() for heading in headings if heading}


def _in_sequence(pattern: re.Pattern[str], line: re.Match[str]) -> Iterator[int]:
    """Where a list goes on: each number is one more than the last, or begins anew at one."""
    last = 0
    for match in pattern.finditer(line.string, line.start(), line.end()):
        number = numeral_read(match["number"])
        if number == last + 1 or number == 1:
            last = number
            yield match.start()
