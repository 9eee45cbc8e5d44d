"""The console script: finds the command, runs it, and turns every failure into one Chinese line and an exit status.

Commands are imported only when they are called: a reader that needs no database starts at once.
"""

import errno
import importlib
import os
import sys
import tempfile
import traceback
from pathlib import Path
from typing import NoReturn

from bihuan import __version__
from bihuan.datamodel import BihuanError

COMMANDS = {
    "read": "读一份或多份报告：提纲、数量、任务",
    "promises": "上一年的承诺，下一年的结果",
    "pack": "检查行业包",
    "init": "建立数据文件夹",
    "admin": "管理员账号：开设第一位、重置密码、解锁",
    "token": "接口凭据：签发、查看、吊销",
    "unit": "单位树：导入、查看",
    "ledger": "台账：模板、导入、导出、审计",
    "calendar": "工作日历：查看、导入、计算到期日",
    "indicator": "指标：列表、说明、计算、出处",
    "draft": "由上年报告起草今年的总结和计划",
    "verify": "逐个数字复核一份报告",
    "demo": "建立示范县，起草并复核报告",
    "serve": "启动网页",
    "library": "素材库：入库、查找、重建索引",
    "map": "地图：导入县乡轮廓，重建位置表",
    "digest": "每日摘要：给每个人生成当天的一份",
    "webhook": "推送：发出等待的事件，默认不启用",
    "doctor": "检查这台电脑：字体、数据库、文件夹",
}

EXIT_OK, EXIT_FAULTS, EXIT_BAD_INPUT, EXIT_INTERRUPTED = 0, 1, 2, 130


def main(arguments: list[str] | None = None) -> None:
    """Entry point of ``bihuan``; leaves by SystemExit with the contract's status."""
    words = sys.argv[1:] if arguments is None else arguments
    if not words or words[0] in {"--help", "-h", "help"}:
        print(help_text())
        raise SystemExit(EXIT_OK)
    if words[0] in {"--version", "-V"}:
        print(f"bihuan {__version__}")
        raise SystemExit(EXIT_OK)
    if words[0] not in COMMANDS:
        fail(BihuanError("cli.unknown_command", f"没有“{words[0]}”这个命令", hint="用 bihuan --help 查看全部命令"))
    raise SystemExit(command_run(words[0], words[1:]))


def command_run(name: str, arguments: list[str]) -> int:
    """Run one command's Typer app and return its exit status; no failure leaves a traceback on the screen."""
    module = importlib.import_module(f"bihuan.cli.{name}")
    try:
        result = module.app(args=arguments, prog_name=f"bihuan {name}", standalone_mode=True)
    except SystemExit as leaving:
        if leaving.code == EXIT_INTERRUPTED:  # Typer's own answer to Ctrl+C, which says nothing
            print("已中断", file=sys.stderr)
        return leaving.code if isinstance(leaving.code, int) else EXIT_BAD_INPUT
    except BihuanError as error:
        fail(error)
    except KeyboardInterrupt:
        print("已中断", file=sys.stderr)
        return EXIT_INTERRUPTED
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return EXIT_OK
    except OSError as error:
        fail(os_error_named(error))
    except Exception as error:
        if os.environ.get("BIHUAN_DEBUG"):
            raise
        fail(database_error_named(error) or unexpected_named(error))
    return result if isinstance(result, int) else EXIT_OK


def fail(error: BihuanError) -> NoReturn:
    """Print one line on standard error and leave with status 2."""
    print(f"错误：{error}", file=sys.stderr)
    raise SystemExit(EXIT_BAD_INPUT)


def os_error_named(error: OSError) -> BihuanError:
    """A file system failure in words a clerk can act on."""
    where = str(error.filename or "")
    match error.errno:
        case errno.ENOSPC | errno.EDQUOT:
            return BihuanError(
                "disk.full", "磁盘空间已满，本次操作没有写入任何内容", where=where, hint="清理磁盘后重新执行即可"
            )
        case errno.ENOENT:
            return BihuanError("file.missing", "找不到这个文件或文件夹", where=where, hint="请检查路径和文件名")
        case errno.EACCES | errno.EPERM | errno.EROFS:
            return BihuanError("file.denied", "没有读写权限", where=where, hint="换一个文件夹，或请管理员授权")
        case errno.EISDIR:
            return BihuanError("file.is_folder", "这是一个文件夹，需要的是文件", where=where)
    return BihuanError("file.failed", f"读写失败（{error.strerror or error}）", where=where, hint="请检查磁盘和文件")


def database_error_named(error: Exception) -> BihuanError | None:
    """A database that is full, busy or away, in words a clerk can act on; None for anything else."""
    said = str(error).lower()
    if type(error).__name__ == "DatabaseError" and ("not a database" in said or "malformed" in said):
        return BihuanError("database.broken", "数据库文件已损坏，读不出来", hint="用备份恢复数据文件夹，原文件请留着")
    if type(error).__name__ != "OperationalError":
        return None
    if "disk is full" in said or "no space left" in said or "disk i/o error" in said:
        return BihuanError(
            "disk.full", "磁盘空间已满或写不进去，本次操作没有写入任何内容", hint="清理磁盘后重新执行即可"
        )
    if "locked" in said:
        return BihuanError("database.busy", "数据库正被别的操作占用，本次操作没有写入任何内容", hint="稍后再试")
    if "connect" in said or "unable to open" in said:
        return BihuanError("database.away", "连不上数据库", hint="请检查 BIHUAN_DATABASE 和数据文件夹，或请管理员查看")
    return None


def unexpected_named(error: Exception) -> BihuanError:
    """A fault of our own: the details go to a file that can be sent to us, the screen gets one line."""
    handle, name = tempfile.mkstemp(prefix="bihuan-error-", suffix=".txt")
    os.close(handle)
    Path(name).write_text(traceback.format_exc(), encoding="utf-8")
    return BihuanError(
        "internal", f"程序内部错误（{type(error).__name__}），没有完成", hint=f"详情已写入 {name}，请把它发给维护者"
    )


def help_text() -> str:
    """The list of commands."""
    lines = ["用法：bihuan 命令 [选项]    （每个命令都有 --help）", ""]
    lines += [f"  {name:<10} {text}" for name, text in COMMANDS.items()]
    return "\n".join([*lines, "", "数据文件夹：--dir 文件夹，或环境变量 BIHUAN_DIR（默认 ./bihuan-data）"])
