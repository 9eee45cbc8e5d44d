"""``bihuan token``: tokens that outside programs act with for a person; the secret is printed once."""

from typing import Annotated

import typer
from django.utils import timezone

from bihuan.apps.units.actors import console
from bihuan.cli.common import DirOption, JsonOption, data_folder_open, json_print

app = typer.Typer(add_completion=False, no_args_is_help=True, help="接口凭据：签发、查看、吊销")
ACTOR = "服务器命令行"


@app.command()
def issue(
    login: Annotated[str, typer.Argument(help="替谁办事：登录名")],
    name: Annotated[str, typer.Option("--name", help="用途，如 数据中心每晚取数")],
    rights: Annotated[str, typer.Option("--rights", help="权限，逗号分开，如 read,write；不能超出本人的")] = "read",
    days: Annotated[int, typer.Option("--days", help="有效天数，1 至 366")] = 90,
    folder: DirOption = None,
    as_json: JsonOption = False,
) -> None:
    """签发一个凭据，打印一次，以后无处再看。"""
    data_folder_open(folder)
    from bihuan.apps.programs.services import token_issue

    asked = [right.strip() for right in rights.split(",") if right.strip()]
    token, secret = token_issue(login=login, name=name, rights=asked, days=days, actor=console(ACTOR))
    if as_json:
        json_print({"id": token.pk, "token": secret, "expires": token.expires, "rights": token.rights})
        return
    typer.echo(f"第 {token.pk} 号凭据，有效期至 {token.expires}，权限 {'、'.join(token.rights)}：")
    typer.echo(secret)
    typer.echo("只显示这一次，请立即交给使用它的程序。")


@app.command("list")
def list_(
    login: Annotated[str, typer.Option("--login", help="只看这个人的")] = "",
    folder: DirOption = None,
    as_json: JsonOption = False,
) -> None:
    """列出凭据，新的在前；凭据本身不保存，只显示末四位。"""
    data_folder_open(folder)
    from bihuan.apps.programs.selectors import token_list, token_state

    today = timezone.localdate()
    rows = [
        {
            "id": token.pk, "login": token.login, "name": token.name, "ending": token.ending, "rights": token.rights,
            "expires": token.expires, "used_on": token.used_on, "state": token_state(token, today), "issued_by": token.issued_by,
        }
        for token in token_list(actor=console(ACTOR), login=login)
    ]  # fmt: skip
    if as_json:
        json_print(rows)
        return
    for row in rows:
        used = f"，最近 {row['used_on']} 用过" if row["used_on"] else "，没有用过"
        told = (
            f"{row['id']}  {row['login']}  {row['name']}  …{row['ending']}  {row['state']}，至 {row['expires']}{used}"
        )
        typer.echo(f"{told}  {'、'.join(row['rights'])}")
    if not rows:
        typer.echo("还没有凭据")


@app.command()
def revoke(
    number: Annotated[int, typer.Argument(help="凭据的编号，见 bihuan token list")], folder: DirOption = None
) -> None:
    """吊销一个凭据，立即失效。"""
    data_folder_open(folder)
    from bihuan.apps.programs.services import token_revoke

    token = token_revoke(number=number, actor=console(ACTOR))
    typer.echo(f"已吊销第 {token.pk} 号凭据（{token.name}）")
