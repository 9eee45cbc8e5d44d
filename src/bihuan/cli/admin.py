"""``bihuan admin``: the first administrators, at the server's console only; a way back in when nobody can log in."""

import getpass
import sys
from typing import Annotated

import typer

from bihuan.apps.units.actors import console
from bihuan.cli.common import DirOption, JsonOption, data_folder_open, json_print

app = typer.Typer(add_completion=False, no_args_is_help=True, help="管理员账号：开设第一位、重置密码、解锁")

LoginArgument = Annotated[str, typer.Argument(help="登录名")]
ACTOR = "服务器命令行"


@app.command()
def create(
    login: Annotated[str, typer.Argument(help="登录名：小写字母、数字、点、横线")],
    name: Annotated[str, typer.Option("--name", help="姓名")] = "管理员",
    role: Annotated[str, typer.Option("--role", help="system_admin、security_admin 或 audit_admin")] = "system_admin",
    ask: Annotated[bool, typer.Option("--ask-password", help="自己输入密码；不写则随机生成")] = False,
    folder: DirOption = None,
    as_json: JsonOption = False,
) -> None:
    """开设第一位管理员，打印一次性密码和设置向导的一次性代码；这类管理员已有时拒绝。"""
    data_folder_open(folder)
    from bihuan.apps.people.administrators import administrator_create

    password = password_asked() if ask else ""
    made = administrator_create(login=login, name=name, role=role, password=password, actor=console(ACTOR))
    if as_json:
        json_print({"login": made.login, "password": made.password, "setup_code": made.code or None})
        return
    typer.echo(f"已开设{made.role}：{made.login}")
    if not ask:
        typer.echo(f"一次性密码：{made.password}（首次登录须修改）")
    if made.code:
        typer.echo(f"设置向导的一次性代码：{made.code}（24 小时内有效，网页打开 /setup/ 填写）")


def password_asked() -> str:
    """A password typed twice at a terminal, or one line of standard input."""
    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\n")
    from bihuan.datamodel import BihuanError

    first, second = getpass.getpass("密码："), getpass.getpass("再输一遍：")
    if first != second:
        raise BihuanError("password.twice", "两次输入的密码不一样")
    return first


@app.command()
def setup(folder: DirOption = None) -> None:
    """打印设置向导的新代码；向导用过以后拒绝。"""
    data_folder_open(folder)
    from bihuan.apps.people.setting_up import setup_code_make

    typer.echo(f"设置向导的一次性代码：{setup_code_make(actor=console(ACTOR))}")


@app.command("reset-password")
def reset_password(login: LoginArgument, folder: DirOption = None) -> None:
    """给一个账号换上随机密码并解锁，同时启用；他的会话全部结束。"""
    data_folder_open(folder)
    from bihuan.apps.people.selectors import person_get
    from bihuan.apps.people.services import password_reset, person_enable, person_unlock

    person, actor = person_get(login), console(ACTOR)
    password = password_reset(person=person, actor=actor)
    person_unlock(person=person, actor=actor)
    if not person.is_active:
        person_enable(person=person, actor=actor)
    typer.echo(f"{person} 的一次性密码：{password}（下次登录须修改）")


@app.command("reset-factor")
def reset_factor(login: LoginArgument, folder: DirOption = None) -> None:
    """手机和恢复码都丢了：清除动态口令，下次登录重新绑定。"""
    data_folder_open(folder)
    from bihuan.apps.people.selectors import person_get
    from bihuan.apps.people.services import factor_reset

    person = person_get(login)
    factor_reset(person=person, actor=console(ACTOR))
    typer.echo(f"已清除 {person} 的动态口令")


@app.command()
def unlock(login: LoginArgument, folder: DirOption = None) -> None:
    """解除输错密码的锁定。"""
    data_folder_open(folder)
    from bihuan.apps.people.selectors import person_get
    from bihuan.apps.people.services import person_unlock

    done = person_unlock(person=person_get(login), actor=console(ACTOR))
    typer.echo("已解锁" if done else "这个账号没有锁定")


@app.command("list")
def list_(folder: DirOption = None, as_json: JsonOption = False) -> None:
    """列出管理员。"""
    data_folder_open(folder)
    from bihuan.apps.people.administrators import administrators_list

    rows = administrators_list()
    if as_json:
        json_print(rows)
        return
    for row in rows:
        typer.echo(f"{row['login']:<20} {row['name']}  {row['role_label']}  {'启用' if row['active'] else '停用'}")
    if not rows:
        typer.echo("还没有管理员；用 bihuan admin create 登录名 开设")
