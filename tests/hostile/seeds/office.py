"""Packages of XML: docx, ofd, xlsx, and a zip of several reports."""

import zipfile

from hostile.parts import Parts, W, document, docx_parts, ofd_parts, paragraph, relations, table, xlsx_parts, zip_of
from hostile.seeds import text

_NOTE = '<w:p><w:r><w:t>见附表</w:t></w:r><w:r><w:endnoteReference w:id="2"/></w:r><w:r><w:footnoteReference w:id="1"/></w:r></w:p>'

_MERGED = '<w:tcPr><w:gridSpan w:val="2"/><w:vMerge w:val="restart"/></w:tcPr>'


def stored(parts: Parts) -> bytes:
    """A zip that packs nothing."""
    return zip_of(parts, zipfile.ZIP_STORED)


def rich_parts() -> Parts:
    """A docx with all that Word puts between words: fields, merged cells, symbols, moved and hidden text, notes, headers, a box in a box."""
    body = [
        '<w:p><w:pPr><w:pStyle w:val="Title"/></w:pPr><w:r><w:t>河口镇2023年</w:t><w:br/><w:t>工作总结</w:t></w:r></w:p>',
        *(
            paragraph(line, _numbered(level))
            for level, line in enumerate(("总结", "产业", "园区建成厂房2.4万平方米", "入驻企业15家"))
        ),
        '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> PAGE </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        '<w:r><w:t>3</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r><w:fldSimple w:instr="REF a"><w:r><w:t>表1</w:t></w:r></w:fldSimple></w:p>',
        '<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>藏</w:t></w:r><w:r><w:sym w:font="Wingdings" w:char="F0FC"/><w:tab/><w:noBreakHyphen/></w:r>'
        '<w:hyperlink r:id="rId9"><w:r><w:t>链接</w:t></w:r></w:hyperlink><w:ruby><w:rt><w:r><w:t>qu</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>渠</w:t></w:r></w:rubyBase></w:ruby></w:p>',
        "<w:p><w:moveFrom><w:r><w:t>甲</w:t></w:r></w:moveFrom><w:moveTo><w:r><w:t>乙</w:t></w:r></w:moveTo>"
        "<w:pPr><w:rPr><w:del/></w:rPr></w:pPr></w:p>",
        _NOTE,
        f"<w:sdt><w:sdtContent>{table([['镇', '数'], ['城关', '5']], _MERGED)}</w:sdtContent></w:sdt>",
        f"<w:tbl><w:tr><w:tc>{table([['内', '7']])}{paragraph('河口')}</w:tc></w:tr></w:tbl>",
        '<w:sectPr><w:headerReference w:type="default" r:id="rId4"/></w:sectPr>',
    ]
    return {
        **docx_parts(),
        "word/_rels/document.xml.rels": relations(
            *((kind, f"{kind}.xml", "") for kind in ("styles", "numbering", "footnotes", "header", "endnotes"))
        ),
        "word/document.xml": document("".join(body)),
        "word/header.xml": _part("hdr", paragraph("内部资料")),
        "word/endnotes.xml": _part("endnotes", f'<w:endnote w:id="2">{paragraph("据年报。")}</w:endnote>'),
        "word/numbering.xml": _part("numbering", _levels()),
    }


def _numbered(level: int) -> str:
    return f'<w:pPr><w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="1"/></w:numPr></w:pPr>'


def _levels() -> str:
    kinds = ("chineseCountingThousand", "ideographDigital", "decimal", "decimalEnclosedCircle")
    rules = "".join(
        f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/><w:lvlRestart w:val="0"/><w:lvlText w:val="%{level + 1}、"/></w:lvl>'
        for level, kind in enumerate(kinds)
    )
    changed = '<w:lvlOverride w:ilvl="2"><w:startOverride w:val="5"/></w:lvlOverride>'
    return (
        f'<w:abstractNum w:abstractNumId="0">{rules}</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/>{changed}</w:num>'
        '<w:abstractNum w:abstractNumId="1"><w:numStyleLink w:val="a"/></w:abstractNum><w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>'
    )


def _part(root: str, inner: str) -> bytes:
    return f"<w:{root} {W}>{inner}</w:{root}>".encode()


def several() -> bytes:
    """A zip of reports as a bureau sends it, folders and all."""
    return stored(
        {
            "报告/一.txt": text.REPORT.encode(),
            "报告/二.docx": stored(docx_parts()),
            "三.ofd": stored(ofd_parts()),
            "四.html": text.cms(),
            "五.xlsx": stored(xlsx_parts()),
        }
    )


DOCX = {"plain": lambda: stored(docx_parts()), "rich": lambda: stored(rich_parts())}
OFD = {"ofd": lambda: stored(ofd_parts())}
XLSX = {"xlsx": lambda: stored(xlsx_parts())}
ZIP = {"several": several}
