"""``bihuan pack``: exit status, findings one a line, JSON."""

import json

import pytest

from bihuan.cli.main import main
from bihuan.packs import shipped_packs_folder


def run(capsys, *words):
    with pytest.raises(SystemExit) as leaving:
        main(["pack", *words])
    return leaving.value.code, capsys.readouterr()


def bad_pack(folder):
    (folder / "pack.yaml").write_text("pack: small\nname: 小包\nversion: 1\ncolour: red\n", encoding="utf-8")
    return str(folder)


@pytest.mark.parametrize("name", ["common", "urban_management", "veterans"])
def test_shipped_pack_is_sound(capsys, name):
    code, said = run(capsys, "check", str(shipped_packs_folder() / name))
    assert code == 0 and "没有问题" in said.out


def test_faults_are_listed_with_status_1(capsys, tmp_path):
    code, said = run(capsys, "check", bad_pack(tmp_path))
    assert code == 1 and "pack.yaml:4：不认识的键“colour”" in said.out and "共 1 处问题" in said.out


def test_json_holds_the_findings_and_nothing_else(capsys, tmp_path):
    code, said = run(capsys, "check", bad_pack(tmp_path), "--json")
    assert code == 1 and [f["code"] for f in json.loads(said.out)["findings"]] == ["pack.unknown_key"]


def test_missing_folder_is_status_2_in_one_line(capsys, tmp_path):
    code, said = run(capsys, "check", str(tmp_path / "none"))
    assert code == 2 and said.out == "" and said.err.count("\n") == 1


def test_list_names_the_shipped_packs(capsys):
    code, said = run(capsys, "list", "--json")
    assert code == 0 and [pack["pack"] for pack in json.loads(said.out)] == [
        "common", "development_area", "ethnic_affairs", "urban_management", "veterans", "water",
    ]  # fmt: skip
