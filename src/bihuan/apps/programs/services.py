"""One door to each deed of outside programs."""

from bihuan.apps.programs.answering import Answered, answer_once, answers_clean
from bihuan.apps.programs.tokens import token_issue, token_revoke

__all__ = ["Answered", "answer_once", "answers_clean", "token_issue", "token_revoke"]
