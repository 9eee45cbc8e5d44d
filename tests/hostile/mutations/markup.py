"""Tag soup: web pages whose tags are lost, said again, crossed, nested without end, or lie."""

import re
from random import Random

from hostile.mutations.common import NUMBERS, WORDS, Mutation, place, repeats
from hostile.mutations.tokens import in_text

_TAG = re.compile(r"<[^<>]{0,300}>")
_VALUE = re.compile(r"(?<==)(?:\"[^\"<>]{0,200}\"|'[^'<>]{0,200}'|[^\s\"'<>]{1,100})")
_SOUP = (
    *("<", ">", "</", "<!", "<!--", "-->", "<![CDATA[", "]]>", "<?xml version='1.0'?>", "<![if x]>", "<![endif]>", "<!DOCTYPE html>", "&", "&#", "&#x110000;"),
    *("&#0;", "&#55296;", "&#99999999999;", "&nosuch;", "&nbsp", "<p>", "</p>", "<div>", "</div>", "<br>", "</br>", "<b><i></b></i>", "<script>", "<style>"),
    *("<textarea>", "<title>", "<noscript>", "<iframe>", "<template>", "<svg><p>", "<math>", "<plaintext>", "<frameset>", "</body>", "</html>", "<body>"),
    *("<table>", "</table>", "<tr>", "<td>", "<td rowspan=99999 colspan=99999>", "<td rowspan=0>", "<th colspan=-1>", "<caption>", "<colgroup>", "<tr><table>"),
    *("<ol start=99999999999999999999>", "<ol start=-5 type=i>", "<ol reversed>", "<li value=x>", "<ul><ol><li>", "<select><option>", "<a href=", "<img alt=图>"),
    *("<meta charset=utf-16>", "<meta charset=gbk>", "<meta charset=nosuch>", '<meta http-equiv=refresh content="0;url=http://127.0.0.1">', "<base href=//x>"),
    *('<p style="display:none">', "<p hidden>", "<font>", "<o:p>", "<ruby>渠<rt>qu", "<pre>", "<x-y:z>", "<p" + " a=b" * 3000 + ">", "\0", "\x0c"),
)  # fmt: skip


def tag_gone(text: str, chance: Random) -> str:
    """Leave a tag or several out."""
    for _ in range(min(repeats(chance), 10)):
        tags = list(_TAG.finditer(text))
        if tags:
            one = chance.choice(tags)
            text = text[: one.start()] + text[one.end() :]
    return text


def tag_put(text: str, chance: Random) -> str:
    """Put soup between."""
    for _ in range(min(repeats(chance), 30)):
        at = place(text, chance)
        text = text[:at] + chance.choice(_SOUP) + text[at:]
    return text


def tag_nested(text: str, chance: Random) -> str:
    """Open the same tags very often, and close them or not."""
    tag = chance.choice(
        ("div", "p", "span", "table><tr><td", "ul><li", "b", "font", "blockquote", "a", "section", "ol><li")
    )
    times, at, end = repeats(chance) * chance.choice((1, 5)), place(text, chance), place(text, chance)
    closed = "".join(f"</{name}>" for name in reversed(tag.split("><"))) * times if chance.random() < 0.5 else ""
    at, end = sorted((at, end))
    return f"{text[:at]}{f'<{tag}>' * times}{text[at:end]}{closed}{text[end:]}"


def tags_changed(text: str, chance: Random) -> str:
    """Let two tags change places."""
    tags = _TAG.findall(text)
    if len(tags) > 1:
        one, other = chance.randrange(len(tags)), chance.randrange(len(tags))
        tags[one], tags[other] = tags[other], tags[one]
    told = iter(tags)
    return _TAG.sub(lambda _: next(told), text)


def value_odd(text: str, chance: Random) -> str:
    """Give attributes odd values."""
    found = list(_VALUE.finditer(text))
    for one in sorted(chance.sample(found, min(len(found), repeats(chance))), key=lambda one: -one.start()):
        text = f'{text[: one.start()]}"{chance.choice((*NUMBERS, *WORDS))}"{text[one.end() :]}'
    return text


MARKUP: tuple[Mutation, ...] = tuple(map(in_text, (tag_gone, tag_put, tag_nested, tags_changed, value_odd)))
