"""``bihuan serve``: what keeps it from starting."""

import sqlite3

from support.commands import bihuan


def test_a_folder_of_an_older_version_is_named_and_init_brings_it_up_to_date(folder):
    with sqlite3.connect(folder / "bihuan.sqlite3") as database:
        database.execute("ALTER TABLE notices_notice DROP COLUMN matters")
        database.execute("DELETE FROM django_migrations WHERE app = 'notices' AND name = '0002_matters'")
    database.close()
    said = bihuan("serve", "--port", "1", folder=folder)
    assert (said.status, "旧版本的程序" in said.err, "bihuan init" in said.err) == (2, True, True)
    assert bihuan("init", folder=folder).status == 0
    assert "端口 1 不能使用" in bihuan("serve", "--host", "203.0.113.1", "--port", "1", folder=folder).err
