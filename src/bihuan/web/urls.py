"""Every page of Bihuan."""

from django.conf import settings
from django.urls import URLPattern, URLResolver, path

from bihuan.web.api import assembly
from bihuan.web.views import (
    board,
    calendars,
    display,
    drafts,
    health,
    imports,
    indicators,
    ledgers,
    lists,
    login,
    overview,
    search,
    tokens,
)

urlpatterns: list[URLPattern | URLResolver] = [
    path("", overview.overview, name="overview"),
    path("ledgers/", ledgers.ledger_list, name="ledgers"),
    path("ledgers/<str:name>/", ledgers.ledger_page, name="ledger"),
    path("ledgers/<str:name>/<int:entry>/", ledgers.entry_page, name="entry"),
    path("ledgers/<str:name>/<int:entry>/cell/", lists.ledger_cell, name="ledger_cell"),
    path("ledgers/<str:name>/add/", lists.ledger_add, name="ledger_add"),
    path("ledgers/<str:name>/edit/", lists.ledger_edit, name="ledger_edit"),
    path("ledgers/<str:name>/views/", lists.ledger_views, name="ledger_views"),
    path("ledgers/<str:name>/export/<str:shape>/", lists.ledger_export, name="ledger_export"),
    path("ledgers/<str:name>/template/", lists.ledger_template, name="ledger_template"),
    path("ledgers/<str:name>/paste/", imports.ledger_paste, name="ledger_paste"),
    path("ledgers/<str:name>/import/", imports.ledger_import, name="ledger_import"),
    path("ledgers/<str:name>/import/<str:sha256>/returned/", imports.ledger_returned, name="ledger_returned"),
    path("ledgers/<str:name>/form/", imports.ledger_form, name="ledger_form"),
    path("batches/", imports.batches, name="batches"),
    path("batches/<int:number>/undo/", imports.batch_undone, name="batch_undo"),
    path("open/", board.board, name="open"),
    path("board/", board.board, name="board"),
    path("board/cards.json", board.cards, name="board_cards"),
    path("board/units.json", board.units, name="board_units"),
    path("board/map.json", board.outline, name="board_map"),
    path("board/near/<str:name>/<int:entry>.json", board.near, name="board_near"),
    path("board/dispatch/", board.dispatch, name="board_dispatch"),
    path("board/undo/", board.undo, name="board_undo"),
    path("board/merge/", board.merge, name="board_merge"),
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
    path("tokens/", tokens.token_page, name="tokens"),
    path("tokens/<int:number>/revoke/", tokens.token_revoke_page, name="token_revoke"),
    path("search/", search.search, name="search"),
    path("display/", display.display_set, name="display"),
    path("login/", login.login_page, name="login"),
    path("login/factor/", login.factor_page, name="factor"),
    path("login/password/", login.password_page, name="password"),
    path("logout/", login.logout_page, name="logout"),
    path("api/v1/", assembly.urls),
    path("healthz", health.healthz, name="healthz"),
]

if settings.BIHUAN.debug:
    from bihuan.web.views import imports, kit, lists

    urlpatterns += [path("kit/", kit.gallery, name="kit"), path("kit/bare/", kit.bare, name="kit_bare")]
