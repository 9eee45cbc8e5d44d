"""Text in its encodings, web pages, and RTF."""

from html import escape

from hostile.parts import TEXT

REPORT = "\n".join(TEXT) + "\n"
MANY = (
    "河口镇2023年上半年工作总结及下半年工作计划\n\n第一部分 上半年工作\n一、经济平稳增长。一是完成产值12.6亿元，同比增长5.2%，是去年的1.3倍；二是新办企业48家，"
    "其中工业9家、服务业39家。\n1.招商引资。签约项目7个，总投资3.5亿元，到位率86%。\n（1）园区。①建成厂房2.4万平方米；②入驻企业15家。\n"
    "２．就业　新增就业1,205人，占全年任务的六成以上。\n二、短板\n镇区停车难、XX路段积水。\n第二部分 下半年计划\n（一）年底前建成污水管网18公里，由水务站牵头，各村配合。\n"
    "（二）力争农民人均收入突破2.8万元——增长7%左右。\n河口镇人民政府\n二〇二三年七月五日\n— 3 —\n"
)
TABLE = "项目\t计划\t完成\n老旧小区\t12个\t12个\n停车位\t800个\t926个\n"
PLAIN = {
    "utf8": lambda: REPORT.encode(),
    "utf8_marked": lambda: MANY.encode("utf-8-sig"),
    "utf16": lambda: ("\ufeff" + MANY).encode("utf-16-le"),
    "utf16_big": lambda: ("\ufeff" + REPORT).encode("utf-16-be"),
    "gb18030": lambda: (REPORT + TABLE).encode("gb18030"),
    "broken_lines": lambda: "\r\n".join(MANY[at : at + 30] for at in range(0, len(MANY), 30)).encode(),
    "compilation": lambda: ("汇编\n目录\n" + TEXT[0] + "……1\n" + REPORT + MANY + TABLE).encode(),
}


def cms() -> bytes:
    """A bureau's web page: menus, a title, the report, a table, what is shared below."""
    body = "".join(f'<p style="text-indent:2em">{escape(line)}</p>' for line in TEXT[1:])
    rows = "".join(
        "<tr>" + "".join(f"<td>{cell}</td>" for cell in row.split("\t")) + "</tr>" for row in TABLE.splitlines()
    )
    return (
        f'<!DOCTYPE html><html lang="zh"><head><meta charset="utf-8"><title>{TEXT[0]}-清溪县人民政府</title>'
        '<meta name="ArticleTitle" content="总结"><style>.a{color:red}</style><script>var a="<p>";</script></head><body>'
        '<div class="nav"><ul><li><a href="/">首页</a></li><li><a href="/a">政务公开</a></li></ul></div>'
        f'<div class="main"><h1>{TEXT[0]}</h1><div class="info">发布时间：2024-01-18 来源：本站 浏览：12次</div>'
        f'<div id="zoom" class="TRS_Editor">{body}<ol><li>第一<li>第二</ol><table border=1>{rows}</table>'
        '<p>附件：<a href="a.doc">表&nbsp;1</a><br>完<!-- 注 --></p></div></div>'
        '<div class="foot">主办：清溪县人民政府办公室 <img src=x> ICP备12345678号</div></body></html>'
    ).encode()


def word_saved() -> bytes:
    """What Word saves as a web page, in GB2312."""
    lines = "".join(
        f"<p class=MsoNormal><span lang=EN-US style='mso-list:Ignore'>{number}.<span style=\"font:7pt\">&nbsp;&nbsp;</span></span>"
        f"<span style='font-family:仿宋'>{escape(line)}<o:p></o:p></span></p>\r\n"
        for number, line in enumerate(TEXT)
    )
    return (
        '<html xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:w="urn:schemas-microsoft-com:office:word">\r\n<head>'
        '<meta http-equiv=Content-Type content="text/html; charset=gb2312"><meta name=Generator content="Microsoft Word 15">'
        "<!--[if gte mso 9]><xml><w:WordDocument><w:View>Print</w:View></w:WordDocument></xml><![endif]--></head>\r\n"
        f"<body lang=ZH-CN><div class=WordSection1>{lines}"
        "<table class=MsoTableGrid><tr><td rowspan=2 colspan=1><p>镇</p></td><td>改造</td></tr><tr><td>5</td></tr></table>"
        "</div></body></html>"
    ).encode("gb18030")


def rtf() -> bytes:
    """A short RTF, its Chinese as numbers."""
    lines = "".join("".join(f"\\u{ord(char)}?" for char in line) + "\\par\n" for line in TEXT)
    return b"{\\rtf1\\ansi\\ansicpg936\\deff0{\\fonttbl{\\f0 SimSun;}}\n\\f0\\fs32 " + lines.encode() + b"}"


PAGES = {"cms": cms, "word_saved": word_saved}
RTF = {"rtf": rtf}
