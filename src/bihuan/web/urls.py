"""Every page of Bihuan."""

from django.conf import settings
from django.urls import URLPattern, URLResolver, path

from bihuan.web.views import (
    calendars,
    display,
    drafts,
    health,
    indicators,
    ledgers,
    login,
    overview,
    people,
    search,
    security,
    setup,
)

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
    path("people/", people.people_list, name="people"),
    path("people/new/", people.person_new, name="person_new"),
    path("people/import/", people.people_import_page, name="people_import"),
    path("people/template.xlsx", people.people_template, name="people_template"),
    path("people/export.xlsx", people.people_export, name="people_export"),
    path("people/one/<str:login>/", people.person_page, name="person"),
    path("people/one/<str:login>/grant/", people.person_grant, name="person_grant"),
    path("people/one/<str:login>/<str:deed>/", people.person_deed, name="person_deed"),
    path("roles/", people.roles_page, name="roles"),
    path("bureaus/", security.bureaus_page, name="bureaus"),
    path("online/", security.online_page, name="online"),
    path("online/<str:login>/expel/", security.expel, name="expel"),
    path("security/", security.security_page, name="security"),
    path("why/", security.why_page, name="why"),
    path("log/", security.log_page, name="log"),
    path("setup/", setup.setup_start, name="setup"),
    path("setup/<str:step>/", setup.setup_step, name="setup_step"),
    path("login/", login.login_page, name="login"),
    path("login/factor/", login.factor_page, name="factor"),
    path("login/password/", login.password_page, name="password"),
    path("logout/", login.logout_page, name="logout"),
    path("healthz", health.healthz, name="healthz"),
]

if settings.BIHUAN.debug:
    from bihuan.web.views import kit

    urlpatterns += [path("kit/", kit.gallery, name="kit"), path("kit/bare/", kit.bare, name="kit_bare")]
