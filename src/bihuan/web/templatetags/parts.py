"""The kit in templates: one tag a part (docs/reference/pages.md shows each)."""

from typing import Any

from django import template
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

from bihuan.web.kit import Crumb, FieldShown, FilterBar, Table, icon_html, light_html, state_html

register = template.Library()
register.simple_tag(icon_html, name="icon")
register.simple_tag(light_html, name="light")
register.simple_tag(state_html, name="state")


@register.inclusion_tag("parts/field.html")
def field(shown: FieldShown) -> dict[str, Any]:
    """One field with label, help and error."""
    return {"field": shown}


@register.inclusion_tag("parts/fields.html")
def fields(shown: list[FieldShown]) -> dict[str, Any]:
    """Fields in two columns, with the faults named above them."""
    return {"fields": shown, "faults": [one for one in shown if one.error]}


@register.inclusion_tag("parts/filter.html", takes_context=True)
def filterbar(context: dict[str, Any], bar: FilterBar) -> dict[str, Any]:
    """The conditions of a list."""
    return {"bar": bar, "request": context.get("request")}


@register.inclusion_tag("parts/table.html", takes_context=True)
def table(context: dict[str, Any], shown: Table) -> dict[str, Any]:
    """A table with its pager."""
    return {"table": shown, "request": context.get("request"), "page": shown.page}


@register.inclusion_tag("parts/pages.html", takes_context=True)
def pager(context: dict[str, Any], page: Any) -> dict[str, Any]:
    """Previous, next, and a box for the page number."""
    return {"page": page, "request": context.get("request")}


@register.simple_tag(takes_context=True)
def conditions_kept(context: dict[str, Any], *left_out: str) -> list[tuple[str, str]]:
    """The address's conditions as pairs for hidden inputs, without those named."""
    request = context.get("request")
    if request is None:
        return []
    return [(key, value) for key, values in request.GET.lists() if key not in left_out for value in values]


@register.inclusion_tag("parts/tiles.html")
def tiles(shown: Any) -> dict[str, Any]:
    """Figures with last year's beside them."""
    return {"tiles": shown}


@register.inclusion_tag("parts/tabs.html")
def tabs(shown: Any, label: str = "本页内容") -> dict[str, Any]:
    """Tabs, each a link."""
    return {"tabs": shown, "label": label}


@register.inclusion_tag("parts/steps.html")
def steps(shown: Any) -> dict[str, Any]:
    """Where in a wizard one stands."""
    return {"steps": shown}


@register.inclusion_tag("parts/timeline.html")
def timeline(moments: Any) -> dict[str, Any]:
    """What happened, in order."""
    return {"moments": moments}


@register.inclusion_tag("parts/files.html")
def files(shown: Any) -> dict[str, Any]:
    """Documents as tiles."""
    return {"files": shown}


@register.inclusion_tag("parts/photos.html")
def photos(shown: Any) -> dict[str, Any]:
    """Pictures as a grid."""
    return {"photos": shown}


@register.inclusion_tag("parts/progress.html")
def progress(label: str, done: int, total: int, fault: str = "") -> dict[str, Any]:
    """How far a long work is; ``total`` 0 where nobody knows how much there is."""
    percent = min(100, done * 100 // total) if total else 0
    return {"label": label, "done": done, "total": total, "percent": percent, "fault": fault}


@register.inclusion_tag("parts/empty.html")
def empty(words: str, link: str = "", link_words: str = "", icon: str = "box") -> dict[str, Any]:
    """Nothing here, and what to do."""
    return {"words": words, "link": link, "link_words": link_words, "icon": icon}


@register.inclusion_tag("parts/crumbs.html")
def crumbs(*steps: str) -> dict[str, Any]:
    """Where the page stands: label, link, label, link …"""
    return {"crumbs": [Crumb(label, link) for label, link in zip(steps[::2], steps[1::2], strict=True)]}


@register.simple_block_tag
def pagehead(content: str, title: str, lead: str = "") -> SafeString:
    """Title and lead of a page; the block is its buttons."""
    return render_to_string("parts/head.html", {"title": title, "lead": lead, "actions": mark_safe(content.strip())})


@register.simple_block_tag
def dialog(content: str, id: str, title: str, wide: bool = False) -> SafeString:
    """A dialog; a ``data-dialog="id"`` button opens it."""
    return render_to_string("parts/dialog.html", {"id": id, "title": title, "wide": wide, "content": content})
