"""Every page of Bihuan."""

from django.conf import settings
from django.urls import URLPattern, URLResolver, path

from bihuan.web.views import calendars, display, drafts, health, indicators, ledgers, login, overview, search

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
    path("calendars/", calendars.calendar_page, name="calendars"),
    path("calendars/preview/", calendars.calendar_preview_page, name="calendar_preview"),
    path("calendars/import/", calendars.calendar_import_page, name="calendar_import"),
    path("calendars/withdraw/", calendars.calendar_withdraw_page, name="calendar_withdraw"),
    path("search/", search.search, name="search"),
    path("display/", display.display_set, name="display"),
    path("login/", login.login_page, name="login"),
    path("login/factor/", login.factor_page, name="factor"),
    path("login/password/", login.password_page, name="password"),
    path("logout/", login.logout_page, name="logout"),
    path("healthz", health.healthz, name="healthz"),
]

if settings.BIHUAN.debug:
    from bihuan.web.views import kit

    urlpatterns += [path("kit/", kit.gallery, name="kit"), path("kit/bare/", kit.bare, name="kit_bare")]
