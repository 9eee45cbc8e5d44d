"""``bihuan pack``: check a bureau's pack, list those that come with Bihuan."""

from pathlib import Path
from typing import Annotated

import typer

from bihuan.cli.common import JsonOption, json_print
from bihuan.datamodel import Finding
from bihuan.packs import Pack, catalog_load, pack_check, pack_load, shipped_packs_folder

app = typer.Typer(help="行业包：检查、列表", no_args_is_help=True, add_completion=False)


@app.command("check")
def check(
    folder: Annotated[Path, typer.Argument(help="行业包文件夹，里面有 pack.yaml", metavar="文件夹")],
    as_json: JsonOption = False,
) -> None:
    """检查一个行业包：每处问题给出文件和行号；有问题时退出码为 1。"""
    findings = pack_check(folder)
    pack = None if findings else pack_load(folder)
    if as_json:
        json_print({"pack": summary(pack) if pack else None, "findings": [f.model_dump(mode="json") for f in findings]})
    else:
        findings_print(findings)
    if pack and not as_json:
        print(f"{pack.head.name}（{pack.name}）没有问题：{len(pack.ledgers)} 本台账，{len(pack.indicators)} 个指标")
    raise typer.Exit(1 if findings else 0)


@app.command("list")
def list_packs(as_json: JsonOption = False) -> None:
    """列出随程序带的行业包。"""
    packs = catalog_load([shipped_packs_folder()]).packs.values()
    if as_json:
        json_print([summary(pack) for pack in packs])
        return
    for pack in packs:
        print(f"{pack.name}  {pack.head.name}  {len(pack.ledgers)} 本台账  {len(pack.indicators)} 个指标")


def findings_print(findings: list[Finding]) -> None:
    """One finding a line, then how many there are."""
    for finding in findings:
        print(finding)
    if findings:
        print(f"共 {len(findings)} 处问题")


def summary(pack: Pack) -> dict[str, object]:
    """What a program wants to know of a pack."""
    return {
        "pack": pack.name,
        "name": pack.head.name,
        "version": pack.head.version,
        "uses": pack.head.uses,
        "ledgers": [ledger.ledger for ledger in pack.ledgers],
        "indicators": [indicator.indicator for indicator in pack.indicators],
    }
