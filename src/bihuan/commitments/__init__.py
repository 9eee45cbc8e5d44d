"""任务 found in text, and the whole reading of one file."""

from bihuan.commitments.grades import GRADES, Grade, is_checkable, says_date
from bihuan.commitments.model import Commitment, Reading, Report, Source
from bihuan.commitments.promises import commitments_read, due_of, lead_of
from bihuan.commitments.read import document_read, report_read, reports_read, text_read

__all__ = [
    "GRADES",
    "Commitment",
    "Grade",
    "Reading",
    "Report",
    "Source",
    "commitments_read",
    "document_read",
    "due_of",
    "is_checkable",
    "lead_of",
    "report_read",
    "reports_read",
    "says_date",
    "text_read",
]
