"""Small fictional drafts for the tests of gongwen."""

from datetime import date
from hashlib import sha256

from bihuan.datamodel import Claim, ClaimKind, Manifest
from bihuan.drafting.tree import Draft, Paragraph, ParagraphRole, Run

AS_OF = date(2024, 10, 31)
TITLE = Paragraph(ParagraphRole.TITLE, (Run("云溪县城乡管理和综合执法局2024年工作总结及2025年工作计划"),))
FILLER = "青山绿水间街巷整洁有序渠道畅通车辆停放规范店铺门前干净行人往来从容老少出行方便"


def body(*runs: Run | str, role: ParagraphRole = ParagraphRole.BODY) -> Paragraph:
    """A paragraph of runs; plain text may be given as it is."""
    return Paragraph(role, tuple(Run(run) if isinstance(run, str) else run for run in runs))


def draft(*paragraphs: Paragraph, blanks: frozenset[str] = frozenset()) -> Draft:
    """A draft whose manifest claims every number of its runs."""
    text = "\n".join(paragraph.text for paragraph in paragraphs)
    numbers = {run.claim: run.text for paragraph in paragraphs for run in paragraph.runs if run.claim}
    claims = [
        Claim(id=claim, kind=ClaimKind.BLANK if claim in blanks else ClaimKind.BOUND, text=shown, last_year="88宗")
        for claim, shown in numbers.items()
    ]
    manifest = Manifest(
        draft_id="d1",
        title=paragraphs[0].text if paragraphs else "",
        unit="YX.CG",
        year=2024,
        as_of=AS_OF,
        source_name="上年.docx",
        source_sha256="0" * 64,
        text_sha256=sha256(text.encode()).hexdigest(),
        claims=claims,
    )
    return Draft(paragraphs, manifest, {claim: f"指标：行政处罚\n口径：{claim}" for claim in numbers})


def report(paragraphs: int = 3) -> Draft:
    """A report with two numbers and a blank in each of its paragraphs, signed and dated."""
    numbered = [
        body(
            Run("（一）加强巡查。", level=2),
            "全年立案",
            Run("41宗", claim=f"c{n}1"),
            "，罚款",
            Run("17.25万元", claim=f"c{n}2"),
            "，居全市第",
            Run("X名", claim=f"c{n}3"),
            "。",
        )
        for n in range(paragraphs)
    ]
    return draft(
        TITLE,
        body("一、工作情况", role=ParagraphRole.HEADING1),
        *numbered,
        body("云溪县城乡管理和综合执法局", role=ParagraphRole.SIGNATURE),
        body("2024年11月6日", role=ParagraphRole.DATE),
        blanks=frozenset(f"c{n}3" for n in range(paragraphs)),
    )
