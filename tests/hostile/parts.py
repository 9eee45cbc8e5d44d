"""The parts of small honest files: a docx, an xlsx and an ofd, as dictionaries from part name to bytes."""

import io
import zipfile
from html import escape

TEXT = (
    "清溪县住房和城乡建设局2023年工作总结和2024年工作计划",
    "一、2023年工作总结",
    "（一）城镇老旧小区改造。全年改造老旧小区12个，惠及居民3760户，完成投资1.26亿元，同比增长5.2%。",
    "（二）受理群众诉求1205件，其中来电809件、来信396件，办结率98.5%，居全市第三位。",
    "（三）立案XX宗，结案XX宗，罚款XX万元。",
    "二、存在问题",
    "（一）一线人手不足，部分项目推进偏慢。",
    "三、2024年工作计划",
    "（一）2024年6月底前完成5个小区改造，由住建局牵头，各镇配合。",
    "（二）新建公共停车位不少于800个，力争办结率达到99%以上。",
    "清溪县住房和城乡建设局",
    "2023年12月15日",
)
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
S = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
OFD = 'xmlns:ofd="http://www.ofdspec.org/2016"'
HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE_RELATIONS = 'xmlns="http://schemas.openxmlformats.org/package/2006/relationships"'
_TYPES = 'xmlns="http://schemas.openxmlformats.org/package/2006/content-types"'
_DATE = (2024, 1, 1, 0, 0, 0)

Parts = dict[str, bytes]


def zip_of(parts: Parts, method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """The parts as a zip; the same bytes every time."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as target:
        for name, data in parts.items():
            info = zipfile.ZipInfo(name, _DATE)
            info.compress_type = method
            target.writestr(info, data)
    return out.getvalue()


def docx_parts(body: str = "") -> Parts:
    """A docx with a body of WordprocessingML, or the sample report: numbered headings, a table, a note, a change, a text box."""
    return {
        "[Content_Types].xml": _types({"/word/document.xml": "wordprocessingml.document.main"}),
        "_rels/.rels": relations(("officeDocument", "word/document.xml", "")),
        "word/_rels/document.xml.rels": relations(
            ("styles", "styles.xml", ""), ("numbering", "numbering.xml", ""), ("footnotes", "footnotes.xml", "")
        ),
        "word/document.xml": document(body or _body()),
        "word/styles.xml": _xml(
            f'<w:styles {W}><w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/></w:style>'
            f'<w:style w:type="paragraph" w:styleId="2"><w:basedOn w:val="1"/></w:style></w:styles>'
        ),
        "word/numbering.xml": _xml(
            f'<w:numbering {W}><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/>'
            f'<w:numFmt w:val="chineseCounting"/><w:lvlText w:val="%1、"/></w:lvl></w:abstractNum>'
            f'<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>'
        ),
        "word/footnotes.xml": _xml(
            f'<w:footnotes {W}><w:footnote w:id="1"><w:p><w:r><w:t>不含棚户区。</w:t></w:r></w:p></w:footnote></w:footnotes>'
        ),
    }


def document(body: str) -> bytes:
    """word/document.xml around a body."""
    return _xml(f"<w:document {W} {R}><w:body>{body}</w:body></w:document>")


def paragraph(text: str, properties: str = "") -> str:
    """One w:p."""
    return f"<w:p>{properties}<w:r><w:t>{escape(text)}</w:t></w:r></w:p>"


def table(rows: list[list[str]], properties: str = "") -> str:
    """One w:tbl; ``properties`` go into each cell."""
    lines = ("".join(f"<w:tc>{properties}{paragraph(cell)}</w:tc>" for cell in row) for row in rows)
    return "<w:tbl>" + "".join(f"<w:tr>{line}</w:tr>" for line in lines) + "</w:tbl>"


def relations(*items: tuple[str, str, str]) -> bytes:
    """A .rels part of (kind, target, mode)."""
    lines = (
        f'<Relationship Id="rId{number}" Type="{_RELATION}/{kind}" Target="{escape(target)}"{_mode(mode)}/>'
        for number, (kind, target, mode) in enumerate(items, 1)
    )
    return _xml(f"<Relationships {_PACKAGE_RELATIONS}>{''.join(lines)}</Relationships>")


def xlsx_parts(sheet: str = "") -> Parts:
    """An xlsx of one sheet with shared strings, or the given sheetData."""
    strings = "".join(f"<si><t>{escape(line)}</t></si>" for line in TEXT)
    return {
        "[Content_Types].xml": _types(
            {
                "/xl/workbook.xml": "spreadsheetml.sheet.main",
                "/xl/worksheets/sheet1.xml": "spreadsheetml.worksheet",
                "/xl/sharedStrings.xml": "spreadsheetml.sharedStrings",
            }
        ),
        "_rels/.rels": relations(("officeDocument", "xl/workbook.xml", "")),
        "xl/_rels/workbook.xml.rels": relations(
            ("worksheet", "worksheets/sheet1.xml", ""), ("sharedStrings", "sharedStrings.xml", "")
        ),
        "xl/workbook.xml": _xml(
            f'<workbook {S} {R}><sheets><sheet name="台账" sheetId="1" r:id="rId1"/></sheets></workbook>'
        ),
        "xl/worksheets/sheet1.xml": _xml(f"<worksheet {S}><sheetData>{sheet or _cells()}</sheetData></worksheet>"),
        "xl/sharedStrings.xml": _xml(f'<sst {S} count="{len(TEXT)}" uniqueCount="{len(TEXT)}">{strings}</sst>'),
    }


def ofd_parts(page: str = "") -> Parts:
    """An ofd of one page, one text object a line (GB/T 33190-2016)."""
    objects = "".join(_ofd_line(number, line) for number, line in enumerate(TEXT))
    return {
        "OFD.xml": _xml(
            f'<ofd:OFD {OFD} Version="1.0" DocType="OFD"><ofd:DocBody><ofd:DocInfo><ofd:DocID>0</ofd:DocID></ofd:DocInfo>'
            f"<ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>"
        ),
        "Doc_0/Document.xml": ofd_document('<ofd:Page ID="1" BaseLoc="Pages/Page_0/Content.xml"/>'),
        "Doc_0/PublicRes.xml": _xml(f'<ofd:Res {OFD} BaseLoc="Res"><ofd:Fonts/></ofd:Res>'),
        "Doc_0/Pages/Page_0/Content.xml": _xml(
            f'<ofd:Page {OFD}><ofd:Content><ofd:Layer ID="2">{page or objects}</ofd:Layer></ofd:Content></ofd:Page>'
        ),
    }


def ofd_document(pages: str, templates: str = "") -> bytes:
    """Doc_0/Document.xml around its list of pages."""
    return _xml(
        f"<ofd:Document {OFD}><ofd:CommonData><ofd:MaxUnitID>99</ofd:MaxUnitID><ofd:PageArea>"
        f"<ofd:PhysicalBox>0 0 210 297</ofd:PhysicalBox></ofd:PageArea><ofd:PublicRes>PublicRes.xml</ofd:PublicRes>"
        f"{templates}</ofd:CommonData><ofd:Pages>{pages}</ofd:Pages></ofd:Document>"
    )


def _body() -> str:
    numbered = '<w:pPr><w:pStyle w:val="2"/><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr>'
    lines = [paragraph(line.partition("、")[2], numbered) if line[1:2] == "、" else paragraph(line) for line in TEXT]
    change = '<w:p><w:ins w:id="5"><w:r><w:t>新增一项。</w:t></w:r></w:ins><w:del w:id="6"><w:r><w:delText>旧</w:delText></w:r></w:del></w:p>'
    note = '<w:p><w:r><w:footnoteReference w:id="1"/></w:r></w:p>'
    box = f"<w:p><w:r><w:pict><w:txbxContent>{paragraph('文本框：共38人。')}</w:txbxContent></w:pict></w:r></w:p>"
    return "".join([*lines, change, note, box, table([["镇", "改造（个）"], ["城关镇", "5"], ["河口镇", "7"]])])


def _cells() -> str:
    rows = (
        f'<row r="{row}"><c r="A{row}" t="s"><v>{row - 1}</v></c><c r="B{row}"><v>{row * 1.5}</v></c></row>'
        for row in range(1, len(TEXT) + 1)
    )
    return "".join(rows)


def _ofd_line(number: int, line: str) -> str:
    return (
        f'<ofd:TextObject ID="{number + 10}" Boundary="20 {20 + 8 * number} 170 6" Font="1" Size="5">'
        f'<ofd:TextCode X="0" Y="5" DeltaX="g {max(1, len(line) - 1)} 5">{escape(line)}</ofd:TextCode></ofd:TextObject>'
    )


def _types(overrides: dict[str, str]) -> bytes:
    lines = "".join(
        f'<Override PartName="{part}" ContentType="application/vnd.openxmlformats-officedocument.{kind}+xml"/>'
        for part, kind in overrides.items()
    )
    rels = '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    return _xml(f'<Types {_TYPES}><Default Extension="xml" ContentType="application/xml"/>{rels}{lines}</Types>')


def _mode(mode: str) -> str:
    return f' TargetMode="{mode}"' if mode else ""


def _xml(text: str) -> bytes:
    return (HEAD + text).encode()
