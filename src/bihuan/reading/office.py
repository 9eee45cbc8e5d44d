"""LibreOffice, where it is installed, turns old formats (doc, wps, rtf) into docx, which is then read; and any into PDF, to look at.

It runs without a screen, with a profile of its own in a folder that goes away, with macros forbidden and links left alone.
"""

import os
import shutil
import subprocess
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import Final

from bihuan.datamodel import BihuanError
from bihuan.reading.document import Content
from bihuan.reading.docx import docx_content
from bihuan.reading.file import File

SECONDS: Final = 50.0
_NAMES: Final = ("soffice", "libreoffice")
_PLACES: Final = (
    "/usr/lib/libreoffice/program/soffice",
    "/opt/libreoffice/program/soffice",
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    "C:/Program Files/LibreOffice/program/soffice.exe",
    "C:/Program Files (x86)/LibreOffice/program/soffice.exe",
)
_BEGUN_ANEW: Final = 81  # its first start made the profile; it asks to be started again
_SETTINGS: Final = (
    '<?xml version="1.0" encoding="UTF-8"?><oor:items xmlns:oor="http://openoffice.org/2001/registry">{}</oor:items>'
)
_SETTING: Final = (
    '<item oor:path="/org.openoffice.Office.{}"><prop oor:name="{}" oor:op="fuse"><value>{}</value></prop></item>'
)
_CAREFUL: Final = (
    ("Common/Security/Scripting", "MacroSecurityLevel", "3"),
    ("Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("Writer/Content/Update", "Link", "0"),
)


def office_content(file: File) -> Content:
    """Read an old format by way of docx; without LibreOffice a named error says what to install."""
    return docx_content(File(docx_made(file, office_find()), file.where, file.name))


def office_find(path: str | None = None, places: tuple[str, ...] = _PLACES) -> Path | None:
    """The program on the path (None: that of this process) or at its usual places."""
    named = (shutil.which(name, path=path) for name in _NAMES)
    found = next(filter(None, named), None) or next((place for place in places if Path(place).is_file()), None)
    return None if found is None else Path(found)


def docx_made(file: File, office: Path | None) -> bytes:
    """The file as docx, by LibreOffice."""
    return _made(file, office, "docx", "docx:MS Word 2007 XML")


def pdf_made(file: File, office: Path | None) -> bytes:
    """The file as PDF, by LibreOffice."""
    return _made(file, office, "pdf", "pdf")


def _made(file: File, office: Path | None, ending: str, target: str) -> bytes:
    if office is None:
        raise BihuanError(
            "read.office_missing",
            "读 doc、wps、rtf 要用 LibreOffice，这台电脑上没有",
            where=file.where,
            hint="请安装 LibreOffice（Debian、统信、麒麟：apt install libreoffice-writer-nogui），或用 Word、WPS 另存为 docx 后再读",
        )
    with tempfile.TemporaryDirectory(prefix="bihuan-office-") as folder:
        given, made = Path(folder, "given"), Path(folder, "made", f"given.{ending}")
        given.write_bytes(file.data)
        _convert(office, given, made.parent, target)
        if not made.is_file():
            raise BihuanError(
                "read.doc_broken",
                "文件已损坏，LibreOffice 打不开",
                where=file.where,
                hint="请用 Word 或 WPS 打开修复，另存为 docx 后再读",
            )
        return made.read_bytes()


def _convert(office: Path, given: Path, folder_made: Path, target: str) -> None:
    """Run it, twice where the first run only makes the profile; what it could not do shows by the missing file."""
    folder = given.parent
    settings = folder / "profile" / "user" / "registrymodifications.xcu"
    settings.parent.mkdir(parents=True)
    settings.write_text(_SETTINGS.format("".join(_SETTING.format(*one) for one in _CAREFUL)), encoding="utf-8")
    itself = office.resolve().with_name("soffice.bin")  # without the scripts around it, which would outlive a stop
    profile = f"-env:UserInstallation={settings.parent.parent.as_uri()}"
    options = (
        "--headless",
        "--norestore",
        "--nologo",
        "--convert-to",
        target,
        "--outdir",
        str(folder_made),
    )
    command = [str(itself if itself.is_file() else office), profile, *options, str(given)]
    with suppress(subprocess.TimeoutExpired):
        if _run(command, folder) == _BEGUN_ANEW:
            _run(command, folder)


def _run(command: list[str], folder: Path) -> int:
    own = {"HOME": str(folder), "TMPDIR": str(folder), "SAL_USE_VCLPLUGIN": "svp"}
    silent = subprocess.DEVNULL
    return subprocess.run(
        command,
        cwd=folder,
        env=os.environ | own,
        stdin=silent,
        stdout=silent,
        stderr=silent,
        timeout=SECONDS,
        check=False,
    ).returncode
