from support.commands import bihuan


def test_a_file_that_is_no_docx_is_named(folder, tmp_path):
    path = tmp_path / "x.docx"
    path.write_text("不是文档", encoding="utf-8")
    said = bihuan("verify", path, folder=folder)
    assert said.status == 2 and "不是 docx" in said.err


def test_a_missing_file_is_named(folder, tmp_path):
    said = bihuan("verify", tmp_path / "无.docx", folder=folder)
    assert said.status == 2 and "找不到" in said.err and said.err.count("\n") == 1
