"""任务 found in text, and the whole reading of one file."""

from bihuan.commitments.grades import GRADES, Grade, is_checkable, says_date
from bihuan.commitments.model import Commitment, Reading, Report, Source
from bihuan.commitments.promises import commitments_read, due_of, lead_of
from bihuan.commitments.read import report_read, text_read

__all__ = [
    "GRADES",
    "Commitment",
    "Grade",
    "Reading",
    "Report",
    "Source",
    "commitments_read",
    "due_of",
    "is_checkable",
    "lead_of",
    "report_read",
    "says_date",
    "text_read",
]
