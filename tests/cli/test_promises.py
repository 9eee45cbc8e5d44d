"""``bihuan promises`` from the outside."""

import json
from pathlib import Path

import pytest

from bihuan.cli.main import main

REPORT = "云溪县水务局{now}年工作总结及{next}年工作计划\n一、{now}年工作情况\n（一）加强管护。{done}\n二、{next}年工作计划\n（一）抓好重点工作。{planned}\n"


def report(folder: Path, now: int, done: str, planned: str) -> str:
    file = folder / f"{now}.txt"
    file.write_text(REPORT.format(now=now, next=now + 1, done=done, planned=planned), encoding="utf-8")
    return str(file)


@pytest.fixture
def years(tmp_path: Path) -> list[str]:
    """Three years of one bureau."""
    return [
        report(tmp_path, 2022, "全年巡查河道60次。", "新建污水管网30公里以上。"),
        report(tmp_path, 2023, "新建污水管网32公里。", "新建污水管网40公里以上，供水漏损率控制在9%以内。"),
        report(tmp_path, 2024, "新建污水管网31公里，供水漏损率8%。", "继续加强管护。"),
    ]


def run(*arguments: str) -> int:
    with pytest.raises(SystemExit) as leaving:
        main(["promises", *arguments])
    return int(leaving.value.code or 0)


def test_json_has_the_contracts_shape(years: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert run(*years[:2], "--json") == 0
    (answer,) = json.loads(capsys.readouterr().out)
    assert list(answer) == ["indicator", "promise", "result", "verdict", "why"]
    assert list(answer["promise"]) == ["text", "start", "end", "value", "max", "unit", "qualifier"]
    assert list(answer["result"]) == ["text", "start", "end", "value", "unit"]
    assert (answer["promise"]["value"], answer["result"]["value"], answer["verdict"]) == (30, 32, "met")


def test_the_terminal_tells_the_direction(years: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert run(*years[1:]) == 0
    shown = capsys.readouterr().out
    assert "完成 1，接近 0，未完成 1，未报告 0" in shown


def test_a_table_has_one_row_an_indicator_and_one_cell_a_year(
    years: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(*years, "--table", "--json") == 0
    rows = json.loads(capsys.readouterr().out)
    verdicts = {row["indicator"]: {year: cell["verdict"] for year, cell in row["years"].items()} for row in rows}
    assert verdicts == {"污水管网": {"2023": "met", "2024": "missed"}, "供水漏损率": {"2024": "met"}}


def test_the_page_asks_for_nothing_from_outside(years: list[str], tmp_path: Path) -> None:
    assert run(*years, "--html", str(tmp_path / "a.html")) == 0
    page = (tmp_path / "a.html").read_text(encoding="utf-8")
    assert ("http" in page, "src=" in page, "<svg" in page, "新建污水管网40公里以上" in page) == (
        False,
        False,
        True,
        True,
    )


def test_texts_answer_what_has_no_number(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    files = [
        report(tmp_path, 2022, "巡查60次。", "出台河道管护办法。"),
        report(tmp_path, 2023, "河道管护办法印发。", "继续。"),
    ]
    assert run(*files, "--texts", "--json") == 0
    (answer,) = json.loads(capsys.readouterr().out)
    assert list(answer) == ["year", "promise", "result", "status", "why", "grade"]
    assert list(answer["promise"]) == ["text", "start", "end", "title"]
    assert list(answer["result"]) == ["text", "start", "end"]
    assert (answer["promise"]["text"], answer["result"]["text"]) == ("出台河道管护办法", "河道管护办法印发")
    assert (answer["year"], answer["status"], answer["grade"]) == (2023, "done", "verb_only")


def test_the_terminal_counts_texts_and_lists_them_when_asked(
    years: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    files = [report(tmp_path, 2022, "巡查60次。", "新建泵站3座，出台河道管护办法。"), years[1]]
    assert run(*files) == 0
    counted = capsys.readouterr().out
    assert run(*files, "--texts") == 0
    listed = capsys.readouterr().out
    assert "另有 1 项没有数字的承诺：说做了 0，仍在说 0，没有提到 1（用 --texts 列出）" in counted
    assert ("出台河道管护办法" in counted, "出台河道管护办法" in listed) == (False, True)


def test_the_page_of_two_reports_has_both_quotes(tmp_path: Path) -> None:
    files = [
        report(tmp_path, 2022, "巡查60次。", "新建污水管网30公里，出台河道管护办法。"),
        report(tmp_path, 2023, "全年新建污水管网32公里，河道管护办法印发。", "继续。"),
    ]
    assert run(*files, "--html", str(tmp_path / "a.html")) == 0
    page = (tmp_path / "a.html").read_text(encoding="utf-8")
    for quote in ("新建污水管网30公里", "全年新建污水管网32公里", "出台河道管护办法", "河道管护办法印发", "越高越好"):
        assert quote in page


def test_years_in_the_wrong_order_are_named(years: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert run(years[1], years[0]) == 2
    assert "两份报告的年份不是先后相接：2024年、2023年" in capsys.readouterr().err


def test_a_plan_without_numbers_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    files = [report(tmp_path, 2022, "巡查60次。", "继续加强管护。"), report(tmp_path, 2023, "巡查70次。", "加强管护。")]
    assert run(*files) == 2
    assert "没有读到带数字的计划" in capsys.readouterr().err


def test_one_report_alone_is_named(years: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert run(years[0]) == 2
    assert "要有先后两年的报告" in capsys.readouterr().err
