"""Calendar files as clerks and offices keep them: taken whole, or refused with every fault and its place."""

import re
from datetime import date, datetime
from pathlib import Path
from random import Random

import pytest

from bihuan.datamodel import BihuanError
from bihuan.workdays import Notice, calendar_grid_read, calendar_national, calendar_read

YEAR = """\
calendar: 1
kind: national
years:
  - year: 2027
    issuer: 国务院办公厅通知
    off:
      - {name: 元旦, from: 2027-01-01, to: 2027-01-03}
      - {name: 春节, from: 2027-02-05, to: 2027-02-11}
      - {name: 劳动节, from: 2027-05-01, to: 2027-05-05}
      - {name: 国庆节, from: 2027-10-01, to: 2027-10-07}
    work:
      - {name: 春节, day: 2027-01-31}
      - {name: 春节, day: 2027-02-20}
"""
TABLE = [
    ["2027年放假安排", "", ""],
    ["日期", "类型", "说明"],
    ["2027-01-01至2027-01-03", "休", "元旦"],
    [datetime(2027, 2, 5), "休", "春节"],
    ["2027年2月6日", "放假", "春节"],
    ["2027/2/7—2027/2/11", "休", "春节"],
    ["2027.1.31", "补班", "春节"],
    [20270220.0, "班", "春节"],
    ["2027-05-01至2027-05-05", "休", "劳动节"],
    ["2027-10-01至2027-10-07", "休", "国庆节"],
    ["", "", ""],
]


def faults(reading) -> list[tuple[str, str]]:
    return [(finding.code, finding.where) for finding in reading.findings]


def yaml_faults(text: str) -> list[tuple[str, str]]:
    return faults(calendar_read(text.encode(), "2027.yaml"))


def local(*rows: list[object]) -> list[tuple[str, str]]:
    return faults(calendar_grid_read([["日期", "类型", "说明"], *rows], "假日.xlsx", kind="local"))


def test_a_yaml_year_is_read():
    file = calendar_read(YEAR.encode(), "2027.yaml").taken()
    calendar = calendar_national().merged(file.arrangements)
    assert (calendar.last_year, calendar.working(date(2027, 1, 31)), calendar.working(date(2027, 2, 8))) == (
        2027,
        True,
        False,
    )


def test_a_clerks_table_gives_the_same_year():
    table = calendar_grid_read(TABLE, "2027.xlsx").taken()
    assert table.arrangements[0].digest == calendar_read(YEAR.encode(), "2027.yaml").taken().arrangements[0].digest


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_a_csv_in_any_usual_encoding_gives_the_same_year(encoding):
    lines = "日期,类型,说明\n2027-01-01至2027-01-03,休,元旦\n2027-02-05至2027-02-11,休,春节\n2027-05-01至2027-05-05,休,劳动节\n"
    lines += "2027-10-01至2027-10-07,休,国庆节\n2027-01-31,班,春节\n2027-02-20,班,春节\n"
    csv = calendar_read(lines.encode(encoding), "2027.csv").taken()
    assert csv.arrangements[0].digest == calendar_read(YEAR.encode(), "2027.yaml").taken().arrangements[0].digest


def test_a_table_takes_its_notice_from_the_import():
    notice = Notice("国务院办公厅通知", "", date(2026, 11, 5))
    assert calendar_grid_read(TABLE, "2027.xlsx", notice=notice).taken().arrangements[0].notice == notice


def test_days_of_the_last_week_before_belong_to_the_year():
    rows = [["日期", "类型", "说明"], ["2026-12-31", "休", "元旦"], ["2027-01-01", "休", "元旦"]]
    file = calendar_grid_read(rows, "假日.xlsx", kind="local").taken()
    assert [(item.year, item.days_off) for item in file.arrangements] == [(2027, 2)]


def test_the_shipped_digests_hold():
    assert calendar_national().arrangements[0].digest.startswith("f97b5dce")


@pytest.mark.parametrize(
    ("old", "new", "code", "line"),
    [
        ("year: 2027", "years: 2027", "calendar.no_year", 4),
        ("year: 2027", "year: 二〇二七", "calendar.no_year", 4),
        ("calendar: 1\n", "", "calendar.version", 1),
        ("kind: national", "kind: 国家", "calendar.kind", None),
        ("from: 2027-02-05", "from: 2027-02-30", "calendar.bad_date", 8),
        ("from: 2027-02-05", "from: 2027-02-12", "calendar.backwards", 8),
        ("from: 2027-02-05", "from: 2026-02-05", "calendar.other_year", 8),
        ("to: 2027-02-11", "to: 2027-03-11", "calendar.too_long_rest", 8),
        ("day: 2027-01-31", "day: 2027-01-29", "calendar.ordinary_work", 12),
        ("day: 2027-01-31", "day: 2027-02-06", "calendar.twice", 12),
        ("day: 2027-02-20", "day: 2027-01-31", "calendar.twice", 13),
        ("name: 春节, day: 2027-01-31", "day: 2027-01-31", "calendar.no_name", 12),
        ("name: 春节, day: 2027-01-31", "names: 春节, day: 2027-01-31", "calendar.unknown_key", 12),
        ("    off:", "    digest: abc\n    off:", "calendar.digest", 4),
        ("      - {name: 国庆节, from: 2027-10-01, to: 2027-10-07}\n", "", "calendar.no_statutory", 4),
        ("      - {name: 春节, from: 2027-02-05, to: 2027-02-11}\n", "", "calendar.no_spring", 4),
        ("    work:", "    off: []\n    work:", "calendar.duplicate_key", 11),
        ("years:", "years: 2027\nmore:", "calendar.shape", 3),
    ],
)
def test_each_fault_of_a_yaml_file_is_named_with_its_line(old, new, code, line):
    found = yaml_faults(YEAR.replace(old, new))
    assert (code, f"2027.yaml:{line}" if line else "2027.yaml") in found


@pytest.mark.parametrize(
    "text", ["", "calendar: [1", "a: &x 1\nb: *x", "\tcalendar: 1", "- 1", "calendar: 1\nyears: []\n"[:12]]
)
def test_a_file_that_is_no_calendar_is_refused(text):
    reading = calendar_read(text.encode(), "2027.yaml")
    assert reading.file is None
    assert reading.findings


@pytest.mark.parametrize(
    ("row", "code"),
    [
        (["2月6日", "休", "春节"], "calendar.no_year"),
        (["元宵", "休", "春节"], "calendar.bad_date"),
        (["2027-02-30", "休", "春节"], "calendar.bad_date"),
        (["2027-02-06", "出差", "春节"], "calendar.bad_type"),
        (["2027-02-08", "班", "春节"], "calendar.ordinary_work"),
        (["2027-02-09至2027-02-07", "休", "春节"], "calendar.backwards"),
    ],
)
def test_each_fault_of_a_table_is_named_with_its_row(row, code):
    assert local(["2027-03-01", "休", "开镰节"], row) == [(code, "假日.xlsx 第 3 行")]


@pytest.mark.parametrize(("day", "codes"), [("2026-10-05", []), ("2026-10-10", ["calendar.ordinary_work"])])
def test_a_local_day_is_worked_where_the_nation_rests_and_only_there(day, codes):
    rows = [["日期", "类型"], [day, "班"]]
    reading = calendar_grid_read(rows, "假日.xlsx", kind="local", base=calendar_national())
    assert [finding.code for finding in reading.findings] == codes


def test_a_day_twice_names_the_other_place():
    rows = [["日期", "类型"], ["2027-03-01", "休"], ["2027-03-01", "休"]]
    (finding,) = calendar_grid_read(rows, "假日.xlsx", kind="local").findings
    assert str(finding) == "假日.xlsx 第 3 行：2027-03-01 写了两遍，另一处在 假日.xlsx 第 2 行（请删去一处）"


def test_a_table_without_a_header_is_refused():
    assert faults(calendar_grid_read([["2027-01-01", "休"]], "假日.xlsx")) == [("calendar.no_header", "假日.xlsx")]


def test_a_table_that_is_far_too_long_is_refused():
    rows = [["日期", "类型"], *([["2027-03-01", "休"]] * 5001)]
    assert faults(calendar_grid_read(rows, "假日.xlsx", kind="local")) == [("calendar.too_many", "假日.xlsx")]


def test_a_cell_that_is_a_day_is_read():
    rows = [["日期", "类型", "说明"], [date(2027, 3, 1), "休", "开镰节"]]
    (arrangement,) = calendar_grid_read(rows, "假日.xlsx", kind="local").taken().arrangements
    assert arrangement.rests[0].start == date(2027, 3, 1)


def test_neighbouring_days_of_one_name_are_one_run():
    rows = [
        ["日期", "类型", "说明"],
        *([f"2027-03-0{n}", "休", name] for n, name in zip("12457", "甲甲甲乙乙", strict=True)),
    ]
    (arrangement,) = calendar_grid_read(rows, "假日.xlsx", kind="local").taken().arrangements
    assert [(rest.name, rest.start.day, rest.end.day) for rest in arrangement.rests] == [
        ("甲", 1, 2), ("甲", 4, 4), ("乙", 5, 5), ("乙", 7, 7)
    ]  # fmt: skip


def test_a_year_twice_in_one_file_is_refused():
    text = YEAR + YEAR.partition("years:\n")[2]
    assert yaml_faults(text) == [("calendar.year_twice", "2027.yaml:14")]


def test_an_empty_table_is_refused():
    assert local() == [("calendar.empty", "假日.xlsx")]


def test_faults_stop_the_whole_file():
    with pytest.raises(
        BihuanError, match=r"日历文件有 2 处问题，没有导入：2027\.yaml:12：2027-01-29 是星期五，本来就上班"
    ):
        calendar_read(YEAR.replace("01-31", "01-29").replace("02-20", "02-19").encode(), "2027.yaml").taken()


def test_a_year_with_too_few_working_days_is_pointed_out_and_taken():
    text = YEAR.replace("    work:", "      - {name: 避暑, from: 2027-08-01, to: 2027-08-15}\n    work:")
    reading = calendar_read(text.encode(), "2027.yaml")
    assert (reading.file is not None, faults(reading)) == (True, [("calendar.odd_total", "2027.yaml:4")])


@pytest.mark.parametrize("data", [b"\xff\xfe\x00\x01", b"x" * (1 << 21), "日期,类型\n".encode("utf-16")])
def test_bytes_that_are_no_text_are_refused(data):
    assert calendar_read(data, "a.csv").file is None


@pytest.mark.parametrize("seed", range(40))
def test_a_damaged_file_is_findings_never_a_crash(seed):
    random = Random(seed)
    for _ in range(25):
        marks = list(YEAR)
        for _ in range(random.randint(1, 8)):
            marks[random.randrange(len(marks))] = random.choice("0123456789-{}[]:,&*!|>\t\n\0年休班\udcff'\"#%")
        data = "".join(marks).encode("utf-8", "surrogateescape")
        for name in ("a.yaml", "a.csv"):
            reading = calendar_read(data, name)
            assert reading.file or reading.findings


@pytest.mark.parametrize("seed", range(20))
def test_a_damaged_table_is_findings_never_a_crash(seed):
    random = Random(seed)
    junk = [
        "",
        None,
        -1,
        0.5,
        99990101.0,
        1e300,
        float("nan"),
        True,
        "0000-00-00",
        "9999-12-31至9999-12-31",
        "0001年1月1日",
        "班",
        "休",
        "至",
    ]
    for _ in range(25):
        rows = [list(row) for row in TABLE]
        for _ in range(random.randint(1, 5)):
            row = random.choice(rows)
            row[random.randrange(3)] = random.choice(junk)
        reading = calendar_grid_read(rows, "假日.xlsx")
        assert reading.file or reading.findings


def test_every_code_of_a_finding_is_in_the_reference():
    root = Path(__file__).parents[3]
    code = "".join(path.read_text("utf-8") for path in (root / "src/bihuan/workdays").glob("*.py"))
    reference = (root / "docs/reference/workdays.md").read_text("utf-8")
    codes = set(re.findall(r'"(calendar\.\w+)"', code)) - {"calendar.faults"}
    assert [name for name in sorted(codes) if f"`{name}`" not in reference] == []
