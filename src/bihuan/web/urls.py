"""Every page of Bihuan."""

from django.conf import settings
from django.urls import URLPattern, URLResolver, path

from bihuan.web.views import (
    board,
    display,
    drafts,
    entries,
    evidence,
    health,
    homes,
    indicators,
    ledgers,
    notices,
    overview,
    phone,
    rates,
    search,
    webhooks,
)

urlpatterns: list[URLPattern | URLResolver] = [
    path("", homes.home, name="home"),
    path("home/figures/", homes.home_figures, name="home_figures"),
    path("loop/", overview.overview, name="overview"),
    path("notices/", notices.notice_list, name="notices"),
    path("notices/mark/", notices.notice_mark, name="notice_mark"),
    path("notices/<int:number>/", notices.notice_open, name="notice"),
    path("webhooks/", webhooks.webhook_page, name="webhooks"),
    path("webhooks/do/", webhooks.webhook_do, name="webhook_do"),
    path("ledgers/", ledgers.ledger_list, name="ledgers"),
    path("ledgers/<str:name>/", ledgers.ledger_page, name="ledger"),
    path("ledgers/<str:name>/new/", entries.entry_new, name="entry_new"),
    path("ledgers/<str:name>/<int:entry>/", entries.entry_page, name="entry"),
    path("ledgers/<str:name>/<int:entry>/do/", entries.entry_do, name="entry_do"),
    path("ledgers/<str:name>/<int:entry>/edit/", entries.entry_edit, name="entry_edit"),
    path("ledgers/<str:name>/<int:entry>/reveal/<str:field>/", entries.entry_reveal, name="entry_reveal"),
    path("evidence/<int:number>/", evidence.evidence_file, name="evidence"),
    path("evidence/<int:number>/original/", evidence.evidence_original, name="evidence_original"),
    path("evidence/<int:number>/<str:size>/", evidence.evidence_copy, name="evidence_copy"),
    path("uploads/", evidence.uploads, name="uploads"),
    path("uploads/<str:number>/", evidence.upload, name="upload"),
    path("uploads/<str:number>/finish/", evidence.upload_done, name="upload_done"),
    path("m/", phone.phone_list, name="phone"),
    path("m/<str:name>/<int:entry>/", phone.phone_matter, name="phone_matter"),
    path("m/<str:name>/<int:entry>/do/", phone.phone_do, name="phone_do"),
    path("cases/rates/", rates.rates_page, name="rates"),
    path("open/", homes.open_page, name="open"),
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
    path("search/", search.search, name="search"),
    path("display/", display.display_set, name="display"),
    path("healthz", health.healthz, name="healthz"),
]

if settings.BIHUAN.debug:
    from bihuan.web.views import kit

    urlpatterns += [path("kit/", kit.gallery, name="kit"), path("kit/bare/", kit.bare, name="kit_bare")]
