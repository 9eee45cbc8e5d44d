"""Word 97 files, which only LibreOffice writes: made once, from the rtf; empty (and skipped by name) where it is missing."""

import shutil
import subprocess
import tempfile
from functools import cache
from pathlib import Path

from hostile.seeds.text import rtf


@cache
def doc() -> bytes:
    """The sample report as .doc."""
    office = shutil.which("soffice")
    if office is None:
        return b""
    with tempfile.TemporaryDirectory() as place:
        (Path(place) / "a.rtf").write_bytes(rtf())
        profile = f"-env:UserInstallation=file://{place}/profile"
        subprocess.run(
            [office, profile, "--headless", "--convert-to", "doc", "--outdir", place, f"{place}/a.rtf"],
            check=True,
            capture_output=True,
            timeout=120,
        )
        return (Path(place) / "a.doc").read_bytes()


DOC = {"doc": doc}
