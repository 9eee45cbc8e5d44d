"""A report printed to PDF in the customary layout reads like its text: the same paragraphs, outline and quantities."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from accuracy.annotated import annotated_load
from bihuan.commitments import Reading, report_read, text_read
from office.printed import report_print

pytestmark = pytest.mark.office
REPORTS = Path(__file__).parents[1] / "accuracy" / "reports"


def gist(reading: Reading) -> list[tuple[object, ...]]:
    return list(_gist(reading))


def _gist(reading: Reading) -> Iterator[tuple[object, ...]]:
    for document in reading.documents:
        yield from ((one.level, one.marker, one.title) for one in document.sections)
        yield from ((one.value, one.unit, one.subject) for one in document.quantities)


@pytest.mark.parametrize(
    "layout", [{}, {"head": "清溪县人民政府办公室材料"}, {"columns": 2}], ids=["plain", "head", "columns"]
)
@pytest.mark.parametrize("name", ["tax", "court", "education", "finance"])
def test_a_printed_report_reads_like_its_text(
    office: Callable[[Path, str], Path], tmp_path: Path, name: str, layout: dict[str, object]
) -> None:
    text, _ = annotated_load(REPORTS / f"{name}.txt")
    read = report_read(office(report_print(text, tmp_path / f"{name}.docx", **layout), "pdf"))
    assert read.source.format == "pdf"
    assert gist(read) == gist(text_read(text, name))
