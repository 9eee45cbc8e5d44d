import json

from support.commands import bihuan
from support.sheets import workbook


def test_init_makes_the_folder_whole(made_folder):
    assert {path.name for path in made_folder.iterdir()} == {
        "bihuan.json", "bihuan.sqlite3", "originals", "out", "packs", "secret_key", "snapshots"
    }  # fmt: skip
    assert "bihuan" in json.loads((made_folder / "bihuan.json").read_text())
    assert (made_folder / "secret_key").stat().st_mode & 0o077 == 0


def test_a_faulty_unit_table_leaves_no_folder(tmp_path):
    units = workbook(tmp_path / "单位.xlsx", ("单位编码", "单位名称", "类型", "上级编码"), ("A", "甲镇", "镇", "没有"))
    said = bihuan("init", "--units", units, "--pack", "veterans", folder=tmp_path / "data")
    assert (said.status, said.err.count("\n")) == (2, 1)
    assert "上级编码“没有”不存在" in said.err
    assert [path.name for path in tmp_path.iterdir()] == ["单位.xlsx"]


def test_an_unknown_pack_leaves_no_folder(tmp_path):
    said = bihuan("init", "--pack", "nothing", folder=tmp_path / "data")
    assert (said.status, "没有行业包“nothing”" in said.err, list(tmp_path.iterdir())) == (2, True, [])


def test_an_empty_folder_made_beforehand_is_taken(tmp_path):
    (tmp_path / "data").mkdir()
    assert bihuan("init", folder=tmp_path / "data").status == 0
    assert (tmp_path / "data" / "bihuan.json").is_file()


def test_a_folder_with_other_files_is_left_alone(tmp_path):
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "letter.txt").write_text("x")
    said = bihuan("init", folder=tmp_path / "data")
    assert (said.status, "这里已有别的文件" in said.err) == (2, True)


def test_init_on_a_data_folder_adds_a_pack(folder):
    assert bihuan("init", "--pack", "veterans", folder=folder).status == 0
    assert "veterans" in {row["pack"] for row in bihuan("ledger", "kinds", "--json", folder=folder).json}


def test_every_other_command_says_that_the_folder_is_missing(tmp_path):
    said = bihuan("ledger", "kinds", folder=tmp_path / "none")
    assert (said.status, said.err.count("\n"), "bihuan init" in said.err) == (2, 1, True)


def test_a_database_that_is_away_is_a_named_error(folder):
    said = bihuan("ledger", "kinds", folder=folder, BIHUAN_DATABASE="postgresql://nobody@127.0.0.1:1/none")
    assert (said.status, "连不上数据库" in said.err, said.err.count("\n")) == (2, True, 1)


def test_folders_may_share_compiled_sql(tmp_path):
    said = bihuan("init", "--pack", "veterans", folder=tmp_path / "data", BIHUAN_SQL=str(tmp_path / "sql"))
    assert said.status == 0
    assert any((tmp_path / "sql").iterdir())
    assert not (tmp_path / "data" / "snapshots" / "sql").exists()
