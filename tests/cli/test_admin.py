"""``bihuan admin``: the first administrators, from the console only."""

import re

import pytest

from support.commands import bihuan


def test_the_first_administrator_has_a_random_password_and_a_code_and_there_is_no_second(folder):
    made = bihuan("admin", "create", "xtgl", "--json", folder=folder)
    assert made.status == 0
    assert re.fullmatch(r"[a-z0-9]{4}(-[a-z0-9]{4}){3}", made.json["password"])
    assert made.json["setup_code"] != made.json["password"]
    again = bihuan("admin", "create", "other", folder=folder)
    assert again.status == 2 and "已有系统管理员" in again.err


def test_each_kind_of_administrator_has_a_first(folder):
    for login, role in (("xtgl", "system_admin"), ("aqgl", "security_admin"), ("sjgl", "audit_admin")):
        assert bihuan("admin", "create", login, "--role", role, folder=folder).status == 0
    roles = [row["role"] for row in bihuan("admin", "list", "--json", folder=folder).json]
    assert sorted(roles) == ["audit_admin", "security_admin", "system_admin"]


def test_a_clerk_is_not_made_here(folder):
    said = bihuan("admin", "create", "xtgl", "--role", "clerk", folder=folder)
    assert said.status == 2 and "不是管理员角色" in said.err


@pytest.mark.parametrize("command", ["reset-password", "unlock", "reset-factor"])
def test_an_unknown_login_is_told(folder, command):
    said = bihuan("admin", command, "nobody", folder=folder)
    assert said.status == 2 and "没有登录名为“nobody”的人员" in said.err and said.err.count("\n") == 1


def test_a_reset_password_is_a_new_one_and_the_chain_is_whole(folder):
    first = bihuan("admin", "create", "xtgl", "--json", folder=folder).json["password"]
    said = bihuan("admin", "reset-password", "xtgl", folder=folder)
    assert said.status == 0 and first not in said.out
    assert bihuan("ledger", "audit", folder=folder).status == 0


def test_a_fresh_folder_has_no_account(folder):
    assert bihuan("admin", "list", "--json", folder=folder).json == []
