"""``bihuan read --html``: one page that shows a report as it was read, and not a character else."""

import json
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from bihuan.cli.main import main
from bihuan.cli.read_page import reading_html
from bihuan.commitments import text_read

REPORT = """云溪县水务局2023年工作总结及2024年工作计划
一、2023年工作总结
　　（一）管护。受理诉求20件，其中来信9件、来访7件，满意率98%。<b>“A&B”工程</b>完工，巡河XX次。
二、2024年工作计划
（一）建设。年底前新建水厂2座。（牵头单位：建设股）
（二）管理。加强巡查。
云溪县水务局
2023年12月1日
"""


class Texts(HTMLParser):
    """The text of every element of one class, one after the other."""

    def __init__(self, wanted: str) -> None:
        super().__init__()
        self.wanted, self.depth, self.text = wanted, 0, ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self.depth or self.wanted in (dict(attrs).get("class") or "").split():
            self.depth += 1

    def handle_endtag(self, tag: str) -> None:
        self.depth = max(0, self.depth - 1)

    def handle_data(self, data: str) -> None:
        self.text += data if self.depth else ""


def shown(page: str, wanted: str = "paper") -> str:
    parser = Texts(wanted)
    parser.feed(page.partition("<script")[0])
    return parser.text


def facts(page: str) -> dict[str, list[dict[str, object]]]:
    return json.loads(re.search(r'id="facts">(.*?)</script>', page)[1])


@pytest.mark.parametrize(
    "text",
    [
        REPORT,
        REPORT + "\n" + REPORT.replace("水务局", "林业局"),
        "汇编\n\n" + REPORT + "\n\n" + REPORT.replace("水务局", "林业局") + "\n编后记",
        "　　一行，没有换行",
        "",
    ],
)
def test_the_text_shown_is_the_normalised_text(text: str) -> None:
    assert shown(reading_html(text_read(text, "a.txt"))) == text


def test_a_compilation_has_a_view_and_a_link_for_each_report() -> None:
    page = reading_html(text_read(REPORT + "\n" + REPORT.replace("水务局", "林业局"), "a.txt"))
    assert re.findall(r'<section class="view" id="(d\d)"', page) == ["d1", "d2"]
    assert re.findall(r'<a href="#(d\d)">', page) == ["d1", "d2"]


def test_the_page_asks_for_nothing_from_outside() -> None:
    page = reading_html(text_read(REPORT, "a.txt"))
    assert [word for word in ("http", "src=", "url(", "@import", "<link") if word in page] == []


def test_every_link_has_its_place() -> None:
    page = reading_html(text_read(REPORT, "a.txt"))
    places = re.findall(r' id="([^"]+)"', page)
    assert len(places) == len(set(places))
    assert set(re.findall(r'href="#([^"]+)"', page)) <= set(places)


def test_the_outline_tells_level_and_role() -> None:
    page = reading_html(text_read(REPORT, "a.txt"))
    assert '<li class="l1 plan"><a href="#d1-s2">二、2024年工作计划</a></li>' in page
    assert '<li class="l2 plan"><a href="#d1-s3">（一）建设</a></li>' in page


def test_a_number_says_what_it_is_and_what_it_belongs_with() -> None:
    whole, part, *_ = facts(reading_html(text_read(REPORT, "a.txt")))["d1"]
    assert whole["lines"] == [["值", "20 件"], ["说的是", "诉求"], ["状态", "已完成"]]
    assert (whole["relations"], part["relations"]) == ([["分项", 1], ["分项", 2]], [["总数", 0]])
    assert whole["sum"] == "已列分项合计 16 件"


def test_the_subject_is_marked_where_it_stands_in_the_view() -> None:
    text = "汇编\n\n" + REPORT + "\n\n" + REPORT.replace("水务局", "林业局")
    page = reading_html(text_read(text, "a.txt"))
    starts = [view.start() for view in re.finditer("云溪县..局2023年工作总结", text)]
    begin, end = facts(page)["d2"][0]["subject_at"]
    assert text[starts[1] :][begin:end] == "诉求"


def test_a_task_carries_its_deadline_and_lead() -> None:
    page = reading_html(text_read(REPORT, "a.txt"))
    assert 'data-badge="时限 2024-12-31　牵头 建设股　有数量"' in page
    assert "计划任务 2 项" in shown(page, "tasks")


def test_blanks_can_be_filtered_where_there_are_any() -> None:
    assert "只看空缺1" in shown(reading_html(text_read(REPORT, "a.txt")), "filters")
    assert "只看空缺" not in reading_html(text_read(REPORT.replace("XX次", "8次"), "a.txt"))


def test_what_a_report_says_cannot_end_the_script() -> None:
    page = reading_html(text_read(REPORT.replace("诉求20件", "</script>诉求20件"), "a.txt"))
    assert page.count("</script>") == 2


def run(*arguments: str) -> int:
    with pytest.raises(SystemExit) as leaving:
        main(["read", *arguments])
    return int(leaving.value.code or 0)


def test_the_command_writes_the_page(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.txt").write_text(REPORT, encoding="utf-8")
    assert run(str(tmp_path / "a.txt"), "--html", str(tmp_path / "a.html")) == 0
    assert shown((tmp_path / "a.html").read_text(encoding="utf-8")) == REPORT
    assert capsys.readouterr().out == f"已写入 {tmp_path / 'a.html'}\n"


def test_one_file_makes_one_page(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.txt").write_text(REPORT, encoding="utf-8")
    for files in ([tmp_path], [tmp_path / "a.txt"] * 2):
        assert run(*map(str, files), "--html", str(tmp_path / "a.html")) == 2
        assert "--html 一次只写一份文件" in capsys.readouterr().err
