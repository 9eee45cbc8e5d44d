"""Reading in a limited child gives what reading here gives."""

from pathlib import Path

import pytest

from bihuan.commitments import report_read
from bihuan.datamodel import BihuanError
from bihuan.limited.reading import document_open_limited, report_read_limited
from bihuan.reading.opening import document_open

TEXT = (
    "清溪县2023年工作总结和2024年工作计划\n一、2023年工作\n（一）城镇新增就业3760人，增长5.2%，占八成以上。\n"
    "二、2024年计划\n（一）2024年6月底前新增就业4000人左右，由人社局牵头。\n清溪县人社局\n2023年12月1日\n"
)


@pytest.fixture
def report(tmp_path: Path) -> Path:
    (tmp_path / "清溪.txt").write_text(TEXT, encoding="utf-8")
    return tmp_path / "清溪.txt"


def test_the_document_is_the_same(report: Path) -> None:
    assert document_open_limited(report.read_bytes(), report.name) == document_open(report)


def test_the_reading_is_the_same(report: Path) -> None:
    reading = report_read_limited(report.read_bytes(), report.name)
    assert reading == report_read(report)
    assert reading.to_json() == report_read(report).to_json()


def test_an_error_speaks_of_the_senders_name() -> None:
    with pytest.raises(BihuanError) as error:
        document_open_limited(b" ", "../空.docx")
    assert (error.value.code, error.value.where) == ("read.empty", "../空.docx")
