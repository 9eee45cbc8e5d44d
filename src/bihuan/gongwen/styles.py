"""The styles of a 公文: built-in names, so that Word, WPS and LibreOffice show titles and headings as such."""

from bihuan.drafting.tree import ParagraphRole
from bihuan.gongwen import layout
from bihuan.gongwen.layout import FANGSONG, FONTS, HEITI, KAITI, SONGTI, XIAOBIAOSONG, Font
from bihuan.gongwen.ooxml import Element, part_bytes, w

STYLE_OF_ROLE = {
    ParagraphRole.TITLE: "Title",
    ParagraphRole.ADDRESSEE: "Salutation",
    ParagraphRole.HEADING1: "Heading1",
    ParagraphRole.HEADING2: "Heading2",
    ParagraphRole.HEADING3: "Heading3",
    ParagraphRole.HEADING4: "Heading4",
    ParagraphRole.BODY: "BodyText",
    ParagraphRole.SIGNATURE: "Signature",
    ParagraphRole.DATE: "Date",
}
FONT_OF_LEVEL = {1: HEITI, 2: KAITI, 3: FANGSONG, 4: FANGSONG}
TWO_CHARACTERS = {"firstLineChars": 200, "firstLine": 2 * layout.CELL}
ONE_LINE = layout.LINE_PITCH


def styles_part() -> bytes:
    """word/styles.xml."""
    return part_bytes(
        w(
            "styles",
            w("docDefaults", w("rPrDefault", w("rPr", *character_defaults())), w("pPrDefault")),
            paragraph_style("Normal", "Normal", w("pPr", *paragraph_defaults()), default=True),
            paragraph_style("BodyText", "Body Text", w("pPr", w("ind", **TWO_CHARACTERS))),
            paragraph_style("Salutation", "Salutation", None),
            paragraph_style("Title", "Title", title_paragraph(), w("rPr", fonts(XIAOBIAOSONG), *size(layout.SIZE_2))),
            *(heading_style(level, font) for level, font in FONT_OF_LEVEL.items()),
            paragraph_style("Signature", "Signature", w("pPr", w("jc", val="right"))),
            paragraph_style("Date", "Date", w("pPr", w("jc", val="right"))),
            paragraph_style("Footer", "footer", footer_paragraph(), footer_run()),
            *contents_styles(),
            paragraph_style("CommentText", "annotation text", comment_paragraph(), comment_run()),
            *(character_style(level, font) for level, font in FONT_OF_LEVEL.items()),
        )
    )


def fonts(font: Font) -> Element:
    """One font for every script: Latin digits of these fonts are half as wide as a character, so the line's grid holds."""
    return w("rFonts", ascii=font.name, hAnsi=font.name, eastAsia=font.name, cs=font.name, hint="eastAsia")


def size(half_points: int) -> tuple[Element, Element]:
    """Font size for Latin, Chinese and complex scripts."""
    return w("sz", val=half_points), w("szCs", val=half_points)


def character_defaults() -> list[Element]:
    """3号 仿宋, tracked so that 28 stand on a line."""
    language = w("lang", val="en-US", eastAsia="zh-CN", bidi="ar-SA")
    return [fonts(FANGSONG), w("spacing", val=layout.TRACKING), w("kern", val=0), *size(layout.SIZE_3), language]


def paragraph_defaults() -> list[Element]:
    """Exact pitch; no widow control and no blank between Chinese and digits, which would move lines; marks may hang as Word has it."""
    off = {"val": 0}
    return [
        w("widowControl", **off),
        w("kinsoku", val=1),
        w("overflowPunct", val=1),
        w("autoSpaceDE", **off),
        w("autoSpaceDN", **off),
        w("adjustRightInd", **off),
        w("snapToGrid", **off),
        w("spacing", before=0, after=0, line=layout.LINE_PITCH, lineRule="exact"),
        w("jc", val="both"),
    ]


def paragraph_style(
    style_id: str, name: str, paragraph: Element | None, run: Element | None = None, *, default: bool = False
) -> Element:
    """One paragraph style, based on Normal unless it is Normal itself."""
    style = w("style", w("name", val=name), type="paragraph", styleId=style_id)
    if default:
        style.set(style.tag.replace("style", "default"), "1")
    else:
        style.append(w("basedOn", val="Normal"))
    style.append(w("qFormat"))
    style.extend(part for part in (paragraph, run) if part is not None)
    return style


def heading_style(level: int, font: Font) -> Element:
    """heading 1–4: the level's font, 3号, not bold, indented two characters like the text."""
    paragraph = w("pPr", w("ind", **TWO_CHARACTERS), w("outlineLvl", val=level - 1))
    return paragraph_style(f"Heading{level}", f"heading {level}", paragraph, w("rPr", fonts(font)))


def character_style(level: int, font: Font) -> Element:
    """The font of a run-in heading, for its words only."""
    name = w("name", val=f"公文{level}级标题")
    return w(
        "style", name, w("qFormat"), w("rPr", fonts(font)), type="character", styleId=f"Level{level}", customStyle=1
    )


def title_paragraph() -> Element:
    """Centred, one line free below."""
    return w("pPr", w("spacing", after=ONE_LINE), w("jc", val="center"))


def cover_paragraph() -> Element:
    """The cover's title, a third of the way down the page."""
    above = w("spacing", before=7 * ONE_LINE, line=2 * ONE_LINE, lineRule="exact")
    return w("pPr", above, w("jc", val="center"))


def footer_paragraph() -> Element:
    """The line of the page number."""
    return w("pPr", w("spacing", line=400, lineRule="exact"), w("jc", val="left"))


def footer_run() -> Element:
    """4号 宋体, untracked."""
    return w("rPr", fonts(SONGTI), w("spacing", val=0), *size(layout.SIZE_4))


def comment_paragraph() -> Element:
    """Comments are read on the screen: natural line height."""
    return w("pPr", w("spacing", line=240, lineRule="auto"), w("jc", val="left"))


def comment_run() -> Element:
    """小五 宋体."""
    return w("rPr", fonts(SONGTI), w("spacing", val=0), *size(18))


def contents_styles() -> list[Element]:
    """The contents of a compilation: heading and lines with dotted leaders."""
    right_edge = layout.PAGE_WIDTH - layout.MARGIN_LEFT - layout.MARGIN_RIGHT
    tabs = w("tabs", w("tab", val="right", leader="dot", pos=right_edge))
    return [
        paragraph_style(
            "CoverTitle", "公文封面标题", cover_paragraph(), w("rPr", fonts(XIAOBIAOSONG), *size(layout.SIZE_1))
        ),
        paragraph_style(
            "TOCHeading", "TOC Heading", title_paragraph(), w("rPr", fonts(XIAOBIAOSONG), *size(layout.SIZE_2))
        ),
        paragraph_style("TOC1", "toc 1", w("pPr", tabs, w("jc", val="left")), w("rPr", *size(layout.SIZE_4))),
    ]


def font_table_part() -> bytes:
    """word/fontTable.xml: each font with the names that may stand in."""
    return part_bytes(w("fonts", *(font_entry(font) for font in FONTS)))


def font_entry(font: Font) -> Element:
    """One font; Chinese character set."""
    others = w("altName", val=",".join(font.others))
    return w(
        "font", others, w("charset", val="86"), w("family", val="auto"), w("pitch", val="variable"), name=font.name
    )
