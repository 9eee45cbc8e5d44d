"""``bihuan token``: printed once, listed without the secret, revoked."""

from support.commands import bihuan


def test_a_token_from_issue_to_revoke(tmp_path):
    folder = tmp_path / "data"
    assert bihuan("init", folder=folder).status == 0
    assert bihuan("admin", "create", "chief", "--role", "audit_admin", folder=folder).status == 0
    made = bihuan("token", "issue", "chief", "--name", "审计取数", "--rights", "audit", "--json", folder=folder)
    assert made.status == 0, made.err
    secret = made.json["token"]
    listed = bihuan("token", "list", "--json", folder=folder)
    assert secret not in listed.out
    assert [(row["id"], row["state"], row["ending"]) for row in listed.json] == [(1, "有效", secret[-4:])]
    assert bihuan("token", "revoke", "1", folder=folder).out == "已吊销第 1 号凭据（审计取数）\n"
    assert "已吊销" in bihuan("token", "list", folder=folder).out
    wrong = bihuan("token", "issue", "chief", "--name", "x", "--rights", "write", folder=folder)
    assert (wrong.status, wrong.out) == (2, "")
    assert "自己没有登记的权限" in wrong.err
