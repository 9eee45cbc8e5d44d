"""HTML: what a person reads on the page, and nothing of what stands around it."""

from pathlib import Path

import pytest

from bihuan.datamodel import BihuanError
from bihuan.reading.document import Document
from bihuan.reading.opening import document_open

TITLE = "青禾县水务局2023年工作总结和2024年工作计划"
LINES = (
    "一、2023年工作总结",
    "（一）抓好防汛。全年巡查河道126公里，整治隐患38处，投入资金1.2亿元。",
    "（二）保障供水。新建水厂2座，受益群众3.6万人，水质合格率98.5%。",
    "二、2024年工作计划",
    "新建泵站3座，修复堤防12公里。",
    "青禾县水务局",
    "2023年12月20日",
)


@pytest.fixture
def read(tmp_path: Path):
    def one(html: str | bytes, encoding: str = "utf-8") -> Document:
        path = tmp_path / "a.html"
        path.write_bytes(html if isinstance(html, bytes) else html.encode(encoding))
        return document_open(path)

    return one


def body(inner: str) -> str:
    return f"<!DOCTYPE html><html><head><meta charset=utf-8></head><body>{inner}</body></html>"


def lines(document: Document) -> list[str]:
    assert document.format == "html"
    return document.text.split("\n")


def asides(document: Document) -> str:
    return "\n".join(aside.text for aside in document.asides)


TABLES_OF_2005 = f"""<html><head><meta http-equiv="Content-Type" content="text/html; charset=gb2312"><title>{TITLE}-青禾县人民政府</title></head>
<body bgcolor=#ffffff><table width=760><tr><td><a href=/>首页</a> <a href=/a>政务公开</a></td></tr></table>
<table width=760><tr><td width=160><table><tr><td><a href=1>领导之窗</a></td></tr><tr><td><a href=2>机构设置</a></td></tr></table></td>
<td><table><tr><td align=center><font size=5><b>{TITLE[:15]}<br>{TITLE[15:]}</b></font></td></tr>
<tr><td>发布时间：2023-12-25 浏览次数：<script>hits()</script>12次 【<a href=#>打印</a>】</td></tr>
<tr><td>{"".join(f"&nbsp;&nbsp;&nbsp;&nbsp;{line}<br>" for line in LINES)}</td></tr></table>
<p>上一篇：<a href=3>青禾县教育局2023年工作总结</a></p></td></tr></table><p>版权所有：青禾县人民政府</p></body></html>"""

DIVS_OF_2015 = f"""<!DOCTYPE html><html><head><meta charset="utf-8"><meta name="ArticleTitle" content="{TITLE}"><script>var a = "<p>";</script></head><body>
<div class="top"><ul><li><a href="/">首页</a></li><li><a href="/z">政务公开</a></li></ul></div><div class="pos">当前位置：<a href="/">首页</a>&gt;<a href="/g">公开</a></div>
<div class="main"><div class="bt">{TITLE}</div><div class="info"><span>发布时间：2023-12-25</span><span>来源：县水务局</span><span>浏览次数：<em>3</em></span></div>
<div class="content"><div class="TRS_Editor"><style>.TRS_Editor P {{margin:0}}</style><div class="Custom_UnionStyle">
{"".join(f'<p class="MsoNormal" style="text-indent:2em"><span style="font-family:仿宋"><font face="仿宋">{line}</font></span><o:p></o:p></p>' for line in LINES)}
</div></div></div><div class="share">分享到：<a href="#">微信</a><a href="#">微博</a></div><div>上一篇：<a href="#">县教育局工作总结</a></div></div>
<div class="side"><h3>热点新闻</h3><ul><li><a href="#">青禾县召开会议，部署防汛工作。</a></li></ul></div><div class="foot">主办单位：青禾县人民政府办公室</div></body></html>"""


@pytest.mark.parametrize("html", [TABLES_OF_2005, DIVS_OF_2015], ids=["tables of 2005", "divs of 2015"])
def test_of_a_site_only_the_report_is_read(html: str, read) -> None:
    document = read(html, "gb18030" if "gb2312" in html else "utf-8")
    assert "".join(lines(document)) == TITLE + "".join(LINES)
    assert "首页" in asides(document) and "教育局" in asides(document)


def test_a_report_without_a_site_is_read_whole(read) -> None:
    inner = "".join(f"<div>{line}</div>" for line in (TITLE, *LINES))
    assert lines(read(body(inner))) == [TITLE, *LINES]


@pytest.mark.parametrize("around", ["<footer>电话。</footer>", "<p><a href=/>首页</a></p>"])
def test_a_paragraph_that_is_nearly_all_of_the_prose_does_not_hide_its_heading(around: str, read) -> None:
    long = LINES[1] * 20
    assert lines(read(body(f"<div><p>{LINES[0]}</p><p>{long}</p></div>{around}"))) == [LINES[0], long]


def test_header_footer_navigation_and_sidebar_stand_beside_the_text(read) -> None:
    document = read(
        body(
            "<header>青禾县</header><nav>导航。</nav><p>完成5件。</p><aside>广告。</aside><footer>地址，电话。</footer>"
        )
    )
    assert lines(document) == ["完成5件。"]
    assert [(aside.text, aside.where) for aside in document.asides] == [
        ("青禾县", "网页页眉"),
        ("导航。", "网页导航"),
        ("广告。", "网页边栏"),
        ("地址，电话。", "网页页脚"),
    ]


@pytest.mark.parametrize(
    "unseen",
    [
        "<script>完成9件</script>",
        "<style>p{}</style>",
        "<noscript>完成9件</noscript>",
        "<template>完成9件</template>",
        "<!-- 完成9件 -->",
        "<!--[if gte mso 9]><xml>完成9件</xml><![endif]-->",
        "<span style='display: none'>完成9件</span>",
        "<span style='mso-hide:all'>完成9件</span>",
        "<div hidden>完成9件</div>",
        "<del>完成9件</del>",
        "<select><option>完成9件</option></select>",
    ],
)
def test_what_nobody_sees_is_not_read(unseen: str, read) -> None:
    assert "".join(lines(read(body(f"<p>完成5件。{unseen}</p>")))) == "完成5件。"


def test_an_article_that_its_page_shows_by_script_is_read(read) -> None:
    assert lines(read(body("<div id='js_content' style='visibility: hidden'><p>完成5件。</p></div>"))) == ["完成5件。"]


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<p>甲<br>乙</p>丙", ["甲", "乙", "丙"]),
        ("<h1>青禾县水务局<br>2023年工作总结</h1>", ["青禾县水务局2023年工作总结"]),
        ("<p>&emsp;&emsp;完成&nbsp;5&ensp;件&#12290;&amp;</p>", ["完成 5 件。&"]),
        ("<p>全年巡查\n  河道<b>126</b>公里</p>", ["全年巡查河道126公里"]),
        ("<p>Windows\n11 系统</p>", ["Windows 11 系统"]),
        ("<pre>甲\n  乙</pre>", ["甲", "乙"]),
        ("<table><tr><th>项目<th>数量<tr><td><p>宣讲</p><td><p>12</p><p>场</p></table>", ["项目\t数量", "宣讲\t12 场"]),
        ("<table><caption>表一</caption><tr><td>甲<td>1</table>", ["表一", "甲\t1"]),
        ("<table><tr><td>甲。<tr><td>乙。</table>", ["甲。", "乙。"]),
    ],
)
def test_lines_are_those_that_a_person_sees(html: str, expected: list[str], read) -> None:
    assert lines(read(body(html))) == expected


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<ol><li>甲<li>乙</ol>", ["1.甲", "2.乙"]),
        ("<ol start=3><li>甲<li value=7>乙<li>丙</ol>", ["3.甲", "7.乙", "8.丙"]),
        ("<ol reversed><li>甲<li>乙</ol>", ["2.甲", "1.乙"]),
        ("<ol type=a><li>甲</ol><ol type=I><li>乙</ol>", ["a.甲", "I.乙"]),
        ("<ol style='list-style-type: cjk-ideographic'><li>甲<li><p>乙</p></ol>", ["一、甲", "二、乙"]),
        ("<ol style='list-style:none'><li>甲</ol><ul><li>乙</ul>", ["甲", "乙"]),
        ("<ol><li>甲<ol type=i><li>乙</ol><li>丙</ol>", ["1.甲", "i.乙", "2.丙"]),
    ],
)
def test_lists_have_the_numbers_that_a_person_sees(html: str, expected: list[str], read) -> None:
    assert lines(read(body(html))) == expected


def test_automatic_numbers_of_word_are_read_and_its_bullets_are_not(read) -> None:
    gap = "<span style='font:7.0pt \"Times New Roman\"'>&nbsp;&nbsp;&nbsp; </span>"
    html = body(
        f"<p style='mso-list:l0 level1 lfo1'><![if !supportLists]><span><span style='mso-list:Ignore'>一、{gap}</span></span><![endif]>总结</p>"
        f"<p><!--[if !supportLists]--><span style='mso-list:Ignore'>1.1{gap}</span><!--[endif]-->乙</p>"
        f"<p><![if !supportLists]><span style='font-family:Wingdings'><span style='mso-list:Ignore'>l{gap}</span></span><![endif]>丙</p>"
        "<div style='mso-element:footer'><p>— 1 —</p></div>"
    )
    assert lines(read(html)) == ["一、总结", "1.1 乙", "丙"]


@pytest.mark.parametrize(
    "data",
    [
        body("<p>总结</p>").encode(),
        b"\xef\xbb\xbf" + body("<p>总结</p>").encode(),
        body("<p>总结</p>").encode("utf-16"),
        body("<p>总结</p>").replace("utf-8", "gb2312").encode("gb18030"),
        body("<p>总结</p>").replace("utf-8", "gb2312").encode(),  # it says what it is not
        body("<p>總結</p>").replace("utf-8", "big5").encode("big5"),
        body("<p>总结</p>").replace("<meta charset=utf-8>", "").encode("gb18030"),
        body("<p>总结</p>").encode() + b"<!-- \xff -->",
    ],
)
def test_the_encoding_is_found(data: bytes, read) -> None:
    assert lines(read(data))[0] in {"总结", "總結"}


@pytest.mark.parametrize(
    ("text", "format_"),
    [
        ("\n<!-- 转载 -->\n<?xml version='1.0'?><HTML><BODY>总结</BODY></HTML>", "html"),
        ("<p>总结</p>", "html"),
        ("网页里用<p>标签分段，<html>开头。", "txt"),
        ("<通知>关于报送总结的通知", "txt"),
        ("<!-- 没有说完", "txt"),
        ("<pre-print>", "txt"),
    ],
)
def test_the_first_tag_tells_a_page_from_a_text(text: str, format_: str, read) -> None:
    assert read(text).format == format_


@pytest.mark.parametrize(
    ("html", "code"),
    [
        (body(""), "read.empty"),
        ("<html></html>", "read.empty"),
        (body("<img src=1.png>"), "read.empty"),
        (body("<div>" * 300), "read.too_deep"),
        ('<!DOCTYPE html [<!ENTITY a "b">]><html><body>&a;</body></html>', "read.entities"),
        ("MIME-Version: 1.0\nContent-Type: multipart/related\n\n<html>", "read.mht"),
    ],
)
def test_what_cannot_be_read_is_named(html: str, code: str, read) -> None:
    with pytest.raises(BihuanError) as error:
        read(html)
    assert error.value.code == code


def test_places_are_paragraphs_and_rows(read) -> None:
    document = read(body("<p>甲。</p><table><tr><td>乙<td>1<tr><td>丙<td>2</table><p>丁。</p>"))
    assert [paragraph.where for paragraph in document.paragraphs] == ["第1段", "表1第1行", "表1第2行", "第2段"]
