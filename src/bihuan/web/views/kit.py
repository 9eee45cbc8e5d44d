"""The gallery of the kit, for whoever builds pages: every part in every state. Only in debug."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse

from bihuan.web.access import Access
from bihuan.web.kit import gallery as samples
from bihuan.web.pages import page, page_render


@page("kit", right=Access.SIGNED_IN)
def gallery(request: HttpRequest) -> HttpResponse:
    """Samples only: nothing here is read from the ledgers, and nothing is written."""
    if request.method == "POST":
        messages.success(request, f"已收到 {len(request.POST.getlist('row'))} 条（样例，不会保存）")
    sort = request.GET.get("sort", "")
    sheet = Paginator(samples.cases(sort), 12).get_page(request.GET.get("page"))
    context = {
        "bar": samples.filter_bar(request.GET),
        "sheet": samples.sheet(sheet, sort),
        "none": samples.sheet_empty(),
        "fields": samples.form_fields(),
        "wrong": samples.form_wrong(),
        "tiles": samples.TILES,
        "tabs": samples.TABS,
        "steps": samples.STEPS,
        "moments": samples.MOMENTS,
        "files": samples.FILES,
        "photos": samples.PHOTOS,
        "lights": samples.LIGHT_KEYS,
        "icons": samples.ICONS,
    }
    return page_render(request, "kit/gallery.html", context)


@page("kit", right=Access.SIGNED_IN)
def bare(request: HttpRequest) -> HttpResponse:
    """A page without the menu: how a login looks."""
    return page_render(request, "kit/bare.html", {})
