"""Each fault of a pack is found, named in Chinese, and cited by file and line."""

import pytest

from bihuan.datamodel import BihuanError
from bihuan.packs import catalog_load, pack_check, pack_load
from support.small_pack import INDICATORS

CLOCK = "    clocks:\n      - {key: all, label: 办理, starts: received_on, stops: closed_on, due: due_on, term: {days: 7}}\n"
# what is spoilt, how, the code of the finding, its file and line, words of its message
FAULTS = [
    ("    measure: 件", "    mesure: 件", "pack.unknown_key", "a.yaml:4", "mesure"),
    ("    definition: 受理的件数。\n", "", "pack.missing_key", "b.yaml:2", "definition"),
    ("label: 编号", "label: [编号]", "pack.wrong_type", "a.yaml:8", "label"),
    ("label: 编号, type: text", "label: 编号, type: words", "pack.wrong_type", "a.yaml:8", "words"),
    ("name: number,", "name: Number,", "pack.bad_name", "a.yaml:8", "Number"),
    ("indicator: closed", "indicator: received", "pack.duplicate_name", "b.yaml:11", "received"),
    ("name: 办结数", "name: 受理数", "pack.duplicate_name", "b.yaml:12", "受理数"),
    ("name: closed_on", "name: received_on", "pack.duplicate_name", "a.yaml:11", "received_on"),
    ("{name: amount,", "{name: digest,", "pack.reserved_name", "a.yaml:12", "digest"),
    ("date: received_on", "date: received", "pack.unknown_field", "a.yaml:5", "received"),
    ("date: received_on", "date: number", "pack.not_a_date", "a.yaml:5", "number"),
    ("key: [number]", "key: [no]", "pack.unknown_field", "a.yaml:6", "no"),
    ("key: [number]", "key: []", "pack.no_key", "a.yaml:6", "key"),
    ("label: 金额", "label: 编 号", "pack.header_collision", "a.yaml:12", "编 号"),
    ("label: 金额", "label: 金额, aliases: [编号]", "pack.header_collision", "a.yaml:12", "编号"),
    (", choices: [{key: letter, label: 来信}, {key: phone, label: 电话}]", "", "pack.no_choices", "a.yaml:9", "source"),
    ("key: phone, label: 电话", "key: phone, label: 来信", "pack.duplicate_name", "a.yaml:9", "来信"),
    ("label: 金额", "label: 金额, personal: true", "pack.no_keep_years", "a.yaml:12", "金额"),
    ("target: closed", "target: done", "pack.unknown_state", "a.yaml:17", "done"),
    ("sets: closed_on", "sets: amount", "pack.unknown_field", "a.yaml:17", "close"),
    ("- {key: closed, label: 办结}",
     "- {key: closed, label: 办结}\n      - {key: lost, label: 遗失}",
     "pack.unreachable_state", "a.yaml:16", "lost"),
    ("{state: {reached: closed}}", "{state: closed}", "pack.state_without_day", "b.yaml:17", "统计日"),
    ("{state: {reached: closed}}", "{state: {reached: lost}}", "pack.unknown_state", "b.yaml:17", "lost"),
    ("{state: {reached: closed}}", "{colour: red}", "pack.unknown_field", "b.yaml:17", "colour"),
    ("{state: {reached: closed}}", "{source: fax}", "pack.unknown_choice", "b.yaml:17", "fax"),
    ("{state: {reached: closed}}", "{source: {reached: closed}}", "pack.wrong_operator", "b.yaml:17", "reached"),
    ("{state: {reached: closed}}", "{number: {gt: 3}}", "pack.wrong_operator", "b.yaml:17", "number"),
    ("{state: {reached: closed}}", "{amount: 三元}", "pack.wrong_type", "b.yaml:17", "三元"),
    ("{state: {reached: closed}}", "{closed_on: {le: 2024-13-01}}", "pack.wrong_type", "b.yaml:17", "2024-13-01"),
    ("{state: {reached: closed}}", "{closed_on: {le: 'field:due_on'}}", "pack.unknown_field", "b.yaml:17", "due_on"),
    ("{state: {reached: closed}}", "{closed_on: {around: 3}}", "pack.wrong_type", "b.yaml:17", "closed_on"),
    ("{state: {reached: closed}}", "{amount: {within: {days: 3, of: 'field:received_on'}}}", "pack.wrong_operator", "b.yaml:17", "amount"),
    ("{state: {reached: closed}}", "{closed_on: {within: 3}}", "pack.wrong_type", "b.yaml:17", "within"),
    ("{state: {reached: closed}}", "{closed_on: {within: 'field:received_on'}}", "pack.wrong_type", "b.yaml:17", "days"),
    ("{state: {reached: closed}}", "{closed_on: {same_year: 'field:begun_on'}}", "pack.unknown_field", "b.yaml:17", "begun_on"),
    ("    count: true\n    breakdowns", "    days: {since: number, until: closed_on}\n    breakdowns", "pack.wrong_field_type", "b.yaml:7", "number"),
    ("    count: true\n    breakdowns", "    days: {since: received_on, until: ended_on}\n    breakdowns", "pack.unknown_field", "b.yaml:7", "ended_on"),
    ("    ledger: matters\n    count: true\n    breakdowns",
     "    ledger: nothing\n    count: true\n    breakdowns",
     "pack.unknown_ledger", "b.yaml:6", "nothing"),
    ("    count: true\n    breakdowns", "    sum: number\n    breakdowns", "pack.wrong_field_type", "b.yaml:7", "number"),
    ("    count: true\n    breakdowns", "    count: true\n    sum: amount\n    breakdowns", "pack.not_one_way", "b.yaml:8", "count、sum"),
    ("    count: true\n    breakdowns", "    breakdowns", "pack.not_one_way", "b.yaml:2", "没有写怎么算"),
    ("    count: true\n    breakdowns: [source]\n    wording",
     "    count: true\n    breakdowns: [amount]\n    wording",
     "pack.wrong_field_type", "b.yaml:8", "amount"),
    ("numerator: closed,", "numerator: shut,", "pack.unknown_indicator", "b.yaml:23", "shut"),
    ("numerator: closed,", "numerator: 'closed[source=fax]',", "pack.unknown_choice", "b.yaml:23", "fax"),
    ("numerator: closed,", "numerator: 办结数,", "pack.bad_reference", "b.yaml:23", "办结数"),
    ("numerator: closed,", "numerator: close_rate,", "pack.cycle", "b.yaml:23", "close_rate → close_rate"),
    ("ratio: {numerator: closed, denominator: received}", "total: [closed, received]", "pack.units_mixed", "b.yaml:23", "%、件"),
    ("ratio: {numerator: closed, denominator: received}",
     "ratio: {numerator: closed, denominator: received}\n    ledger: matters",
     "pack.unknown_key", "b.yaml:24", "ledger"),
    ("{words: [受理], within: [[事项]]}", "{words: [受理], measure: speed}", "pack.wrong_type", "b.yaml:10", "speed"),
    ("    where: {state", "    part_wording: {source=fax: []}\n    where: {state", "pack.unknown_choice", "b.yaml:17", "source=fax"),
    ("version: 1", "version: 1\nuses: [nowhere]", "pack.unknown_pack", "pack.yaml:4", "nowhere"),
    ("version: 1", "version: one", "pack.wrong_type", "pack.yaml:3", "version"),
    ("name: 小包", "pack: again", "pack.duplicate_key", "pack.yaml:2", "pack"),
    ("    measure: 件", "\tmeasure: 件", "pack.yaml", "a.yaml:4", "Tab"),
    ("    measure: 件\n    date: received_on", "    measure: &m 件\n    date: *m", "pack.yaml", "a.yaml:4", "锚点"),
    ("measure: 件", "measure: !!python/name:os.system 件", "pack.yaml", "a.yaml:4", "标签"),
    ("ledgers:\n", "ledger:\n", "pack.missing_key", "a.yaml:1", "ledgers:"),
    (", sets: closed_on", "", "pack.missing_key", "a.yaml:17", "sets"),
    ("sets: closed_on", "clears: [amount]", "pack.unknown_field", "a.yaml:17", "clears"),
    ("sets: closed_on", "sets: closed_on, counts: received_on", "pack.unknown_field", "a.yaml:17", "counts"),
    ("sets: closed_on", "sets: closed_on, fills: [place]", "pack.unknown_field", "a.yaml:17", "place"),
    ("sets: closed_on", "sets: closed_on, right: rule", "pack.wrong_type", "a.yaml:17", "rule"),
    ("    moves:", CLOCK + "    moves:", "pack.unknown_field", "a.yaml:17", "due_on"),
    ("    moves:", CLOCK.replace("due: due_on", "due: closed_on, extensions: amount") + "    moves:",
     "pack.unknown_field", "a.yaml:17", "extensions"),
    ("    moves:", CLOCK.replace("{days: 7}", "{days: 7, by: {source: {fax: 1}}}") + "    moves:",
     "pack.unknown_choice", "a.yaml:17", "fax"),
    ("    moves:", "    checks:\n      - {check: parts, name: 其中, equals: amount, sum: [number]}\n    moves:",
     "pack.unknown_field", "a.yaml:17", "number"),
    ("    moves:", "    checks:\n      - {check: parts, name: 其中, equals: amount}\n    moves:",
     "pack.not_one_way", "a.yaml:17", "sum"),
    ("{state: {reached: closed}}", "{source: {has: letter}}", "pack.wrong_operator", "b.yaml:17", "has"),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "code", "place", "words"), FAULTS)
def test_fault_is_named_with_file_and_line(spoilt, old, new, code, place, words):
    found = [finding for finding in spoilt(old, new) if finding.code == code]
    assert [f for f in found if f.where.endswith(place) and words in f.message], spoilt(old, new)


def test_sound_pack_has_no_findings(pack_written):
    assert pack_check(pack_written()) == []


def test_misspelt_key_is_told_the_right_one(spoilt):
    (finding,) = (f for f in spoilt("    measure: 件", "    mesure: 件") if f.code == "pack.unknown_key")
    assert "measure" in finding.hint


def test_one_bad_declaration_does_not_hide_another(spoilt):
    found = spoilt("name: 办结率\n", "nom: 办结率\n") + spoilt("unit: 件", "unit: 3")
    assert {finding.code for finding in found} >= {"pack.unknown_key", "pack.missing_key", "pack.wrong_type"}


def test_fault_of_a_ledger_is_not_repeated_for_its_indicators(spoilt):
    assert {finding.code for finding in spoilt("measure: 件", "mesure: 件")} == {"pack.unknown_key", "pack.missing_key"}


@pytest.mark.parametrize(
    ("content", "code"), [(b"", "pack.empty_file"), ("名称".encode("gb18030"), "pack.not_utf8"), (b"a: [", "pack.yaml")]
)
def test_unreadable_file_is_one_finding(pack_written, content, code):
    folder = pack_written()
    (folder / "ledgers/a.yaml").write_bytes(content)
    assert [f.code for f in pack_check(folder) if "a.yaml" in f.where] == [code]


def test_folder_without_pack_yaml_is_a_finding(tmp_path):
    assert [finding.code for finding in pack_check(tmp_path)] == ["pack.no_head"]


def test_missing_folder_is_a_named_error(tmp_path):
    with pytest.raises(BihuanError, match="找不到行业包文件夹"):
        pack_check(tmp_path / "none")


def test_packs_that_use_each_other_are_a_circle(pack_written):
    pack_written(
        name="second",
        head="pack: second\nname: 另一包\nversion: 1\nuses: [small]\n",
        ledgers="ledgers: []",
        indicators="indicators: []",
    )
    folder = pack_written(head="pack: small\nname: 小包\nversion: 1\nuses: [second]\n")
    assert any("small → second → small" in finding.message for finding in pack_check(folder))


def test_circle_through_several_indicators_is_named(pack_written):
    total = "  - {{indicator: {0}, name: 合计{0}, definition: 合计。, unit: 件, total: [{1}]}}\n"
    folder = pack_written(
        indicators="indicators:\n" + total.format("a", "b") + total.format("b", "c") + total.format("c", "a")
    )
    assert "a → b → c → a" in pack_check(folder)[0].message


def test_indicator_may_not_name_a_ledger_of_a_pack_it_does_not_use(pack_written):
    lonely = pack_written()
    stray = "  - {indicator: x, name: 甲, definition: 乙。, unit: 件, ledger: matters, count: true}\n"
    head = "pack: other\nname: 别包\nversion: 1\n"
    other = pack_written(name="other", head=head, ledgers="ledgers: []", indicators="indicators:\n" + stray)
    with pytest.raises(BihuanError, match="没有台账“matters”"):
        catalog_load([lonely, other])


def test_loading_raises_the_first_fault_and_counts_the_rest(pack_written):
    folder = pack_written(head="pack: small\nname: 小包\nversion: 1\ncolour: red\nsize: 3\n")
    with pytest.raises(BihuanError, match=r"pack\.yaml:4：不认识的键“colour”.*另有 1 处问题"):
        pack_load(folder)


def total_of(parts: str) -> str:
    """The small pack's indicators, a count of persons and a total of some."""
    persons = "  - {indicator: persons, name: 人次, definition: 人次。, unit: 人次, ledger: matters, count: true}\n"
    return f"{INDICATORS}{persons}  - {{indicator: all, name: 合计, definition: 合计。, unit: 件, total: [{parts}]}}\n"


@pytest.mark.parametrize(
    ("parts", "code"),
    [("closed, persons", "pack.units_mixed"), ("closed, close_rate", "pack.rate_added"), ("closed, all", "pack.cycle")],
)
def test_total_of_what_cannot_be_added_is_a_finding_with_its_line(pack_written, parts, code):
    found = pack_check(pack_written(indicators=total_of(parts)))
    assert any(finding.code == code and finding.where.endswith("b.yaml:26") for finding in found), found


def test_part_that_the_indicator_leaves_out_may_not_be_named(pack_written):
    without = total_of("'closed[source=letter]'").replace("{state: {reached: closed}}", "{source: {ne: letter}}")
    assert [finding.code for finding in pack_check(pack_written(indicators=without))] == ["pack.unknown_choice"]
