"""The frame of a page that needs nothing else: one file, no request, its style and script inside."""

from html import escape
from importlib.resources import files
from typing import Final

_FRAME: Final = (
    '<!doctype html><html lang="zh-Hans"><head><meta charset="utf-8">'
    '<meta name="viewport" content="width=device-width, initial-scale=1">'
    "<title>{title}</title><style>{style}</style></head><body>{body}</body></html>\n"
)


def page_html(title: str, body: str, *, style: str, script: str = "") -> str:
    """The whole page; ``style`` and ``script`` name files of this folder, ``body`` is HTML."""
    running = f"<script>{asset(script)}</script>" if script else ""
    return _FRAME.format(title=escape(title), style=asset("base.css") + asset(style), body=body + running)


def asset(name: str) -> str:
    """A file of this folder."""
    return (files(__package__) / name).read_text(encoding="utf-8")
