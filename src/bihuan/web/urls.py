"""Every page of Bihuan."""

from django.conf import settings
from django.urls import URLPattern, URLResolver, path

from bihuan.web.views import display, drafts, health, indicators, ledgers, overview, search

urlpatterns: list[URLPattern | URLResolver] = [
    path("", overview.overview, name="overview"),
    path("ledgers/", ledgers.ledger_list, name="ledgers"),
    path("ledgers/<str:name>/", ledgers.ledger_page, name="ledger"),
    path("ledgers/<str:name>/<int:entry>/", ledgers.entry_page, name="entry"),
    path("indicators/", indicators.indicator_list, name="indicators"),
    path("indicators/<str:ref>/", indicators.indicator_page, name="indicator"),
    path("indicators/<str:ref>/rows/", indicators.rows_page, name="rows"),
    path("drafts/", drafts.draft_list, name="drafts"),
    path("drafts/<str:name>/", drafts.draft_page, name="draft"),
    path("drafts/<str:name>/docx/", drafts.draft_file, name="draft_file"),
    path("drafts/<str:name>/<str:claim>/", drafts.draft_page, name="claim"),
    path("search/", search.search, name="search"),
    path("display/", display.display_set, name="display"),
    path("healthz", health.healthz, name="healthz"),
]

if settings.BIHUAN.debug:
    from bihuan.web.views import kit

    urlpatterns.append(path("kit/", kit.gallery, name="kit"))
