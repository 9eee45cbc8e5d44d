"""A private PostgreSQL for the length of one command: ``python -m tests.support.postgres -- pytest tests/apps``.

A cluster in a temporary folder, a unix socket and no port. PostgreSQL refuses to run as root, so root runs it as user ``postgres``.
"""

import os
import pwd
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

PROGRAMS = Path("/usr/lib/postgresql/15/bin")
MISSING = "找不到 PostgreSQL 15：请由管理员运行 apt-get install postgresql-15（需要 {}）"


def program(name: str) -> str:
    """Debian's PostgreSQL 15, else what the path has; without one the tests fail and say what to install."""
    found = shutil.which(name, path=f"{PROGRAMS}{os.pathsep}{os.environ.get('PATH', '')}")
    if found is None:
        sys.exit(MISSING.format(name))
    return found


def as_server(command: Sequence[str]) -> None:
    """Run one of PostgreSQL's programs, as user ``postgres`` when we are root; its words are shown only when it fails."""
    user = "postgres" if os.geteuid() == 0 else None
    done = subprocess.run(
        command, user=user, group=user, extra_groups=[] if user else None, cwd="/", capture_output=True, text=True
    )
    if done.returncode:
        sys.exit(f"{Path(command[0]).name} 失败：\n{done.stdout}{done.stderr}")


@contextmanager
def cluster() -> Iterator[str]:
    """A fresh cluster; yields the value for BIHUAN_DATABASE."""
    initdb, control = program("initdb"), program("pg_ctl")
    with tempfile.TemporaryDirectory(prefix="bihuan-pg-") as name:
        folder = Path(name)
        if os.geteuid() == 0:
            server = pwd.getpwnam("postgres")
            os.chown(folder, server.pw_uid, server.pw_gid)
        data = str(folder / "data")
        as_server([initdb, "-D", data, "-U", "bihuan", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync"])
        options = f"-c listen_addresses='' -c unix_socket_directories='{folder}' -c fsync=off"
        as_server([control, "-D", data, "-o", options, "-l", str(folder / "log"), "-w", "start"])
        try:
            yield f"postgresql://bihuan@/postgres?host={folder}"
        finally:
            as_server([control, "-D", data, "-m", "immediate", "-w", "stop"])


def main(arguments: list[str]) -> int:
    """Run the command after ``--`` against a fresh cluster; its exit status is ours."""
    command = arguments[arguments.index("--") + 1 :] if "--" in arguments else arguments
    if not command:
        sys.exit("用法：python -m tests.support.postgres -- 命令 …")
    with cluster() as database:
        return subprocess.run(command, env={**os.environ, "BIHUAN_DATABASE": database}).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
