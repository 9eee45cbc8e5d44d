"""One door to each deed on a matter. Every deed is one transaction with its events inside."""

from bihuan.apps.tracking.commenting import comment_add, comment_erase, link_add, link_remove
from bihuan.apps.tracking.evidence import evidence_add, evidence_remove
from bihuan.apps.tracking.extending import extension_ask, extension_decide
from bihuan.apps.tracking.moving import case_dispatch, case_move, case_return
from bihuan.apps.tracking.passing import case_forward, case_handover, case_return_up, case_take_back
from bihuan.apps.tracking.pausing import clock_pause, clock_resume
from bihuan.apps.tracking.pressing import case_supervise, case_urge, press_answer
from bihuan.apps.tracking.revealing import field_reveal
from bihuan.apps.tracking.supporting import support_answer, support_ask, support_withdraw
from bihuan.apps.tracking.uploading import upload_begin, upload_cancel, upload_finish, upload_put, uploads_clean

__all__ = [
    "case_dispatch",
    "case_forward",
    "case_handover",
    "case_move",
    "case_return",
    "case_return_up",
    "case_supervise",
    "case_take_back",
    "case_urge",
    "clock_pause",
    "clock_resume",
    "comment_add",
    "comment_erase",
    "evidence_add",
    "evidence_remove",
    "extension_ask",
    "extension_decide",
    "field_reveal",
    "link_add",
    "link_remove",
    "press_answer",
    "support_answer",
    "support_ask",
    "support_withdraw",
    "upload_begin",
    "upload_cancel",
    "upload_finish",
    "upload_put",
    "uploads_clean",
]
