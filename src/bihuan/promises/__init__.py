"""Which promises of one year's report the next year's report kept."""

from bihuan.promises.answering import promises_answer
from bihuan.promises.finding import promises_find
from bihuan.promises.model import Answer, Promise, Result, Verdict

__all__ = ["Answer", "Promise", "Result", "Verdict", "promises_answer", "promises_find"]
