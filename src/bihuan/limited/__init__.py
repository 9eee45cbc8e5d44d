"""Reading files that strangers sent: each in a child process of its own, with little memory, little time and no network."""

from bihuan.limited.limits import SCAN, Limits
from bihuan.limited.reading import document_open_limited, report_read_limited

__all__ = ["SCAN", "Limits", "document_open_limited", "report_read_limited"]
