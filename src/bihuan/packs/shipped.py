"""Where the packs that come with Bihuan stand."""

from pathlib import Path


def shipped_packs_folder() -> Path:
    """``bihuan/shipped_packs`` in an installed wheel, ``packs`` beside ``src`` in a checkout."""
    installed = Path(__file__).parents[1] / "shipped_packs"
    return installed if installed.is_dir() else Path(__file__).parents[3] / "packs"
