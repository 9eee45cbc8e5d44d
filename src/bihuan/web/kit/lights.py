"""Lights, states and icons as markup: a light is a shape and a word, so that it can be read in black and white."""

from typing import NamedTuple

from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe


class Light(NamedTuple):
    """What a light looks like and what it says."""

    tone: str
    word: str
    shape: str


SHAPES = {
    "circle": '<circle cx="8" cy="8" r="7"/>',
    "triangle": '<path d="M8 1l7.5 14H.5z"/>',
    "square": '<path d="M1.5 1.5h13v13h-13z"/>',
    "tick": '<path d="M6.2 14L0 7.8l2.2-2.2 4 4L13.8 2 16 4.2z"/>',
    "bars": '<path d="M2.5 1.5h4v13h-4zM9.5 1.5h4v13h-4z"/>',
    "ring": '<path d="M8 1a7 7 0 1 0 0 14A7 7 0 0 0 8 1m0 2.5a4.5 4.5 0 1 1 0 9 4.5 4.5 0 0 1 0-9"/>',
    "diamond": '<path d="M8 0l8 8-8 8-8-8z"/>',
}
LIGHTS = {
    "normal": Light("good", "正常", "circle"),
    "soon": Light("warn", "临期", "triangle"),
    "overdue": Light("bad", "逾期", "square"),
    "done": Light("good", "办结", "tick"),
    "paused": Light("idle", "暂停计时", "bars"),
    "none": Light("idle", "未定时限", "ring"),
    "urged": Light("bad", "督办", "diamond"),
    "green": Light("good", "绿灯", "circle"),
    "yellow": Light("warn", "黄灯", "triangle"),
    "red": Light("bad", "红灯", "square"),
}


def light_html(key: str, word: str = "") -> SafeString:
    """The light of a key (see ``LIGHTS``), with its own word unless another is given."""
    light = LIGHTS[key]
    shape = mark_safe(SHAPES[light.shape])  # our own markup, above
    return format_html(
        '<span class="light {}"><svg viewBox="0 0 16 16" aria-hidden="true">{}</svg>{}</span>',
        light.tone,
        shape,
        word or light.word,
    )


def state_html(word: str, tone: str = "") -> SafeString:
    """A state as a tag; tone is good, warn, bad, busy or nothing."""
    return format_html('<span class="tag {}">{}</span>', tone, word) if word else SafeString("")


def icon_html(name: str) -> SafeString:
    """An icon of ``icons.svg``; it never stands without words or an aria-label beside it."""
    return format_html(
        '<svg class="icon" aria-hidden="true"><use href="{}#{}"></use></svg>', static("bihuan/icons.svg"), name
    )
