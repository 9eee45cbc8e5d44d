"""Web pages that swell, sink, hide or call home."""

from hostile.files.case import HARMLESS, Case
from hostile.parts import TEXT

LAUGHS = "<!DOCTYPE html [<!ENTITY b0 'ha'>{}]>".format(
    "".join(f"<!ENTITY b{level} '{f'&b{level - 1};' * 10}'>" for level in range(1, 10))
)
CALLS = (
    '<base href="http://127.0.0.1:9/"><link rel=stylesheet href="http://127.0.0.1:9/a.css"><img src="http://127.0.0.1:9/a.png">'
    '<script src="http://127.0.0.1:9/a.js"></script><iframe src="file:///etc/passwd"></iframe><object data="\\\\127.0.0.1\\a"></object>'
    '<meta http-equiv="refresh" content="0;url=http://127.0.0.1:9/">'
)
OUTSIDE = '<?xml version="1.0"?><!DOCTYPE html SYSTEM "http://127.0.0.1:9/x.dtd">'


def page(inner: str = "", before: str = "") -> bytes:
    """The sample report as a page, with something else in it."""
    return (
        f"{before}<html><head></head><body>{''.join(f'<p>{line}</p>' for line in TEXT)}{inner}</body></html>".encode()
    )


WEB = [
    Case("honest.html", HARMLESS, page),
    Case("laughs.html", "read.entities", lambda: page("<p>&b9;</p>", LAUGHS)),
    Case(
        "outside_entity.html",
        "read.entities",
        lambda: page("&b;", '<!DOCTYPE html [<!ENTITY b SYSTEM "/etc/passwd">]>'),
    ),
    Case("outside_type.html", HARMLESS, lambda: page(before=OUTSIDE)),
    Case("calls_home.html", HARMLESS, lambda: page(CALLS)),
    Case("deep.html", "read.too_deep", lambda: page("<div>" * 1_000_000)),
    Case("deep_closed.html", "read.too_deep", lambda: page("<div>" * 400_000 + "</div>" * 400_000)),
    Case("deep_tables.html", "read.too_deep", lambda: page("<table><tr><td>" * 400_000)),
    Case("deep_lists.html", "read.too_deep", lambda: page("<ol><li>1" * 300_000)),
    Case("many_tags.html", "read.too_large", lambda: page("<br>" * 1_300_000)),
    Case("many_lines.html", HARMLESS, lambda: page("<br>a" * 50_000)),
    Case("many_cells.html", HARMLESS, lambda: page("<table>" + "<tr>" + "<td>1" * 50_000 + "</table>")),
    Case("many_tables.html", HARMLESS, lambda: page("<table><tr><td>1<td>2</table>" * 20_000)),
    Case("giant_attribute.html", "read.too_deep", lambda: page(f'<p title="{"x" * 12_000_000}">a</p>')),
    Case("giant_text.html", "read.too_deep", lambda: page(f"<p>{'x' * 12_000_000}</p>")),
    Case("giant.html", "read.too_large", lambda: page("<p>" + "完" * 10**7)),
    Case("comment_without_end.html", HARMLESS, lambda: page("<!--" * 100_000)),
    Case("comments_before.html", HARMLESS, lambda: page(before="<!---->" * 100_000)),
    Case("numbers_of_lists.html", HARMLESS, lambda: page(f"<ol start={'9' * 5000}><li value=-{'9' * 5000}>a</ol>")),
    Case("wrong_references.html", HARMLESS, lambda: page("&#0;&#xD800;&#x110000;&#99999999999999;&nonsense;")),
    Case("nul.html", HARMLESS, lambda: page("<p>a\x00b</p>")),
]
