"""LibreOffice with a profile of its own and open fonts standing in for the customary ones."""

import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

STAND_INS = {
    "仿宋_GB2312": "LXGW WenKai Mono",
    "楷体_GB2312": "LXGW WenKai",
    "黑体": "Noto Sans CJK SC",
    "方正小标宋简体": "Noto Serif CJK SC",
    "宋体": "Noto Serif CJK SC",
}
ALIAS = """<match target="pattern"><test name="family"><string>{}</string></test>
<edit name="family" mode="assign" binding="same"><string>{}</string></edit></match>"""
ACCEPTED = '<acceptfont><pattern><patelt name="family"><string>{}</string></patelt></pattern></acceptfont>'
NO_OTHER = '<rejectfont><pattern><patelt name="scalable"><bool>true</bool></patelt></pattern></rejectfont>'


def fonts_conf(folder: Path) -> Path:
    """A fontconfig file that maps each customary font to an open one, and hides whatever else this machine has installed."""
    aliases = "\n".join(ALIAS.format(name, open_font) for name, open_font in STAND_INS.items())
    accepted = "".join(ACCEPTED.format(font) for font in sorted(set(STAND_INS.values())))
    file = folder / "fonts.conf"
    file.write_text(
        f'<?xml version="1.0"?>\n<!DOCTYPE fontconfig SYSTEM "fonts.dtd">\n<fontconfig><dir>/usr/share/fonts</dir>'
        f"<cachedir>{folder / 'cache'}</cachedir>\n<selectfont>{accepted}{NO_OTHER}</selectfont>\n{aliases}</fontconfig>",
        encoding="utf-8",
    )
    return file


@pytest.fixture(scope="session")
def office(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Path, str], Path]:
    """Convert one file; ``office(file, "pdf")`` gives the converted file beside it."""
    soffice = shutil.which("soffice")
    if soffice is None:
        pytest.skip("LibreOffice is not installed (make system)")
    folder = tmp_path_factory.mktemp("office")
    environment = os.environ | {"FONTCONFIG_FILE": str(fonts_conf(folder)), "HOME": str(folder)}

    def convert(file: Path, kind: str) -> Path:
        profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
        out = file.parent / "converted"
        command = [soffice, profile, "--headless", "--convert-to", kind, "--outdir", str(out), str(file)]
        subprocess.run(command, env=environment, check=True, capture_output=True, timeout=120)
        return out / f"{file.stem}.{kind}"

    return convert
